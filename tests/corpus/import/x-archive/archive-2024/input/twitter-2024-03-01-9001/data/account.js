window.YTD.account.part0 = [
  {
    "account": {
      "email": "bas@example.nl",
      "createdVia": "web",
      "username": "basvisser",
      "accountId": "9001",
      "createdAt": "2012-01-01T10:00:00.000Z",
      "accountDisplayName": "Bas Visser"
    }
  }
]
