window.YTD.direct_messages.part0 = [
  {
    "dmConversation": {
      "conversationId": "5005-9001",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "5005",
            "reactions": [
              {
                "senderId": "5005",
                "reactionKey": "like",
                "eventId": "3",
                "createdAt": "2024-01-10T12:01:00.000Z"
              }
            ],
            "urls": [
              {
                "url": "https://t.co/z",
                "expanded": "https://example.org/cijfers",
                "display": "example.org/cijfers"
              }
            ],
            "text": "Zie https://t.co/z",
            "mediaUrls": [
              "https://ton.twitter.com/dm/2002/3003/foto.jpg"
            ],
            "senderId": "9001",
            "id": "2002",
            "createdAt": "2024-01-10T12:00:30.123Z",
            "editHistory": [
              {
                "createdAtSec": "1704888030",
                "editedText": "Zie"
              }
            ]
          }
        },
        {
          "messageCreate": {
            "recipientId": "9001",
            "reactions": [],
            "urls": [],
            "text": "Meneer, wat was mijn cijfer?",
            "mediaUrls": [],
            "senderId": "5005",
            "id": "2001",
            "createdAt": "2024-01-10T12:00:00.000Z"
          }
        }
      ]
    }
  },
  {
    "dmConversation": {
      "conversationId": "4004-9001",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "9001",
            "text": "Dag",
            "senderId": "4004",
            "id": "1999",
            "createdAt": "2023-12-10T12:00:00.000Z"
          }
        }
      ]
    }
  }
]
