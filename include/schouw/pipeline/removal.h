// Taking one export out of a case again: the right to be forgotten, or an export that should not have been given.
#pragma once

#include <string_view>

#include "schouw/base/result.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// By path as `export sources` shows it, or by the first eight or more digits of its SHA-256. Usage error
/// "source-unknown" or "source-ambiguous".
Result<SourceFile> source_to_remove(const CaseStore&, std::string_view path_or_sha256);

/// Everything that stands in no other source goes, from case.db and index/, free space included. Findings go too: the case
/// has to be audited again. Takes the store, for its file is replaced.
Result<CaseStore::Removed> remove_source(CaseStore, const SourceFile&);
/// The rest of a removal that was broken off: CaseStore::removal_unfinished().
Result<void> finish_removal(CaseStore);

}  // namespace schouw
