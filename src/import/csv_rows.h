// Tables of exports: where the row with the names of the columns is, and the rows below it by those names.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schouw/base/csv.h"
#include "schouw/base/json.h"
#include "schouw/model/entry.h"

namespace schouw {

struct CsvHead {
  Encoding encoding = Encoding::utf8;
  char separator = ',';
  std::uint64_t line = 0;          ///< where the names stand; notes may stand above
  std::vector<std::string> names;  ///< trimmed, ASCII lower case

  bool has(std::initializer_list<std::string_view> wanted) const;
};

/// The first of the first 20 rows that `is_head` takes. Comma, semicolon and tab are tried: people save tables again.
std::optional<CsvHead> find_csv_head(std::string_view head, const std::function<bool(const CsvHead&)>& is_head);

/// The same, with what kind of table it is: `table_of(head)` is `none` for what is no head.
template <class Table>
std::optional<std::pair<CsvHead, Table>> find_csv_table(std::string_view head, const std::function<Table(const CsvHead&)>& table_of) {
  Table table = Table::none;
  const auto found = find_csv_head(head, [&](const CsvHead& one) { return (table = table_of(one)) != Table::none; });
  if (!found) return {};
  return std::pair{*found, table};
}

/// One row, by the names of its columns.
class CsvRecord {
 public:
  CsvRecord(const CsvHead& head, CsvRow row) : head_(head), row_(std::move(row)) {}
  std::string_view at(std::string_view name) const;  ///< trimmed; empty when there is no such column or field
  std::string_view first_of(std::initializer_list<std::string_view> names) const;  ///< the first that is not empty
  std::string_view at(std::size_t column) const;
  bool has(std::string_view name) const;
  std::uint64_t line() const { return row_.line; }
  Json keys() const;  ///< the names of the columns, for a report of an unknown version

 private:
  const CsvHead& head_;
  CsvRow row_;
};

enum class CsvPart { whole, cut };  ///< cut: the file ends within this row

/// Every row below the head that is not blank. Of a cut row `damage.unclosed_quote_line` tells the line too.
CsvDamage read_csv(EntryReader&, const CsvHead&, const std::function<void(const CsvRecord&, CsvPart)>&);

}  // namespace schouw
