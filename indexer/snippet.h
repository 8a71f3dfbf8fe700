// The part of a message around what was found.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "words.h"

namespace schouw {

/// What of a text counts as found; filled from the query.
struct Wanted {
  std::set<std::string, std::less<>> words;
  std::set<std::string, std::less<>> stems;
  std::set<std::string, std::less<>> phones;
  std::vector<std::string> prefixes;
  std::vector<std::vector<std::string>> phrases;

  bool none() const { return words.empty() && stems.empty() && phones.empty() && prefixes.empty() && phrases.empty(); }
};

/// About 240 bytes of the text, on one line, hits between U+E000 and U+E001, "…" where it was cut.
std::string make_snippet(std::string_view text, const Wanted& wanted, const Stemmer& stemmer);

}  // namespace schouw
