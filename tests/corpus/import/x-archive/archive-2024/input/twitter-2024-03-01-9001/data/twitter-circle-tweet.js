window.YTD.twitter_circle_tweet.part0 = [
  {
    "tweet": {
      "id_str": "1400",
      "created_at": "Sun Jan 01 10:00:00 +0000 2023",
      "full_text": "Alleen voor de kring",
      "entities": {}
    }
  }
]
