// The two written forms that many formats share.
//   2026-03-29T01:30:00.1234567Z, 2026-03-29 01:30+0200, 2026-03-29T01:30 (local)
//   Sun, 29 Mar 2026 01:30:00 +0200 (CEST), 29 Mar 26 01:30 GMT, 29 Mar 2026 1:30:00.123 PM GMT+0200
//
// Gap: week dates (2026-W13) and ordinal dates (2026-088) of ISO 8601 are not read; no export writes them.
#include <array>

#include "schouw/base/time.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr int kFirstYear = 1900;  ///< RFC 5322, 3.3

/// Reads a text from left to right; every step says whether it fitted.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  bool at_end() const { return text_.empty(); }
  std::size_t left() const { return text_.size(); }
  char peek() const { return text_.empty() ? '\0' : text_.front(); }
  bool at_digit() const { return peek() >= '0' && peek() <= '9'; }
  bool take(char c) {
    if (peek() != c || text_.empty()) return false;
    text_.remove_prefix(1);
    return true;
  }
  /// A number of `low` to `high` digits.
  std::optional<int> number(std::size_t low, std::size_t high) {
    std::size_t n = 0;
    int value = 0;
    while (n < high && n < text_.size() && text_[n] >= '0' && text_[n] <= '9') {
      value = value * 10 + (text_[n] - '0');
      ++n;
    }
    if (n < low) return std::nullopt;
    text_.remove_prefix(n);
    return value;
  }
  /// Digits of a fraction as milliseconds; more than three are cut. Nothing without a digit, or with over nine.
  std::optional<int> milliseconds() {
    int value = 0;
    std::size_t n = 0;
    while (n < text_.size() && text_[n] >= '0' && text_[n] <= '9') {
      if (n < 3) value = value * 10 + (text_[n] - '0');
      ++n;
    }
    if (n == 0 || n > 9) return std::nullopt;
    for (std::size_t i = n; i < 3; ++i) value *= 10;
    text_.remove_prefix(n);
    return value;
  }
  void skip_blanks() {
    while (!text_.empty() && (text_.front() == ' ' || (text_.front() >= 9 && text_.front() <= 13)))
      text_.remove_prefix(1);
  }
  /// Blanks and comments in parentheses, which may nest.
  void skip_comments() {
    skip_blanks();
    while (peek() == '(') {
      int depth = 0;
      do {
        if (text_.front() == '(') ++depth;
        if (text_.front() == ')') --depth;
        text_.remove_prefix(1);
      } while (depth > 0 && !text_.empty());
      skip_blanks();
    }
  }
  std::string word() {
    std::size_t n = 0;
    while (n < text_.size() && ((text_[n] >= 'a' && text_[n] <= 'z') || (text_[n] >= 'A' && text_[n] <= 'Z'))) ++n;
    std::string found = ascii_lower(text_.substr(0, n));
    text_.remove_prefix(n);
    return found;
  }

 private:
  std::string_view text_;
};

/// "+01:00", "+0100", "+01": minutes east of Greenwich. The sign is still to be read.
std::optional<int> read_offset(Scanner& in) {
  const int sign = in.peek() == '-' ? -1 : 1;
  if (!in.take('+') && !in.take('-')) return std::nullopt;
  const auto hours = in.number(2, 2);
  if (!hours.has_value()) return std::nullopt;
  in.take(':');
  const auto minutes = in.number(2, 2);
  if (*hours > 23 || minutes.value_or(0) > 59) return std::nullopt;
  return sign * (*hours * 60 + minutes.value_or(0));
}

Timestamp stamped(const Civil& civil, Precision precision, std::optional<int> offset_minutes, std::string raw) {
  Timestamp time = local_time(civil, precision, std::move(raw));
  if (time.basis == Timestamp::Basis::none || !offset_minutes.has_value()) return time;
  time.basis = Timestamp::Basis::instant;
  time.ms -= static_cast<std::int64_t>(*offset_minutes) * 60'000;
  return time;
}

std::optional<int> month_of(std::string_view word) {
  constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (word.size() < 3) return std::nullopt;
  const std::size_t at = kMonths.find(word.substr(0, 3));
  if (at == std::string_view::npos || at % 3 != 0) return std::nullopt;
  return static_cast<int>(at / 3) + 1;
}

/// Named zones of RFC 5322 4.3, and those that Dutch and German mail programs write. Unknown names mean nothing (as -0000).
/// Names that two countries have for two times ("BST", "IST") are left out.
std::optional<int> named_zone(std::string_view word) {
  struct Named {
    std::string_view name;
    int minutes;
  };
  constexpr auto kNamed = std::to_array<Named>(
      {{"z", 0},      {"ut", 0},     {"utc", 0},    {"gmt", 0},    {"wet", 0},     {"cet", 60},    {"met", 60},
       {"mez", 60},   {"west", 60},  {"cest", 120}, {"mest", 120}, {"mesz", 120},  {"eet", 120},   {"eest", 180},
       {"msk", 180},  {"trt", 180},  {"est", -300}, {"edt", -240}, {"cst", -360},  {"cdt", -300},  {"mst", -420},
       {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"hst", -600}, {"akst", -540}, {"akdt", -480}, {"sast", 120},
       {"jst", 540},  {"hkt", 480},  {"sgt", 480},  {"aest", 600}, {"aedt", 660},  {"nzst", 720},  {"nzdt", 780}});
  for (const Named& zone : kNamed)
    if (zone.name == word) return zone.minutes;
  return std::nullopt;
}

/// The part behind the date. False when it is no time.
bool read_clock(Scanner& in, Civil& civil, Precision& precision) {
  const auto hour = in.number(1, 2);
  if (!hour.has_value() || !(in.take(':') || in.take('.'))) return false;
  const auto minute = in.number(2, 2);
  if (!minute.has_value()) return false;
  civil.hour = *hour;
  civil.minute = *minute;
  precision = Precision::minute;
  if (!in.take(':') && !in.take('.')) return true;
  const auto second = in.number(2, 2);
  if (!second.has_value()) return false;
  civil.second = *second;
  precision = Precision::second;
  return true;
}

/// ".123" behind the seconds. False for a point without digits.
bool read_fraction(Scanner& in, Civil& civil, Precision& precision) {
  if (precision != Precision::second || !(in.take('.') || in.take(','))) return true;
  const auto fraction = in.milliseconds();
  if (!fraction.has_value()) return false;
  civil.millisecond = *fraction;
  precision = Precision::millisecond;
  return true;
}

/// "AM", "PM". A clock of 24 hours with a half day behind it keeps its hour.
void apply_half_day(std::string_view half, Civil& civil) {
  if (half == "am" && civil.hour == 12) civil.hour = 0;
  if (half == "pm" && civil.hour < 12) civil.hour += 12;
}

/// "+0100", "+01:00", "+1": as mails have it. Nothing for what is no offset ("--0100", "+100").
std::optional<int> read_mail_offset(Scanner& in) {
  const int sign = in.peek() == '-' ? -1 : 1;
  if (!in.take('+') && !in.take('-')) return std::nullopt;
  const auto hours = in.number(1, 2);
  if (!hours.has_value() || *hours > 23) return std::nullopt;
  const bool colon = in.take(':');
  const auto minutes = in.number(2, 2);
  if (in.at_digit() || (colon && !minutes.has_value()) || minutes.value_or(0) > 59) return std::nullopt;
  return sign * (*hours * 60 + minutes.value_or(0));
}

/// What stands behind the clock of a mail.
struct MailZone {
  std::optional<int> offset_minutes = {};  ///< nothing: not stated, or by a name that nobody knows
  bool readable = true;
};

MailZone read_mail_zone(Scanner& in, Civil& civil) {
  in.take('"');
  std::string word = in.word();
  if (word == "am" || word == "pm") {
    apply_half_day(word, civil);
    in.skip_comments();
    word = in.word();
  }
  MailZone zone{.offset_minutes = named_zone(word)};
  const bool signed_number = in.peek() == '+' || in.peek() == '-';
  if (signed_number && (word.empty() || zone.offset_minutes == 0)) {
    zone.offset_minutes = read_mail_offset(in);
    zone.readable = zone.offset_minutes.has_value();
  } else if (signed_number || in.at_digit()) {
    zone.offset_minutes.reset();  // "EST5EDT": which of the two it was is not said
  } else if (zone.offset_minutes.has_value()) {
    in.skip_comments();
    if (in.word() == "dst") *zone.offset_minutes += 60;
  }
  return zone;
}

}  // namespace

Timestamp parse_iso8601(std::string_view text) {
  const std::string raw(text);
  Scanner in(trim(text));
  const auto year = in.number(4, 4);
  if (!year.has_value() || !in.take('-')) return no_time(raw);
  const auto month = in.number(2, 2);
  if (!month.has_value() || !in.take('-')) return no_time(raw);
  const auto day = in.number(2, 2);
  if (!day.has_value()) return no_time(raw);
  Civil civil{*year, *month, *day};
  Precision precision = Precision::day;
  if (in.at_end()) return local_time(civil, precision, raw);

  if (!in.take('T') && !in.take('t') && !in.take(' ')) return no_time(raw);
  if (!read_clock(in, civil, precision)) return no_time(raw);
  if (!read_fraction(in, civil, precision)) return no_time(raw);
  in.skip_blanks();
  if (in.at_end()) return local_time(civil, precision, raw);
  const bool utc = in.take('Z') || in.take('z') || (in.peek() == 'U' && in.word() == "utc");
  const std::optional<int> offset = utc ? std::optional(0) : read_offset(in);
  if (!offset.has_value() || !in.at_end()) return no_time(raw);
  return stamped(civil, precision, offset, raw);
}

Timestamp parse_rfc5322_date(std::string_view text) {
  const std::string raw(text);
  Scanner in(text);
  in.skip_comments();
  if (!in.word().empty()) {
    in.take(',');
    in.skip_comments();
  }
  const auto day = in.number(1, 2);
  in.skip_comments();
  in.take('-');
  const auto month = month_of(in.word());
  in.skip_comments();
  in.take('-');
  const std::size_t before = in.left();
  const auto written = in.number(2, 4);
  if (!day.has_value() || !month.has_value() || !written.has_value()) return no_time(raw);
  int year = *written;
  // "0001" and "1601" are what programs write who know no date.
  if (before - in.left() == 4 && year < kFirstYear) return no_time(raw);
  if (year < 50)
    year += 2000;  // RFC 5322, 4.3
  else if (year < 1000)
    year += 1900;
  Civil civil{year, *month, *day};
  in.skip_comments();
  Precision precision = Precision::day;
  if (!read_clock(in, civil, precision) || !read_fraction(in, civil, precision)) return no_time(raw);
  in.skip_comments();
  const MailZone zone = read_mail_zone(in, civil);
  if (!zone.readable) return no_time(raw);
  return stamped(civil, precision, zone.offset_minutes, raw);
}

}  // namespace schouw
