// Tables of exports.
//
//   Notes:                                       ->  head on line 4, three rows below it, the last perhaps cut
//   "When exporting your connection data, …"
//   (blank)
//   First Name,Last Name,URL,Connected On
#include "csv_rows.h"

#include <algorithm>
#include <utility>

namespace schouw {
namespace {

constexpr std::size_t kRowsAboveHead = 20;

bool is_blank(const CsvRow& row) {
  return std::ranges::all_of(row.fields, [](const std::string& field) { return trim(field).empty(); });
}

/// Blank rows and the first line of Excel ("sep=;") are passed over.
std::vector<CsvRow> first_rows(std::string_view head, Encoding encoding, char separator) {
  std::vector<CsvRow> rows;
  std::string_view rest = head;
  const ByteSource source = [&]() -> std::span<const char> {
    // Some thousand bytes at a time, so that a large head is not taken apart for its first rows.
    const std::string_view piece = rows.size() < kRowsAboveHead ? rest.substr(0, 4096) : std::string_view{};
    rest.remove_prefix(piece.size());
    return {piece.data(), piece.size()};
  };
  stream_csv(source, encoding, separator, [&](CsvRow&& row) {
    if (rows.size() < kRowsAboveHead && !is_blank(row)) rows.push_back(std::move(row));
  });
  return rows;
}

}  // namespace

bool CsvHead::has(std::initializer_list<std::string_view> wanted) const {
  return std::ranges::all_of(wanted,
                             [&](std::string_view one) { return std::ranges::find(names, one) != names.end(); });
}

std::optional<CsvHead> find_csv_head(std::string_view head, const std::function<bool(const CsvHead&)>& is_head) {
  CsvHead found{.encoding = sniff_encoding(head), .names = {}};
  for (const char separator : {',', ';', '\t'}) {
    found.separator = separator;
    for (const CsvRow& row : first_rows(head, found.encoding, separator)) {
      found.line = row.line;
      found.names.clear();
      for (const std::string& field : row.fields) found.names.push_back(ascii_lower(trim(field)));
      if (is_head(found)) return found;
    }
  }
  return std::nullopt;
}

std::string_view CsvRecord::at(std::size_t column) const {
  return column < row_.fields.size() ? trim(row_.fields[column]) : std::string_view{};
}

std::string_view CsvRecord::at(std::string_view name) const {
  const auto found = std::ranges::find(head_.names, name);
  return found == head_.names.end() ? std::string_view{} : at(static_cast<std::size_t>(found - head_.names.begin()));
}

std::string_view CsvRecord::first_of(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names)
    if (const std::string_view value = at(name); !value.empty()) return value;
  return {};
}

bool CsvRecord::has(std::string_view name) const { return head_.has({name}); }

Json CsvRecord::keys() const {
  Json keys = Json::object();
  for (const std::string& name : head_.names) keys[name] = Json();
  return keys;
}

CsvDamage read_csv(EntryReader& entry, const CsvHead& head,
                   const std::function<void(const CsvRecord&, CsvPart)>& give) {
  char last = '\n';
  const ByteSource source = [&] {
    const auto piece = entry.next();
    if (!piece.empty()) last = piece.back();
    return piece;
  };
  std::optional<CsvRow> held;  // whether a row is whole shows when the next one comes
  CsvDamage damage = stream_csv(source, head.encoding, head.separator, [&](CsvRow&& row) {
    if (row.line <= head.line || is_blank(row)) return;
    if (held) give(CsvRecord(head, std::move(*held)), CsvPart::whole);
    held = std::move(row);
  });
  if (!held) return damage;
  const bool short_row = last != '\n' && last != '\r' && held->fields.size() < head.names.size();
  if (short_row && damage.unclosed_quote_line == 0) damage.unclosed_quote_line = held->line;
  const CsvPart part = damage.unclosed_quote_line > 0 ? CsvPart::cut : CsvPart::whole;
  give(CsvRecord(head, std::move(*held)), part);
  return damage;
}

}  // namespace schouw
