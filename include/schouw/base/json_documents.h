// JSON evidence that holds several documents one behind the other, as programs make it that add to a file:
// JSON Lines, `Out-File -Append`, `>>`, pages put together with cat.
//
//   {"id": "1", ...}                {"value": [{...}, {...}]}
//   {"id": "2", ...}                {"value": [{...}]}
#pragma once

#include "schouw/base/json_stream.h"

namespace schouw {

/// Walks all of them, each as stream_json walks one; a file with one document is read as there. The visitor is asked
/// with an empty path at the start of each. A damaged document costs the others nothing where they begin on a line
/// of their own, as the first one does.
JsonDamage stream_json_documents(const ByteSource& source, const JsonVisitor& visitor);

}  // namespace schouw
