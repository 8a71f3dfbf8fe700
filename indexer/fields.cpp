// Fields of the query language by name, and what was probably meant by a name that is none.
//
//   field_from("Van") -> Field::from      nearest_field("platfrom") -> "platform"
#include "fields.h"

#include <algorithm>
#include <numeric>

#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

struct FieldRow {
  Field field;
  std::string_view prefix, dutch, english;
};

struct ValueRow {
  Field field;
  std::string_view value, dutch, english;
};

constexpr FieldRow kFields[] = {
#define SCHOUW_FIELD(field, prefix, dutch, english) {Field::field, prefix, dutch, english},
#define SCHOUW_VALUE(field, value, dutch, english)
#include "fields.def"
#undef SCHOUW_FIELD
#undef SCHOUW_VALUE
};

constexpr ValueRow kValues[] = {
#define SCHOUW_FIELD(field, prefix, dutch, english)
#define SCHOUW_VALUE(field, value, dutch, english) {Field::field, value, dutch, english},
#include "fields.def"
#undef SCHOUW_FIELD
#undef SCHOUW_VALUE
};

constexpr std::size_t kMaxTermValue = 200;
constexpr std::size_t kContentIdDigits = 32;

// Ninety-six bits: as good as the whole id among any number of accounts, and short enough for a std::string to hold
// without asking for memory, a hundred million times.
constexpr std::size_t kIdDigits = 24;

int digit_value(char c) { return c >= 'a' ? c - 'a' + 10 : c - '0'; }

bool is_content_id(std::string_view id) {
  return id.size() == kContentIdDigits &&
         std::ranges::all_of(id, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

void append_hex(std::string& out, std::string_view digits) {
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    out.push_back(static_cast<char>(digit_value(digits[i]) * 16 + digit_value(digits[i + 1])));
}

// Levenshtein, with a swap of neighbours as one change; for words of a few letters.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  std::iota(row.begin(), row.end(), 0u);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      next[j] = std::min({change, row[j] + 1, next[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) next[j] = std::min(next[j], before[j - 2] + 1);
    }
    before.swap(row);
    row.swap(next);
  }
  return row[b.size()];
}

const FieldRow& row_of(Field field) { return kFields[static_cast<std::size_t>(field)]; }

std::string both_names(std::string_view dutch, std::string_view english) {
  return dutch == english ? std::string(dutch) : std::string(dutch) + "/" + std::string(english);
}

}  // namespace

std::string_view prefix_of(Field field) { return row_of(field).prefix; }
std::string_view english_name(Field field) { return row_of(field).english; }

std::optional<Field> field_from(std::string_view name) {
  const std::string lower = ascii_lower(name);
  for (const FieldRow& row : kFields)
    if (row.dutch == lower || row.english == lower) return row.field;
  return std::nullopt;
}

std::optional<std::string_view> value_from(Field field, std::string_view name) {
  const std::string lower = fold(name);
  for (const ValueRow& row : kValues)
    if (row.field == field && (row.dutch == lower || row.english == lower)) return row.value;
  return std::nullopt;
}

std::vector<std::string> field_names() {
  std::vector<std::string> names;
  for (const FieldRow& row : kFields) names.push_back(both_names(row.dutch, row.english));
  return names;
}

std::vector<std::string> value_names(Field field) {
  std::vector<std::string> names;
  for (const ValueRow& row : kValues)
    if (row.field == field) names.push_back(both_names(row.dutch, row.english));
  return names;
}

std::string nearest(std::string_view word, std::span<const std::string> known) {
  if (word.size() > 40) return {};
  std::string best;
  std::size_t least = std::min<std::size_t>(2, word.size() / 2) + 1;
  for (const std::string& candidate : known) {
    const std::size_t changes = distance(word, candidate);
    if (changes >= least) continue;
    least = changes;
    best = candidate;
  }
  return best;
}

std::string nearest_field(std::string_view name) {
  std::vector<std::string> known;
  for (const FieldRow& row : kFields)
    for (const std::string_view each : {row.dutch, row.english}) known.emplace_back(each);
  return nearest(ascii_lower(name), known);
}

std::string nearest_value(Field field, std::string_view name) {
  std::vector<std::string> known;
  for (const ValueRow& row : kValues)
    if (row.field == field)
      for (const std::string_view each : {row.dutch, row.english}) known.emplace_back(each);
  return nearest(fold(name), known);
}

std::string comma_list(std::span<const std::string> words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

void append_id(std::string& out, std::string_view id) {
  if (is_content_id(id))
    append_hex(out, id);
  else
    out.append(id);
}

std::string id_term(std::string_view prefix, std::string_view id) {
  if (!is_content_id(id)) return boolean_term(prefix, id);
  std::string term(prefix);
  append_hex(term, id.substr(0, kIdDigits));
  return term;
}

std::string boolean_term(std::string_view prefix, std::string_view value) {
  const bool fits = value.size() <= kMaxTermValue && value.find('\0') == std::string_view::npos;
  return std::string(prefix) + (fits ? std::string(value) : sha256_hex(value));
}

}  // namespace schouw
