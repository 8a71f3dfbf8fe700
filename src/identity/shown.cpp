// Takes a display name apart: segments between brackets, commas and dashes; in each the class, titles and kinship.
//
//   "Visser, Karin - docent 4H2"  ->  [visser] , [karin] - [docent 4h2]
//
// Gap: a name whose first word is a title (surname "Meester" in front without comma) loses it.
#include "shown.h"

#include <algorithm>
#include <utility>

#include "schouw/base/utf8.h"
#include "spelling.h"
#include "words.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxBytes = 240, kMaxWords = 24;  // what lies beyond is no name

struct Segment {
  NameParts parts;
  char32_t before = 0;  ///< '(' or ',' or '|'
};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool has_digit(std::string_view word) { return std::ranges::any_of(word, is_digit); }
bool all_digits(std::string_view word) { return !word.empty() && std::ranges::all_of(word, is_digit); }

/// "3b", "4h2", "h4a", "vwo4": letters and one or two runs of few digits.
bool looks_like_class(std::string_view word) {
  if (word.size() > 7 || !has_digit(word) || all_digits(word)) return false;
  const auto digits = std::ranges::count_if(word, is_digit);
  const auto letters = std::ranges::count_if(word, is_lower);
  return digits + letters == static_cast<std::ptrdiff_t>(word.size()) && digits <= 3 && letters <= 5 &&
         (is_digit(word.front()) || letters <= 4);
}

void drop_digits(std::string& word) { std::erase_if(word, is_digit); }

/// "v.d.", "v/d", "v. d." are one word; so is what an apostrophe cuts off ("tom's" keeps its s apart).
std::vector<Token> with_abbreviations_joined(std::vector<Token> tokens) {
  std::vector<Token> out;
  for (Token& token : tokens) {
    const bool joins = !out.empty() && out.back().text == "v" &&
                       (token.text == "d" || token.text == "dr" || token.text == "dn") &&
                       (out.back().dotted || token.before == '/');
    if (joins) {
      out.back().text += token.text;
      out.back().dotted = token.dotted;
    } else {
      out.push_back(std::move(token));
    }
  }
  return out;
}

char32_t boundary_before(const Token& token) {
  if (token.before == '(' || token.before == ',' || token.before == '|') return token.before;
  if (token.before == '/') return '|';
  return token.before == '-' && token.apart ? U'|' : 0;
}

std::vector<Segment> segments_of(const std::vector<Token>& tokens) {
  std::vector<Segment> out(1);
  for (const Token& token : tokens) {
    if (const char32_t sign = boundary_before(token); sign != 0 && &token != &tokens.front())
      out.push_back({{}, sign});
    if (token.before == '&') out.back().parts.push_back({.text = "en"});
    out.back().parts.push_back({token.text, token.before == '-' && !token.apart, token.dotted});
  }
  if (!tokens.empty() && tokens.front().before == '(') out.front().before = '(';
  return out;
}

void take_classes(NameParts& parts, Shown& out) {
  NameParts kept;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    NamePart& part = parts[i];
    const bool announced = i > 0 && is_class_word(parts[i - 1].text);
    if (is_class_word(part.text) && i + 1 < parts.size() && has_digit(parts[i + 1].text)) continue;
    if (looks_like_class(part.text) || (announced && has_digit(part.text))) {
      out.classes.push_back(part.text);
    } else {
      drop_digits(part.text);
      if (!part.text.empty()) kept.push_back(std::move(part));
    }
  }
  parts = std::move(kept);
}

bool is_of(std::string_view word) { return word == "van" || word == "v" || word == "vd" || word == "of"; }

Kinship relation_at(const NameParts& parts, std::size_t i) {
  const bool of = i + 1 < parts.size() && is_of(parts[i + 1].text);
  return kinship_of(kind_of(parts[i].text), of);
}

/// "tom's", "tom z'n", "tom zijn" in front of the word of kinship: how many words of it are no name.
std::size_t possessive(const NameParts& before) {
  if (before.size() < 2) return 0;
  const std::string& last = before.back().text;
  if (last == "s" || last == "zijn" || last == "haar" || last == "zn" || last == "dr") return 1;
  const std::string& other = before[before.size() - 2].text;
  return before.size() > 2 && ((other == "z" && last == "n") || (other == "d" && last == "r")) ? 2 : 0;
}

void add_children(const NameParts& parts, Shown& out) {
  NameParts child;
  const auto close = [&] {
    if (!child.empty()) out.children.push_back(std::exchange(child, {}));
  };
  for (const NamePart& part : parts) {
    if (child.empty() && is_of(part.text)) continue;
    if (kind_of(part.text) == NameWord::also)
      close();
    else
      child.push_back(part);
  }
  close();
}

/// "papa en mama van Tom": the last word of kinship counts.
bool goes_on(const NameParts& parts, std::size_t i, Kinship relation) {
  const bool also = i + 1 < parts.size() && kind_of(parts[i + 1].text) == NameWord::also;
  const std::size_t next = i + (also ? 2 : 1);
  return next + 1 < parts.size() && relation_at(parts, next) == relation;
}

bool is_context(const NamePart& part) { return kind_of(part.text) == NameWord::context; }

void take_relation(Segment& segment, bool comma_follows, Shown& out) {
  NameParts& parts = segment.parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Kinship found = relation_at(parts, i);
    if (found == Kinship::none) continue;
    NameParts before(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(i));
    NameParts after(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1, parts.end());
    while (!after.empty() && is_context(after.back())) after.pop_back();   // "vader werk"
    const bool apart = segment.before != 0 && std::ranges::all_of(before, is_context);   // "- tel moeder"
    if (apart) before.clear();
    if (const std::size_t n = possessive(before); n != 0) {
      before.resize(before.size() - n);
      add_children(before, out);
      before.clear();
    } else if (after.empty() && !apart && (i > 0 || comma_follows)) {
      return;  // "Jan Vader", "Neef, Piet": a surname
    } else if (goes_on(parts, i, found)) {
      continue;
    } else {
      add_children(after, out);
    }
    // "papa en mama van Tom": two people, but both are parents of Tom; the words before are no name.
    std::erase_if(before, [](const NamePart& p) {
      return kind_of(p.text) == NameWord::also || kind_of(p.text) == NameWord::parent || p.text == "de";
    });
    out.relation = found;
    parts = std::move(before);
    return;
  }
}

void take_titles(Segment& segment, bool comma_follows, Shown& out) {
  NameParts& parts = segment.parts;
  while (!parts.empty()) {
    const bool article = parts.size() > 1 && parts[0].text == "de" && kind_of(parts[1].text) == NameWord::title;
    const NameWord kind = article ? NameWord::title : kind_of(parts[0].text);
    const bool titled = kind == NameWord::title || kind == NameWord::staff || kind == NameWord::household;
    if (!titled || (parts.size() == 1 && comma_follows)) return;
    if (parts.size() == 1 && segment.before == 0) return;  // "Juf" alone names nobody, "Meester" may be a surname
    out.staff = out.staff || kind == NameWord::staff;
    out.several = out.several || kind == NameWord::household;
    parts.erase(parts.begin(), parts.begin() + (article ? 2 : 1));
  }
}

void append(NameParts& to, const NameParts& more) { to.insert(to.end(), more.begin(), more.end()); }

void place(const Segment& segment, Shown& out) {
  if (segment.parts.empty()) return;
  if (segment.before == '(') {
    if (out.bracket.empty()) out.bracket = segment.parts;
  } else if (segment.before == ',' && (!out.words.empty() || !out.behind_comma.empty())) {
    append(out.behind_comma, segment.parts);
  } else if (std::ranges::all_of(out.words, is_context)) {
    out.words = segment.parts;
  }
}

void take_context(Shown& out) {
  NameParts less = out.words;
  while (less.size() > 1 && is_context(less.back())) less.pop_back();
  while (less.size() > 1 && is_context(less.front())) less.erase(less.begin());
  if (less.size() == out.words.size()) return;
  out.whole = std::exchange(out.words, std::move(less));
}

std::vector<std::string> capitals_of(std::string_view raw) {
  std::vector<std::string> out;
  for (const Token& token : cut_words(raw, kMaxWords))
    if (token.text.size() <= 3 && std::ranges::all_of(token.text, [](char c) { return c >= 'A' && c <= 'Z'; }))
      out.push_back(ascii_lower(token.text));
  return out;
}

/// "Noor Bakker (moeder)", "Bakker, Noor - oma": the word of kinship does not say of whom, so it is of who is named, or is theirs.
void take_kin_of_name(Shown& out) {
  if (out.relation == Kinship::none || !out.children.empty() || !out.has_name()) return;
  NameParts name = out.behind_comma;
  append(name, out.words);
  out.children.push_back(std::move(name));
  out.kin_of_name = true;
}

void finish(Shown& out) {
  if (out.words.empty() && out.behind_comma.empty()) out.words = std::exchange(out.bracket, {});
  const auto also = [](const NamePart& part) { return kind_of(part.text) == NameWord::also; };
  out.several = out.several || std::ranges::any_of(out.words, also) || std::ranges::any_of(out.behind_comma, also);
  take_context(out);
  take_kin_of_name(out);
}

}  // namespace

Shown take_apart(std::string_view display) {
  Shown out;
  const std::string_view head = prefix(trim(display), kMaxBytes);
  out.raw = std::string(head);
  out.capitals = capitals_of(head);
  std::vector<Segment> segments = segments_of(with_abbreviations_joined(cut_words(fold(head), kMaxWords)));
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool comma_follows = i + 1 < segments.size() && segments[i + 1].before == ',';
    take_classes(segments[i].parts, out);
    if (out.relation == Kinship::none) take_relation(segments[i], comma_follows, out);
    take_titles(segments[i], comma_follows, out);
    place(segments[i], out);
  }
  finish(out);
  return out;
}

Shown take_apart_handle(std::string_view handle) {
  std::string words(prefix(trim(handle), kMaxBytes));
  Shown out;
  out.raw = words;
  out.from_handle = true;
  for (char& c : words)
    if (!is_lower(c) && !(c >= 'A' && c <= 'Z') && static_cast<unsigned char>(c) < 0x80) c = ' ';
  for (const Token& token : cut_words(fold(words), kMaxWords)) out.words.push_back({.text = token.text});
  take_context(out);
  return out;
}

std::string class_key(std::string_view group) {
  std::string out;
  for (const Token& token : cut_words(fold(prefix(group, kMaxBytes)), kMaxWords))
    if (!is_class_word(token.text)) out += token.text;
  return out;
}

}  // namespace schouw
