// A parsed query against one index: Xapian's query, the words to show as hits, and the query as it was understood.
#pragma once

#include <string>

#include <xapian.h>

#include "query_parser.h"
#include "row_sources.h"
#include "schouw/base/result.h"
#include "snippet.h"

namespace schouw {

struct BuiltQuery {
  Xapian::Query query;
  Wanted wanted;
  std::string explained;
};

/// Of a query that was looked up (query_lookup.h), without the `replaced_rows` (may be null). `database` is all segments,
/// also for a query over a share of them. May throw Xapian::Error; the caller guards.
Result<BuiltQuery> build_query(const QueryNode& node, const Xapian::Database& database,
                               const RowsSource::Rows& replaced_rows, const Stemmer& stemmer);

}  // namespace schouw
