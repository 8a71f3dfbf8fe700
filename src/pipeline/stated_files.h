// The files that an export lists as its own, held against those that are there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "schouw/model/problem.h"

namespace schouw {

/// Paths as people compare them: without regard to ASCII case.
class PathSet {
 public:
  void add(std::string_view path);
  /// Whether `relative` is there, from the folder of `list` or from one above it.
  bool holds(std::string_view list, std::string_view relative) const;

 private:
  std::unordered_set<std::string> paths_;
};

/// The list of one file.
class StatedFiles {
 public:
  void add(std::string_view path);
  bool empty() const { return stated_.empty(); }
  /// `list`: where the list stands. One problem with their number and the first; empty when all are there.
  std::vector<Problem> missing(std::string_view list, const PathSet& there) const;

 private:
  std::vector<std::string> stated_;
};

}  // namespace schouw
