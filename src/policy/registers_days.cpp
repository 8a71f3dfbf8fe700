// "8/1/2025" is 1 August or 8 January. "7/31/2026" in any row says month first; without such a row no day with slashes
// is used: a wrong age decides wrongly who answers for a pupil, a wrong day who was staff at the time. With hyphens or
// dots the day comes first, as people in the Netherlands write, unless a row shows otherwise.
#include "registers_days.h"

#include <array>

#include "registers_lessons.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::array<std::string_view, 1> kBirthDate = {"birthdate"};

/// "Z", "+01:00": XML may write one behind a day.
bool is_zone(std::string_view text) {
  const bool offset = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':' &&
                      text.find_first_not_of("+-:0123456789") == std::string_view::npos;
  return text == "Z" || offset;
}

bool has_year_in_front(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  return text.size() >= 10 && text[4] == '-' && text[7] == '-' &&
         kDigits.find(text.front()) != std::string_view::npos && text.find_first_of("-") == 4;
}

/// "4/13/2010 12:00:00 AM": databases and spreadsheets write a clock behind the day. With the year in front: all of it.
std::string day_of(const RegisterTable& table, const CsvRow& row, std::string_view column) {
  const std::string written = table.text(row, column);
  return has_year_in_front(written) ? written : written.substr(0, written.find_first_of("T "));
}

/// The three numbers of "4/13/2010"; nothing for a day with the year in front.
std::vector<std::string> year_behind(const std::string& day) {
  auto parts = split_list(day, "/-.");
  const bool fits = parts.size() == 3 && parts[2].size() == 4 && parts[0].size() <= 2 && parts[1].size() <= 2;
  return fits ? parts : std::vector<std::string>{};
}

bool is_over_twelve(const std::string& digits) { return digits.size() == 2 && digits > "12"; }

/// Read in this order; false when nothing says which it is.
bool in_order(std::string& day, DayOrder order) {
  const auto parts = year_behind(day);
  if (parts.empty()) return true;
  if (order == DayOrder::contradicted) return false;
  if (order == DayOrder::unshown) return day.find('/') == std::string::npos;
  if (order == DayOrder::month_first) day = parts[1] + "-" + parts[0] + "-" + parts[2];
  return true;
}

}  // namespace

std::optional<Date> spreadsheet_day(std::string_view written) {
  constexpr std::int64_t kFrom1900To1970 = 25'569, kDayMs = 86'400'000;
  if (written.size() != 5 || written.find_first_not_of("0123456789") != std::string_view::npos) return {};
  std::int64_t number = 0;
  for (const char c : written) number = number * 10 + (c - '0');
  if (number < 10'000 || number > 70'000) return {};  // 1927 to 2091
  return date_of((number - kFrom1900To1970) * kDayMs);
}

std::optional<Date> written_day(std::string_view written, RegisterDraft& draft) {
  written = trim(written);
  if (!has_year_in_front(written)) return parse_date(written.substr(0, written.find_first_of("T ")));
  const auto day = parse_date(written.substr(0, 10));
  const std::string_view behind = written.substr(10);
  const bool clock = behind.starts_with('T') || behind.starts_with(' ');
  if (!clock) return behind.empty() || is_zone(behind) ? day : std::nullopt;
  // Midnight is how programs write a day, whatever zone they put behind it.
  if (!day || behind.substr(1).starts_with("00:00")) return day;
  const Timestamp time = parse_iso8601(written);
  if (time.basis != Timestamp::Basis::instant) return day;
  const auto local = SchoolClock(draft).local(time);
  return local ? std::optional(date_of(*local)) : std::nullopt;
}

DayOrder day_order(const RegisterTable& table, std::span<const std::string_view> columns) {
  bool day_first = false, month_first = false;
  for (const CsvRow& row : table.rows()) {
    for (const std::string_view column : columns) {
      const auto parts = year_behind(day_of(table, row, column));
      if (parts.empty()) continue;
      day_first = day_first || is_over_twelve(parts[0]);
      month_first = month_first || is_over_twelve(parts[1]);
    }
  }
  if (day_first && month_first) return DayOrder::contradicted;
  if (!day_first && !month_first) return DayOrder::unshown;
  return day_first ? DayOrder::day_first : DayOrder::month_first;
}

std::optional<Date> vendor_day(RegisterTable& table, const CsvRow& row, std::string_view column, DayOrder order) {
  std::string written = day_of(table, row, column);
  if (written.empty()) return {};
  if (!in_order(written, order)) {
    table.draft().note("days-undecided", {}, {table.place(row).file, 0});
    return {};
  }
  const auto day = written_day(written, table.draft());
  if (!day) table.draft().fail("register-bad-date", {table.text(row, column), std::string(column)}, table.place(row));
  return day;
}

DayOrder birth_date_order(const RegisterTable& table) { return day_order(table, kBirthDate); }

std::optional<Date> birth_date(RegisterTable& table, const CsvRow& row, DayOrder order) {
  std::string written = day_of(table, row, kBirthDate.front());
  if (written.empty()) return {};
  if (!in_order(written, order)) {
    table.draft().note("birth-dates-undecided", {}, {table.place(row).file, 0});
    return {};
  }
  const auto day = written_day(written, table.draft());
  if (!day) table.draft().note("birth-date-unreadable", {table.text(row, kBirthDate.front())}, table.place(row));
  return day;
}

}  // namespace schouw
