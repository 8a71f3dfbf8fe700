// Periods of roles and classes: both days inclusive, none is open.
#pragma once

#include <optional>
#include <vector>

#include "schouw/base/time.h"

namespace schouw {

struct RolePeriod {
  std::optional<Date> from = {}, until = {};
  bool dated() const { return from || until; }
};

/// The days that are in both; nothing when there are none.
std::optional<RolePeriod> common(const RolePeriod&, const RolePeriod&);

/// What is left of `whole` outside `taken`, whose periods lie inside it; in order.
std::vector<RolePeriod> outside(const RolePeriod& whole, std::vector<RolePeriod> taken);

}  // namespace schouw
