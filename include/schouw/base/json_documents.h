// JSON evidence that holds several documents in a row, as programs that append to a file make it: JSON Lines,
// `Out-File -Append`, `>>`, pages joined with cat.
//
//   {"id": "1", ...}                {"value": [{...}, {...}]}
//   {"id": "2", ...}                {"value": [{...}]}
#pragma once

#include "schouw/base/json_stream.h"

namespace schouw {

/// Walks all documents, each as stream_json walks one; `step` is called with an empty path at the start of each. A
/// damaged document costs the others nothing, provided that each begins on a line of its own.
JsonDamage stream_json_documents(const ByteSource& source, const JsonVisitor& visitor);

}  // namespace schouw
