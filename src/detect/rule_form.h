// A rule of a lexicon as it is matched: expressions over words.
//
//   @send ..3 @nude & !@lesson
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schouw/base/result.h"

namespace schouw {

/// One choice for one place: a class, or a word as it stands; or several ("een_keer").
struct WordChoice {
  int class_number = -1;          ///< -1: the word
  std::string word;
  std::vector<std::string> more;  ///< words that must follow it
};

using WordChoices = std::shared_ptr<const std::vector<WordChoice>>;
/// The choices read so far, by how they are written. Places that are written alike share one list: lists are most of a lexicon.
using ChoiceLists = std::unordered_map<std::string, WordChoices>;

struct RuleStep {
  enum class Kind { words, gap, start, end, ahead_not } kind = Kind::words;
  WordChoices shared;               ///< of words and ahead_not
  int most = 0;                     ///< of a gap: words that may stand between
  bool optional = false;

  std::span<const WordChoice> choices() const { return shared ? std::span(*shared) : std::span<const WordChoice>(); }
};

using RuleSequence = std::vector<RuleStep>;

/// Sequences that must all stand in one sentence, in any order.
struct RuleExpression {
  std::vector<RuleSequence> parts;
  bool whole_text = false;   ///< looked for in the whole text: "text: ..."
};

/// What else must stand there, and what must not.
struct RuleGuards {
  std::vector<RuleExpression> needs, unless;
};

struct RuleForm {
  RuleExpression find;
  std::shared_ptr<const RuleGuards> guards;  ///< one for all expressions of a row: they are most of a lexicon
  /// Of each of these sets of classes a text must have one, or the rule cannot fit. Short: it is asked of every rule.
  std::vector<std::vector<int>> called_for;
};

/// A text cut into words, with the classes that begin at each.
struct WordSpan {
  std::uint32_t begin = 0, end = 0;
};
struct ClassSpan {
  int class_number = 0;
  std::uint32_t last = 0;    ///< number of its last word
};
struct ReadText {
  std::string_view text;                        ///< plain
  std::vector<WordSpan> words;
  std::vector<std::vector<ClassSpan>> classes;  ///< by word
  struct Sentence {
    std::uint32_t first = 0, end = 0;           ///< words
  };
  std::vector<Sentence> sentences;
};

/// `text` cut into words and sentences.
ReadText cut_text(std::string_view plain);

/// "expression" -> form; the classes by name. Lists that are in `lists` are taken from it, and others put there.
Result<RuleExpression> parse_rule(std::string_view text, const std::vector<std::string>& class_names, ChoiceLists& lists);

/// Every place [first word, last word] where the first part fits while the others do too.
struct RuleHit {
  std::uint32_t first = 0, last = 0;
};
void find_rule(const ReadText&, const ReadText::Sentence&, const RuleForm&, std::vector<RuleHit>& out);

}  // namespace schouw
