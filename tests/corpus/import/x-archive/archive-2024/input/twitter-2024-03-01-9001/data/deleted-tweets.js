window.YTD.deleted_tweets.part0 = [
  {
    "tweet": {
      "id_str": "1601",
      "created_at": "Tue Jan 02 10:00:00 +0000 2024",
      "deleted_at": "Wed Jan 03 10:00:00 +0000 2024",
      "full_text": "Sorry daarvoor",
      "entities": {
        "media": [
          {
            "url": "https://t.co/x",
            "media_url_https": "https://pbs.twimg.com/media/DD.png",
            "type": "photo"
          }
        ]
      }
    }
  }
]
