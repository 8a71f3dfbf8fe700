// A parsed query against one index: Xapian's query, the words to show as hits, and the query as it was understood.
#pragma once

#include <string>

#include <xapian.h>

#include "query_parser.h"
#include "schouw/index/index.h"
#include "snippet.h"

namespace schouw {

struct BuiltQuery {
  Xapian::Query query;
  Wanted wanted;
  std::string explained;
};

/// May throw Xapian::Error; the caller guards.
Result<BuiltQuery> build_query(const QueryNode& node, const Xapian::Database& database, const QueryContext& context,
                               const Stemmer& stemmer);

}  // namespace schouw
