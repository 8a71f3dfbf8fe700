window.YTD.direct_messages.part0 = [
  {
    "dmConversation": {
      "conversationId": "8-90",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "8",
            "text": "Heel",
            "senderId": "90",
            "id": "21",
            "createdAt": "2024-01-11T12:00:00.000Z"
          }
        },
        {
          "messageCreate": {
            "recipientId": "8",
            "text": "Ha