window.__THAR_CONFIG = {
  "userInfo": {
    "accountId": "9001",
    "userName": "basvisser",
    "displayName": "Bas Visser"
  },
  "archiveInfo": {
    "sizeBytes": "20000",
    "generationDate": "2024-03-01T10:00:00.000Z",
    "isPartialArchive": true,
    "maxPartSizeBytes": "1000"
  },
  "dataTypes": {
    "tweets": {
      "mediaDirectory": "data/tweets_media",
      "files": [
        {
          "fileName": "data/tweets.js",
          "globalName": "YTD.tweets.part0",
          "count": "3"
        }
      ]
    }
  }
}
