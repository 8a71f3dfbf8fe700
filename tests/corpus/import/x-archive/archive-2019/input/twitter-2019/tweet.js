window.YTD.tweet.part0 = [
  {
    "retweeted": false,
    "id_str": "700",
    "created_at": "Fri Mar 01 09:00:00 +0000 2019",
    "full_text": "Les 1 &gt; les 2",
    "entities": {
      "user_mentions": [],
      "urls": [],
      "media": [
        {
          "url": "https://t.co/m",
          "media_url_https": "https://pbs.twimg.com/media/EE.jpg",
          "type": "photo"
        }
      ]
    }
  }
]
