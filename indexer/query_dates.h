// `datum:` of the query language.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace schouw {

/// Local milliseconds, both inclusive; nothing is an open end.
struct TimeRange {
  std::optional<std::int64_t> from = {};
  std::optional<std::int64_t> until = {};
};

enum class RangeFault { none, not_a_date, reversed };

/// "2025-09-01..2025-10-31", "2025-09-01..", "..2025", "2025-09", "01-09-2025".
RangeFault parse_time_range(std::string_view text, TimeRange& range);

}  // namespace schouw
