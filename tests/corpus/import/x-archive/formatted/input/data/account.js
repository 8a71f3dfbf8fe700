window.YTD.account.part0 = [
  {
    account: {
      email: "karin@dewilgen.example",
      createdVia: "web",
      username: "karin_dw",
      accountId: "7001",
      createdAt: "2015-01-05T08:00:00.000Z",
      accountDisplayName: "Karin Jansen",
    },
  },
];
