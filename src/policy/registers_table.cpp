// Columns by name: in any order, any case, in Dutch or English.
//
//   Persoon ID;Rol;Achternaam       ->  person_id, role, family_name
//
// Gap: a column that stands there twice is an error, also when both hold the same; only addresses and numbers may.
#include "registers_table.h"

#include <algorithm>
#include <array>

#include "registers_days.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

/// Columns with data that have no place in an audit; they are never read, and the officer hears of them.
constexpr std::array<std::string_view, 20> kSpecial = {
    "password",   "wachtwoord",      "bsn",           "burgerservicenummer",
    "sofinummer", "onderwijsnummer", "pgn",           "ethnicity",
    "etniciteit", "religion",        "geloof",        "godsdienst",
    "race",       "nationality",     "nationaliteit", "health",
    "gezondheid", "ethnicitycodes",  "racecodes",     "medical"};

bool is_special(std::string_view key) { return std::ranges::find(kSpecial, key) != kSpecial.end(); }

}  // namespace

std::string column_key(std::string_view written) {
  std::string key = ascii_lower(trim(written));
  for (char& c : key)
    if (c == ' ' || c == '-') c = '_';
  return key;
}

bool names_column(const RegisterColumn& column, std::string_view written) {
  const std::string key = column_key(written);
  if (key == column.name) return true;
  const auto aliases = split_list(column.aliases, " ");
  return std::ranges::find(aliases, key) != aliases.end();
}

RegisterTable::RegisterTable(std::string_view bytes, std::string file, std::span<const RegisterColumn> columns,
                             UnknownColumns unknown, RegisterDraft& draft)
    : file_(std::move(file)), table_(parse_csv(bytes)), draft_(draft) {
  find_columns(columns);
  check_shape();
  if (unknown == UnknownColumns::note) note_unknown();
}

void RegisterTable::find_columns(std::span<const RegisterColumn> columns) {
  for (const RegisterColumn& column : columns) {
    bool found = false;
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      if (!names_column(column, table_.header[i])) continue;
      if (found && !column.several)
        draft_.fail("register-column-twice", {std::string(column.name), table_.header[i]}, {file_, 1});
      found = true;
      at_.emplace_back(column.name, i);
    }
    if (!found && column.required)
      draft_.fail("register-missing-column", {std::string(column.name), std::string(column.aliases)}, {file_, 1});
  }
}

void RegisterTable::check_shape() {
  if (table_.damage.unclosed_quote_line != 0)
    draft_.fail("register-unclosed-quote", {}, {file_, table_.damage.unclosed_quote_line});
  if (table_.damage.replaced_bytes != 0)
    draft_.note("replaced-bytes", {std::to_string(table_.damage.replaced_bytes)}, {file_, 0});
  for (const CsvRow& row : table_.rows) {
    const auto full = [](const std::string& field) { return !trim(field).empty(); };
    const auto past_header =
        row.fields.begin() + static_cast<std::ptrdiff_t>(std::min(row.fields.size(), table_.header.size()));
    if (std::any_of(past_header, row.fields.end(), full))
      draft_.fail("register-too-many-fields", {std::to_string(row.fields.size()), std::to_string(table_.header.size())},
                  place(row));
  }
}

void RegisterTable::note_unknown() {
  for (std::size_t i = 0; i < table_.header.size(); ++i) {
    const bool known = std::ranges::any_of(at_, [&](const auto& found) { return found.second == i; });
    const std::string key = column_key(table_.header[i]);
    if (known || key.empty()) continue;
    draft_.note(is_special(key) ? "special-column-dropped" : "unknown-column", {table_.header[i]}, {file_, 1});
  }
}

bool RegisterTable::has(std::string_view column) const {
  return std::ranges::any_of(at_, [&](const auto& found) { return found.first == column; });
}

std::string RegisterTable::text(const CsvRow& row, std::string_view column) const {
  std::string out;
  for (const auto& [name, index] : at_) {
    const std::string_view field = name == column ? table_.field(row, index) : std::string_view{};
    if (field.empty()) continue;
    if (!out.empty()) out.push_back('|');
    out += nfc(field);
  }
  return out;
}

std::string RegisterTable::word(const CsvRow& row, std::string_view column) const {
  return ascii_lower(text(row, column));
}

std::string RegisterTable::needed(const CsvRow& row, std::string_view column) {
  std::string value = text(row, column);
  if (value.empty()) draft_.fail("register-empty-field", {std::string(column)}, place(row));
  return value;
}

std::optional<Date> RegisterTable::date(const CsvRow& row, std::string_view column) {
  const std::string written = text(row, column);
  if (written.empty()) return {};
  if (const auto day = spreadsheet_day(written)) {
    draft_.note("spreadsheet-days", {}, {file_, 0});
    return day;
  }
  const auto day = written_day(written, draft_);
  if (!day) draft_.fail("register-bad-date", {written, std::string(column)}, place(row));
  return day;
}

RegisterPlace RegisterTable::place(const CsvRow& row) const { return {file_, row.line}; }

}  // namespace schouw
