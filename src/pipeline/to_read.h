// Which of the given files have to be read: those with bytes that the case does not know, and each of them once.
#pragma once

#include <cstdint>
#include <vector>

#include "reading.h"
#include "schouw/pipeline/ingest.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// A source as the case knows it.
SourceFile source_file(const SourceToRead&);

/// In the order of `given`, which must outlive them. The same bytes under a second path are noted in the case, and count in
/// `unchanged`, as what was read before does.
Result<std::vector<SourceToRead>> sources_to_read(const std::vector<InputPath>& given, CaseStore&, const IngestOptions&,
                                                  std::uint64_t& unchanged);

}  // namespace schouw
