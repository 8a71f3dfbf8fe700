// Work that may be done by several threads, for layers that know none: the caller says how.
#pragma once

#include <cstddef>
#include <functional>

namespace schouw {

/// `work(i)` for every i below `count`, in any order; returns when all are done. What one throws comes out.
using SideBySide = std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;

inline void in_turn(std::size_t count, const std::function<void(std::size_t)>& work) {
  for (std::size_t i = 0; i < count; ++i) work(i);
}

}  // namespace schouw
