// Gap: rules by month or by year, and what leaves out days within a rule (BYMONTH, BYSETPOS, BYHOUR).
#include "registers_ical_rule.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "registers_draft.h"
#include "schouw/base/sort_unique.h"
#include "schouw/base/time.h"

namespace schouw {
namespace {

constexpr std::int64_t kSecond = 1'000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr std::int64_t kWeek = 7 * kDay;
constexpr std::int64_t kOpenEnd = 53 * kWeek;
constexpr std::size_t kMostLessons = 20'000;

std::optional<int> number(std::string_view digits) {
  int out = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  if (error != std::errc{} || end != digits.data() + digits.size()) return {};
  return out;
}

std::optional<std::int64_t> until_of(std::string_view text) {
  if (text.size() != 8) return parse_ical_time(text);
  const auto day = parse_ical_time(std::string(text) + "T235959");
  return day;
}

/// 1970-01-01 was a Thursday.
int weekday(std::int64_t ms) {
  const std::int64_t days = (ms >= 0 ? ms : ms - kDay + 1) / kDay;
  return static_cast<int>(((days + 3) % 7 + 7) % 7);
}

/// 0 = Monday; nothing for "2MO".
std::optional<int> day_named(std::string_view word) {
  constexpr std::array<std::string_view, 7> kDays = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  const auto found = std::ranges::find(kDays, word);
  if (found == kDays.end()) return {};
  return static_cast<int>(found - kDays.begin());
}

bool add_days(RepeatRule& rule, std::string_view text) {
  for (const std::string& word : split_list(text, ",")) {
    const auto day = day_named(word);
    if (!day) return false;
    rule.days.push_back(*day);
  }
  sort_unique(rule.days);
  return !rule.days.empty();
}

bool add_part(RepeatRule& rule, std::string_view key, std::string_view value) {
  if (key == "FREQ") {
    rule.daily = value == "DAILY";
    return rule.daily || value == "WEEKLY";
  }
  if (key == "BYDAY") return add_days(rule, value);
  if (key == "WKST") {
    const auto day = day_named(value);
    rule.week_start = day.value_or(0);
    return day.has_value();
  }
  if (key == "UNTIL") {
    rule.until_ms = until_of(value);
    rule.until_utc = value.ends_with('Z');
    return rule.until_ms.has_value();
  }
  const auto n = number(value);
  if (!n || *n < 1 || *n > 10'000) return false;
  if (key == "COUNT") rule.count = *n;
  if (key == "INTERVAL") rule.interval = *n;
  return key == "COUNT" || key == "INTERVAL";
}

}  // namespace

std::optional<std::int64_t> parse_ical_time(std::string_view text) {
  if (text.ends_with('Z')) text.remove_suffix(1);
  if (text.size() != 15 || text[8] != 'T') return {};
  std::array<int, 6> parts{};
  constexpr std::array<std::pair<std::size_t, std::size_t>, 6> kAt = {
      {{0, 4}, {4, 2}, {6, 2}, {9, 2}, {11, 2}, {13, 2}}};
  for (std::size_t i = 0; i < kAt.size(); ++i) {
    const auto part = number(text.substr(kAt[i].first, kAt[i].second));
    if (!part || *part < 0) return {};
    parts[i] = *part;
  }
  return civil_to_ms({parts[0], parts[1], parts[2], parts[3], parts[4], std::min(parts[5], 59), 0});
}

std::optional<std::int64_t> parse_ical_duration(std::string_view text) {
  if (!text.starts_with('P')) return {};
  std::int64_t total = 0;
  std::size_t begin = 1;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] >= '0' && text[i] <= '9') continue;
    const auto n = number(text.substr(begin, i - begin));
    begin = i + 1;
    if (text[i] == 'T') continue;
    constexpr std::string_view kUnits = "WDHMS";
    constexpr std::array<std::int64_t, 5> kLengths = {kWeek, kDay, kHour, kMinute, kSecond};
    const auto unit = kUnits.find(text[i]);
    if (!n || *n > 10'000 || unit == std::string_view::npos) return {};
    total += *n * kLengths[unit];
  }
  if (begin != text.size() || total == 0) return {};
  return total;
}

std::optional<RepeatRule> parse_repeat_rule(std::string_view text) {
  RepeatRule rule;
  bool has_frequency = false;
  for (const std::string& part : split_list(text, ";")) {
    const auto equals = part.find('=');
    if (equals == std::string::npos) return {};
    const std::string_view key = std::string_view(part).substr(0, equals);
    if (!add_part(rule, key, std::string_view(part).substr(equals + 1))) return {};
    has_frequency = has_frequency || key == "FREQ";
  }
  if (!has_frequency) return {};
  return rule;
}

std::vector<std::int64_t> unroll(const RepeatRule& rule, std::int64_t start_ms) {
  std::int64_t last = rule.until_ms.value_or(start_ms + kOpenEnd);
  if (rule.count && !rule.until_ms) last = INT64_MAX - kWeek;
  const std::size_t most = std::min(kMostLessons, rule.count ? static_cast<std::size_t>(*rule.count) : kMostLessons);
  std::vector<std::int64_t> out;
  const auto is_of_rule = [&](int day) { return std::ranges::find(rule.days, day) != rule.days.end(); };
  if (rule.daily) {
    // An interval of a week may never meet the days of the rule.
    std::size_t tried = 0;
    for (std::int64_t at = start_ms; at <= last && out.size() < most && tried < kMostLessons; ++tried) {
      if (rule.days.empty() || is_of_rule(weekday(at))) out.push_back(at);
      at += rule.interval * kDay;
    }
    return out;
  }
  const std::int64_t first = start_ms - ((weekday(start_ms) - rule.week_start + 7) % 7) * kDay;
  for (std::int64_t week = first; week <= last && out.size() < most; week += rule.interval * kWeek) {
    for (std::int64_t at = week; at < week + kWeek; at += kDay) {
      const bool on = rule.days.empty() ? weekday(at) == weekday(start_ms) : is_of_rule(weekday(at));
      if (on && at >= start_ms && at <= last && out.size() < most) out.push_back(at);
    }
  }
  return out;
}

}  // namespace schouw
