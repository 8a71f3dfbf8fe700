window.YTD.tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1700"
          ],
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "id_str": "1700",
      "id": "1700",
      "created_at": "Thu Feb 01 08:15:00 +0000 2024",
      "full_text": "Excursie 6V &amp; 6W: zie https://t.co/aaa https://t.co/bbb",
      "lang": "nl",
      "favorite_count": "2",
      "entities": {
        "urls": [
          {
            "url": "https://t.co/aaa",
            "expanded_url": "https://school.example/excursie",
            "display_url": "school.example/…"
          }
        ],
        "user_mentions": [],
        "hashtags": [],
        "media": [
          {
            "url": "https://t.co/bbb",
            "media_url_https": "https://pbs.twimg.com/media/GFxx.jpg",
            "type": "photo"
          }
        ]
      },
      "extended_entities": {
        "media": [
          {
            "url": "https://t.co/bbb",
            "media_url_https": "https://pbs.twimg.com/media/GFxx.jpg",
            "type": "photo"
          },
          {
            "url": "https://t.co/bbb",
            "media_url_https": "https://pbs.twimg.com/ext/th.jpg",
            "type": "video",
            "video_info": {
              "variants": [
                {
                  "content_type": "application/x-mpegURL",
                  "url": "https://video.twimg.com/v/pl.m3u8"
                },
                {
                  "bitrate": "256000",
                  "content_type": "video/mp4",
                  "url": "https://video.twimg.com/v/small.mp4?tag=12"
                },
                {
                  "bitrate": "2176000",
                  "content_type": "video/mp4",
                  "url": "https://video.twimg.com/v/large.mp4?tag=12"
                }
              ]
            }
          }
        ]
      }
    }
  },
  {
    "tweet": {
      "edit_info": {
        "edit": {
          "initialTweetId": "1690"
        }
      },
      "id_str": "1691",
      "created_at": "Wed Jan 31 16:00:00 +0000 2024",
      "full_text": "@noorb @weg Goed gedaan! 😀",
      "in_reply_to_status_id_str": "1688",
      "in_reply_to_user_id_str": "5005",
      "in_reply_to_screen_name": "noorb",
      "entities": {
        "urls": [],
        "user_mentions": [
          {
            "name": "Noor Bakker",
            "screen_name": "noorb",
            "id_str": "5005"
          },
          {
            "name": "weg",
            "screen_name": "weg",
            "id_str": "-1"
          }
        ]
      }
    }
  },
  {
    "tweet": {
      "id_str": "1695",
      "created_at": "Thu Feb 01 07:00:00 +0000 2024",
      "full_text": "RT @school_x: Morgen open dag, met heel veel…",
      "retweeted": false,
      "entities": {
        "urls": [],
        "user_mentions": [
          {
            "name": "School X",
            "screen_name": "school_x",
            "id_str": "77"
          }
        ]
      }
    }
  }
]
