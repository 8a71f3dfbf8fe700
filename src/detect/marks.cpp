// Two passes. The terms of all lexicons are looked for in every text; only where one stands are the other words looked
// for, the text cut into words, and the rules tried that the terms call for.
//
//   "App me ff"  ->  term @app-verb; words @me, @soon; rule "@app-verb ..1 @me"  ->  mark contact.invite at 0, 6
#include "schouw/detect/marks.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_set>

#include "hints.h"
#include "mark_checks.h"
#include "rule_form.h"
#include "schouw/base/assert.h"
#include "schouw/base/sort_unique.h"
#include "schouw/base/utf8.h"
#include "slips.h"
#include "waiting_rules.h"

namespace schouw {
namespace {

/// Patterns of some classes as one set, and whose each is.
struct ClassSet {
  PatternSet set;
  std::vector<int> class_of;
};

/// Which classes go into a set, and what of them.
struct Choice {
  bool terms = false, words = false, patterns = false;
};

ClassSet compile(const std::vector<LexiconClass>& classes, Choice choice) {
  std::vector<std::string> words, patterns;
  std::vector<int> class_of, class_of_patterns;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].term != choice.terms) continue;
    if (choice.words) words.insert(words.end(), classes[i].words.begin(), classes[i].words.end());
    class_of.resize(words.size(), static_cast<int>(i));
    if (choice.patterns) patterns.insert(patterns.end(), classes[i].patterns.begin(), classes[i].patterns.end());
    class_of_patterns.resize(patterns.size(), static_cast<int>(i));
  }
  class_of.insert(class_of.end(), class_of_patterns.begin(), class_of_patterns.end());
  auto set = PatternSet::compile(words, patterns);
  SCHOUW_ASSERT(set.has_value());  // shipped patterns are tested, and a school's own are words
  return {std::move(*set), std::move(class_of)};
}

/// A term that is more than words is a number, an address or a link (docs/lexicons.md); most texts have none.
bool may_hold_value(std::string_view plain) {
  return std::ranges::any_of(plain, [](char c) { return (c >= '0' && c <= '9') || c == '@' || c == '/'; });
}

/// The word that holds this byte.
std::optional<std::uint32_t> word_at(const ReadText& text, std::uint32_t byte) {
  const auto after = std::ranges::upper_bound(text.words, byte, {}, &WordSpan::begin);
  if (after == text.words.begin()) return {};
  const auto word = static_cast<std::uint32_t>(after - text.words.begin() - 1);
  return text.words[word].end > byte ? std::optional(word) : std::nullopt;
}

void place(ReadText& text, int class_number, std::uint32_t begin, std::uint32_t end) {
  // A hit may begin or end with a sign; the first and last words within it count.
  auto first = word_at(text, begin);
  for (std::uint32_t i = begin + 1; !first && i < end; ++i) first = word_at(text, i);
  auto last = word_at(text, end - 1);
  for (std::uint32_t i = end - 1; !last && i > begin; --i) last = word_at(text, i - 1);
  if (first && last) text.classes[*first].push_back({class_number, *last});
}

/// The single words that classes and rules are made of, each as often as a list names it. Many places share a list.
std::vector<std::string_view> words_of(const std::vector<LexiconClass>& classes, const std::vector<RuleForm>& forms) {
  std::vector<std::string_view> out;
  const auto add = [&](std::string_view phrase) {
    for (std::size_t begin = 0, end = 0; begin < phrase.size(); begin = end + 1) {
      end = begin;
      while (end < phrase.size() && is_word_byte(phrase[end])) ++end;
      if (end > begin) out.push_back(phrase.substr(begin, end - begin));
    }
  };
  for (const LexiconClass& one : classes) std::ranges::for_each(one.words, add);
  std::unordered_set<const WordChoice*> seen;
  const auto add_list = [&](std::span<const WordChoice> choices) {
    if (choices.empty() || !seen.insert(choices.data()).second) return;
    for (const WordChoice& choice : choices) {
      add(choice.word);
      std::ranges::for_each(choice.more, add);
    }
  };
  const auto add_choices = [&](const RuleExpression& expression) {
    for (const RuleSequence& part : expression.parts)
      for (const RuleStep& step : part) add_list(step.choices());
  };
  for (const RuleForm& form : forms) {
    add_choices(form.find);
    std::ranges::for_each(form.guards->needs, add_choices);
    std::ranges::for_each(form.guards->unless, add_choices);
  }
  return out;
}

}  // namespace

std::string pack_marks(const FoundMarks& found) {
  std::string out;
  if (found.left_out > 0) out += '+' + std::to_string(found.left_out);
  for (const Mark& mark : found.marks) {
    if (!out.empty()) out += ';';
    out += std::to_string(mark.rule) + ',' + std::to_string(mark.begin) + ',' + std::to_string(mark.length);
  }
  return out;
}

FoundMarks unpack_marks(std::string_view packed) {
  FoundMarks out;
  const char* at = packed.data();
  const char* const end = at + packed.size();
  if (packed.starts_with('+')) {
    const auto [rest, error] = std::from_chars(at + 1, end, out.left_out);
    if (error != std::errc()) return out;
    at = rest < end ? rest + 1 : rest;
  }
  while (at < end) {
    Mark mark;
    for (std::uint32_t* part : {&mark.rule, &mark.begin, &mark.length}) {
      const auto [rest, error] = std::from_chars(at, end, *part);
      if (error != std::errc()) return out;
      at = rest < end ? rest + 1 : rest;
    }
    out.marks.push_back(mark);
  }
  return out;
}

struct MarkPatterns::State {
  ClassSet terms, values, others;
  WaitingRules rules;
  Slips slips;
};

MarkPatterns::MarkPatterns(const Lexicon& lexicon, const ParallelFor& parallel_for) {
  const std::vector<LexiconClass>& classes = lexicon.classes();
  std::optional<ClassSet> terms, values, others;
  std::optional<WaitingRules> rules;
  std::optional<Slips> slips;
  const std::function<void()> parts[] = {  // what takes longest first
      [&] { values = compile(classes, {.terms = true, .patterns = true}); },
      [&] { terms = compile(classes, {.terms = true, .words = true}); },
      [&] { slips.emplace(*lexicon.spelling_, words_of(classes, lexicon.forms_)); },
      [&] { others = compile(classes, {.words = true, .patterns = true}); },
      [&] { rules.emplace(lexicon.forms_, classes); },
  };
  parallel_for(std::size(parts), [&](std::size_t i) { parts[i](); });
  state_ = std::make_unique<State>(
      State{std::move(*terms), std::move(*values), std::move(*others), std::move(*rules), std::move(*slips)});
}
MarkPatterns::~MarkPatterns() = default;
MarkPatterns::MarkPatterns(MarkPatterns&&) noexcept = default;

struct MarkScanner::State {
  State(const Lexicon& l, const MarkPatterns::State& p)
      : lexicon(l), patterns(p), terms(p.terms.set), values(p.values.set), others(p.others.set), called(l.classes().size()) {
    for (std::size_t i = 0; i < l.classes().size(); ++i) checks.push_back(check_named(l.classes()[i].check));
  }

  const Lexicon& lexicon;
  const MarkPatterns::State& patterns;
  PatternScanner terms, values, others;
  Slips::Innocent innocent;
  std::vector<ValueCheck> checks;  ///< by class; null: none
  std::vector<char> called;        ///< by class: stands in this text
  std::vector<std::uint32_t> tried;  ///< rules, on this text
  std::vector<Mark> marks;
  std::vector<HintWord> hint_words;

  bool passes(const PlainText& plain, int class_number, const PatternHit& hit) const {
    const ValueCheck check = checks[static_cast<std::size_t>(class_number)];
    return check == nullptr || check(plain.text, hit.begin, hit.end);
  }

  void mark(const PlainText& plain, const std::vector<RuleForm>& forms) {
    const std::vector<PatternHit> hits = terms.scan(plain.text);
    std::vector<PatternHit> numbers;
    if (may_hold_value(plain.text)) numbers = values.scan(plain.text);
    std::erase_if(numbers, [&](const PatternHit& h) { return !passes(plain, patterns.values.class_of[h.pattern], h); });
    if (hits.empty() && numbers.empty()) return;
    ReadText text = cut_text(plain.text);
    std::ranges::fill(called, char{0});
    const auto put = [&](const ClassSet& set, const PatternHit& hit) {
      const int number = set.class_of[hit.pattern];
      called[static_cast<std::size_t>(number)] = 1;
      place(text, number, hit.begin, hit.end);
    };
    for (const PatternHit& hit : hits) put(patterns.terms, hit);
    for (const PatternHit& hit : numbers) put(patterns.values, hit);
    for (const PatternHit& hit : others.scan(plain.text))
      if (passes(plain, patterns.others.class_of[hit.pattern], hit)) put(patterns.others, hit);
    // The longest expression at a place is tried first.
    for (auto& at : text.classes) std::ranges::sort(at, std::greater(), &ClassSpan::last);
    std::vector<RuleHit> found;
    patterns.rules.choose(text, called, tried);
    for (const std::uint32_t rule : tried) {
      found.clear();
      for (const ReadText::Sentence& sentence : text.sentences) find_rule(text, sentence, forms[rule], found);
      for (const RuleHit& hit : found) add(plain, text, rule, hit);
    }
  }

  /// What no rule of abuse fits is weighed. After the rules: a hint never stands beside what says more.
  void hint(const PlainText& plain) {
    if (std::ranges::any_of(marks, [&](const Mark& m) { return lexicon.rules()[m.rule].mark == "abuse.hit"; })) return;
    const auto found = lexicon.hints_->find(plain.text, hint_words);
    if (!found) return;
    const std::uint32_t begin = plain.origin(found->begin);
    marks.push_back({lexicon.hint_rule_ + (found->sexual ? 1 : 0), begin, plain.origin(found->end) - begin});
  }

  /// Takes out what is beyond kMostOfOne of a name; how many that were.
  std::uint64_t keep_most_of_one() {
    if (marks.size() <= kMostOfOne) return 0;
    std::map<std::string_view, std::size_t> kept;
    return std::erase_if(marks, [&](const Mark& m) { return ++kept[lexicon.rules()[m.rule].mark] > kMostOfOne; });
  }

  void add(const PlainText& plain, const ReadText& text, std::uint32_t rule, const RuleHit& hit) {
    const std::uint32_t begin = plain.origin(text.words[hit.first].begin);
    const std::uint32_t end = plain.origin(text.words[hit.last].end);
    marks.push_back({rule, begin, end - begin});
  }
};

MarkScanner::MarkScanner(const Lexicon& lexicon, const MarkPatterns& patterns)
    : state_(std::make_unique<State>(lexicon, *patterns.state_)) {}
MarkScanner::~MarkScanner() = default;

FoundMarks MarkScanner::marks_in(std::string_view said) {
  state_->marks.clear();
  const PlainText plain = plain_text(said);
  state_->mark(plain, state_->lexicon.forms_);
  if (const auto mended = state_->patterns.slips.mended(plain, state_->innocent)) state_->mark(*mended, state_->lexicon.forms_);
  // "stuuuur": with two letters, and again with one.
  if (plain.shortened) state_->mark(plain_text(said, 1), state_->lexicon.forms_);
  state_->hint(plain);
  std::vector<Mark>& marks = state_->marks;
  FoundMarks out;
  std::ranges::sort(marks, {}, [](const Mark& m) { return std::tuple(m.begin, m.length, m.rule); });
  drop_repeats(marks);
  out.left_out = state_->keep_most_of_one();
  out.marks = marks;
  return out;
}

}  // namespace schouw
