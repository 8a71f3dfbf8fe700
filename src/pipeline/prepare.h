// Ids, origins and resolved times: raw records to a batch. Shares nothing; safe from any number of threads.
// The rules for ids are in docs/case-file.md.
#pragma once

#include <string_view>

#include "marking.h"
#include "schouw/base/time.h"
#include "slice.h"

namespace schouw {

struct SourceName {
  std::string sha256, shown;
};

/// Takes the records out of the slice, and marks what messages say.
Batch prepare(Slice& slice, const SourceName& source, const Zone& zone, Marker& marker);

}  // namespace schouw
