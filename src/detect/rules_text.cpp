// Protocols of five schools say "sociale media" 14 to 26 times in 900 to 1,900 words, and "ik" twice at most. A letter
// about an incident says the one seldom and the other often; it is judged sentence by sentence, where the lexicons
// guard what is said about a rule.
#include "schouw/detect/rules_text.h"

#include <string>
#include <vector>

#include "school_name.h"

namespace schouw {
namespace {

// Rules take pages.
constexpr std::size_t kLeastBytes = 1500;
constexpr std::size_t kLeastNamed = 6;
constexpr std::size_t kWordsPerNamed = 200;
constexpr std::size_t kWordsPerSelf = 100;

bool speaks_of_self(std::string_view word) {
  return word == "ik" || word == "mijn" || word == "mij" || word == "i" || word == "my";
}

}  // namespace

bool is_rules_text(std::string_view said) {
  if (said.size() < kLeastBytes) return false;
  const std::vector<std::string> words = name_words(said);
  std::size_t named = 0, self = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (speaks_of_self(words[i])) ++self;
    const bool social = words[i] == "sociale" || words[i] == "social";
    if (social && i + 1 < words.size() && words[i + 1].starts_with("media")) ++named;
  }
  return named >= kLeastNamed && named * kWordsPerNamed >= words.size() && self * kWordsPerSelf <= words.size();
}

}  // namespace schouw
