// Marks: places in a text where an entry of a lexicon fits. Neutral, made once when a message is read, kept in the case,
// and asked by the detectors of text. What the entries are stands in lexicons/*.json; docs/lexicons.md says how to
// write them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/patterns.h"
#include "schouw/base/result.h"
#include "schouw/base/side_by_side.h"

namespace schouw {

/// Bytes [begin, begin + length) of said_in() of the message (model/prepared.h).
struct Mark {
  std::uint32_t rule = 0;   ///< number in Lexicon::rules()
  std::uint32_t begin = 0, length = 0;
  auto operator<=>(const Mark&) const = default;
};

/// The marks of one text.
struct FoundMarks {
  std::vector<Mark> marks;        ///< by place, each once
  std::uint64_t left_out = 0;     ///< how many more there were (MarkScanner::kMostOfOne)
  bool operator==(const FoundMarks&) const = default;
};

/// How the case keeps marks; what is damaged reads as no mark.
std::string pack_marks(const FoundMarks&);
FoundMarks unpack_marks(std::string_view);

struct LexiconRule {
  std::string mark;    ///< "contact.invite"
  std::string grade;   ///< how much an entry says by itself: A, B, C; or T1, T2
  std::string group;   ///< subtype or category: "threat", "health"; may be empty
};

/// Words that are one thing to a rule.
struct LexiconClass {
  std::string name, check;
  std::vector<std::string> words, patterns;   ///< as they stand; and regular expressions
  bool term = false;                          ///< a text without any term is not looked at further
};

class Hints;           ///< src/detect/hints.h
struct RuleForm;       ///< src/detect/rule_form.h
struct SpellingWords;  ///< src/detect/slips.h

/// The entries of all lexicons, in one order. Two with the same version() mark the same.
class Lexicon {
 public:
  /// The shipped lexicons, and the school's own list: one entry a line, "word or words;subject", where subject is one of
  /// docs/lexicons.md. Error "lexicon-line" with the line.
  static Result<Lexicon> load(std::string_view own_list = {});
  ~Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;

  const std::string& version() const { return version_; }
  const std::vector<LexiconRule>& rules() const { return rules_; }
  const std::vector<LexiconClass>& classes() const { return classes_; }
  /// Of a mark "abuse.hint" in this text: the words that weighed most.
  std::vector<std::string> weighed(std::string_view said, const Mark&) const;

 private:
  friend class MarkScanner;
  friend class MarkPatterns;
  Lexicon();
  std::string version_;
  std::vector<LexiconRule> rules_;
  std::vector<LexiconClass> classes_;
  std::vector<RuleForm> forms_;
  std::unique_ptr<SpellingWords> spelling_;
  std::unique_ptr<Hints> hints_;
  std::uint32_t hint_rule_ = 0;      ///< the rule of hints; behind it the one of those that are not cited
};

/// The patterns of a lexicon, compiled; that takes a while, so only where texts are scanned.
class MarkPatterns {
 public:
  explicit MarkPatterns(const Lexicon&, const SideBySide& = in_turn);
  ~MarkPatterns();
  MarkPatterns(MarkPatterns&&) noexcept;

 private:
  friend class MarkScanner;
  struct State;
  std::unique_ptr<State> state_;
};

/// Marks texts; one for a thread.
class MarkScanner {
 public:
  MarkScanner(const Lexicon&, const MarkPatterns&);
  ~MarkScanner();
  /// At most kMostOfOne of each name: a text full of one thing does not hide another. The rest is counted.
  FoundMarks marks_in(std::string_view said);
  static constexpr std::size_t kMostOfOne = 200;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace schouw
