window.YTD.article_metadata.part0 = [
  { "articleMetadata" : { "authorId" : "11", "createdAtMs" : "1738000000000", "visibility" : "Public", "tweetId" : "100", "firstPublishedAtMs" : "1738000000000", "lifecycleState" : "Published" } }
]
