// Mails that were sent in pieces are put together when all files were read: the pieces may stand in several of them, and some
// may have come in an earlier ingest.
#pragma once

#include <cstdint>
#include <optional>

#include "schouw/base/result.h"
#include "schouw/base/time.h"
#include "schouw/index/index.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// Nothing to do where no piece came or went. The index has to hold all rows so far, and catches up afterwards.
/// Gives how many messages were read; `as_of` none: the day of the case.
Result<std::uint64_t> join_mails(CaseStore&, IndexWriter&, const std::optional<Date>& as_of);

}  // namespace schouw
