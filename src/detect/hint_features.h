// What the weights of lexicons/hints.json are weights of: words, pairs of words up to two apart, pieces of words, and classes of words
// by meaning. One walk for who learns (bench/train_hints.cpp) and who weighs (hints.cpp), so that both see the same.
//
//   "je ouders."  ->  "je", "ouders", ". je", "je ouders", "ouders .", "~<je", "~oud", "~oude", ...,
//                     "@you", "@family", "@you @family"
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace schouw {

/// A word of a plain text, or the end of a sentence (".") or a line. A number is "#".
struct HintWord {
  enum class Kind : char { word, end, line, skipped };   ///< skipped: left out of account, as names are while learning

  std::string_view form;
  std::uint64_t number = 0;   ///< of the form
  std::uint32_t begin = 0, end = 0;
  Kind kind = Kind::word;
  std::uint64_t classes = 0;  ///< by meaning, a bit each

  bool is_word() const { return kind == Kind::word; }
  bool is_end() const { return kind == Kind::end || kind == Kind::line; }
};

/// The words of a text that is read as one: [first, end).
struct HintWindow {
  std::size_t first = 0, end = 0;
  std::size_t words = 0;      ///< ends of sentences left out
};

/// How a pair stands in the text: next to each other, one word between, two.
enum class HintGap : std::uint8_t { none, one, two };

std::uint64_t hint_number(std::string_view form);
/// Cuts a plain text (base/patterns.h); `out` is emptied first.
void cut_hint_words(std::string_view plain, std::vector<HintWord>& out);

/// How much an occurrence counts while learning; weights as they are kept have it in them.
struct HintShare {
  static constexpr double word = 1, pair = 1, apart = 0.7, piece = 0.5, meaning = 1, meanings = 0.7;
};

inline constexpr std::size_t kHintWords = 40;

/// visit(window) for each line, cut at ends of sentences into pieces of at most kHintWords words where that can be. Until
/// it returns true.
template <class Visit>
bool each_hint_window(std::span<const HintWord> words, Visit visit) {
  HintWindow now, sentence;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].is_end()) {
      ++sentence.words;
      continue;
    }
    if (now.words > 0 && now.words + sentence.words > kHintWords) {
      if (visit(now)) return true;
      now = {sentence.first, sentence.first, 0};
    }
    now.words += sentence.words;
    now.end = i + 1;
    sentence = {i + 1, i + 1, 0};
    if (words[i].kind != HintWord::Kind::line) continue;
    if (now.words > 0 && visit(now)) return true;
    now = {i + 1, i + 1, 0};
  }
  return false;
}

/// visitor.word(i), visitor.pair(i, k, gap), visitor.piece(i, letters) for each feature of the window, by place. The begin and end of
/// a sentence are words of pairs: i or k is kHintBorder then. `letters`: of the word between "<" and ">".
inline constexpr std::size_t kHintBorder = ~std::size_t{0};

template <class Visitor>
void each_hint_pair(std::span<const HintWord> all, const HintWindow& window, Visitor& visitor) {
  const auto kind = [&](std::size_t i) { return i < window.end ? all[i].kind : HintWord::Kind::end; };
  const auto is_word = [&](std::size_t i) { return kind(i) == HintWord::Kind::word; };
  const auto is_end = [&](std::size_t i) { return kind(i) == HintWord::Kind::end || kind(i) == HintWord::Kind::line; };
  for (std::size_t i = window.first; i < window.end; ++i) {
    if (!is_word(i)) continue;
    visitor.word(i);
    if (i == window.first || is_end(i - 1))
      visitor.pair(kHintBorder, i, HintGap::none);
    else if (is_word(i - 1))
      visitor.pair(i - 1, i, HintGap::none);
    if (is_end(i + 1)) {
      visitor.pair(i, kHintBorder, HintGap::none);
      continue;
    }
    if (is_word(i + 2)) visitor.pair(i, i + 2, HintGap::one);
    if (!is_end(i + 2) && is_word(i + 3)) visitor.pair(i, i + 3, HintGap::two);
  }
}

inline constexpr std::size_t kHintClasses = 64, kHintReach = 6;

template <class Visit>
void each_hint_class(std::uint64_t classes, Visit visit) {
  for (; classes != 0; classes &= classes - 1) visit(static_cast<std::size_t>(std::countr_zero(classes)));
}

/// visitor.meaning(i, a) for each class of each word, visitor.meanings(i, k, a, b) for two words of a sentence at most kHintReach
/// apart: what was learned of "je tanden" is worth something for "jouw neus".
template <class Visitor>
void each_hint_meaning(std::span<const HintWord> all, const HintWindow& window, Visitor& visitor) {
  for (std::size_t i = window.first; i < window.end; ++i) {
    if (all[i].classes == 0) continue;
    each_hint_class(all[i].classes, [&](std::size_t a) { visitor.meaning(i, a); });
    for (std::size_t k = i + 1; k < window.end && k <= i + kHintReach && !all[k].is_end(); ++k)
      each_hint_class(all[i].classes, [&](std::size_t a) {
        each_hint_class(all[k].classes, [&](std::size_t b) { visitor.meanings(i, k, a, b); });
      });
  }
}

/// Three to five letters each; a word's first and last stand beside "<" and ">". The whole word is no piece.
template <class Visit>
void each_hint_piece(std::string_view word, Visit visit) {
  constexpr std::size_t kLongest = 30;
  char padded[kLongest + 2];
  std::size_t size = 0;
  padded[size++] = '<';
  for (const char c : word.substr(0, kLongest)) padded[size++] = c;
  padded[size++] = '>';
  for (std::size_t first = 0; first + 3 <= size; ++first)
    for (std::size_t letters = 3; letters <= 5 && first + letters <= size; ++letters)
      if (letters < size) visit(std::string_view(padded + first, letters));
}

}  // namespace schouw
