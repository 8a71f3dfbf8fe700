// Words of a name as they are compared: cut apart, joined, spelled alike, or one slip of the finger apart.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

/// A word with where it stands in the text and what stood before it.
struct Token {
  std::string text;          ///< as in the text it was cut from
  std::size_t begin = 0, end = 0;
  char32_t before = 0;       ///< strongest sign between this word and the one before: , ( | - . / ' & or blank
  bool apart = false;        ///< a blank stood before it too
  bool dotted = false;       ///< a full stop follows at once
};

/// Runs of letters and digits; at most `limit` of them. Works on any bytes.
std::vector<Token> cut_words(std::string_view text, std::size_t limit);

/// Whether a letter with capital form stands at the start; letters of scripts without capitals count as such.
bool starts_with_capital(std::string_view word);

std::string joined(const std::vector<std::string>& words, std::string_view between = {});

/// ij = y, ck = k, ph = f, th = t, dt = t, ae/oe/ue without the e. Never ss = s: Jansen and Janssen are families.
std::string spelling_key(std::string_view folded);

/// One doubled or halved letter, two neighbours swapped, or what a scanner takes for each other (rn and m, 1 and l).
/// Words under five letters and known pairs of families (Jansen, Janssen; Peters, Peeters) never are.
bool is_slip(std::string_view one, std::string_view other);

/// Equal for words that are a slip apart, except swaps.
std::string slip_key(std::string_view folded);

}  // namespace schouw
