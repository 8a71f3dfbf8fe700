// From a fact to findings: what the rules of a policy make of it, and how it is said.
#pragma once

#include "schouw/detect/detector.h"

namespace schouw {

/// The findings that a policy makes of one fact: none, or one per group of clauses that agree on the verdict and
/// on the exception.
std::vector<Finding> judge(const Policy&, const Fact&);

/// What the export shows, and what argues against it. Persons as {p:ID}.
Bilingual finding_text(const Fact&);
Bilingual against_text(const Finding&);

}  // namespace schouw
