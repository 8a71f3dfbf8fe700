// Removes one export from a case: for the right to be forgotten, or because it should not have been given.
#pragma once

#include <string_view>

#include "schouw/base/result.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// By path as `export sources` shows it, or by the first eight or more digits of its SHA-256. Usage error
/// "source-unknown" or "source-ambiguous".
Result<SourceFile> source_to_remove(const CaseStore&, std::string_view path_or_sha256);

/// Removes everything that is in no other source, from case.db and index/, free space included. Removes the findings
/// too: the case must be audited again. Consumes the store, because its file is replaced.
Result<CaseStore::Removed> remove_source(CaseStore, const SourceFile&);
/// Completes an interrupted removal: CaseStore::removal_unfinished().
Result<void> finish_removal(CaseStore);

}  // namespace schouw
