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

struct Entry {
  std::string id;
  Forms forms;
};

/// One language, sorted by id.
using Catalogue = std::vector<Entry>;

Forms forms_of(const Json& value) {
  if (value.is_string()) return {{}, std::string(value.str())};
  return {std::string(value.str("one")), std::string(value.str("other"))};
}

Catalogue read_language(std::string_view ending) {
  Catalogue entries;
  for (const EmbeddedFile& file : kTextFiles) {
    if (!file.name.ends_with(ending)) continue;
    const Result<Json> parsed = parse_json_document(file.bytes, file.name);
    SCHOUW_ASSERT(parsed.has_value());
    for (const auto& [id, value] : parsed->members()) entries.push_back({id, forms_of(value)});
  }
  std::ranges::sort(entries, {}, &Entry::id);
  return entries;
}

/// Read when a text of it is first asked for: most commands speak one language, and reading is a good part of their start.
const Catalogue& dutch() {
  static const Catalogue kDutch = read_language(".nl.json");
  return kDutch;
}

const Catalogue& english() {
  static const Catalogue kEnglish = read_language(".en.json");
  return kEnglish;
}

const Forms* find(const Catalogue& catalogue, std::string_view id) {
  const auto found = std::ranges::lower_bound(catalogue, id, {}, [](const Entry& e) { return std::string_view(e.id); });
  return found == catalogue.end() || found->id != id ? nullptr : &found->forms;
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
  const Forms* forms = lang == Lang::en ? find(english(), id) : nullptr;
  // script/check_texts.py holds both languages to the same ids; until then the Dutch text speaks.
  if (forms == nullptr) forms = find(dutch(), id);
  return forms == nullptr ? "[" + std::string(id) + "]" : filled(*forms, args);
}

Bilingual bilingual(std::string_view id, std::span<const std::string> args) {
  return {text(Lang::nl, id, args), text(Lang::en, id, args)};
}

bool has_text(std::string_view id) { return find(dutch(), id) != nullptr; }

std::span<const std::string_view> text_ids() {
  static const std::vector<std::string_view> kIds = [] {
    std::vector<std::string_view> ids;
    for (const Entry& entry : dutch()) ids.push_back(entry.id);
    return ids;
  }();
  return kIds;
}

}  // namespace schouw
