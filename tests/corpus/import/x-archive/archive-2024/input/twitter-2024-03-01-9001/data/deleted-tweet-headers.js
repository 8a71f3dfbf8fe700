window.YTD.deleted_tweet_headers.part0 = [
  {
    "tweet": {
      "tweet_id": "1601",
      "user_id": "9001",
      "created_at": "Tue Jan 02 10:00:00 +0000 2024",
      "deleted_at": "Wed Jan 03 10:00:00 +0000 2024"
    }
  }
]
