window.YTD.mute.part0 = [
  {
    "muting": {
      "accountId": "67",
      "userLink": "https://twitter.com/intent/user?user_id=67"
    }
  }
]
