window.YTD.direct_messages_group.part0 = [
  {
    "dmConversation": {
      "conversationId": "1234567890",
      "messages": [
        {
          "participantsLeave": {
            "userIds": [
              "4004"
            ],
            "createdAt": "2023-09-03T10:00:00.000Z"
          }
        },
        {
          "messageCreate": {
            "reactions": [],
            "urls": [],
            "text": "Welkom",
            "mediaUrls": [],
            "senderId": "5005",
            "id": "1900",
            "createdAt": "2023-09-02T10:00:00.000Z"
          }
        },
        {
          "conversationNameUpdate": {
            "initiatingUserId": "5005",
            "name": "6V mentor",
            "createdAt": "2023-09-01T10:02:00.000Z"
          }
        },
        {
          "participantsJoin": {
            "initiatingUserId": "5005",
            "userIds": [
              "4004",
              "4005"
            ],
            "createdAt": "2023-09-01T10:01:00.000Z"
          }
        },
        {
          "joinConversation": {
            "initiatingUserId": "5005",
            "participantsSnapshot": [
              "5005",
              "9001"
            ],
            "createdAt": "2023-09-01T10:00:00.000Z"
          }
        }
      ]
    }
  }
]
