// Purview's load file: "NativeFiles/ab.msg" of 400 files, 3 of which are not in the archive.
//
// Gap: a part of the download that lies in another archive is missing in this one, and is said so; nothing is lost by
// it.
#include "stated_files.h"

#include <algorithm>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMostStated = 1'000'000;

}  // namespace

void PathSet::add(std::string_view path) { paths_.insert(ascii_lower(path)); }

bool PathSet::holds(std::string_view list, std::string_view relative) const {
  const std::string wanted = ascii_lower(relative);
  std::string folder = ascii_lower(list);
  for (;;) {
    const auto slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
    if (paths_.contains(folder.empty() ? wanted : folder + "/" + wanted)) return true;
    if (folder.empty()) return false;
  }
}

void StatedFiles::add(std::string_view path) {
  if (stated_.size() < kMostStated) stated_.emplace_back(path);
}

std::vector<Problem> StatedFiles::missing(std::string_view list, const PathSet& there) const {
  std::uint64_t missing = 0;
  std::string_view first;
  for (const std::string& one : stated_) {
    if (there.holds(list, one)) continue;
    if (missing++ == 0) first = one;
  }
  if (missing == 0) return {};
  return {{.code = "stated-files-missing",
           .severity = Severity::high,
           .loss = Loss::none,
           .locator = Locator::at_byte(0),
           .args = {std::to_string(stated_.size()), std::to_string(missing), visible(prefix(first, 300))}}};
}

}  // namespace schouw
