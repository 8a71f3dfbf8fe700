// Dates in words, in any order that Meta writes.
//
//   Feb 28, 2025 10:07 am                        ->  2025-02-28T10:07 on the clock of the account
//   mei 07, 2024 5:44 p.m.                       ->  2024-05-07T17:44
//   Friday, October 4, 2013 at 10:05pm PDT       ->  2013-10-05T05:05Z
//   vrijdag 4 oktober 2013 om 22:05 UTC+02       ->  2013-10-04T20:05Z
//
// The day is never a month by number ("3/4/2024" is refused): Meta always writes the name of the month.
//
// Gap: languages other than those below.
#include "meta_date.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kLongest = 80;

struct Month {
  std::string_view start;
  int number;
};
/// By their first letters, folded; the longest that fits is enough, for no two languages contradict each other.
constexpr auto kMonths = std::to_array<Month>({
    {"jan", 1},  {"feb", 2},  {"fev", 2},   {"maa", 3},  {"mar", 3}, {"mrt", 3}, {"maerz", 3}, {"apr", 4}, {"avr", 4},
    {"mei", 5},  {"may", 5},  {"mai", 5},   {"juin", 6}, {"jun", 6}, {"juil", 7}, {"jul", 7},  {"aug", 8}, {"aou", 8},
    {"sep", 9},  {"oct", 10}, {"okt", 10},  {"nov", 11}, {"dec", 12}, {"dez", 12},
});

/// Words beside the date that say nothing about it.
constexpr auto kFillers = std::to_array<std::string_view>({
    "at",     "om",       "u",         "uur",      "on",       "op",       "le",     "um",      "uhr",     "a",
    "monday", "tuesday",  "wednesday", "thursday", "friday",   "saturday", "sunday", "maandag", "dinsdag", "woensdag",
    "mon",    "tue",      "wed",       "thu",      "fri",      "sat",      "sun",    "ma",      "di",      "wo",
    "do",     "vr",       "za",        "zo",       "donderdag", "vrijdag", "zaterdag", "zondag",
});

/// Zones that mean one thing; they stand behind the clock.
constexpr auto kZones = std::to_array<std::string_view>(
    {"utc", "gmt", "cet", "cest", "met", "mest", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt"});

std::optional<int> month_of(std::string_view word) {
  const auto known = std::ranges::find_if(kMonths, [&](const Month& m) { return word.starts_with(m.start); });
  // "mar" must not take "marketing", nor "dec" "decoratie": no name of a month is longer than "september".
  if (known == kMonths.end() || word.size() > 9) return std::nullopt;
  return known->number;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

class Reader {
 public:
  explicit Reader(std::string_view folded) : rest_(folded) {}

  bool read() {
    while (skip_marks(), !rest_.empty()) {
      const bool fits = is_digit(rest_.front()) ? number() : is_letter(rest_.front()) ? word() : zone_offset();
      if (!fits) return false;
    }
    return civil_.month != 0 && civil_.day != 0 && civil_.year != 0 && twelve();
  }

  Timestamp time(std::string raw) const {
    if (zone_.empty()) return local_time(civil_, precision_, std::move(raw));
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    constexpr std::string_view kNames = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (civil_.month < 1 || civil_.month > 12) return no_time(std::move(raw));
    std::string mail = std::to_string(civil_.day) + " ";
    mail += kNames.substr(static_cast<std::size_t>(civil_.month - 1) * 3, 3);
    mail += " " + std::to_string(civil_.year) + " " + two(civil_.hour) + ":" + two(civil_.minute) + ":" +
            two(civil_.second) + " " + zone_;
    Timestamp read = parse_rfc5322_date(mail);
    read.raw = std::move(raw);
    if (read.basis != Timestamp::Basis::none) read.precision = precision_;
    return read;
  }

 private:
  enum class Half { none, morning, afternoon };

  void skip_marks() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == ',' || rest_.front() == '.' ||
                              rest_.front() == '(' || rest_.front() == ')'))
      rest_.remove_prefix(1);
  }

  std::optional<int> digits(std::size_t most) {
    std::size_t n = 0;
    int value = 0;
    while (n < rest_.size() && is_digit(rest_[n])) {
      if (n == most) return std::nullopt;
      value = value * 10 + (rest_[n++] - '0');
    }
    rest_.remove_prefix(n);
    return n == 0 ? std::nullopt : std::optional(value);
  }

  bool number() {
    const std::size_t before = rest_.size();
    const auto value = digits(4);
    if (!value) return false;
    const std::size_t length = before - rest_.size();
    if (!rest_.empty() && rest_.front() == ':') return length <= 2 && clock(*value);
    if (length == 4) return set(civil_.year, *value);
    if (length > 2) return false;
    for (const std::string_view ending : {"st", "nd", "rd", "th", "er"})
      if (rest_.starts_with(ending)) {
        rest_.remove_prefix(2);
        break;
      }
    return set(civil_.day, *value);
  }

  bool set(int& field, int value) {
    if (field != 0) return false;
    field = value;
    return value != 0;
  }

  bool clock(int hour) {
    if (has_clock_) return false;
    has_clock_ = true;
    civil_.hour = hour;
    rest_.remove_prefix(1);
    const auto minute = two_digits();
    if (!minute) return false;
    civil_.minute = *minute;
    precision_ = Precision::minute;
    if (rest_.empty() || rest_.front() != ':') return true;
    rest_.remove_prefix(1);
    const auto second = two_digits();
    if (!second) return false;
    civil_.second = *second;
    precision_ = Precision::second;
    return true;
  }

  std::optional<int> two_digits() {
    const std::size_t before = rest_.size();
    const auto value = digits(2);
    return before - rest_.size() == 2 ? value : std::nullopt;
  }

  bool word() {
    std::size_t n = 0;
    while (n < rest_.size() && is_letter(rest_[n])) ++n;
    const std::string_view word = rest_.substr(0, n);
    // "a.m." and "p.m."; a single "a" is French for "at".
    const bool dotted = (word == "a" || word == "p") && rest_.substr(n).starts_with(".m");
    rest_.remove_prefix(dotted ? n + 2 : n);
    if (dotted || word == "am" || word == "pm") {
      if (!has_clock_ || half_ != Half::none) return false;
      half_ = word.front() == 'a' ? Half::morning : Half::afternoon;
      return true;
    }
    if (civil_.month == 0)
      if (const auto month = month_of(word)) return set(civil_.month, *month);
    if (std::ranges::find(kFillers, word) != kFillers.end()) return true;
    if (!has_clock_ || !zone_.empty() || std::ranges::find(kZones, word) == kZones.end()) return false;
    zone_ = ascii_upper(word);
    return zone_ == "UTC" || zone_ == "GMT" ? zone_offset() : true;
  }

  /// "+02", "-07:00", "+0530" behind UTC or GMT; nothing is UTC itself.
  bool zone_offset() {
    if (rest_.empty() || (rest_.front() != '+' && rest_.front() != '-')) return zone_ == "UTC" || zone_ == "GMT";
    if (zone_ != "UTC" && zone_ != "GMT") return false;
    std::string offset(1, rest_.front());
    rest_.remove_prefix(1);
    while (!rest_.empty() && (is_digit(rest_.front()) || rest_.front() == ':')) {
      if (rest_.front() != ':') offset += rest_.front();
      rest_.remove_prefix(1);
    }
    if (offset.size() == 2) offset.insert(1, "0");
    if (offset.size() == 3) offset += "00";
    if (offset.size() != 5) return false;
    zone_ = std::move(offset);
    return true;
  }

  static std::string ascii_upper(std::string_view word) {
    std::string out(word);
    for (char& c : out)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
  }

  bool twelve() {
    if (half_ == Half::none) return true;
    if (civil_.hour < 1 || civil_.hour > 12) return false;
    if (civil_.hour == 12) civil_.hour = 0;
    if (half_ == Half::afternoon) civil_.hour += 12;
    return true;
  }

  std::string_view rest_;
  Civil civil_{.year = 0, .month = 0, .day = 0};
  Precision precision_ = Precision::day;
  Half half_ = Half::none;
  bool has_clock_ = false;
  std::string zone_;
};

}  // namespace

MetaDate meta_date(std::string_view text) {
  const std::string_view words = trim(text);
  if (words.empty() || words.size() > kLongest) return {};
  const std::string folded = fold(words);
  Reader reader(folded);
  if (!reader.read()) return {};
  return {.is_date = true, .time = reader.time(std::string(words))};
}

}  // namespace schouw
