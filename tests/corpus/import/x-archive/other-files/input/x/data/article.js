window.YTD.article.part0 = [
  {
    "article": {
      "id": "1",
      "title": "Iets nieuws"
    }
  },
  {
    "article": {
      "id": "2",
      "title": "Nog iets"
    }
  }
]
