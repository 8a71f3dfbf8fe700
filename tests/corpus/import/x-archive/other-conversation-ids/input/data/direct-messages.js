window.YTD.direct_messages.part0 = [ { "dmConversation" : { "conversationId" : "dm-1", "messages" : [
  { "messageCreate" : { "id" : "11", "senderId" : "42", "recipientId" : "55", "createdAt" : "2025-06-03T20:00:00.000Z", "text" : "Hoi juf" } },
  { "messageCreate" : { "id" : "12", "senderId" : "55", "recipientId" : "42", "createdAt" : "2025-06-03T20:05:00.000Z", "text" : "Dag" } } ] } } ]
