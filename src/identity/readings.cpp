// The ways to read the words of a display name as given name and surname. The register decides which one fits.
//
//   "Anna van der Berg"  ->  anna | berg (van der);   "Visser Karin"  ->  visser | karin  and, reversed, karin | visser
//
// Gap: more than three given names without a comma are read as a part of the surname.
#include <algorithm>
#include <utility>

#include "schouw/base/utf8.h"
#include "shown.h"
#include "spelling.h"
#include "words.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxGiven = 3, kMaxParts = 24;

std::string canonical(std::string_view infix) { return infix == "het" ? "t" : std::string(infix); }

NameParts slice(const NameParts& parts, std::size_t from, std::size_t until) {
  return {parts.begin() + static_cast<std::ptrdiff_t>(from), parts.begin() + static_cast<std::ptrdiff_t>(until)};
}

std::vector<std::string> texts(const NameParts& parts) {
  std::vector<std::string> out;
  for (const NamePart& part : parts) out.push_back(part.text);
  return out;
}

/// The words without tussenvoegsels in front and behind; those go to `infix`.
NameParts core_of(const NameParts& parts, std::vector<std::string>& infix) {
  std::size_t from = 0, until = parts.size();
  while (from < until && is_infix_word(parts[from].text)) infix.push_back(canonical(parts[from++].text));
  while (until > from && is_infix_word(parts[until - 1].text)) --until;
  for (std::size_t i = until; i < parts.size(); ++i) infix.push_back(canonical(parts[i].text));
  return slice(parts, from, until);
}

std::vector<std::string> double_parts(const NameParts& core) {
  std::vector<std::string> out;
  NameParts part;
  const auto close = [&] {
    std::vector<std::string> infix;
    const std::string bare = joined(texts(core_of(part, infix)));
    if (!bare.empty()) out.push_back(bare);
    part.clear();
  };
  for (const NamePart& word : core) {
    if (word.hyphen) close();
    part.push_back(word);
  }
  close();
  if (out.size() < 2) out.clear();
  return out;
}

bool is_short_van(std::string_view infix) { return infix == "vd" || infix == "v" || infix == "vdr" || infix == "vdn"; }
bool may_be_short(std::string_view infix) {
  return infix == "van de" || infix == "van der" || infix == "van den" || infix == "van" || is_short_van(infix);
}

/// "P.J." and "P"; also "JW" when it stood in capitals.
std::string leading_initials(const NameParts& parts, const Shown& shown, std::size_t& used) {
  std::string out;
  while (used < parts.size() && parts[used].text.size() == 1 && parts[used].text[0] >= 'a') out += parts[used++].text;
  const bool run = used == 0 && parts.size() > 1 && (parts[0].text.size() == 2 || parts[0].text.size() == 3) &&
                   std::ranges::find(shown.capitals, parts[0].text) != shown.capitals.end();
  if (run) out = parts[used++].text;
  return out;
}

bool is_initial(const NamePart& part) { return part.text.size() == 1 && part.text[0] >= 'a' && part.text[0] <= 'z'; }

/// "Anna M. Bakker" is Anna Bakker here.
NameParts without_middle_initials(const NameParts& parts) {
  NameParts out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool middle = i > 0 && i + 1 < parts.size() && is_initial(parts[i]) && parts[i].dotted &&
                        !is_infix_word(parts[i].text) && !is_initial(parts[0]);
    if (!middle) out.push_back(parts[i]);
  }
  return out;
}

/// The last word is a letter: it stands for the surname.
void set_family(Reading& reading, NameParts parts) {
  if (parts.size() > 0 && is_initial(parts.back()) && (parts.size() == 1 || is_infix_word(parts[0].text)) &&
      !(parts.size() > 1 && is_infix_word(parts.back().text) && !parts.back().dotted)) {
    reading.family_initial = parts.back().text;
    return;
  }
  reading.family = family_of(parts);
}

void add(std::vector<Reading>& out, Reading reading) {
  const bool any = !reading.family.bare.empty() || !reading.family_initial.empty() || !reading.given.empty() ||
                   !reading.run.empty();
  if (any) out.push_back(std::move(reading));
}

/// "JW" may also be a given name; both readings stay. Single letters are initials only.
bool read_initials(const NameParts& parts, const Shown& shown, std::vector<Reading>& out) {
  std::size_t used = 0;
  Reading reading;
  reading.initials = leading_initials(parts, shown, used);
  reading.capital_run = used == 1 && reading.initials.size() > 1;
  if (reading.initials.empty() || used == parts.size()) return false;
  reading.family = family_of(slice(parts, used, parts.size()));
  if (!reading.family.bare.empty()) out.push_back(std::move(reading));
  return parts[0].text.size() == 1;
}

void read_forward(const NameParts& parts, std::vector<Reading>& out) {
  for (std::size_t k = 1; k <= kMaxGiven && k < parts.size(); ++k) {
    if (k > 1 && is_infix_word(parts[k - 1].text)) return;
    Reading reading;
    reading.given = texts(slice(parts, 0, k));
    set_family(reading, slice(parts, k, parts.size()));
    if (!reading.family.bare.empty() || !reading.family_initial.empty()) out.push_back(std::move(reading));
  }
}

void read_reversed(const NameParts& parts, std::vector<Reading>& out) {
  const NamePart& last = parts.back();
  if (is_infix_word(last.text) && !last.dotted) return;
  Reading reading;
  reading.reversed = true;
  reading.family = family_of(slice(parts, 0, parts.size() - 1));
  if (is_initial(last))
    reading.initials = last.text;
  else
    reading.given = {last.text};
  if (!reading.family.bare.empty()) out.push_back(std::move(reading));
}

void read_single(const std::string& word, std::vector<Reading>& out) {
  Reading given, family, run;
  given.given = {word};
  family.family = family_of({{.text = word}});
  run.run = word;
  add(out, std::move(given));
  add(out, std::move(family));
  if (word.size() >= 6) add(out, std::move(run));
}

void read_plain(const NameParts& all, const Shown& shown, std::vector<Reading>& out) {
  const NameParts parts = without_middle_initials(all);
  if (parts.empty()) return;
  if (parts.size() == 1) return read_single(parts[0].text, out);
  if (read_initials(parts, shown, out)) return;
  if (is_infix_word(parts[0].text) || std::ranges::any_of(parts, &NamePart::hyphen)) {
    Reading surname;  // "Meester Van Ommen": the title is gone
    surname.family = family_of(parts);
    add(out, std::move(surname));
  }
  read_forward(parts, out);
  read_reversed(parts, out);
}

/// "Jansen, P. (Piet)", "Berg, Anna van der", "Berg, van der, Anna".
void read_comma(const Shown& shown, std::vector<Reading>& out) {
  Reading reading;
  NameParts family, given;
  for (const NamePart& part : shown.behind_comma) {
    const bool initial = is_initial(part) && part.dotted;
    (is_infix_word(part.text) && !initial ? family : given).push_back(part);
  }
  if (given.empty()) given = std::exchange(family, {});  // "Visser, Ben": a given name that is a tussenvoegsel too
  family.insert(family.end(), shown.words.begin(), shown.words.end());
  reading.family = family_of(family);
  for (const NamePart& part : given) {
    if (is_initial(part))
      reading.initials += part.text;
    else
      reading.given.push_back(part.text);
  }
  if (reading.given.empty() && !shown.bracket.empty()) reading.given = texts(shown.bracket);
  if (!reading.family.bare.empty() && (!reading.given.empty() || !reading.initials.empty()))
    out.push_back(std::move(reading));
}

/// "P. Jansen (Piet)": the name in brackets takes the place of the initials.
void add_bracket_readings(const Shown& shown, std::vector<Reading>& out) {
  if (shown.bracket.size() != 1) return;
  const std::size_t count = out.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (out[i].family.bare.empty() || (out[i].initials.empty() && !out[i].given.empty())) continue;
    Reading with = out[i];
    with.given = texts(shown.bracket);
    out.push_back(std::move(with));
  }
}

}  // namespace

NameParts parts_of(std::string_view name) {
  NameParts out;
  for (const Token& token : cut_words(fold(name), kMaxParts))
    out.push_back({token.text, token.before == '-' && !token.apart, token.dotted});
  return out;
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> out;
  for (NamePart& part : parts_of(name)) out.push_back(std::move(part.text));
  return out;
}

Family family_of(const NameParts& parts) {
  Family out;
  std::vector<std::string> infix;
  const NameParts core = core_of(parts, infix);
  if (core.empty()) return out;
  out.infix = joined(infix, " ");
  out.bare = joined(texts(core));
  out.whole = joined(infix) + out.bare;
  out.parts = double_parts(core);
  return out;
}

InfixMatch compare_infix(const Family& shown, const Family& registered) {
  if (shown.infix == registered.infix || shown.whole == registered.whole) return InfixMatch::equal;
  if (is_short_van(shown.infix) && may_be_short(registered.infix)) return InfixMatch::equal;
  if (is_short_van(registered.infix) && may_be_short(shown.infix)) return InfixMatch::equal;
  return shown.infix.empty() ? InfixMatch::missing : InfixMatch::differs;
}

std::vector<Reading> readings_of(const Shown& shown) {
  std::vector<Reading> out;
  if (!shown.behind_comma.empty()) {
    read_comma(shown, out);
    return out;
  }
  read_plain(shown.words, shown, out);
  if (!shown.whole.empty()) read_plain(shown.whole, shown, out);
  add_bracket_readings(shown, out);
  return out;
}

}  // namespace schouw
