// Who is whose, by paths and hashes alone, before a byte is read:
//
//   karin/connections/following.json            the same bytes as   piet/connections/following.json
//   karin/…/personal_information.json           other bytes than    piet/…/personal_information.json   -> two owners
//
// Gap: downloads without a profile file, or two whose folders differ below the root as well, count as one.
#include "twins.h"

#include <algorithm>
#include <array>
#include <utility>

namespace schouw {
namespace {

/// Files by which the platforms say whose a download is.
constexpr auto kProfiles = std::to_array<std::string_view>(
    {"personal_information.json", "profile_information.json", "profile.json", "account.js", "account.json",
     "user_information.json", "Profile.csv", "Email Addresses.csv", "user.json", "user_info.json", "export_results.html",
     "personal_information.html", "profile_information.html"});

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// How many bytes both paths have in common at their end, in whole names.
std::size_t common_end(std::string_view one, std::string_view other) {
  std::size_t common = 0, at = 0;
  while (at < one.size() && at < other.size() && one[one.size() - 1 - at] == other[other.size() - 1 - at]) {
    ++at;
    if (one[one.size() - at] == '/') common = at;
  }
  return common;
}

}  // namespace

void KnownFiles::add(std::string path, std::string sha256) {
  if (sha256.empty()) return;
  first_with_.emplace(sha256, path);
  hash_of_.insert_or_assign(std::move(path), std::move(sha256));
}

bool KnownFiles::of_two_owners(std::string_view one, std::string_view other) const {
  const std::size_t common = common_end(one, other);
  if (common == 0) return false;
  const std::string first(one.substr(0, one.size() - common)), second(other.substr(0, other.size() - common));
  const std::string folder = first + "/";
  for (auto at = hash_of_.lower_bound(folder); at != hash_of_.end() && at->first.starts_with(folder); ++at) {
    if (std::ranges::find(kProfiles, name_of(at->first)) == kProfiles.end()) continue;
    const auto theirs = hash_of_.find(second + at->first.substr(first.size()));
    if (theirs == hash_of_.end() || theirs->second == at->second) continue;
    return first_with_.find(theirs->second)->second == theirs->first;
  }
  return false;
}

bool twin_root(std::string_view path, std::string_view root, std::string_view other, std::string& out) {
  if (!path.starts_with(root)) return false;
  const std::string_view behind = path.substr(root.size());
  if (behind.empty() || !other.ends_with(behind)) return false;
  const std::string_view before = other.substr(0, other.size() - behind.size());
  if (!before.empty() && !before.ends_with('/')) return false;
  out = std::string(before);
  return true;
}

}  // namespace schouw
