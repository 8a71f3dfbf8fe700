// Expressions of a lexicon, parsed and matched. The grammar is in docs/lexicons.md.
#include "rule_form.h"

#include <algorithm>
#include <charconv>

#include "schouw/base/patterns.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr int kLongestGap = 12;

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    if (end > begin) out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

class Parser {
 public:
  Parser(const std::vector<std::string>& names, ChoiceLists& lists) : names_(names), lists_(lists) {}

  Result<RuleExpression> parse(std::string_view text) {
    RuleExpression out;
    if (text.starts_with("text:")) {
      out.whole_text = true;
      text.remove_prefix(5);
    }
    for (const std::string_view part : split(text, '&')) {
      RuleSequence sequence;
      for (const std::string_view word : split(trim(part), ' ')) sequence.push_back(step(word));
      if (sequence.empty()) wrong_ = std::string(text);
      out.parts.push_back(std::move(sequence));
    }
    if (out.parts.empty()) wrong_ = std::string(text);
    if (!wrong_.empty()) return fail(ErrorCode::usage, "lexicon-expression", {wrong_});
    return out;
  }

 private:
  RuleStep step(std::string_view word) {
    RuleStep out;
    if (word == "^" || word == "$") {
      out.kind = word == "^" ? RuleStep::Kind::start : RuleStep::Kind::end;
      return out;
    }
    if (word.starts_with("..")) {
      out.kind = RuleStep::Kind::gap;
      const auto [end, error] = std::from_chars(word.data() + 2, word.data() + word.size(), out.most);
      if (error != std::errc() || end != word.data() + word.size() || out.most > kLongestGap) wrong_ = std::string(word);
      return out;
    }
    if (word.size() > 1 && word.starts_with('!')) {
      out.kind = RuleStep::Kind::ahead_not;
      word.remove_prefix(1);
    } else if (word.size() > 1 && word.ends_with('?')) {
      out.optional = true;
      word.remove_suffix(1);
    }
    out.shared = choices(word);
    if (out.shared->empty()) wrong_ = std::string(word);
    return out;
  }

  WordChoices choices(std::string_view words) {
    WordChoices& known = lists_[std::string(words)];
    if (known == nullptr) {
      std::vector<WordChoice> list;
      for (const std::string_view one : split(words, '|')) list.push_back(choice(one));
      list.shrink_to_fit();
      known = std::make_shared<const std::vector<WordChoice>>(std::move(list));
    }
    return known;
  }

  WordChoice choice(std::string_view word) {
    if (!word.starts_with('@')) {
      WordChoice out;
      for (const std::string_view one : split(word, '_')) (out.word.empty() ? out.word : out.more.emplace_back()) = one;
      if (out.word.empty()) wrong_ = std::string(word);
      return out;
    }
    const auto found = std::ranges::find(names_, word.substr(1));
    if (found == names_.end()) {
      wrong_ = std::string(word);
      return {};
    }
    return {static_cast<int>(found - names_.begin()), {}, {}};
  }

  const std::vector<std::string>& names_;
  ChoiceLists& lists_;
  std::string wrong_;
};

/// One attempt at one sentence. Depth is bounded by the number of steps of a rule.
class Matcher {
 public:
  Matcher(const ReadText& text, const ReadText::Sentence& sentence) : text_(text), sentence_(sentence) {}

  /// The end (one behind the last word) of a match that begins at word `at`; nothing: none.
  bool match(std::span<const RuleStep> steps, std::uint32_t at, std::uint32_t& end) const {
    if (steps.empty()) {
      end = at;
      return true;
    }
    const RuleStep& step = steps.front();
    const auto rest = steps.subspan(1);
    switch (step.kind) {
      case RuleStep::Kind::start:
        return at == sentence_.first && match(rest, at, end);
      case RuleStep::Kind::end:
        return at == sentence_.end && match(rest, at, end);
      case RuleStep::Kind::ahead_not:
        return !stands(step, at) && match(rest, at, end);
      case RuleStep::Kind::gap:
        for (std::uint32_t skip = 0; skip <= static_cast<std::uint32_t>(step.most) && at + skip <= sentence_.end; ++skip)
          if (match(rest, at + skip, end)) return true;
        return false;
      case RuleStep::Kind::words:
        break;
    }
    if (words(step, rest, at, end)) return true;
    return step.optional && match(rest, at, end);
  }

 private:
  bool words(const RuleStep& step, std::span<const RuleStep> rest, std::uint32_t at, std::uint32_t& end) const {
    if (at >= sentence_.end) return false;
    for (const WordChoice& choice : step.choices()) {
      if (choice.class_number < 0) {
        if (word(at) == choice.word && follow(choice.more, at + 1) &&
            match(rest, at + 1 + static_cast<std::uint32_t>(choice.more.size()), end))
          return true;
        continue;
      }
      for (const ClassSpan& span : text_.classes[at])
        if (span.class_number == choice.class_number && span.last < sentence_.end && match(rest, span.last + 1, end))
          return true;
    }
    return false;
  }

  bool follow(const std::vector<std::string>& more, std::uint32_t at) const {
    if (sentence_.end - at < more.size()) return false;
    return std::ranges::all_of(more, [&](const std::string& one) { return word(at++) == one; });
  }

  bool stands(const RuleStep& step, std::uint32_t at) const {
    std::uint32_t ignored = 0;
    return words(step, {}, at, ignored);
  }

  std::string_view word(std::uint32_t at) const {
    const WordSpan& span = text_.words[at];
    return text_.text.substr(span.begin, span.end - span.begin);
  }

  const ReadText& text_;
  const ReadText::Sentence& sentence_;
};

bool found_in(const ReadText& text, const ReadText::Sentence& sentence, const RuleSequence& sequence) {
  const Matcher matcher(text, sentence);
  std::uint32_t end = 0;
  for (std::uint32_t at = sentence.first; at <= sentence.end; ++at)
    if (matcher.match(sequence, at, end)) return true;
  return false;
}

bool holds(const ReadText& text, const ReadText::Sentence& sentence, const RuleExpression& expression) {
  const auto in = [&](const ReadText::Sentence& where) {
    return std::ranges::all_of(expression.parts, [&](const RuleSequence& part) { return found_in(text, where, part); });
  };
  if (!expression.whole_text) return in(sentence);
  return in({0, static_cast<std::uint32_t>(text.words.size())}) || std::ranges::any_of(text.sentences, in);
}

// Months too: "12 feb. 2010".
constexpr std::string_view kShortened[] = {"nr",  "tel",   "lln",  "llnr", "leerlingnr", "stamnr", "mob", "geb",
                                           "rek", "telnr", "jan",  "feb",  "mrt",        "apr",    "jun", "jul",
                                           "aug", "sep",   "sept", "okt",  "nov",        "dec"};
bool is_shortened(std::string_view word) {
  return word.ends_with("str") || std::ranges::find(kShortened, word) != std::end(kShortened);
}

/// "wa.me" and "3.5" are no ends, and neither are "leerlingnr.: 20431" and "Anjerstr. 52".
bool ends_sentence(std::string_view gap, std::string_view before, char after) {
  if ((gap == ". " || gap == ".: ") && is_digit(after) && is_shortened(before)) return false;
  if (gap.find('\n') != std::string_view::npos) return true;
  const std::size_t stop = gap.find_first_of(".!?;");
  return stop != std::string_view::npos && gap.find(' ', stop) != std::string_view::npos;
}

}  // namespace

Result<RuleExpression> parse_rule(std::string_view text, const std::vector<std::string>& class_names, ChoiceLists& lists) {
  return Parser(class_names, lists).parse(text);
}

ReadText cut_text(std::string_view plain) {
  ReadText out;
  out.text = plain;
  std::uint32_t first = 0;
  std::size_t i = 0, last_end = 0;
  const auto in_word = [&](std::size_t at) {
    if (is_word_byte(plain[at])) return true;
    // An apostrophe inside a word belongs to it: "m'n", "app'je".
    return plain[at] == '\'' && at > 0 && at + 1 < plain.size() && is_word_byte(plain[at - 1]) && is_word_byte(plain[at + 1]);
  };
  const auto last_word = [&] {
    const WordSpan& last = out.words.back();
    return plain.substr(last.begin, last.end - last.begin);
  };
  while (i < plain.size()) {
    if (!in_word(i)) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < plain.size() && in_word(i)) ++i;
    const auto number = static_cast<std::uint32_t>(out.words.size());
    if (number > first && ends_sentence(plain.substr(last_end, begin - last_end), last_word(), plain[begin])) {
      out.sentences.push_back({first, number});
      first = number;
    }
    out.words.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(i)});
    last_end = i;
  }
  const auto count = static_cast<std::uint32_t>(out.words.size());
  if (count > first) out.sentences.push_back({first, count});
  out.classes.resize(out.words.size());
  return out;
}

void find_rule(const ReadText& text, const ReadText::Sentence& sentence, const RuleForm& form, std::vector<RuleHit>& out) {
  std::vector<RuleHit> hits;
  const Matcher matcher(text, sentence);
  for (std::uint32_t at = sentence.first; at < sentence.end; ++at) {
    std::uint32_t end = 0;
    if (!matcher.match(form.find.parts.front(), at, end) || end <= at) continue;
    hits.push_back({at, end - 1});
    at = std::max(at, end - 1);
  }
  if (hits.empty()) return;
  for (std::size_t i = 1; i < form.find.parts.size(); ++i)
    if (!found_in(text, sentence, form.find.parts[i])) return;
  const auto held = [&](const RuleExpression& e) { return holds(text, sentence, e); };
  if (!std::ranges::all_of(form.guards->needs, held) || std::ranges::any_of(form.guards->unless, held)) return;
  out.insert(out.end(), hits.begin(), hits.end());
}

}  // namespace schouw
