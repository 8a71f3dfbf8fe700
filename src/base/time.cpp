// Civil time and dates, after Howard Hinnant's days-from-civil algorithm. No clock, no locale, no time zone.
//   civil_to_ms({2026, 2, 29}) is nothing; add_months({2026, 1, 31}, 1) is 2026-02-28
#include "schouw/base/time.h"

#include <fmt/format.h>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

bool exists(int year, int month, int day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

std::int64_t days_from_civil(int year, int month, int day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Date civil_from_days(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  const auto month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

std::optional<std::int64_t> civil_to_ms(const Civil& c) {
  if (!exists(c.year, c.month, c.day) || c.hour < 0 || c.hour > 23 || c.minute < 0 || c.minute > 59 || c.second < 0 ||
      c.second > 60 || c.millisecond < 0 || c.millisecond > 999)
    return std::nullopt;
  const std::int64_t seconds = c.hour * 3600 + c.minute * 60 + c.second;  // a leap second becomes the next minute
  return days_from_civil(c.year, c.month, c.day) * kDayMs + seconds * 1000 + c.millisecond;
}

Civil ms_to_civil(std::int64_t ms) {
  const std::int64_t days = floor_div(ms, kDayMs);
  const auto rest = static_cast<int>(ms - days * kDayMs);
  const Date date = civil_from_days(days);
  return {date.year, date.month, date.day, rest / 3'600'000, rest / 60'000 % 60, rest / 1000 % 60, rest % 1000};
}

std::optional<Date> parse_date(std::string_view text) {
  text = trim(text);
  int parts[3] = {0, 0, 0};
  std::size_t digits[3] = {0, 0, 0};
  std::size_t part = 0;
  char separator = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (++digits[part] > 4) return std::nullopt;
      parts[part] = parts[part] * 10 + (c - '0');
      continue;
    }
    const bool known = c == '-' || c == '/' || c == '.';
    if (!known || (separator != 0 && c != separator) || digits[part] == 0 || ++part > 2) return std::nullopt;
    separator = c;
  }
  if (part != 2 || digits[1] > 2) return std::nullopt;
  Date date;
  if (digits[0] == 4 && digits[2] >= 1 && digits[2] <= 2)
    date = {parts[0], parts[1], parts[2]};
  else if (digits[0] >= 1 && digits[0] <= 2 && digits[2] == 4)
    date = {parts[2], parts[1], parts[0]};
  else
    return std::nullopt;
  return exists(date.year, date.month, date.day) ? std::optional(date) : std::nullopt;
}

std::string to_string(const Date& d) { return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day); }

std::int64_t floored(std::int64_t ms, Precision precision) {
  const std::int64_t unit = precision == Precision::day      ? kDayMs
                            : precision == Precision::minute ? 60'000
                            : precision == Precision::second ? 1'000
                                                             : 1;
  return floor_div(ms, unit) * unit;
}

Date date_of(std::int64_t local_ms) { return civil_from_days(floor_div(local_ms, kDayMs)); }

Date add_months(const Date& date, int months) {
  const int total = date.year * 12 + (date.month - 1) + months;
  const int year = static_cast<int>(floor_div(total, 12));
  const int month = total - year * 12 + 1;
  return {year, month, std::min(date.day, days_in_month(year, month))};
}

int age_on(const Date& birth, const Date& day) {
  const int years = day.year - birth.year;
  const bool had_birthday = day.month > birth.month || (day.month == birth.month && day.day >= birth.day);
  return had_birthday ? years : years - 1;
}

Timestamp instant_ms(std::int64_t ms, Precision precision, std::string raw) {
  return {Timestamp::Basis::instant, ms, precision, std::move(raw)};
}

Timestamp local_time(const Civil& civil, Precision precision, std::string raw) {
  const auto ms = civil_to_ms(civil);
  if (!ms.has_value()) return no_time(std::move(raw));
  return {Timestamp::Basis::local, *ms, precision, std::move(raw)};
}

Timestamp no_time(std::string raw) { return {Timestamp::Basis::none, 0, Precision::second, std::move(raw)}; }

std::string format_local(std::int64_t local_ms, Precision precision) {
  const Civil c = ms_to_civil(local_ms);
  std::string out =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second);
  if (precision == Precision::millisecond) out += fmt::format(".{:03}", c.millisecond);
  return out;
}

std::string format_utc(std::int64_t utc_ms, Precision precision) { return format_local(utc_ms, precision) + "Z"; }

std::string_view name_of(Precision precision) {
  switch (precision) {
    case Precision::day:
      return "day";
    case Precision::minute:
      return "minute";
    case Precision::second:
      return "second";
    case Precision::millisecond:
      return "millisecond";
  }
  return {};
}

}  // namespace schouw
