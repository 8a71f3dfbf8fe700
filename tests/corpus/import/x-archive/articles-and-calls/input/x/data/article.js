window.YTD.article.part0 = [
  { "article" : { "id" : "300", "title" : "Over de klas", "content" : "Een heel verhaal", "coverMedia" : "", "media" : [ ] } },
  { "article" : { "id" : "301", "title" : "In stukken", "content" : { "blocks" : [ { "text" : "Eerst" }, { "text" : "Dan" } ] } } }
]
