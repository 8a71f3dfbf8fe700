// "mijn", words of a short list, a word for a number, words of another short list, the number:
//
//   "hoi, mijn nieuwe nummer is trouwens 06 12345678"   ->  +31612345678
//   "het nummer van mijn moeder is 06 12345678"         ->  nothing
//
// Any other word in between makes it nothing: it is better to know nobody than the wrong one.
//
// Gaps: other languages than Dutch and English; a number in words, or in the next message.
#include "schouw/identity/statement.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "schouw/base/utf8.h"
#include "schouw/policy/registers.h"

namespace schouw {
namespace {

constexpr auto kMine = std::to_array<std::string_view>({"mijn", "m'n", "mn", "my"});
constexpr auto kWhich = std::to_array<std::string_view>({"nieuwe", "nieuw", "mobiele", "eigen", "prive", "new", "own", "mobile", "phone", "cell"});
constexpr auto kNumber = std::to_array<std::string_view>(
    {"nummer", "nr", "telefoonnummer", "telefoonnr", "mobielnummer", "gsm-nummer", "06", "06-nummer", "06nummer", "tel", "mobiel", "number"});
constexpr auto kLinking = std::to_array<std::string_view>(
    {"is", "wordt", "nu", "dus", "trouwens", "voortaan", "vanaf", "vandaag", "morgen", "hier", "even", "btw", "now", "het", "volgende", "dit", "="});
/// With one of these before it on the line the words are another's.
constexpr auto kOfOthers = std::to_array<std::string_view>(
    {"zei", "zegt", "schreef", "schrijft", "appte", "appt", "stuurde", "stuurt", "mailde", "vroeg", "said", "wrote", "says", "niet", "nooit", "geen", "als", "of", "if", "not"});

constexpr std::size_t kMostBefore = 12;   // words of the line that are looked at

bool is_one_of(std::string_view word, std::span<const std::string_view> list) { return std::ranges::find(list, word) != list.end(); }

struct Word {
  std::string_view text;
  std::size_t begin;
  bool quoted_before;   ///< a quotation mark or a colon stands before it
};

/// The words of a line with their places; "m'n" and "06-nummer" are one word.
std::vector<Word> line_words(std::string_view line) {
  std::vector<Word> out;
  const auto in_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' || c == '-' || c == '=' || static_cast<unsigned char>(c) >= 0x80;
  };
  bool quoted = false;
  for (std::size_t i = 0; i < line.size();) {
    if (!in_word(line[i]) || line[i] == '\'') {
      quoted = quoted || line[i] == '"' || line[i] == ':' || line[i] == '\'' || line[i] == '>';
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < line.size() && in_word(line[i])) ++i;
    out.push_back({line.substr(begin, i - begin), begin, quoted});
    quoted = false;
  }
  return out;
}

/// The number that begins here, as far as its signs go.
std::string_view number_at(std::string_view rest) {
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == ':' || rest.front() == ',' || rest.front() == '=')) rest.remove_prefix(1);
  const auto end = rest.find_first_not_of("+0123456789 ()-./");
  rest = rest.substr(0, end);
  const auto last = rest.find_last_of("0123456789");
  return last == std::string_view::npos ? std::string_view{} : rest.substr(0, last + 1);
}

bool begins_a_number(std::string_view word) {
  return !word.empty() && (word.front() == '+' || (word.front() >= '0' && word.front() <= '9'));
}

bool by_another(std::span<const Word> before) {
  const std::size_t from = before.size() - std::min(before.size(), kMostBefore);
  return std::ranges::any_of(before.subspan(from), [](const Word& w) { return is_one_of(w.text, kOfOthers); });
}

std::optional<std::string> number_behind(std::string_view line, std::span<const Word> words, std::size_t mine) {
  std::size_t at = mine + 1;
  while (at < words.size() && is_one_of(words[at].text, kWhich)) ++at;
  if (at >= words.size() || !is_one_of(words[at].text, kNumber)) return {};
  ++at;
  while (at < words.size() && is_one_of(words[at].text, kLinking)) ++at;
  if (at >= words.size()) return {};
  std::size_t begin = words[at].begin;
  if (begin > 0 && line[begin - 1] == '+') --begin;
  const std::string_view number = number_at(line.substr(begin));
  return begins_a_number(number) ? to_e164(number) : std::nullopt;
}

std::optional<std::string> own_number_on(std::string_view line) {
  const std::vector<Word> words = line_words(line);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_one_of(words[i].text, kMine) || words[i].quoted_before || by_another(std::span(words).first(i))) continue;
    if (auto number = number_behind(line, words, i)) return number;
  }
  return {};
}

}  // namespace

std::optional<std::string> own_number_in(std::string_view text) {
  const std::string folded = fold(text);
  for (std::string_view rest = folded; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    if (!line.starts_with('>'))
      if (auto number = own_number_on(line)) return number;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

}  // namespace schouw
