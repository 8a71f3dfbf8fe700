// 2025-08-01.. without 2025-08-01..2026-01-31  ->  2026-02-01..
#include "registers_period.h"

#include <algorithm>

namespace schouw {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

Date moved(const Date& day, int days) {
  return date_of(civil_to_ms({day.year, day.month, day.day}).value_or(0) + days * kDayMs);
}

}  // namespace

std::optional<RolePeriod> common(const RolePeriod& one, const RolePeriod& other) {
  RolePeriod out = one;
  if (other.from && (!out.from || *out.from < *other.from)) out.from = other.from;
  if (other.until && (!out.until || *other.until < *out.until)) out.until = other.until;
  if (out.from && out.until && *out.until < *out.from) return {};
  return out;
}

std::vector<RolePeriod> outside(const RolePeriod& whole, std::vector<RolePeriod> taken) {
  std::ranges::sort(taken, {}, &RolePeriod::from);  // an open beginning comes first
  std::vector<RolePeriod> out;
  std::optional<Date> next = whole.from;
  for (const RolePeriod& one : taken) {
    if (one.from && (!next || *next < *one.from)) out.push_back({next, moved(*one.from, -1)});
    if (!one.until) return out;
    if (!next || *next <= *one.until) next = moved(*one.until, 1);
  }
  if (!next || !whole.until || *next <= *whole.until) out.push_back({next, whole.until});
  return out;
}

}  // namespace schouw
