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
  class Scales;
  struct Place {
    std::uint32_t mark = 0;    ///< a piece of the number
    std::int32_t weight = 0;
  };

  void put(std::string_view feature, int weight);
  int weight_of(std::uint64_t number) const {
    const std::uint64_t mixed = mixed_of(number);
    return (bits_[mixed >> 53] >> (mixed >> 47 & 63) & 1) == 0 ? 0 : weight_at(mixed);
  }
  std::uint64_t classes_of(std::uint64_t number) const;
  void put_classes(const Json& classes);
  void put_meaning(std::string_view feature, int weight);
  void cut(std::string_view plain, std::vector<HintWord>& words) const;
  static std::uint64_t mixed_of(std::uint64_t number) { return number * 0x9E3779B97F4A7C15u; }
  static std::uint32_t mark_of(std::uint64_t mixed) { return static_cast<std::uint32_t>(mixed >> 17) | 1u; }
  int weight_at(std::uint64_t mixed) const;
  bool weighs_enough(std::span<const HintWord>, const HintWindow&) const;
  bool is_sexual(std::span<const HintWord>, const HintWindow&) const;

  // Open addressing; mark 0: free. Most features have no weight: a bit tells that, and the bits stay in the nearest cache.
  static constexpr std::size_t kPlaces = std::size_t{1} << 15, kBits = std::size_t{1} << 17;
  std::vector<Place> places_;
  std::vector<std::uint64_t> bits_;
  // Words by meaning, and what a class and two classes weigh: tables, for most words of a text have a class.
  static constexpr std::size_t kClassPlaces = std::size_t{1} << 12;
  struct ClassPlace {
    std::uint64_t number = 0, classes = 0;
  };
  std::vector<ClassPlace> class_places_;
  std::unordered_map<std::string, std::size_t> class_names_;
  std::vector<std::int32_t> meaning_, meanings_;
  std::unordered_map<std::string, int> sexual_;
  double from_ = 0;                    ///< what a word must weigh on average, times the root of their number
  int sexual_from_ = 0;
};

}  // namespace schouw
