// Marks: places in a text where an entry of a lexicon was found. They are neutral, made once when a message is read,
// kept in the case, and used by the text detectors. The entries are in lexicons/*.json; docs/lexicons.md says how to
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
#include "schouw/base/parallel_for.h"

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

/// The form in which the case keeps marks. Damaged bytes unpack to no marks.
std::string pack_marks(const FoundMarks&);
FoundMarks unpack_marks(std::string_view);

struct LexiconRule {
  std::string mark;    ///< "contact.invite"
  std::string grade;   ///< how much an entry says by itself: A, B, C; or T1, T2
  std::string group;   ///< subtype or category: "threat", "health"; may be empty
};

/// Words that a rule treats alike.
struct LexiconClass {
  std::string name, check;
  std::vector<std::string> words, patterns;   ///< literal words; regular expressions
  bool term = false;                          ///< a text without any term is not examined further
};

class Hints;           ///< src/detect/hints.h
struct RuleForm;       ///< src/detect/rule_form.h
struct SpellingWords;  ///< src/detect/slips.h

/// The entries of all lexicons, in one order. Two lexicons with the same version() give the same marks.
class Lexicon {
 public:
  /// The shipped lexicons, and the school's own list: one entry per line, "word or words;subject"; docs/lexicons.md
  /// lists the subjects. Error "lexicon-line" with the line.
  static Result<Lexicon> load(std::string_view own_list = {});
  ~Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;

  const std::string& version() const { return version_; }
  const std::vector<LexiconRule>& rules() const { return rules_; }
  const std::vector<LexiconClass>& classes() const { return classes_; }
  /// For a mark "abuse.hint" in this text: the words that weighed most.
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
  std::uint32_t hint_rule_ = 0;      ///< the rule of cited hints; the next is for those not cited
};

/// The patterns of a lexicon, compiled. Compiling takes a while: only for those who scan texts.
class MarkPatterns {
 public:
  explicit MarkPatterns(const Lexicon&, const ParallelFor& = serial_for);
  ~MarkPatterns();
  MarkPatterns(MarkPatterns&&) noexcept;

 private:
  friend class MarkScanner;
  struct State;
  std::unique_ptr<State> state_;
};

/// Marks texts. One per thread.
class MarkScanner {
 public:
  MarkScanner(const Lexicon&, const MarkPatterns&);
  ~MarkScanner();
  /// At most kMostOfOne marks of each name, so that a text full of one does not hide another. The rest is counted.
  FoundMarks marks_in(std::string_view said);
  static constexpr std::size_t kMostOfOne = 200;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace schouw
