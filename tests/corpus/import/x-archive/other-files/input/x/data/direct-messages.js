window.YTD.direct_messages.part0 = [
  {
    "dmConversation": {
      "messages": [
        {
          "messageCreate": {
            "id": "10",
            "senderId": "90",
            "recipientId": "8",
            "text": "Het kenmerk staat achteraan",
            "createdAt": "2024-01-10T12:00:00.000Z"
          }
        },
        {
          "encryptedCreate": {
            "id": "11"
          }
        }
      ],
      "conversationId": "8-90"
    }
  },
  {
    "dmConversation": {
      "messages": [
        {
          "messageCreate": {
            "id": "12",
            "senderId": "90",
            "recipientId": "8",
            "text": "Zonder kenmerk",
            "createdAt": "2024-01-11T12:00:00.000Z"
          }
        }
      ]
    }
  }
]
