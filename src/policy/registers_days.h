// Days in tables of vendors: ISO, or with slashes in an order that only the whole file shows.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "registers_table.h"

namespace schouw {

/// "2025-08-01", also with a clock or a zone behind it, as databases and XML write days. An instant is the day on which it
/// was on the clock at school: "2025-07-31T22:00:00Z" is 1 August there. "1-8-2025 00:00" as people write.
std::optional<Date> written_day(std::string_view written, RegisterDraft&);

/// "41671": a day as a spreadsheet counts it, from the last days of 1899, where a column lost its form on the way out.
std::optional<Date> spreadsheet_day(std::string_view written);

/// `unshown`: no row tells; `contradicted`: one row can be day first only, another month first only.
enum class DayOrder { day_first, month_first, unshown, contradicted };

/// Day first or month first, by the rows that can be only one of them in any of these columns.
DayOrder day_order(const RegisterTable&, std::span<const std::string_view> columns);

/// Of this row; nothing when it is empty or of an order that no row decides (noted once a file). Nonsense is an error.
std::optional<Date> vendor_day(RegisterTable&, const CsvRow&, std::string_view column, DayOrder);

/// The order of the column "birthdate", and the day of birth in this row: as above, but nonsense is a note.
DayOrder birth_date_order(const RegisterTable&);
std::optional<Date> birth_date(RegisterTable&, const CsvRow&, DayOrder);

}  // namespace schouw
