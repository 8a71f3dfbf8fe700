window.YTD.moment.part0 = [ {"moment": {"momentId": "1", "createdAt": "Wed Oct 10 20:19:24 +0000 2018", "title": "Schoolreis"}} ]
