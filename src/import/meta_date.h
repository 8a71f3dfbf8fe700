// Times as Facebook and Instagram write them for people to read: in the language and on the clock of the account.
#pragma once

#include <string_view>

#include "schouw/base/time.h"

namespace schouw {

struct MetaDate {
  bool is_date = false;  ///< the words are those of a date; `time` has no basis when that day does not exist
  Timestamp time = {};   ///< local, unless a zone is written; minutes, unless there are seconds
};

/// "Feb 28, 2025 10:07 am", "28 feb. 2025 10:07", "vrijdag 4 oktober 2013 om 22:05 UTC+02", "Jan 5, 2015".
/// Dutch and English, with the names of months of German and French; anything else in the text: no date.
MetaDate meta_date(std::string_view text);

}  // namespace schouw
