window.YTD.follower.part0 = [ { "fan" : { "ident" : "7" } } ]
