window.YTD.account.part0 = [
  {
    "account": {
      "phoneNumber": "+31600000009",
      "email": "bas@example.nl",
      "createdVia": "web",
      "username": "basvisser",
      "accountId": "90",
      "createdAt": "2012-01-01T10:00:00.000Z",
      "accountDisplayName": "Bas Visser"
    }
  }
]
