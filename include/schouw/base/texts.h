// The catalogue: every sentence a user can read, in Dutch (B1) and English, under one id.
//
// The files are reports/texts/<section>.{nl,en}.json: flat objects id -> sentence with {0}, {1} for
// arguments. Both languages hold the same ids with the same arguments (a test). A text with a
// singular and a plural is an object {"one": "...", "other": "..."}; {0} decides.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace schouw {

enum class Lang { nl, en };

struct Bilingual {
  std::string nl;
  std::string en;
  bool operator==(const Bilingual&) const = default;
  const std::string& in(Lang lang) const { return lang == Lang::nl ? nl : en; }
};

/// The sentence in this language with its arguments filled in. An unknown id gives "[id]", so that it shows.
std::string text(Lang lang, std::string_view id, std::span<const std::string> args = {});

/// Both languages at once, as records carry them.
Bilingual bilingual(std::string_view id, std::span<const std::string> args = {});

/// Whether the catalogue holds this id.
bool has_text(std::string_view id);

/// All ids, sorted; for the checks that read every text.
std::span<const std::string_view> text_ids();

}  // namespace schouw
