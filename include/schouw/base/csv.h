// RFC 4180 with what schools make of it: `;` or tab (Dutch Excel), UTF-8 with or without BOM, UTF-16,
// windows-1252, quotes inside unquoted fields, rows that are too short or too long, new lines in quotes.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json_stream.h"  // ByteSource
#include "schouw/base/utf8.h"

namespace schouw {

struct CsvRow {
  std::uint64_t line = 0;  ///< 1-based physical line on which the row starts
  std::vector<std::string> fields;
};

struct CsvDamage {
  std::uint64_t replaced_bytes = 0;
  std::uint64_t unclosed_quote_line = 0;  ///< 0: none
  std::uint64_t too_many_fields = 0;      ///< rows cut at 4,096 fields
  std::uint64_t too_long_rows = 0;        ///< rows cut at 64 MiB
};

/// A whole table in memory: for registers and load files. `separator` 0: detected in the first row.
struct CsvTable {
  std::vector<std::string> header;  ///< trimmed, ASCII lower case
  std::vector<CsvRow> rows;         ///< without blank rows
  char separator = ',';
  CsvDamage damage;

  std::optional<std::size_t> column(std::string_view name) const;
  /// The field, trimmed; empty when the column or the field is absent.
  std::string_view field(const CsvRow&, std::optional<std::size_t> column) const;
};
CsvTable parse_csv(std::string_view bytes, char separator = 0);

using CsvRowSink = std::function<void(CsvRow&&)>;

/// A table of any size, row by row, blank rows included: for evidence. Memory: the largest row, plus one piece.
CsvDamage stream_csv(const ByteSource&, Encoding, char separator, const CsvRowSink&);

/// Writing: always quoted; a text that a spreadsheet would take for a formula gets a leading apostrophe.
void append_csv_field(std::string& out, std::string_view text);

}  // namespace schouw
