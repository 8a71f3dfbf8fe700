// Order of day, month and year, and calendars, in WhatsApp text exports:
//   3/18/22 in a German chat of a phone set to the United States is 18 March; 5/6/24 alone is 5 June, and in doubt.
//   3/18/2565 BE is 2022 (Buddhist), 3/18/R4 is 2022 (Reiwa), 1401/1/2 is 22 March 2022 (Persian).
// Gap: Islamic and Ethiopian years are recognised as impossible; such messages are kept without a time.
#include "whatsapp_dates.h"

#include <algorithm>
#include <string>

namespace schouw {
namespace {

constexpr DateOrder kOrders[] = {DateOrder::day_month_year, DateOrder::month_day_year, DateOrder::year_month_day};
constexpr int kFirstYear = 2009;  // WhatsApp exists since
constexpr int kLastYear = 2069;

struct Fields {
  int year = 0, year_digits = 0, month = 0, day = 0;
  bool era = false;
};

Fields fields_of(const WhatsAppHeader& header, DateOrder order) {
  const auto& f = header.field;
  const bool year_first = header.digits[0] > 2 || header.era_field == 0;
  if (year_first || order == DateOrder::year_month_day)
    return {f[0], header.digits[0], f[1], f[2], header.era_field == 0};
  const bool era = header.era_field == 2;
  if (order == DateOrder::day_month_year) return {f[2], header.digits[2], f[1], f[0], era};
  return {f[2], header.digits[2], f[0], f[1], era};
}

struct Year {
  int year = 0;
  Calendar calendar = Calendar::gregorian;
};

Year gregorian_year(const WhatsAppHeader& header, const Fields& fields) {
  if (header.calendar != Calendar::gregorian) {
    const int full =
        header.calendar == Calendar::buddhist && fields.year_digits <= 2 ? fields.year + 2500 : fields.year;
    return {full + header.era_offset, header.calendar};
  }
  if (fields.year_digits > 2) {
    if (fields.year >= kFirstYear + 543 && fields.year <= kLastYear + 543)
      return {fields.year - 543, Calendar::buddhist};
    return {fields.year, Calendar::gregorian};
  }
  // Thai phones write 65 for 2565; no chat can be from 2065 yet.
  if (fields.year >= 52 && fields.year <= 90) return {fields.year + 2500 - 543, Calendar::buddhist};
  return {2000 + fields.year, Calendar::gregorian};
}

constexpr int kFirstPersianYear = 1388, kLastPersianYear = 1429;  // from 1430 on an Islamic year is as likely

bool is_persian(const WhatsAppHeader& header, const Fields& fields) {
  // Phones write it year first; behind a day and month such a number is a damaged line.
  return header.calendar == Calendar::gregorian && header.digits[0] == 4 && fields.year >= kFirstPersianYear &&
         fields.year <= kLastPersianYear;
}

/// Eight leap years in 33, as the years of this century fall.
bool is_persian_leap(int year) {
  constexpr int kLeap[] = {1, 5, 9, 13, 17, 22, 26, 30};
  return std::ranges::find(kLeap, year % 33) != std::end(kLeap);
}

/// From 1 Farvardin 1400, which was 21 March 2021. Nothing when there is no such day.
std::optional<Civil> from_persian(const Fields& date) {
  const int longest = date.month <= 6 ? 31 : date.month < 12 || is_persian_leap(date.year) ? 30 : 29;
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > longest) return std::nullopt;
  std::int64_t days = date.month <= 7 ? 31 * (date.month - 1) : 186 + 30 * (date.month - 7);
  days += date.day - 1;
  for (int year = 1400; year < date.year; ++year) days += is_persian_leap(year) ? 366 : 365;
  for (int year = date.year; year < 1400; ++year) days -= is_persian_leap(year) ? 366 : 365;
  const auto start = civil_to_ms({2021, 3, 21});
  if (!start) return std::nullopt;
  constexpr std::int64_t kDayMs = 86'400'000;
  return ms_to_civil(*start + days * kDayMs);
}

/// What two exports of one phone have in common: slashes or not, the length of the year, half days or not.
std::size_t form_of(const WhatsAppHeader& header) {
  return (header.slashes ? 1u : 0u) + (header.digits[2] > 2 ? 2u : 0u) + (header.half != HalfDay::none ? 4u : 0u);
}

int hour_of(const WhatsAppHeader& header) {
  // Some phones write a half day behind a 24-hour time ("00:23 AM", "13:05 PM"): the hour stands then.
  if (header.half == HalfDay::after_noon && header.hour < 12) return header.hour + 12;
  if (header.half == HalfDay::before_noon && header.hour == 12) return 0;
  return header.hour;
}

}  // namespace

std::string_view name_of(DateOrder order) {
  switch (order) {
    case DateOrder::day_month_year:
      return "d-m-y";
    case DateOrder::month_day_year:
      return "m-d-y";
    case DateOrder::year_month_day:
      return "y-m-d";
  }
  return {};
}

std::optional<Civil> civil_of(const WhatsAppHeader& header, DateOrder order) {
  // Two fields of four digits never occur; a year behind cannot be a day.
  if (order == DateOrder::year_month_day && header.digits[2] > 2) return std::nullopt;
  Fields fields = fields_of(header, order);
  int year = gregorian_year(header, fields).year;
  if (is_persian(header, fields)) {
    const auto date = from_persian(fields);
    if (!date) return std::nullopt;
    year = date->year;
    fields.month = date->month;
    fields.day = date->day;
  }
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  const Civil civil{year, fields.month, fields.day, hour_of(header), header.minute, header.second, 0};
  if (!civil_to_ms(civil)) return std::nullopt;
  return civil;
}

Timestamp time_of(const WhatsAppHeader& header, DateOrder order) {
  const auto civil = civil_of(header, order);
  if (!civil) return no_time(std::string(header.raw));
  if (header.half == HalfDay::unknown && header.hour >= 1 && header.hour <= 12)
    return local_time({civil->year, civil->month, civil->day}, Precision::day, std::string(header.raw));
  return local_time(*civil, header.has_seconds ? Precision::second : Precision::minute, std::string(header.raw));
}

Calendar calendar_of(const WhatsAppHeader& header, DateOrder order) {
  const Fields fields = fields_of(header, order);
  return is_persian(header, fields) ? Calendar::persian : gregorian_year(header, fields).calendar;
}

void OrderSurvey::add(const WhatsAppHeader& header) {
  if (header.digits[0] > 2 || header.era_field == 0) return;
  if (header.field[0] != header.field[1]) day_and_month_differ_ = true;
  if (header.slashes) slashes_ = true;
  for (const DateOrder order : kOrders) {
    Candidate& candidate = candidates_[static_cast<std::size_t>(order)];
    const auto civil = civil_of(header, order);
    if (!civil) {
      ++candidate.impossible;
      ++impossible_[form_of(header)][static_cast<std::size_t>(order)];
      continue;
    }
    const std::int64_t ms = civil_to_ms(*civil).value_or(0);
    if (ms < candidate.last) ++candidate.backwards;
    candidate.last = ms;
  }
}

OrderSurvey::Verdict OrderSurvey::verdict() const {
  const auto& day_first = candidates_[0];
  const auto& month_first = candidates_[1];
  const auto& year_first = candidates_[2];
  const auto better = [](const Candidate& a, const Candidate& b) {
    return a.impossible != b.impossible ? a.impossible < b.impossible : a.backwards < b.backwards;
  };
  // A short year in front is rare: it must explain the file better than both others.
  if (year_first.impossible < day_first.impossible && year_first.impossible < month_first.impossible)
    return {DateOrder::year_month_day};
  if (day_first.impossible != month_first.impossible)
    return {day_first.impossible < month_first.impossible ? DateOrder::day_month_year : DateOrder::month_day_year};
  // With hyphens or dots no region of the Unicode locale data writes the month first.
  if (!slashes_) return {DateOrder::day_month_year, !day_and_month_differ_, false};
  const DateOrder order = better(month_first, day_first) ? DateOrder::month_day_year : DateOrder::day_month_year;
  const std::uint64_t winner = std::min(day_first.backwards, month_first.backwards);
  const std::uint64_t loser = std::max(day_first.backwards, month_first.backwards);
  // Real files are not quite in order of time, so a small difference says nothing.
  const bool decisive = loser > 3 * winner;
  return {order, decisive || !day_and_month_differ_, true};
}

DateOrder OrderSurvey::order_of(const WhatsAppHeader& header, DateOrder of_file) const {
  const auto& impossible = impossible_[form_of(header)];
  DateOrder best = of_file;
  for (const DateOrder order : {DateOrder::day_month_year, DateOrder::month_day_year})
    if (impossible[static_cast<std::size_t>(order)] < impossible[static_cast<std::size_t>(best)]) best = order;
  return best;
}

}  // namespace schouw
