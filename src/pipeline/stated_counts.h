// What an export says of itself, held against what was read of it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/import/importer.h"

namespace schouw {

/// Gathers over the entries of one archive.
class StatedCounts {
 public:
  void add(std::string_view entry, const std::vector<StatedCount>& stated);
  void count(std::string_view entry, std::uint64_t items);

  struct Difference {
    std::string entry;  ///< which says it
    Problem problem;
  };
  /// In the order in which it was stated. A file in which more was found than stated lost nothing.
  std::vector<Difference> differences() const;

 private:
  struct Found {
    std::uint64_t items = 0;
    bool any = false;
  };
  Found found(const StatedCount&) const;

  struct Said {
    std::string entry;
    StatedCount count;
  };
  std::vector<Said> said_;
  std::map<std::string, std::uint64_t> counted_;  ///< by path
};

}  // namespace schouw
