// Words for values, without the machine's locale: the same result gives the same bytes everywhere.
//   nl: 15 augustus 2026, 09:16   12.345   1,2 MB
//   en: 15 August 2026, 09:16     12,345   1.2 MB
#include "words.h"

#include <array>
#include <optional>
#include <vector>

#include "schouw/base/time.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::string grouped(std::uint64_t n, char separator) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, separator);
  }
  return digits;
}

std::optional<Date> month_of(std::string_view iso) { return parse_date(std::string(iso) + "-01"); }

std::string hour(const Civil& c, Precision precision) {
  if (precision == Precision::day) return {};
  std::string out = two(c.hour) + ":" + two(c.minute);
  if (precision != Precision::minute) out += ":" + two(c.second);
  return out;
}

}  // namespace

std::string Words::operator()(std::string_view id, std::initializer_list<std::string> args) const {
  const std::vector<std::string> list(args);
  return text(lang_, "report." + std::string(id), list);
}

std::string Words::count(std::string_view id, std::uint64_t n, std::initializer_list<std::string> more) const {
  std::vector<std::string> args{number(n)};
  args.insert(args.end(), more);
  return text(lang_, "report." + std::string(id), args);
}

std::string Words::name(std::string_view group, std::string_view name) const {
  const std::string id = "report." + std::string(group) + "." + std::string(name);
  return has_text(id) ? text(lang_, id) : std::string(name);
}

std::string Words::number(std::uint64_t n) const { return grouped(n, lang_ == Lang::nl ? '.' : ','); }

std::string Words::bytes(std::uint64_t n) const {
  static constexpr std::array kUnits{"B", "kB", "MB", "GB", "TB"};
  std::uint64_t tenths = n * 10;
  if (n > UINT64_MAX / 10) tenths = UINT64_MAX;
  std::size_t unit = 0;
  while (tenths >= 10000 && unit + 1 < kUnits.size()) {
    tenths /= 1000;
    ++unit;
  }
  std::string out = number(tenths / 10);
  if (unit > 0 && tenths < 1000) out += (lang_ == Lang::nl ? "," : ".") + std::to_string(tenths % 10);
  return out + " " + kUnits[unit];
}

std::string Words::date(std::string_view iso) const {
  const auto day = parse_date(iso);
  if (!day) return std::string(iso);
  return std::to_string(day->day) + " " + name("month", std::to_string(day->month)) + " " + std::to_string(day->year);
}

std::string Words::month(std::string_view iso) const {
  const auto day = month_of(iso);
  if (!day) return std::string(iso);
  return name("month", std::to_string(day->month)) + " " + std::to_string(day->year);
}

std::string Words::short_month(std::string_view iso) const {
  const auto day = month_of(iso);
  return day ? name("month-short", std::to_string(day->month)) : std::string(iso);
}

std::string Words::time(const RecordTime& time) const {
  if (!time.local_ms) return (*this)("time.none");
  const std::string day = date(to_string(date_of(*time.local_ms)));
  const std::string clock = hour(ms_to_civil(*time.local_ms), time.precision);
  return clock.empty() ? day : day + ", " + clock;
}

std::string Words::clock(const RecordTime& time) const {
  if (!time.local_ms) return (*this)("time.none");
  const Civil c = ms_to_civil(*time.local_ms);
  std::string out =
      std::to_string(c.day) + " " + name("month-short", std::to_string(c.month)) + " " + std::to_string(c.year);
  const std::string at = hour(c, time.precision);
  return at.empty() ? out : out + " " + at;
}

std::string Words::period(std::string_view from, std::string_view until) const {
  if (from.empty() && until.empty()) return (*this)("period.open");
  if (from.empty()) return (*this)("period.until", {date(until)});
  if (until.empty()) return (*this)("period.from", {date(from)});
  return (*this)("period.both", {date(from), date(until)});
}

std::string Words::span(const RecordTime& first, const RecordTime& last) const {
  if (!first.local_ms || !last.local_ms) return (*this)("none");
  const std::string from = to_string(date_of(*first.local_ms));
  const std::string until = to_string(date_of(*last.local_ms));
  return from == until ? date(from) : (*this)("period.both", {date(from), date(until)});
}

std::string shortened(std::string_view words, std::size_t bytes) {
  return words.size() <= bytes ? std::string(words) : std::string(prefix(words, bytes - 3)) + "…";
}

}  // namespace schouw
