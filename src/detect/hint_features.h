// What the weights of lexicons/hints.json are weights of: words, pairs of words up to two apart, pieces of words. One
// walk for who learns (bench/train_hints.cpp) and who weighs (hints.cpp), so that both see the same.
//
//   "je ouders."  ->  "je", "ouders", ". je", "je ouders", "ouders .", "~<je", "~oud", "~oude", ...
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

/// A word of a plain text, or the end of a sentence ("."). A number is "#"; a form without letters is left out of account.
struct HintWord {
  std::string_view form;
  std::uint32_t begin = 0, end = 0;

  bool is_end() const { return form == "."; }
};

/// The words of a text that is read as one: [first, end).
struct HintWindow {
  std::size_t first = 0, end = 0;
  std::size_t words = 0;      ///< ends of sentences left out
};

/// Cuts a plain text (base/patterns.h); `out` is emptied first.
void cut_hint_words(std::string_view plain, std::vector<HintWord>& out);

/// Lines, cut at ends of sentences into pieces of at most kHintWords words where that can be.
std::vector<HintWindow> hint_windows(std::span<const HintWord>);
inline constexpr std::size_t kHintWords = 40;

/// How much an occurrence counts while learning; weights as they are kept have it in them.
struct HintShare {
  static constexpr double word = 1, pair = 1, apart = 0.7, piece = 0.5;
};

namespace hint_detail {

constexpr std::size_t kLongestWord = 30;

template <class Key, class Visit>
void each_piece(std::string_view word, std::size_t at, Visit& visit) {
  std::array<char, kLongestWord + 2> padded;
  std::size_t size = 0;
  padded[size++] = '<';
  for (const char c : word.substr(0, kLongestWord)) padded[size++] = c;
  padded[size++] = '>';
  for (std::size_t first = 0; first + 3 <= size; ++first) {
    Key key;
    key.add('~');
    for (std::size_t i = first; i < size && i < first + 5; ++i) {
      key.add(padded[i]);
      // The whole word is a feature of its own.
      if (i >= first + 2 && i + 1 - first < size) visit(key, HintShare::piece, at, at);
    }
  }
}

template <class Key>
Key key_of(std::string_view first, std::string_view between = {}, std::string_view second = {}) {
  Key key;
  for (const std::string_view part : {first, between, second})
    for (const char c : part) key.add(c);
  return key;
}

}  // namespace hint_detail

/// visit(key, share, first word, last word) for each feature of the window. Key: made empty, add(char).
template <class Key, class Visit>
void each_hint_feature(std::span<const HintWord> all, const HintWindow& window, Visit visit) {
  using hint_detail::key_of;
  const auto form = [&](std::size_t i) {
    return i < window.first || i >= window.end ? std::string_view(".") : all[i].form;
  };
  const auto is_word = [&](std::size_t i) { return i < window.end && form(i) != "." && !form(i).empty(); };
  const auto is_end = [&](std::size_t i) { return i >= window.end || form(i) == "."; };
  for (std::size_t i = window.first; i < window.end; ++i) {
    if (!is_word(i)) continue;
    visit(key_of<Key>(form(i)), HintShare::word, i, i);
    if (!form(i - 1).empty()) visit(key_of<Key>(form(i - 1), " ", form(i)), HintShare::pair, i == window.first ? i : i - 1, i);
    if (is_end(i + 1)) {
      visit(key_of<Key>(form(i), " ", "."), HintShare::pair, i, i);
    } else if (is_word(i + 2)) {
      visit(key_of<Key>(form(i), " _ ", form(i + 2)), HintShare::apart, i, i + 2);
    }
    if (!is_end(i + 1) && !is_end(i + 2) && is_word(i + 3))
      visit(key_of<Key>(form(i), " __ ", form(i + 3)), HintShare::apart, i, i + 3);
    hint_detail::each_piece<Key>(form(i), i, visit);
  }
}

}  // namespace schouw
