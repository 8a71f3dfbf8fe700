window.YTD.direct_messages.part0 = [
  {
    dmConversation: {
      conversationId: "7001-7002",
      messages: [
        {
          messageCreate: {
            recipientId: "7002",
            reactions: [],
            urls: [],
            text: "Vergeet je boek niet",
            mediaUrls: [],
            senderId: "7001",
            id: "9101",
            createdAt: "2026-01-05T08:00:00.000Z",
          },
        },
      ],
    },
  },
];
