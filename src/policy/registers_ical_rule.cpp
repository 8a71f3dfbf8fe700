// Gap: weeks begin on Monday (WKST is read only when it says so); two-weekly rules of other weeks are not weekly here.
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

bool add_days(WeeklyRule& rule, std::string_view text) {
  constexpr std::array<std::string_view, 7> kDays = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  for (const std::string& word : split_list(text, ",")) {
    const auto found = std::ranges::find(kDays, word);
    if (found == kDays.end()) return false;
    rule.days.push_back(static_cast<int>(found - kDays.begin()));
  }
  sort_unique(rule.days);
  return !rule.days.empty();
}

bool add_part(WeeklyRule& rule, std::string_view key, std::string_view value) {
  if (key == "FREQ") return value == "WEEKLY";
  if (key == "BYDAY") return add_days(rule, value);
  if (key == "WKST") return value == "MO";
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

std::optional<WeeklyRule> parse_weekly_rule(std::string_view text) {
  WeeklyRule rule;
  bool weekly = false;
  for (const std::string& part : split_list(text, ";")) {
    const auto equals = part.find('=');
    if (equals == std::string::npos) return {};
    const std::string_view key = std::string_view(part).substr(0, equals);
    if (!add_part(rule, key, std::string_view(part).substr(equals + 1))) return {};
    weekly = weekly || key == "FREQ";
  }
  if (!weekly) return {};
  return rule;
}

std::vector<std::int64_t> unroll(const WeeklyRule& rule, std::int64_t start_ms) {
  const std::vector<int> days = rule.days.empty() ? std::vector<int>{weekday(start_ms)} : rule.days;
  std::int64_t last = rule.until_ms.value_or(start_ms + kOpenEnd);
  if (rule.count && !rule.until_ms) last = INT64_MAX;
  const std::size_t most = std::min(kMostLessons, rule.count ? static_cast<std::size_t>(*rule.count) : kMostLessons);
  std::vector<std::int64_t> out;
  const std::int64_t monday = start_ms - weekday(start_ms) * kDay;
  for (std::int64_t week = monday; week <= last && out.size() < most; week += rule.interval * kWeek) {
    for (const int day : days) {
      const std::int64_t at = week + day * kDay;
      if (at >= start_ms && at <= last && out.size() < most) out.push_back(at);
    }
  }
  return out;
}

}  // namespace schouw
