// One CSV register with its columns under our names.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registers_draft.h"
#include "schouw/base/csv.h"

namespace schouw {

struct RegisterColumn {
  std::string_view name;     ///< ours
  std::string_view aliases;  ///< other names, separated by blanks
  bool required = false;
  bool several = false;  ///< may stand there more than once: "telefoon" and "mobiel"
};

/// What to do with columns nobody asked for: ours are noted, because they are mostly slips of the pen.
enum class UnknownColumns { note, ignore };

class RegisterTable {
 public:
  /// Faults of the table as a whole (a column missing or twice, a quote never closed) go to the draft.
  RegisterTable(std::string_view bytes, std::string file, std::span<const RegisterColumn> columns, UnknownColumns,
                RegisterDraft& draft);

  std::span<const CsvRow> rows() const { return table_.rows; }
  bool has(std::string_view column) const;
  /// Trimmed, NFC; empty when absent; of several columns with bars between.
  std::string text(const CsvRow&, std::string_view column) const;
  std::string word(const CsvRow&, std::string_view column) const;    ///< the same in lower case
  std::string needed(const CsvRow&, std::string_view column);        ///< empty is an error
  std::optional<Date> date(const CsvRow&, std::string_view column);  ///< empty is fine, nonsense is an error
  RegisterPlace place(const CsvRow&) const;
  RegisterDraft& draft() { return draft_; }

 private:
  void find_columns(std::span<const RegisterColumn> columns);
  void check_shape();
  void note_unknown();

  std::string file_;
  CsvTable table_;
  RegisterDraft& draft_;
  std::vector<std::pair<std::string_view, std::size_t>> at_;
};

/// A column name as we compare it: lower case, blanks and hyphens as '_'.
std::string column_key(std::string_view written);
/// Whether `written` is this column, under its own name or an alias.
bool names_column(const RegisterColumn&, std::string_view written);

}  // namespace schouw
