window.YTD.deleted_tweets.part0 = [
  {
    tweet: {
      id_str: "9003",
      created_at: "Mon Jan 05 10:00:00 +0000 2026",
      full_text: "Een",
    },
  },
  {
    tweet: {
      id_str: "9004", created_at: , full_text: "Twee" "x",
    },
  },
  {
    tweet: {
      id_str: "9005",
      created_at: "Mon Jan 05 12:00:00 +0000 2026",
      full_text: "Drie",
    },
  },
];
