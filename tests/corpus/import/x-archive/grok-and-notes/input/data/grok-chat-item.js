window.YTD.grok_chat_item.part0 = [
  {"grokChatItem": {"grokMode": {"value": "1", "name": "Normal"}, "accountId": "7", "chatId": "99", "createdAt": "2025-10-23T13:11:59.692Z",
    "sender": {"value": "1", "name": "User", "originalName": "USER"}, "message": "Schrijf een rapport over Bas",
    "attachments": [{"mediaId": "5", "fileName": "toets.pdf", "mimeType": "application/pdf"}]}},
  {"grokChatItem": {"accountId": "7", "chatId": "99", "createdAt": "2025-10-23T13:12:02.100Z",
    "sender": {"value": "2", "name": "Agent", "originalName": "AGENT"}, "message": "Bas rekent goed &amp; leest graag"}},
  {"grokChatItem": {"accountId": "7", "chatId": "99", "createdAt": "2025-10-23T13:13:00.000Z",
    "sender": {"value": "9", "name": "Other"}, "message": ""}}
]
