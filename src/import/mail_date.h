// When a mail was sent, by the many ways in which programs wrote it.
#pragma once

#include <string>
#include <string_view>

#include "schouw/base/time.h"

namespace schouw {

/// The Date header as RFC 5322 has it, as ISO 8601 or with the month in another language.
Timestamp mail_date(std::string_view written);

/// Whether the program that wrote a date in numbers is known to put the day first, as nearly all languages do.
enum class NumberedDay { anywhere, first };

/// A Date header in no form that mails have: "Mon Jan  5 09:12:00 2026", "January 5, 2026 9:12 AM", "31-01-2026 09:12",
/// "ma 5-1-2026 9:12". Basis none too for a day that may be another ("05-01-2026").
Timestamp odd_mail_date(std::string_view written, NumberedDay = NumberedDay::anywhere);

/// What the "From …" line of a mailbox says, `raw` as RFC 5322 would have it.
Timestamp separator_time(std::string_view line);

}  // namespace schouw
