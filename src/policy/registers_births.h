// Dates of birth in tables of vendors: ISO, or with slashes in an order that only the whole column shows.
#pragma once

#include <optional>

#include "registers_table.h"

namespace schouw {

enum class BirthDateOrder { iso_only, day_first, month_first, undecided };

/// Day first or month first, by the rows of the column "birthdate" that can be only one of them.
BirthDateOrder birth_date_order(const RegisterTable&);

/// Of this row; nothing when it is empty, unreadable (noted) or of an order that no row decides (noted once a file).
std::optional<Date> birth_date(RegisterTable&, const CsvRow&, BirthDateOrder);

}  // namespace schouw
