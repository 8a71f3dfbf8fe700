// Hints: texts that no rule of a lexicon fits, and whose words together look like threats and abuse. A sum of weights, learned
// from sentences (bench/train_hints.cpp, docs/adr/0018-hints.md). It says less than any rule, and says which words it was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hint_features.h"
#include "schouw/base/json.h"

namespace schouw {

class Hints {
 public:
  Hints() = default;                   ///< weighs nothing, finds nothing
  explicit Hints(const Json& file);    ///< lexicons/hints.json

  struct Found {
    std::uint32_t begin = 0, end = 0;  ///< bytes of the plain text
    bool sexual = false;               ///< its words go with sexual ones: a report does not cite them
  };
  /// The first piece of the text that weighs enough. `words` is room to work in.
  std::optional<Found> find(std::string_view plain, std::vector<HintWord>& words) const;

  /// The words and pairs that weighed most in the piece that begins at this byte, the heaviest first.
  std::vector<std::string> weighed(std::string_view plain, std::uint32_t begin) const;

 private:
  struct Place {
    std::uint64_t key = 0;
    std::int32_t weight = 0;
  };
  struct Key {
    std::uint64_t hash = 14695981039346656037u;
    void add(char c) { hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u; }
  };

  void put(std::string_view feature, int weight);
  int weight_of(std::uint64_t key) const;
  std::size_t place_of(std::uint64_t key) const { return (key * 0x9E3779B97F4A7C15u) >> (64 - kBits); }
  std::size_t bit_of(std::uint64_t key) const { return (key * 0x9E3779B97F4A7C15u) >> (64 - kBitBits); }
  bool weighs_enough(std::span<const HintWord>, const HintWindow&) const;
  bool is_sexual(std::span<const HintWord>, const HintWindow&) const;

  static constexpr unsigned kBits = 15, kBitBits = 19;
  std::vector<Place> places_;          ///< open addressing; key 0: free
  std::vector<std::uint64_t> bits_;    ///< most features have no weight: told without a look at the places
  std::unordered_map<std::string, int> sexual_;
  double from_ = 0;                    ///< what a word must weigh on average, times the root of their number
  int sexual_from_ = 0;
};

}  // namespace schouw
