window.YTD.note_tweet.part0 = [
  {
    "noteTweet": {
      "noteTweetId": "8800",
      "createdAt": "2024-01-05T12:00:00.000Z",
      "updatedAt": "2024-01-05T12:00:00.000Z",
      "lifecycle": {
        "name": "Undeleted"
      },
      "core": {
        "text": "Een lange tekst over de les van @noorb https://t.co/q",
        "urls": [
          {
            "expandedUrl": "https://example.org/les",
            "shortUrl": "https://t.co/q"
          }
        ],
        "mentions": [
          {
            "screenName": "noorb"
          }
        ],
        "hashtags": []
      }
    }
  }
]
