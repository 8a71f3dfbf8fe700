// The catalogue, out of the files that are part of the binary: problems.nl.json holds
//   "problem.json-truncated": "Het bestand breekt af bij byte {0}. ..."
// and problems.en.json the same id. A broken catalogue is a broken program, so it asserts.
#include "schouw/base/texts.h"

#include <algorithm>
#include <vector>

#include "schouw/base/assert.h"
#include "schouw/base/embedded.h"
#include "schouw/base/json.h"

namespace schouw {

extern const std::span<const EmbeddedFile> kTextFiles;

namespace {

struct Forms {
  std::string one;  ///< empty: there is one form only
  std::string other;
};

struct Row {
  std::string id;
  Forms nl, en;
};

struct Catalogue {
  std::vector<Row> rows;  ///< sorted by id
  std::vector<std::string_view> ids;

  const Row* find(std::string_view id) const {
    const auto found = std::ranges::lower_bound(rows, id, {}, [](const Row& r) { return std::string_view(r.id); });
    return found == rows.end() || found->id != id ? nullptr : &*found;
  }
};

Forms forms_of(const Json& value) {
  if (value.is_string()) return {{}, std::string(value.str())};
  return {std::string(value.str("one")), std::string(value.str("other"))};
}

struct Entry {
  std::string id;
  Forms forms;
};

std::vector<Entry> read_language(std::string_view ending) {
  std::vector<Entry> entries;
  for (const EmbeddedFile& file : kTextFiles) {
    if (!file.name.ends_with(ending)) continue;
    const Result<Json> parsed = parse_json_document(file.bytes, file.name);
    SCHOUW_ASSERT(parsed.has_value());
    for (const auto& [id, value] : parsed->members()) entries.push_back({id, forms_of(value)});
  }
  std::ranges::sort(entries, {}, &Entry::id);
  return entries;
}

Catalogue read_catalogue() {
  Catalogue catalogue;
  std::vector<Entry> nl = read_language(".nl.json"), en = read_language(".en.json");
  for (Entry& entry : nl) {
    const auto other = std::ranges::lower_bound(en, entry.id, {}, &Entry::id);
    const bool both = other != en.end() && other->id == entry.id;
    // script/check_texts.py holds both languages to the same ids; until then the Dutch text speaks.
    catalogue.rows.push_back({entry.id, entry.forms, both ? other->forms : entry.forms});
  }
  for (const Row& row : catalogue.rows) catalogue.ids.push_back(row.id);
  return catalogue;
}

const Catalogue& catalogue() {
  static const Catalogue kCatalogue = read_catalogue();
  return kCatalogue;
}

std::string filled(const Forms& forms, std::span<const std::string> args) {
  const bool one = !forms.one.empty() && !args.empty() && args[0] == "1";
  const std::string& pattern = one ? forms.one : forms.other;
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' && pattern[i + 1] >= '0' &&
                      pattern[i + 1] <= '9';
    const std::size_t number = slot ? static_cast<std::size_t>(pattern[i + 1] - '0') : 0;
    if (!slot || number >= args.size()) {
      out.push_back(pattern[i]);
      continue;
    }
    out += args[number];
    i += 2;
  }
  return out;
}

}  // namespace

std::string text(Lang lang, std::string_view id, std::span<const std::string> args) {
  const Row* row = catalogue().find(id);
  if (row == nullptr) return "[" + std::string(id) + "]";
  return filled(lang == Lang::nl ? row->nl : row->en, args);
}

Bilingual bilingual(std::string_view id, std::span<const std::string> args) {
  return {text(Lang::nl, id, args), text(Lang::en, id, args)};
}

bool has_text(std::string_view id) { return catalogue().find(id) != nullptr; }

std::span<const std::string_view> text_ids() { return catalogue().ids; }

}  // namespace schouw
