window.YTD.tweets.part0 = [
  {
    "tweet": {
      "rest_id": "1",
      "legacy": {
        "text": "Anders"
      }
    }
  },
  {
    "tweet": {
      "id_str": "2",
      "created_at": "gisteren",
      "full_text": "Wel een tekst"
    }
  }
]
