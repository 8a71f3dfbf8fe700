// CSV as registers come: RFC 4180, Dutch Excel's `;`, tabs, any of four encodings.
//
//   sep=;
//   persoon_id;achternaam        ->  header {"persoon_id", "achternaam"}, row {"L1", "Jansen; Piet"} on line 3
//   L1;"Jansen; Piet"
//
// Gap: a quote that is never closed takes the rest of the file into its field; `unclosed_quote_line` says where.
#include "schouw/base/csv.h"

#include <algorithm>
#include <array>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxFields = 4096;

// The separator that the first row holds most of, outside quotes.
char find_separator(std::string_view text) {
  constexpr std::array<char, 3> kCandidates = {';', ',', '\t'};
  std::array<std::size_t, 3> counts{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r') && std::ranges::any_of(counts, [](std::size_t n) { return n > 0; })) break;
    for (std::size_t i = 0; i < kCandidates.size(); ++i)
      if (!quoted && c == kCandidates[i]) ++counts[i];
  }
  const auto most = std::ranges::max_element(counts);
  return *most == 0 ? ',' : kCandidates[static_cast<std::size_t>(most - counts.begin())];
}

class Parser {
 public:
  Parser(std::string_view text, CsvTable& table) : text_(text), table_(table) {}

  /// The next row; false at the end.
  bool next(CsvRow& row) {
    if (at_ >= text_.size()) return false;
    row.line = line_;
    row.fields.clear();
    while (true) {
      std::string field = read_field();
      if (row.fields.size() < kMaxFields)
        row.fields.push_back(std::move(field));
      else
        over_ = true;
      if (at_ >= text_.size()) break;
      const char c = text_[at_++];
      if (c == table_.separator) continue;
      if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
      ++line_;
      break;
    }
    table_.damage.too_many_fields += over_ ? 1 : 0;
    over_ = false;
    return true;
  }

 private:
  bool ends_field(char c) const { return c == table_.separator || c == '\n' || c == '\r'; }

  std::string read_field() {
    std::size_t start = at_;
    while (start < text_.size() && text_[start] == ' ') ++start;
    if (start < text_.size() && text_[start] == '"') {
      at_ = start + 1;
      return read_quoted();
    }
    start = at_;
    while (at_ < text_.size() && !ends_field(text_[at_])) ++at_;
    return std::string(text_.substr(start, at_ - start));
  }

  std::string read_quoted() {
    const std::uint64_t opened = line_;
    std::string field;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\n') ++line_;
      if (c != '"') {
        field.push_back(c);
        continue;
      }
      if (at_ < text_.size() && text_[at_] == '"') {
        field.push_back('"');
        ++at_;
        continue;
      }
      // What stands between the closing quote and the separator is kept: `"Jan" de Boer`.
      while (at_ < text_.size() && !ends_field(text_[at_])) field.push_back(text_[at_++]);
      return field;
    }
    if (table_.damage.unclosed_quote_line == 0) table_.damage.unclosed_quote_line = opened;
    return field;
  }

  std::string_view text_;
  CsvTable& table_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
  bool over_ = false;
};

bool is_blank(const CsvRow& row) {
  return std::ranges::all_of(row.fields, [](const std::string& f) { return trim(f).empty(); });
}

// Excel's own first line: "sep=;".
bool is_separator_line(const CsvRow& row, std::string_view text) {
  return text.size() > 4 && ascii_lower(text.substr(0, 4)) == "sep=" && row.line == 1;
}

}  // namespace

CsvTable parse_csv(std::string_view bytes, char separator) {
  CsvTable table;
  std::size_t replaced = 0;
  const std::string text = to_utf8(bytes, sniff_encoding(bytes), replaced);
  table.damage.replaced_bytes = replaced;
  const bool says_separator = text.size() > 4 && ascii_lower(std::string_view(text).substr(0, 4)) == "sep=";
  if (separator != 0)
    table.separator = separator;
  else
    table.separator = says_separator ? text[4] : find_separator(text);

  Parser parser(text, table);
  CsvRow row;
  bool has_header = false;
  while (parser.next(row)) {
    if (is_blank(row) || is_separator_line(row, text)) continue;
    if (has_header) {
      table.rows.push_back(std::move(row));
      continue;
    }
    has_header = true;
    for (const std::string& field : row.fields) table.header.push_back(ascii_lower(trim(field)));
  }
  return table;
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  const auto found = std::ranges::find(header, name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

std::string_view CsvTable::field(const CsvRow& row, std::optional<std::size_t> column) const {
  if (!column.has_value() || *column >= row.fields.size()) return {};
  return trim(row.fields[*column]);
}

void append_csv_field(std::string& out, std::string_view text) {
  constexpr std::array<std::string_view, 4> kWideSigns = {"＝", "＋", "－", "＠"};
  out.push_back('"');
  const bool formula =
      !text.empty() && (std::string_view("=+-@\t\r\n").find(text[0]) != std::string_view::npos || text[0] == '\0' ||
                        std::ranges::any_of(kWideSigns, [&](std::string_view sign) { return text.starts_with(sign); }));
  if (formula) out.push_back('\'');
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

}  // namespace schouw
