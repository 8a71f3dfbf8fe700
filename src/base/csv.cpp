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
#include <utility>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxFields = 4096;
constexpr std::size_t kMaxRowBytes = std::size_t{64} << 20;

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

/// Takes text in pieces of any size and gives rows as they are complete.
class Machine {
 public:
  Machine(char separator, CsvDamage& damage, CsvRowSink give)
      : separator_(separator), damage_(damage), give_(std::move(give)) {}

  void feed(std::string_view text) {
    for (const char c : text) {
      if (after_return_ && c == '\n') {
        after_return_ = false;
        continue;
      }
      after_return_ = false;
      take(c);
    }
  }

  void finish() {
    if (state_ == State::quoted && damage_.unclosed_quote_line == 0) damage_.unclosed_quote_line = opened_;
    if (begun_) end_row();
  }

 private:
  enum class State { blanks, bare, quoted, quote, behind };

  void take(char c) {
    if (!begun_) {
      begun_ = true;
      row_.line = line_;
    }
    switch (state_) {
      case State::blanks:
        return begin_field(c);
      case State::bare:
      case State::behind:
        return bare(c);
      case State::quoted:
        return quoted(c);
      case State::quote:
        // `""` is a quote; what stands between the closing quote and the separator is kept: `"Jan" de Boer`.
        state_ = c == '"' ? State::quoted : State::behind;
        return c == '"' ? add(c) : bare(c);
    }
  }

  void begin_field(char c) {
    if (c == '"') {
      field_.clear();  // blanks before a quote are no text
      opened_ = line_;
      state_ = State::quoted;
      return;
    }
    if (c != ' ') state_ = State::bare;
    bare(c);
  }

  void bare(char c) {
    if (c == separator_) return end_field();
    if (c != '\n' && c != '\r') return add(c);
    after_return_ = c == '\r';
    end_row();
    ++line_;
  }

  void quoted(char c) {
    if (c == '\n') ++line_;
    if (c == '"') {
      state_ = State::quote;
    } else {
      add(c);
    }
  }

  void add(char c) {
    if (row_bytes_ < kMaxRowBytes) {
      field_.push_back(c);
      ++row_bytes_;
    } else {
      too_long_ = true;
    }
  }

  void end_field() {
    if (row_.fields.size() < kMaxFields) {
      row_.fields.push_back(std::move(field_));
    } else {
      too_many_ = true;
    }
    field_.clear();
    state_ = State::blanks;
  }

  void end_row() {
    end_field();
    damage_.too_many_fields += too_many_ ? 1 : 0;
    damage_.too_long_rows += too_long_ ? 1 : 0;
    too_many_ = too_long_ = begun_ = false;
    row_bytes_ = 0;
    give_(std::exchange(row_, {}));
  }

  char separator_;
  CsvDamage& damage_;
  CsvRowSink give_;
  CsvRow row_;
  std::string field_;
  State state_ = State::blanks;
  bool begun_ = false, after_return_ = false, too_many_ = false, too_long_ = false;
  std::size_t row_bytes_ = 0;
  std::uint64_t line_ = 1, opened_ = 0;
};

/// Bytes in pieces as the machine takes them. What separates fields is one byte in every encoding but UTF-16, which
/// is turned into UTF-8 whole: no platform writes it, only a spreadsheet that a small table was saved from.
class Pieces {
 public:
  Pieces(Encoding encoding, CsvDamage& damage) : encoding_(encoding), damage_(damage) {}

  std::string take(std::span<const char> piece) {
    held_.append(piece.data(), piece.size());
    if (is_utf16() || (!begun_ && held_.size() < kMark.size())) return {};
    return all();
  }
  std::string rest() { return all(); }

  /// A field as the machine gave it.
  void decode(std::string& field) {
    if (is_utf16()) return;
    std::size_t replaced = 0;
    field = to_utf8(field, encoding_ == Encoding::utf8_bom ? Encoding::utf8 : encoding_, replaced);
    damage_.replaced_bytes += replaced;
  }

 private:
  static constexpr std::string_view kMark = "\xEF\xBB\xBF";

  bool is_utf16() const { return encoding_ == Encoding::utf16le || encoding_ == Encoding::utf16be; }

  std::string all() {
    std::string text = std::exchange(held_, {});
    if (is_utf16()) {
      std::size_t replaced = 0;
      text = to_utf8(text, encoding_, replaced);
      damage_.replaced_bytes += replaced;
    }
    if (!std::exchange(begun_, true) && text.starts_with(kMark)) text.erase(0, kMark.size());
    return text;
  }

  Encoding encoding_;
  CsvDamage& damage_;
  std::string held_;
  bool begun_ = false;
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

  bool has_header = false;
  Machine machine(table.separator, table.damage, [&](CsvRow&& row) {
    if (is_blank(row) || is_separator_line(row, text)) return;
    if (has_header) return table.rows.push_back(std::move(row));
    has_header = true;
    for (const std::string& field : row.fields) table.header.push_back(ascii_lower(trim(field)));
  });
  machine.feed(text);
  machine.finish();
  return table;
}

CsvDamage stream_csv(const ByteSource& source, Encoding encoding, char separator, const CsvRowSink& give) {
  CsvDamage damage;
  Pieces pieces(encoding, damage);
  Machine machine(separator, damage, [&](CsvRow&& row) {
    for (std::string& field : row.fields) pieces.decode(field);
    give(std::move(row));
  });
  for (auto piece = source(); !piece.empty(); piece = source()) machine.feed(pieces.take(piece));
  machine.feed(pieces.rest());
  machine.finish();
  return damage;
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
