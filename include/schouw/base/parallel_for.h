// Work that several threads may share, for layers that know no threads: the caller passes in how.
#pragma once

#include <cstddef>
#include <functional>

namespace schouw {

/// `work(i)` for every i below `count`, in any order; returns when all are done. An exception of one is passed on.
using ParallelFor = std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;

/// On the calling thread, one after another.
inline void serial_for(std::size_t count, const std::function<void(std::size_t)>& work) {
  for (std::size_t i = 0; i < count; ++i) work(i);
}

}  // namespace schouw
