window.YTD.direct_message.part0 = [
  {
    "dmConversation": {
      "conversationId": "8-90",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "8",
            "text": "Hoi",
            "mediaUrls": [],
            "senderId": "90",
            "id": "12",
            "createdAt": "2019-01-11T12:00:00.000Z"
          }
        }
      ]
    }
  }
]
