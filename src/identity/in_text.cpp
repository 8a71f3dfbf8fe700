// Walks over the words of a text; where a capital starts a given name, the words behind it are followed as long as some
// registered name goes on. The longest name wins.
//
//   "Met Anna v.d. Berg en Tom Visser-Smit."  ->  Anna v.d. Berg; not Tom Visser, for that is another name
//
// Gap: a name over two lines, "Visser, Tom" and the genitive "Toms" or "Tom Vissers" are not found.
#include "in_text.h"

#include <algorithm>
#include <limits>

#include "schouw/base/utf8.h"
#include "spelling.h"
#include "words.h"

namespace schouw {
namespace {

/// Whether two words stand together as in one name: no comma, line end or full stop between them.
bool together(std::string_view text, const Token& left, const Token& right) {
  std::string_view gap = text.substr(left.end, right.begin - left.end);
  if (gap.starts_with('.') && left.text.size() <= 2) gap.remove_prefix(1);  // "v.d."
  if (gap.size() > 4 || gap.find('\n') != std::string_view::npos) return false;
  return right.before == ' ' || right.before == '-' || right.before == '\'' || right.before == 0 ||
         ((right.before == '.' || right.before == '/') && left.text.size() <= 2);
}

bool hyphen_at(std::string_view text, std::size_t at) { return at < text.size() && text[at] == '-'; }

/// "Tom Visser-Smit", "Jan-Tom Visser": a part of a longer name.
bool is_part(std::string_view text, const std::vector<Token>& tokens, std::size_t first, std::size_t last) {
  if (last + 1 < tokens.size() && hyphen_at(text, tokens[last].end) && tokens[last + 1].begin == tokens[last].end + 1)
    return true;
  return first > 0 && tokens[first].before == '-' && !tokens[first].apart;
}

bool is_van(std::string_view word) { return word == "van" || word == "v"; }

bool is_relative(const std::vector<Token>& tokens, std::size_t first) {
  if (first == 0) return false;
  const bool of = is_van(fold(tokens[first - 1].text));
  if (of && first == 1) return false;
  return kinship_of(kind_of(fold(tokens[of ? first - 2 : first - 1].text)), of) != Kinship::none;
}

}  // namespace

NamesInText::NamesInText(const Registers& registers) {
  for (const Person& person : registers.people) add(person.name);
}

void NamesInText::add(const PersonName& name) {
  if (name.family.empty()) {
    if (const std::vector<std::string> words = words_of(name.display); words.size() > 1) {
      first_words_.insert(words.front());
      names_.insert(joined(words, " "));
      longest_ = std::max(longest_, words.size());
    }
    return;
  }
  const std::vector<std::string> given = words_of(name.given), first = words_of(name.first_names);
  add_with(given, name);
  add_with(first, name);
  if (given.empty() && !first.empty()) add_with({first.front()}, name);
}

void NamesInText::add_with(const std::vector<std::string>& given, const PersonName& name) {
  if (given.empty()) return;
  const auto insert = [&](const std::vector<std::string>& infix, const std::vector<std::string>& family) {
    std::vector<std::string> all = given;
    all.insert(all.end(), infix.begin(), infix.end());
    all.insert(all.end(), family.begin(), family.end());
    longest_ = std::max(longest_, all.size());
    names_.insert(joined(all, " "));
  };
  const std::vector<std::string> infix = words_of(name.infix), family = words_of(name.family);
  if (family.empty()) return;
  first_words_.insert(given.front());
  insert(infix, family);
  const std::string short_van = joined(infix, " ");
  if (short_van == "van der" || short_van == "van de" || short_van == "van den") {
    insert({"v", "d"}, family);
    insert({"vd"}, family);
  }
  if (infix == std::vector<std::string>{"van", "t"}) insert({"van", "het"}, family);
  if (infix == std::vector<std::string>{"van", "het"}) insert({"van", "t"}, family);
}

std::vector<NameSpan> NamesInText::find(std::string_view text) const {
  std::vector<NameSpan> out;
  if (names_.empty()) return out;
  const std::vector<Token> tokens = cut_words(text, std::numeric_limits<std::size_t>::max());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!starts_with_capital(tokens[i].text)) continue;
    std::string name = fold(tokens[i].text);
    if (!first_words_.contains(name)) continue;
    std::size_t last = i;
    for (std::size_t k = i + 1; k < tokens.size() && k - i < longest_ && together(text, tokens[k - 1], tokens[k]); ++k) {
      name.append(" ").append(fold(tokens[k].text));
      if (starts_with_capital(tokens[k].text) && names_.contains(name)) last = k;
    }
    if (last == i || is_part(text, tokens, i, last)) continue;
    out.push_back({tokens[i].begin, tokens[last].end - tokens[i].begin, is_relative(tokens, i)});
    i = last;
  }
  return out;
}

}  // namespace schouw
