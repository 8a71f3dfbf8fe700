// What a protocol demands of the audit itself: who must agree before names are shown, and how long things are kept.
#pragma once

#include <optional>
#include <string_view>

#include "schouw/base/result.h"

namespace schouw {

struct HouseRules {
  bool second_for_names = false;       ///< `--names` needs a second person
  // Terms in months; none: the protocol gives no term.
  std::optional<int> exports;          ///< from the last record in an export
  std::optional<int> findings;         ///< from the day that somebody decided about a finding
  std::optional<int> reports;          ///< from the day that a report was made
};

/// From the bytes of a policy file; the errors are those of parse_policy.
Result<HouseRules> parse_house_rules(std::string_view json, std::string_view file);

}  // namespace schouw
