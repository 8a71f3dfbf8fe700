window.YTD.follower.part0 = [
  {
    "follower": {
      "accountId": "5005",
      "userLink": "https://twitter.com/intent/user?user_id=5005"
    }
  }
]
