// Ids, origins and resolved times: raw records to a batch. Shares nothing; safe from any number of threads.
// The rules for ids are in docs/case-file.md.
#pragma once

#include <string_view>

#include "schouw/base/time.h"
#include "schouw/detect/marks.h"
#include "slice.h"

namespace schouw {

struct SourceName {
  std::string sha256, shown;
};

/// Takes the records out of the slice, and marks what messages say.
Batch prepare(Slice& slice, const SourceName& source, const Zone& zone, MarkScanner& scanner);

}  // namespace schouw
