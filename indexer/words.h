// Words: the same segmentation for what is indexed, what is asked and what is shown as a hit.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace schouw {

struct Word {
  std::string folded;          ///< as it is in the index: folded, at most kMaxWordBytes
  std::size_t begin = 0;       ///< bytes in the text it came from
  std::size_t end = 0;
};

inline constexpr std::size_t kMaxWordBytes = 64;

/// Pulls the words of a text one by one, so that a text of 100 MB needs no list of its words.
class WordReader {
 public:
  explicit WordReader(std::string_view text) : text_(text) {}
  /// False at the end.
  bool next(Word& word);

 private:
  void split_folded(std::size_t begin, std::size_t end);

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Word> waiting_;  ///< the parts of one raw word that folding broke up, last first
};

std::vector<Word> words_of(std::string_view text);

/// A run of digits and separators that may be a phone number, as it is dialled in the Netherlands.
struct Phone {
  std::string digits;          ///< "0612345678" for "+31 (0)6-1234 5678"
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<Phone> phones_of(std::string_view text);

/// Dutch stems. One object per thread.
class Stemmer {
 public:
  Stemmer();
  /// The stem of a folded word; the word itself when it has digits or no letters.
  std::string stem(const std::string& folded) const;
  static std::string_view name();

 private:
  Xapian::Stem stem_;
};

/// Stems of a text in which the same words come back: nine of ten need no stemming. One object per thread.
class StemCache {
 public:
  StemCache() : places_(kPlaces) {}
  /// Valid until the next call.
  const std::string& stem(const std::string& folded);

 private:
  /// A word has one place, and takes it from who has it: short words and stems lie in it, so that a look is one look.
  struct Place {
    std::string word, stem;
  };
  static constexpr std::size_t kPlaces = 16'384;

  Stemmer stemmer_;
  std::vector<Place> places_;
};

}  // namespace schouw
