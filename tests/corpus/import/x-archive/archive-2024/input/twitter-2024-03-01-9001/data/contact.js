window.YTD.contact.part0 = [
  {
    "contact": {
      "id": "1",
      "emails": [
        "noor@example.nl",
        "moeder@example.nl"
      ],
      "phoneNumbers": [
        "+31600000001"
      ]
    }
  }
]
