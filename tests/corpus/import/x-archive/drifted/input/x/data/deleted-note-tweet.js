window.YTD.deleted_note_tweet.part0 = [ { "noteTweet" : { "noteTweetId" : "201", "createdAt" : "2025-02-01T13:00:00.000Z", "core" : { "text" : "Weggehaald verhaal" } } } ]
