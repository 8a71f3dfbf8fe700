window.YTD.profile.part0 = [
  {
    "profile": {
      "description": {
        "bio": "Docent",
        "website": "",
        "location": ""
      },
      "avatarMediaUrl": "https://pbs.twimg.com/profile_images/1200/aBc.jpg",
      "headerMediaUrl": "https://pbs.twimg.com/profile_banners/9001/1500"
    }
  }
]
