// What the actions of `schouw review` share: recording a decision, so that the ledger vouches for it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "case_access.h"
#include "options.h"

namespace schouw {

/// What was decided before, or an open review.
Review review_of(const CaseStore&, const std::string& fingerprint);

/// --by, else the user.
std::string reviewer(const Session&, const Arguments&);

/// Puts reviews in the case. The ledger gets a line with the digest of all reviews as they will be, and gets it first: a
/// review that the ledger does not know of is one that somebody changed.
Result<void> record_reviews(const Session&, CaseStore&, std::span<const Review>, Json details);

Result<int> export_reviews(const Session&, const Arguments&);
Result<int> import_reviews(const Session&, const Arguments&);
Result<int> note_breach(const Session&, const Arguments&);
Result<int> list_breaches(const Session&, const Arguments&);

}  // namespace schouw
