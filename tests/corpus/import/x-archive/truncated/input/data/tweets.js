window.YTD.tweets.part0 = [
  {
    "tweet": {
      "id_str": "1",
      "created_at": "Mon May 01 10:00:00 +0000 2023",
      "full_text": "Bericht 1"
    }
  },
  {
    "tweet": {
      "id_str": "2",
      "created_at": "Mon May 01 10:00:00 +0000 2023",
      "full_text": "Bericht 2"
    }
  },
  {
    "tweet": {
      "id_str": "3",
      "created_at": "Mon May 01 10:00:00 +0000 2023",
      "full_text": "