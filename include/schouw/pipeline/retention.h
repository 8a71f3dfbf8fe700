// What a case has kept longer than its term. Terms are data: `ends` in the plan for the case itself, `retention` in the
// protocol for exports, findings and reports. Nothing is removed here; `schouw purge` does that when somebody asks.
#pragma once

#include <string>
#include <vector>

#include "schouw/base/time.h"
#include "schouw/policy/house_rules.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// The rules of the policy of the last audit, else of the policy of the case. Without a policy: no rules.
Result<HouseRules> case_house_rules(const CaseStore&);

struct PastTerm {
  std::string what;   ///< case, export, finding, report
  std::string name;   ///< path or id
  Date since = {};    ///< the day from which the term counts
  Date until = {};    ///< the last day of the term
};

/// Sorted by kind, last day and name.
std::vector<PastTerm> past_term(const CaseStore&, const HouseRules&, const Date& today);

}  // namespace schouw
