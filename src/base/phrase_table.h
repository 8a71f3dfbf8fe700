// Tens of thousands of words and phrases, looked up at each word of a text.
//
//   "app" 0, "app me" 1   over "kun je app me even"  ->  0 and 1 at "app", one word and two
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/patterns.h"

namespace schouw {

/// Of ten words of a text nine begin no phrase. Their length and first bytes tell most of them, without a hash.
class FirstWords {
 public:
  void add(std::string_view word) { known_[place(word)] = true; }
  bool may_hold(std::string_view word) const { return known_[place(word)]; }

 private:
  static constexpr unsigned kBits = 16;
  static std::size_t place(std::string_view word);
  std::bitset<std::size_t{1} << kBits> known_;
};

/// Open addressing over one text of all phrases: a map of strings took three times the memory.
class PhraseTable {
 public:
  /// A phrase begins and ends with a letter. One may be added under several numbers.
  void add(std::string_view phrase, std::uint32_t number);

  /// Every place where a phrase stands as whole words.
  void scan(std::string_view text, std::vector<PatternHit>& hits) const;

 private:
  struct Entry {
    std::uint32_t at = 0, bytes = 0;  ///< in text_
    std::uint32_t hash = 0;
    std::uint32_t first = 0;          ///< in numbers_, from 1; 0: only begins a phrase
  };
  struct Number {
    std::uint32_t number = 0, next = 0;  ///< of the same phrase, from 1
  };

  std::string_view text_of(const Entry& entry) const { return std::string_view(text_).substr(entry.at, entry.bytes); }
  std::size_t slot_of(std::string_view phrase, std::uint32_t hash) const;
  Entry& entry_of(std::uint32_t at, std::uint32_t bytes);
  const Entry* find(std::string_view phrase) const;
  void grow();

  std::string text_;
  std::vector<Entry> entries_;
  std::vector<Number> numbers_;
  std::vector<std::uint32_t> slots_;  ///< of entries_, from 1; a power of two, at most half full
  FirstWords first_;
};

}  // namespace schouw
