window.YTD.bookmark.part0 = [ { "bookmark" : { "tweetId" : "6", "fullText" : "bewaard" } } ]
