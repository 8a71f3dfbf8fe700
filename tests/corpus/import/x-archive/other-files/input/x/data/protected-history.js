window.YTD.protected_history.part0 = [
  {"protectedHistory": {"protectedAt": "2019-03-01T08:00:00.000Z", "action": "Protect"}},
  {"protectedHistory": {"protectedAt": "2021-03-01T08:00:00.000Z", "action": "Unprotect"}}
]
