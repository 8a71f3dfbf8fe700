Grailbird.data.tweets_2010_03 = 
[
 {
  "entities": {
   "urls": []
  },
  "id_str": "5",
  "text": "Eerste",
  "id": 5,
  "created_at": "2010-03-04 00:00:00 +0000",
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
