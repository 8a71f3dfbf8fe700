// The files that an export lists as its own, held against those that are there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
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
  const std::unordered_set<std::string>& lower_case() const { return paths_; }

 private:
  std::unordered_set<std::string> paths_;
};

/// The list of one file.
class StatedFiles {
 public:
  void add(std::string_view path);
  bool empty() const { return stated_.empty(); }
  const std::vector<std::string>& paths() const { return stated_; }

 private:
  std::vector<std::string> stated_;
};

/// What a list states and was not found where the list stands: looked for in the other parts of the export.
class SoughtFiles {
 public:
  /// `list`: where the list stands.
  SoughtFiles(const StatedFiles&, std::string_view list, const PathSet& there);

  bool all_found() const { return left_.empty(); }
  /// The files of another part, or of archives within this one. Their place there is not known to the list, so the end
  /// of a path counts; of a path without a folder, the whole. Where a list of the same name lies, another download
  /// begins: "data/tweets.js" is in everybody's.
  enum class Part { with_this_list, other };
  void see(const std::vector<std::string>& paths, Part part);
  /// One problem with their number and the first; empty when all are there.
  std::vector<Problem> problems() const;

 private:
  void see_one(const std::string& lower);

  const StatedFiles& stated_;
  std::string list_;  ///< in lower case
  std::unordered_map<std::string, std::uint64_t> left_ = {};  ///< in lower case; how often it is stated
};

}  // namespace schouw
