// What a query asks of the case and not of the index: whose account, which conversation, which message.
#pragma once

#include "query_parser.h"
#include "schouw/index/index.h"

namespace schouw {

/// Fills `ids` and `row` of the fields that need it, once for a query however many threads search. A person or role that is
/// not known is a usage error: nobody by that name is not the same as nothing said by them.
Result<void> look_up(QueryNode& node, const QueryContext& context);

}  // namespace schouw
