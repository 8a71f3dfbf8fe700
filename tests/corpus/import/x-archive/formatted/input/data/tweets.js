window.YTD.tweets.part0 = [
  {
    tweet: {
      edit_info: { initial: { editTweetIds: ["9001"], editableUntil: "2026-01-05T09:00:00.000Z", isEditEligible: true } },
      entities: {
        user_mentions: [{ name: "Noor", screen_name: "noor_b", indices: ["0", "7"], id_str: "7002", id: "7002" }],
        urls: [],
      },
      id_str: "9001",
      created_at: "Mon Jan 05 08:00:00 +0000 2026",
      full_text: '@noor_b zei "tot morgen", {echt}: it\'s fine',
      lang: "nl",
    },
  },
  {
    tweet: {
      id_str: "9002",
      created_at: "Mon Jan 05 09:00:00 +0000 2026",
      full_text: "Sneeuw! 'Code rood', dus",
    },
  },
];
