// Dates as a query may state them. A month or a year is a range of its own; both ends of a range count.
//
//   2025-09            1 September 00:00:00.000 to 30 September 23:59:59.999
//   2025-09..2025-10   1 September to 31 October
//
// Gap: no "today" and no "last week": a query means the same on every day.
#include "query_dates.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "schouw/base/time.h"

namespace schouw {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::int64_t> start_of(const Date& date) {
  return civil_to_ms({.year = date.year, .month = date.month, .day = date.day});
}

TimeRange months_from(int year, int month, int count) {
  const Date first{year, month, 1};
  const auto from = start_of(first), after = start_of(add_months(first, count));
  if (!from || !after) return {};
  return {from, *after - 1};
}

bool is_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// A day, a month or a year; both ends empty when it is none.
TimeRange parse_one(std::string_view text) {
  if (text.size() == 4 && is_digits(text)) return months_from(*number(text), 1, 12);
  if (text.size() == 7 && text[4] == '-' && is_digits(text.substr(0, 4)) && is_digits(text.substr(5))) {
    const int month = *number(text.substr(5));
    if (month < 1 || month > 12) return {};
    return months_from(*number(text.substr(0, 4)), month, 1);
  }
  const std::optional<Date> day = parse_date(text);
  if (!day) return {};
  const auto from = start_of(*day);
  if (!from) return {};
  return {from, *from + kDayMs - 1};
}

}  // namespace

RangeFault parse_time_range(std::string_view text, TimeRange& range) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    range = parse_one(text);
    return range.from ? RangeFault::none : RangeFault::not_a_date;
  }
  const std::string_view left = text.substr(0, dots), right = text.substr(dots + 2);
  if (left.empty() && right.empty()) return RangeFault::not_a_date;
  range = {};
  if (!left.empty()) {
    range.from = parse_one(left).from;
    if (!range.from) return RangeFault::not_a_date;
  }
  if (!right.empty()) {
    range.until = parse_one(right).until;
    if (!range.until) return RangeFault::not_a_date;
  }
  return range.from && range.until && *range.from > *range.until ? RangeFault::reversed : RangeFault::none;
}

}  // namespace schouw
