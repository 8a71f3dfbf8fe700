// Matches many patterns in one pass over a text, and makes the plain form of the text that they are written for.
//
// The engine is Vectorscan: its time is linear in the text whatever the patterns, so that no message can make it hang.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/result.h"

namespace schouw {

/// A text as patterns see it: folded like fold() (base/utf8.h), but with the place in the original of every byte.
/// White space is kept (each as one blank, new lines as they are), and a letter written more than `most` times in a row
/// ("stuuuuur") is shortened to that.
struct PlainText {
  std::string text;
  std::vector<std::uint32_t> at;  ///< offset in the original of each byte, and of the end; empty: the same offsets
  bool shortened = false;         ///< some letter stood more than twice in a row

  std::uint32_t origin(std::size_t i) const { return at.empty() ? static_cast<std::uint32_t>(i) : at[i]; }
};
PlainText plain_text(std::string_view text, std::size_t most = 2);

/// Whether a byte of plain text is part of a word. Other alphabets and emoji are not.
constexpr bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

struct PatternHit {
  std::uint32_t pattern = 0;     ///< number in the set
  std::uint32_t begin = 0, end = 0;
  auto operator<=>(const PatternHit&) const = default;
};

/// A compiled set; may be used from several threads, each with a PatternScanner of its own.
class PatternSet {
 public:
  /// `words` are matched literally; `patterns` are regular expressions without lookaround or back references, numbered
  /// after the words. All match whole words only: where they begin or end with a letter or digit, no other letter or
  /// digit may be next to it. Error "pattern-invalid" names the first that is wrong, and why.
  static Result<PatternSet> compile(std::span<const std::string> words, std::span<const std::string> patterns);
  ~PatternSet();
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;

 private:
  friend class PatternScanner;
  struct State;
  explicit PatternSet(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

class PatternScanner {
 public:
  explicit PatternScanner(const PatternSet&);
  ~PatternScanner();
  PatternScanner(PatternScanner&&) noexcept;
  PatternScanner& operator=(PatternScanner&&) noexcept;

  /// Every end at which a pattern matches, with the first place where that match may begin. Sorted, each once.
  std::vector<PatternHit> scan(std::string_view plain);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace schouw
