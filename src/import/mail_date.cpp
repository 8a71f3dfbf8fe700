#include "mail_date.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "month_names.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

using DateWords = std::vector<std::string_view>;

constexpr std::size_t kMaxDateWords = 16;
constexpr std::string_view kEnglishMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";

bool has_time(const Timestamp& time) { return time.basis != Timestamp::Basis::none; }

bool is_digits(std::string_view word, std::size_t digits) {
  return word.size() == digits && std::ranges::all_of(word, is_digit);
}

std::string english_month(int month) {
  return std::string(kEnglishMonths.substr(3 * static_cast<std::size_t>(month - 1), 3));
}

/// Of one or two digits; 0 for what is none.
int day_or_month(std::string_view word) {
  if (!is_digits(word, 1) && !is_digits(word, 2)) return 0;
  int number = 0;
  for (const char c : word) number = 10 * number + (c - '0');
  return number;
}

/// Split at blanks and commas, without "at" and its kin before the clock.
DateWords date_words(std::string_view line) {
  DateWords words;
  while (!line.empty() && words.size() < kMaxDateWords) {
    const auto start = line.find_first_not_of(" \t\r\n,");
    if (start == std::string_view::npos) break;
    line.remove_prefix(start);
    const auto end = std::min(line.find_first_of(" \t\r\n,"), line.size());
    const std::string_view word = line.substr(0, end);
    if (word != "at" && word != "om" && word != "um") words.push_back(word);
    line.remove_prefix(end);
  }
  return words;
}

std::string joined_words(const DateWords& words) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

/// With the month in front, the year before the clock or at the end: "Mon Jan  5 09:12:00 CET 2026",
/// "Mon Jan 05 2026 09:12:00 GMT+0100". As RFC 5322 has it; empty when it is none.
std::string day_in_front(std::string_view line) {
  const DateWords words = date_words(line);
  const auto is_clock = [](std::string_view w) { return w.size() >= 4 && w.find(':') != w.npos && is_digit(w.front()); };
  const auto clock = std::ranges::find_if(words, is_clock);
  const auto before = clock - words.begin();
  if (clock == words.end() || before < 2) return {};
  DateWords behind(clock + 1, words.end());
  if (is_digits(*(clock - 1), 4)) {
    if (before < 3) return {};
    behind.insert(behind.begin(), {*(clock - 2), *(clock - 3), *(clock - 1), *clock});
    return joined_words(behind);
  }
  const auto year = std::ranges::find_if(behind, [](std::string_view word) { return is_digits(word, 4); });
  if (year == behind.end()) return {};
  const std::string_view digits = *year;
  behind.erase(year);
  behind.insert(behind.begin(), {*(clock - 1), *(clock - 2), digits, *clock});
  return joined_words(behind);
}

/// The day of the week that a word names in Dutch, English, German, French, Spanish or Italian, whole or shortened; 0 is
/// Sunday. No word here is another day in another of these languages.
std::optional<int> weekday_of_name(std::string_view word) {
  struct WeekdayName {
    std::string_view name;
    int day;
  };
  constexpr auto kNames = std::to_array<WeekdayName>(
      {{"zo", 0},  {"zondag", 0},    {"sun", 0}, {"sunday", 0},    {"so", 0}, {"sonntag", 0},    {"dim", 0}, {"dimanche", 0}, {"dom", 0}, {"domingo", 0}, {"domenica", 0},
       {"ma", 1},  {"maandag", 1},   {"mon", 1}, {"monday", 1},    {"mo", 1}, {"montag", 1},     {"lun", 1}, {"lundi", 1},    {"lunes", 1},
       {"di", 2},  {"dinsdag", 2},   {"tue", 2}, {"tuesday", 2},   {"dienstag", 2}, {"mardi", 2}, {"martes", 2},
       {"wo", 3},  {"woensdag", 3},  {"wed", 3}, {"wednesday", 3}, {"mi", 3}, {"mittwoch", 3},   {"mer", 3}, {"mercredi", 3},
       {"do", 4},  {"donderdag", 4}, {"thu", 4}, {"thursday", 4},  {"donnerstag", 4}, {"jeu", 4}, {"jeudi", 4}, {"jueves", 4},
       {"vr", 5},  {"vrijdag", 5},   {"fri", 5}, {"friday", 5},    {"fr", 5}, {"freitag", 5},    {"ven", 5}, {"vendredi", 5}, {"viernes", 5},
       {"za", 6},  {"zaterdag", 6},  {"sat", 6}, {"saturday", 6},  {"sa", 6}, {"samstag", 6},    {"sam", 6}, {"samedi", 6}});
  if (word.ends_with('.')) word.remove_suffix(1);
  const std::string folded = fold(word);
  const auto found = std::ranges::find(kNames, folded, &WeekdayName::name);
  return found == kNames.end() ? std::nullopt : std::optional(found->day);
}

/// By Zeller's rule; 0 is Sunday.
int weekday_of(int day, int month, int year) {
  if (month < 3) {
    month += 12;
    --year;
  }
  return (day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400 + 6) % 7;
}

/// "31-01-2026 09:12", "1/31/2026 9:12 AM", "2026/01/31 09:12", "ma 5-1-2026 9:12", as RFC 5322 has it. Empty when day
/// and month may be each other, also by the day of the week.
std::string in_numbers(std::string_view line, NumberedDay order) {
  DateWords words = date_words(line);
  const std::optional<int> weekday = words.empty() ? std::nullopt : weekday_of_name(words.front());
  if (weekday) words.erase(words.begin());
  if (words.size() < 2) return {};
  std::array<std::string_view, 3> parts;
  std::string_view rest = words.front();
  for (std::string_view& part : parts) {
    const auto end = std::min(rest.find_first_of("-/."), rest.size());
    part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const bool year_first = is_digits(parts[0], 4);  // "2026/01/31": only one day
  const bool points = words.front().find_first_of("-/") == std::string_view::npos;  // "05.01.2026": nobody puts the month first
  if (year_first) std::swap(parts[0], parts[2]);
  if (!rest.empty() || !is_digits(parts[2], 4)) return {};
  int day = day_or_month(parts[0]), month = day_or_month(parts[1]);
  if (month > 12) std::swap(day, month);
  if (day < 1 || month < 1 || month > 12) return {};
  if (!year_first && !points && order == NumberedDay::anywhere && day <= 12 && day != month) {
    const int year = 100 * day_or_month(parts[2].substr(0, 2)) + day_or_month(parts[2].substr(2));
    const bool fits = weekday && weekday_of(day, month, year) == *weekday;
    if (!weekday || fits == (weekday_of(month, day, year) == *weekday)) return {};
    if (!fits) std::swap(day, month);
  }
  DateWords out = words;
  const std::string in_front = std::to_string(day) + ' ' + english_month(month) + ' ';
  out.front() = parts[2];
  return in_front + joined_words(out);
}

/// Programs that write dates as their user's language has them: "ma, 5 mei 2026 09:00:00 +0200", "dim. 5 févr. 2026".
std::string with_english_month(std::string_view date) {
  const auto day = std::min(date.find_first_of("0123456789"), date.size());
  const auto word = std::min(date.find_first_not_of("0123456789 .-", day), date.size());
  const auto end = std::min(date.find_first_of(" .-,0123456789", word), date.size());
  const auto month = month_of_name(fold(date.substr(word, end - word)));
  if (!month || *month == kMonthOfTwoLanguages) return {};
  const auto behind = std::min(date.find_first_not_of(" .-,", end), date.size());
  const std::string_view number = date.substr(day, std::min(date.find_first_not_of("0123456789", day), date.size()) - day);
  return std::string(number) + ' ' + english_month(*month) + ' ' + std::string(date.substr(behind));
}

/// "Fri, 21 Nov 1997 09(comment):   55  :  06 -0600" (RFC 5322, A.6.3): without what may stand anywhere in a date.
std::string without_comments(std::string_view date) {
  std::string out;
  int depth = 0;
  for (const char c : date) {
    if (c == '(') ++depth;
    else if (c == ')' && depth > 0) --depth;
    else if (depth == 0) out += c;
  }
  for (auto colon = out.find(':'); colon != std::string::npos; colon = out.find(':', colon + 1)) {
    out.erase(colon + 1, std::min(out.find_first_not_of(' ', colon + 1), out.size()) - colon - 1);
    const auto before = out.find_last_not_of(' ', colon - 1);
    if (colon == 0 || before == std::string::npos) continue;
    out.erase(before + 1, colon - before - 1);
    colon = before + 1;
  }
  return out;
}

/// "Mon, 5 Jan 2026", "2026/01/05": a day, and no clock.
Timestamp day_alone(std::string_view written, NumberedDay order) {
  if (written.find(':') != std::string_view::npos) return no_time(std::string(written));
  const std::string with_clock = joined_words(date_words(written)) + " 00:00";
  Timestamp time = parse_rfc5322_date(with_clock);
  if (!has_time(time)) time = parse_rfc5322_date(with_english_month(with_clock));
  if (!has_time(time)) time = parse_rfc5322_date(day_in_front(with_clock));
  if (!has_time(time)) time = parse_rfc5322_date(in_numbers(with_clock, order));
  time.precision = Precision::day;
  return time;
}

/// Blanks that no line breaks at are blanks, too: Apple writes them before "AM" and before a zone.
std::string with_plain_blanks(std::string_view written) {
  std::string out(written);
  for (const std::string_view blank : {"\u00A0", "\u202F"})
    for (auto at = out.find(blank); at != std::string::npos; at = out.find(blank, at)) out.replace(at, blank.size(), " ");
  return out;
}

/// What stands in front of a zone that is none: "… 09:12:00 --0100" is what a clock on some wall said. Empty for others.
std::string_view without_zone(std::string_view date) {
  const auto colon = std::min(date.rfind(':'), date.size());
  const auto sign = date.find_first_not_of("0123456789:. ", colon);
  const bool is_sign = sign != std::string_view::npos && (date[sign] == '+' || date[sign] == '-');
  return is_sign ? trim(date.substr(0, sign)) : std::string_view();
}

/// A zone that nobody knows ("16:21:05 H0500") means -0000, and that is UTC (RFC 5322, 4.3); so does "0000" without a sign.
/// What is no zone by its form ("W. Europe Standard Time", "(CET)") means nothing, and the time stays what a clock on some
/// wall said.
bool has_unknown_zone(const Timestamp& time) {
  if (time.basis != Timestamp::Basis::local) return false;
  const std::string_view raw = time.raw;
  const auto colon = raw.rfind(':');
  if (colon == std::string_view::npos) return false;
  const std::string behind = ascii_lower(trim(raw.substr(std::min(raw.find(' ', colon), raw.size()))));
  if (behind == "am" || behind == "pm") return false;
  const auto letters = std::min(behind.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), behind.size());
  const std::string_view digits = std::string_view(behind).substr(letters);
  // Two countries have a time of this name, or three: which of them is not said.
  for (const std::string_view shared : {"bst", "ist", "ast", "gst", "sst", "amt", "ect", "wst", "pkt", "nst"})
    if (behind == shared) return false;
  return behind == "0000" || (letters > 0 && (digits.empty() || is_digits(digits, 4)));
}

}  // namespace

Timestamp mail_date(std::string_view written) {
  Timestamp time = parse_rfc5322_date(written);
  if (!has_time(time)) time = parse_iso8601(written);
  if (!has_time(time)) time = parse_rfc5322_date(with_english_month(written));
  if (!has_time(time) && written.find('(') != std::string_view::npos) time = parse_rfc5322_date(without_comments(written));
  time.raw = written;
  if (has_unknown_zone(time)) time.basis = Timestamp::Basis::instant;
  return time;
}

Timestamp odd_mail_date(std::string_view as_written, NumberedDay order) {
  const std::string written = with_plain_blanks(as_written);
  const std::string words = joined_words(date_words(written));
  Timestamp time = parse_rfc5322_date(words);
  if (!has_time(time)) time = parse_rfc5322_date(with_english_month(words));
  if (!has_time(time)) time = parse_rfc5322_date(day_in_front(written));
  if (!has_time(time)) time = parse_rfc5322_date(in_numbers(written, order));
  if (!has_time(time)) time = parse_rfc5322_date(without_zone(written));
  if (!has_time(time)) time = day_alone(written, order);
  time.raw = as_written;
  return time;
}

Timestamp separator_time(std::string_view line) {
  std::string written = day_in_front(line);
  repair_utf8(written);
  return parse_rfc5322_date(written);
}

}  // namespace schouw
