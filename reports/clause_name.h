// How a reader finds a clause again in the protocol.
#pragma once

#include <string>

#include "schouw/model/audit_result.h"

namespace schouw {

/// "A1", "Uitgangspunten 2", "Voetnoten, noot 2", "Inleiding": with the section where the article is a number or a bullet, for
/// that may come in several; the section alone where there is no article. Empty when the protocol gives neither.
std::string clause_name(const ClauseCoverage&);

/// The name and what the clause says: two clauses can stand in one article.
std::string clause_with_summary(const ClauseCoverage&, Lang);

}  // namespace schouw
