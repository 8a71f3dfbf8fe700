// The words that may stand in the header of a WhatsApp line: half of the day, era, "klo", "à".
#pragma once

#include <optional>
#include <string_view>

#include "whatsapp_header.h"

namespace schouw {

struct Era {
  std::string_view text;
  Calendar calendar;
  int offset;  ///< year in the era + offset = Gregorian year
};

/// The era that `text` begins with, or null.
const Era* era_at(std::string_view text);

/// The arguments: ASCII lower case, without blanks, dots, commas and marks ("p. m." is "pm").
std::optional<HalfDay> half_day(std::string_view word);
bool is_buddhist_mark(std::string_view word);
bool is_date_word(std::string_view word);

}  // namespace schouw
