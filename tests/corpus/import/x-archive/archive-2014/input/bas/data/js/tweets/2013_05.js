Grailbird.data.tweets_2013_05 = 
 [
 {
  "source": "web",
  "entities": {
   "user_mentions": [
    {
     "name": "Noor Bakker",
     "screen_name": "noorb",
     "indices": [
      0,
      6
     ],
     "id_str": "8",
     "id": 8
    }
   ],
   "media": [],
   "hashtags": [],
   "urls": []
  },
  "in_reply_to_status_id_str": "55",
  "geo": {},
  "id_str": "56",
  "in_reply_to_user_id": 8,
  "text": "@noorb tot morgen",
  "id": 56,
  "in_reply_to_status_id": 55,
  "created_at": "2013-05-20 12:34:56 +0000",
  "in_reply_to_screen_name": "noorb",
  "in_reply_to_user_id_str": "8",
  "user": {
   "name": "Bas Visser",
   "screen_name": "basvisser",
   "protected": true,
   "id_str": "90",
   "id": 90,
   "verified": false
  }
 },
 {
  "source": "web",
  "entities": {
   "user_mentions": [
    {
     "name": "School X",
     "screen_name": "school_x",
     "id_str": "77",
     "id": 77
    }
   ],
   "media": [],
   "urls": []
  },
  "geo": {},
  "id_str": "57",
  "text": "RT @school_x: Morgen open dag, met heel\u2026",
  "retweeted_status": {
   "entities": {
    "urls": []
   },
   "id_str": "50",
   "text": "Morgen open dag, met heel veel proefjes",
   "created_at": "2013-05-19 08:00:00 +0000",
   "user": {
    "name": "School X",
    "screen_name": "school_x",
    "protected": false,
    "id_str": "77",
    "id": 77
   }
  },
  "id": 57,
  "created_at": "2013-05-20 13:00:00 +0000",
  "user": {
   "name": "Bas Visser",
   "screen_name": "basvisser",
   "protected": true,
   "id_str": "90",
   "id": 90,
   "verified": false
  }
 }
]
