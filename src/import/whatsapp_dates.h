// Which of day and month comes first in a file, and what a header's date is then.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "schouw/base/time.h"
#include "whatsapp_header.h"

namespace schouw {

enum class DateOrder { day_month_year, month_day_year, year_month_day };
std::string_view name_of(DateOrder);  ///< "d-m-y", "m-d-y", "y-m-d"

/// The Gregorian date and time of a header read in this order; nothing when no such day exists or when the year
/// lies before WhatsApp. A year of four digits in front settles the order of its own line.
std::optional<Civil> civil_of(const WhatsAppHeader&, DateOrder);

/// The same as a time; basis none when it cannot be read. Half a day that is unknown leaves the day only.
Timestamp time_of(const WhatsAppHeader&, DateOrder);

/// The calendar that the year was converted from: by a mark in the header, or by the year itself.
Calendar calendar_of(const WhatsAppHeader&, DateOrder);

/// Collects what the headers of one file say about the order. The phone's region decides it, not the language,
/// and a file keeps to one order; so the whole file votes.
class OrderSurvey {
 public:
  void add(const WhatsAppHeader&);

  struct Verdict {
    DateOrder order = DateOrder::day_month_year;
    bool certain = true;  ///< false: nothing in the file tells day from month
    bool slashes = true;  ///< in doubt, and with slashes: the only form that some regions write month first
  };
  Verdict verdict() const;
  /// The order of this header's own form, where days above twelve show that it is not the file's: two exports in one
  /// file, or lines that were pasted.
  DateOrder order_of(const WhatsAppHeader&, DateOrder of_file) const;

 private:
  struct Candidate {
    std::uint64_t impossible = 0;  ///< lines that are no date in this order
    std::uint64_t backwards = 0;   ///< lines that lie before the one above
    std::int64_t last = 0;
  };
  std::array<Candidate, 3> candidates_ = {};
  std::array<std::array<std::uint64_t, 3>, 8> impossible_ = {};  ///< by form, and then by order
  bool day_and_month_differ_ = false, slashes_ = false;
};

}  // namespace schouw
