// The part of RFC 5545's times and rules that timetables use.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace schouw {

/// "20250901T083000" or "20250901T083000Z" as milliseconds of its own clock; nothing for a day alone.
std::optional<std::int64_t> parse_ical_time(std::string_view text);
/// "PT50M", "PT1H30M", "P1D"; nothing for others.
std::optional<std::int64_t> parse_ical_duration(std::string_view text);

struct RepeatRule {
  bool daily = false;  ///< else weekly
  int interval = 1;
  int week_start = 0;  ///< 0 = Monday
  std::optional<int> count;
  std::optional<std::int64_t> until_ms;  ///< inclusive
  bool until_utc = false;
  std::vector<int> days;  ///< 0 = Monday; empty: the day of the start, or every day
};

/// Nothing for every rule that is more than daily or weekly with INTERVAL, COUNT, UNTIL, BYDAY, WKST.
std::optional<RepeatRule> parse_repeat_rule(std::string_view text);

/// The starts, at most a year when the rule has no end.
std::vector<std::int64_t> unroll(const RepeatRule& rule, std::int64_t start_ms);

}  // namespace schouw
