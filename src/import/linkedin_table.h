// The tables of a download of LinkedIn, by the names of their columns.
#pragma once

#include <optional>

#include "csv_rows.h"

namespace schouw::linkedin_csv {

enum class Table {
  messages,
  connections,
  invitations,
  contacts,
  shares,
  reposts,
  comments,
  recommendations,
  media,
  follows,
  profile,
  people,
  emails,
  phones,
  drifted,
  nothing
};

/// Empty: columns that no table of LinkedIn has.
std::optional<Table> table_of(const CsvHead&);

/// Names that other tables have too count only in a file of the right name.
bool is_common(Table);

}  // namespace schouw::linkedin_csv
