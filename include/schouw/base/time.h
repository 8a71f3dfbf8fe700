// Time as exports state it. Some formats give an instant, others only what the clock on the wall said; a Timestamp
// keeps which of the two it was, how precise it was, and the text it came from. `Zone` converts between the two, and
// says when an hour occurred twice or not at all (daylight saving time).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "schouw/base/result.h"

namespace schouw {

enum class Precision { day, minute, second, millisecond };

struct Timestamp {
  enum class Basis {
    none,     ///< no time, or an unreadable one; `raw` is what was written
    instant,  ///< `ms` since 1970-01-01T00:00Z: the export stated a zone or UTC
    local     ///< `ms` of the wall clock, counted as if it were UTC; the zone is assumed later
  };
  Basis basis = Basis::none;
  std::int64_t ms = 0;
  Precision precision = Precision::second;
  std::string raw = {};  ///< as written in the evidence
  bool operator==(const Timestamp&) const = default;
};

/// The start of the day, minute, second or millisecond that `ms` lies in.
std::int64_t floored(std::int64_t ms, Precision precision);

/// Civil date and time, proleptic Gregorian. Month and day count from 1.
struct Civil {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0;
  bool operator==(const Civil&) const = default;
};

/// Milliseconds since 1970 of this civil time read as UTC; nothing for 30 February or 24:61.
std::optional<std::int64_t> civil_to_ms(const Civil&);
Civil ms_to_civil(std::int64_t ms);

/// A calendar date, for ages, terms and registers.
struct Date {
  int year = 0, month = 0, day = 0;
  auto operator<=>(const Date&) const = default;
};
std::optional<Date> parse_date(std::string_view text);  ///< yyyy-mm-dd, dd-mm-yyyy, d/m/yyyy (day first)
std::string to_string(const Date&);                     ///< yyyy-mm-dd
Date date_of(std::int64_t local_ms);
Date add_months(const Date&, int months);               ///< 31 January + 1 month is the last of February
int age_on(const Date& birth, const Date& day);         ///< completed years; born 29 Feb: older on 1 March

Timestamp instant_ms(std::int64_t ms, Precision, std::string raw);
Timestamp local_time(const Civil&, Precision, std::string raw);  ///< basis none when the civil time does not exist
Timestamp no_time(std::string raw);

/// ISO 8601 as JSON exports write it: 1-7 fractional digits or none, "Z", "+01:00", "+0000" or no zone (local),
/// 'T' or blank between, seconds optional. Basis none when it is not one.
Timestamp parse_iso8601(std::string_view text);

/// RFC 5322 date as mail headers hold it, lenient: no weekday, two-digit year, named zones, trailing comment.
Timestamp parse_rfc5322_date(std::string_view text);

/// The rules of one time zone (IANA name), from ICU. Safe to use from several threads.
class Zone {
 public:
  static Result<Zone> open(std::string_view iana_name);
  ~Zone();
  Zone(Zone&&) noexcept;
  Zone& operator=(Zone&&) noexcept;

  enum class Certainty { unique, ambiguous, skipped };
  struct Utc {
    std::int64_t ms;
    Certainty certainty;  ///< ambiguous: the first of the two; skipped: moved forward by the gap
  };
  Utc to_utc(std::int64_t local_ms) const;
  std::int64_t to_local(std::int64_t utc_ms) const;
  std::string_view name() const;

 private:
  struct State;
  explicit Zone(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

/// YYYY-MM-DDTHH:MM:SS[.fff], with "Z" when asked. Fractions only at millisecond precision.
std::string format_local(std::int64_t local_ms, Precision);
std::string format_utc(std::int64_t utc_ms, Precision);

std::string_view name_of(Precision);  ///< "day", "minute", "second", "millisecond"

}  // namespace schouw
