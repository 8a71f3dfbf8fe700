// Small numbers hidden so that nobody can be singled out, nor the hidden number be worked out from what is shown.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace schouw {

struct ShownCounts {
  std::vector<std::optional<std::uint64_t>> parts;  ///< none: hidden
  std::optional<std::uint64_t> total;
  bool operator==(const ShownCounts&) const = default;
};

/// Parts that add up to a total that may be shown elsewhere too. Hidden are parts from 1 to k-1 and, so that subtraction
/// gives none of them, the smallest other parts until whoever knows the rule can say no more of a hidden part than that
/// it is one of at least k values. Whether the total is hidden depends on the total alone: so it is hidden everywhere.
ShownCounts suppress(std::span<const std::uint64_t> parts, std::uint64_t k);

}  // namespace schouw
