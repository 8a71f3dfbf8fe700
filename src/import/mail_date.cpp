#include "mail_date.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

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

/// "31-01-2026 09:12", "1/31/2026 9:12 AM", "2026/01/31 09:12", as RFC 5322 has it. Empty when day and month may be each other.
std::string in_numbers(std::string_view line) {
  const DateWords words = date_words(line);
  if (words.size() < 2) return {};
  std::array<std::string_view, 3> parts;
  std::string_view rest = words.front();
  for (std::string_view& part : parts) {
    const auto end = std::min(rest.find_first_of("-/."), rest.size());
    part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const bool year_first = is_digits(parts[0], 4);  // "2026/01/31": only one day
  if (year_first) std::swap(parts[0], parts[2]);
  if (!rest.empty() || !is_digits(parts[2], 4)) return {};
  int day = day_or_month(parts[0]), month = day_or_month(parts[1]);
  if (month > 12) std::swap(day, month);
  if (day < 1 || month < 1 || month > 12 || (!year_first && day <= 12 && day != month)) return {};
  DateWords out = words;
  const std::string in_front = std::to_string(day) + ' ' + std::string(kEnglishMonths.substr(3 * static_cast<std::size_t>(month - 1), 3)) + ' ';
  out.front() = parts[2];
  return in_front + joined_words(out);
}

/// Programs that write dates as their user's language has them: "ma, 5 mei 2026 09:00:00 +0200".
std::string with_english_month(std::string_view date) {
  constexpr auto kOther = std::to_array<std::pair<std::string_view, std::string_view>>({{"januari", "Jan"},
                                                                                        {"februari", "Feb"},
                                                                                        {"maart", "Mar"},
                                                                                        {"mrt", "Mar"},
                                                                                        {"m\u00E4rz", "Mar"},
                                                                                        {"mei", "May"},
                                                                                        {"juni", "Jun"},
                                                                                        {"juli", "Jul"},
                                                                                        {"augustus", "Aug"},
                                                                                        {"oktober", "Oct"},
                                                                                        {"okt", "Oct"},
                                                                                        {"dezember", "Dec"},
                                                                                        {"dez", "Dec"}});
  const auto day = std::min(date.find_first_of("0123456789"), date.size());
  std::string out = ascii_lower(date.substr(day));
  // "5 jan. 2026": the point is of the word.
  if (const auto point = out.find(". "); point != std::string::npos && point > 0 && out[point - 1] > '9') out.erase(point, 1);
  for (const auto& [other, english] : kOther)
    if (const auto at = out.find(other); at != std::string::npos) {
      out.replace(at, other.size(), english);
      break;
    }
  return out;
}

/// What stands in front of a zone that is none: "… 09:12:00 --0100" is what a clock on some wall said. Empty for others.
std::string_view without_zone(std::string_view date) {
  const auto colon = std::min(date.rfind(':'), date.size());
  const auto sign = date.find_first_not_of("0123456789:. ", colon);
  const bool is_sign = sign != std::string_view::npos && (date[sign] == '+' || date[sign] == '-');
  return is_sign ? trim(date.substr(0, sign)) : std::string_view();
}

/// A zone that nobody knows ("16:21:05 H0500") means -0000, and that is UTC (RFC 5322, 4.3). What is no zone by its
/// form ("W. Europe Standard Time", "(CET)") means nothing, and the time stays what a clock on some wall said.
bool has_unknown_zone(const Timestamp& time) {
  if (time.basis != Timestamp::Basis::local) return false;
  const std::string_view raw = time.raw;
  const auto colon = raw.rfind(':');
  if (colon == std::string_view::npos) return false;
  const std::string behind = ascii_lower(trim(raw.substr(std::min(raw.find(' ', colon), raw.size()))));
  if (behind == "am" || behind == "pm") return false;
  const auto letters = std::min(behind.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), behind.size());
  const std::string_view digits = std::string_view(behind).substr(letters);
  return letters > 0 && (digits.empty() || is_digits(digits, 4));
}

}  // namespace

Timestamp mail_date(std::string_view written) {
  Timestamp time = parse_rfc5322_date(written);
  if (!has_time(time)) time = parse_iso8601(written);
  if (!has_time(time)) time = parse_rfc5322_date(with_english_month(written));
  time.raw = written;
  if (has_unknown_zone(time)) time.basis = Timestamp::Basis::instant;
  return time;
}

Timestamp odd_mail_date(std::string_view written) {
  Timestamp time = parse_rfc5322_date(day_in_front(written));
  if (!has_time(time)) time = parse_rfc5322_date(in_numbers(written));
  if (!has_time(time)) time = parse_rfc5322_date(without_zone(written));
  time.raw = written;
  return time;
}

Timestamp separator_time(std::string_view line) {
  std::string written = day_in_front(line);
  repair_utf8(written);
  return parse_rfc5322_date(written);
}

}  // namespace schouw
