// "4/2/2000" is 2 April or 4 February. "13/2/2000" in another row says day first; without such a row none is used: a
// wrong age decides wrongly who answers for a pupil.
#include "registers_births.h"

namespace schouw {
namespace {

/// "4/13/2010 12:00:00 AM", "2010-04-13T00:00:00": databases and spreadsheets write a clock behind the day.
std::string day_of(const RegisterTable& table, const CsvRow& row) {
  const std::string written = table.text(row, "birthdate");
  return written.substr(0, written.find_first_of("T "));
}

}  // namespace

BirthDateOrder birth_date_order(const RegisterTable& table) {
  bool slashes = false, day_first = false, month_first = false;
  for (const CsvRow& row : table.rows()) {
    const auto parts = split_list(day_of(table, row), "/");
    if (parts.size() != 3 || parts[2].size() != 4 || parts[0].size() > 2 || parts[1].size() > 2) continue;
    slashes = true;
    const std::string one = std::string(2 - parts[0].size(), '0') + parts[0];
    const std::string two = std::string(2 - parts[1].size(), '0') + parts[1];
    day_first = day_first || one > "12";
    month_first = month_first || two > "12";
  }
  if (!slashes) return BirthDateOrder::iso_only;
  if (day_first == month_first) return BirthDateOrder::undecided;
  return day_first ? BirthDateOrder::day_first : BirthDateOrder::month_first;
}

std::optional<Date> birth_date(RegisterTable& table, const CsvRow& row, BirthDateOrder order) {
  std::string written = day_of(table, row);
  if (written.empty()) return {};
  if (const auto parts = split_list(written, "/"); parts.size() == 3 && parts[2].size() == 4) {
    if (order == BirthDateOrder::undecided) {
      table.draft().note("birth-dates-undecided", {}, {table.place(row).file, 0});
      return {};
    }
    if (order == BirthDateOrder::month_first) written = parts[1] + "-" + parts[0] + "-" + parts[2];
  }
  const auto day = parse_date(written);
  if (!day) table.draft().note("birth-date-unreadable", {table.text(row, "birthdate")}, table.place(row));
  return day;
}

}  // namespace schouw
