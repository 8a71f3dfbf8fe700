// Who is whose, by paths and hashes alone, before a byte is read:
//
//   karin/connections/following.json            the same bytes as   piet/connections/following.json
//   karin/…/personal_information.json           other bytes than    piet/…/personal_information.json   -> two owners
//
// Gap: of downloads without a profile file, or two whose folders differ below the root as well, nothing shows whether they are two
// people's. They count as one, and a problem says so.
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
     "personal_information.html", "profile_information.html", "statistics.csv", "actor.json", "channel.csv", "kanaal.csv"});

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
  const auto [at, fresh] = hash_of_.try_emplace(std::move(path), sha256);
  if (!fresh && at->second == sha256) return;
  at->second = sha256;
  paths_[std::move(sha256)].push_back(at->first);
}

std::vector<std::string> KnownFiles::paths_of(std::string_view sha256) const {
  std::vector<std::string> out;
  if (const auto same = paths_.find(sha256); same != paths_.end())
    for (const std::string& path : same->second)
      if (hash_of_.find(path)->second == sha256) out.push_back(path);   // a path may have got other bytes since
  return out;
}

const std::vector<std::string>& KnownFiles::profiles_in(const std::string& folder) const {
  const auto [found, fresh] = profiles_.try_emplace(folder);
  if (!fresh) return found->second;
  for (auto at = hash_of_.lower_bound(folder); at != hash_of_.end() && at->first.starts_with(folder); ++at)
    if (std::ranges::find(kProfiles, name_of(at->first)) != kProfiles.end()) found->second.push_back(at->first.substr(folder.size()));
  return found->second;
}

Owners KnownFiles::owners_of(std::string_view one, std::string_view other) const {
  const std::size_t common = common_end(one, other);
  if (common == 0) return Owners::one;   // another name: a copy beside it
  const std::string first = std::string(one.substr(0, one.size() - common)) + "/";
  const std::string second = std::string(other.substr(0, other.size() - common)) + "/";
  for (const std::string& profile : profiles_in(first)) {
    const auto theirs = hash_of_.find(second + profile);
    if (theirs == hash_of_.end()) continue;
    if (theirs->second == hash_of_.find(first + profile)->second) return Owners::one;
    return paths_.find(theirs->second)->second.front() == theirs->first ? Owners::two : Owners::one;
  }
  const bool said = !profiles_in(first).empty(), second_said = !profiles_in(second).empty();
  if (said == second_said) return Owners::neither;   // or in both, and not at the same place
  return said ? Owners::only_first : Owners::only_second;
}

Problem in_two_places(std::vector<std::string> others) {
  std::ranges::sort(others);
  std::string shown = others.front();
  if (others.size() > 1) shown += " (+" + std::to_string(others.size() - 1) + ")";
  Problem problem;
  problem.code = "list-in-two-places";
  problem.severity = Severity::medium;
  problem.loss = Loss::none;
  problem.locator = Locator::at_byte(0);
  problem.args = {std::move(shown)};
  return problem;
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
