window.YTD.tweets.part1 = [
  {
    "tweet": {
      "id_str": "1500",
      "created_at": "Mon May 01 10:00:00 +0000 2023",
      "full_text": "Deel twee",
      "entities": {
        "urls": []
      }
    }
  }
];
