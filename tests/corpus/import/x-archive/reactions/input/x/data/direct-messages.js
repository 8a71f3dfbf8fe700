window.YTD.direct_messages.part0 = [ { "dmConversation" : { "conversationId" : "11-22", "messages" : [
  { "reactionCreate" : { "senderId" : "22", "reactionKey" : "like", "eventId" : "905", "createdAt" : "2023-05-01T12:01:00.000Z" } },
  { "messageCreate" : { "recipientId" : "22", "reactions" : [ ], "urls" : [ ], "text" : "Tot morgen", "mediaUrls" : [ ],
    "senderId" : "11", "id" : "904", "createdAt" : "2023-05-01T12:00:00.000Z" } }
] } } ]
