window.YTD.direct_message_headers.part0 = [
  {
    "dmConversation": {
      "conversationId": "5005-9001",
      "messages": [
        {
          "messageCreate": {
            "id": "2001",
            "senderId": "5005",
            "recipientId": "9001",
            "createdAt": "2024-01-10T12:00:00.000Z"
          }
        }
      ]
    }
  }
]
