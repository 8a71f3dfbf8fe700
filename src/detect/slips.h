// Words as they come out of hurried thumbs, and what they mean. Only where it can be nothing else: lexicons/spelling.json
// lists the words that no ordinary word is like, apart for each way to go wrong.
//
//   "je gaat klapepn krijgen"  ->  klappen    two letters changed about; one too many, too few, another
//   "kheb je nr", "appme ff"   ->  app me     a blank left out
//   "veraaier", "lelluke"      ->  verraaier  written as it sounds
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/patterns.h"

namespace schouw {

/// What lexicons/spelling.json says.
struct SpellingWords {
  struct Word {
    std::string text, kinds;           ///< kinds: of "mosx": a letter missing, another, two swapped, one more
  };
  std::vector<Word> slips;
  std::vector<std::string> sounds;     ///< known by sound_of()
  std::vector<std::string> first, last;  ///< written together: a first with a last, or with any longer word
};

/// A word by its sound: "ij", "ei" and "y" are one, "g" and "ch", "d" and "t" at the end, single and double letters.
std::string sound_of(std::string_view word);

/// Made once for a lexicon; then only read.
class Slips {
 public:
  /// Words that turned out to mean what they say: the same few thousand come back, and a look here is a tenth of the
  /// questions. Of one Slips; one for a thread.
  class Innocent {
   public:
    Innocent() : places_(kPlaces) {}
    bool holds(std::uint64_t letters) const { return places_[place(letters)] == letters; }
    void add(std::uint64_t letters) { places_[place(letters)] = letters; }

   private:
    static constexpr std::size_t kPlaces = 16'384;
    static std::size_t place(std::uint64_t letters) { return letters * 0x9E3779B97F4A7C15u >> 50; }

    std::vector<std::uint64_t> places_;
  };

  /// `known`: words that are right as they stand, whatever they are like.
  Slips(const SpellingWords& words, const std::vector<std::string_view>& known);

  /// The sentences that hold slips, without them; nothing: there are none.
  std::optional<PlainText> mended(const PlainText&, Innocent&) const;

 private:
  using Hash = std::uint32_t;
  /// Most words of a text are in no set: a bit tells that quickly, and is wrong once in thirty times.
  class Hashes {
   public:
    struct Entry {
      Hash hash;
      std::uint32_t number;
      auto operator<=>(const Entry&) const = default;
    };
    void add(Hash hash, std::uint32_t number = 0) { entries_.push_back({hash, number}); }
    void close();
    bool may_hold(Hash hash) const { return (bits_[place(hash) >> 6] >> (place(hash) & 63) & 1) != 0; }
    /// The entries of a hash.
    std::span<const Entry> of(Hash hash) const;

   private:
    std::size_t place(Hash hash) const { return hash >> (32 - width_); }

    unsigned width_ = 6;
    std::vector<Entry> entries_;
    std::vector<std::uint64_t> bits_;
  };

  std::string meant(std::string_view word, Innocent&) const;
  std::string meant_by_rules(std::string_view word) const;
  std::string parted(std::string_view word, std::span<const std::uint64_t> heads) const;

  std::vector<SpellingWords::Word> words_;
  std::vector<std::string> sounds_, firsts_, lasts_;
  Hashes known_, parts_, by_sound_, first_;
};

}  // namespace schouw
