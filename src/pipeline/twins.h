// The same bytes in the downloads of two people: "Karin follows the school" and "Piet follows the school" may be one file.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/model/problem.h"

namespace schouw {

/// Of two files with the same bytes: whose downloads they lie in. The last three: a file that says so stands in one, or in none.
enum class Owners { one, two, only_first, only_second, neither };

/// The files of a case and of this ingest, by path as shown.
class KnownFiles {
 public:
  /// First those of the case, then those of the ingest, in their order.
  void add(std::string path, std::string sha256);

  /// `two`: below the folders by which the two paths differ, a file that says whose a download is stands in both, and says
  /// something else. `one`: it says the same, or is itself a copy of one that came before.
  Owners owners_of(std::string_view one, std::string_view other) const;

  /// Every path of these bytes, in the order in which they were added.
  std::vector<std::string> paths_of(std::string_view sha256) const;

 private:
  /// Files that say whose a download is, behind this folder. Kept: a copied folder asks it for each of its files.
  const std::vector<std::string>& profiles_in(const std::string& folder) const;

  std::map<std::string, std::string, std::less<>> hash_of_;
  std::map<std::string, std::vector<std::string>, std::less<>> paths_;  ///< by hash
  mutable std::map<std::string, std::vector<std::string>, std::less<>> profiles_;  ///< by folder
};

/// That a file lies at these places too, and nothing shows whether it is of several people.
Problem in_two_places(std::vector<std::string> others);

/// "b/connections/following.json" for root "a/" of "a/connections/following.json" -> "b/"; nothing when the other path
/// does not end as the first goes on behind its root.
bool twin_root(std::string_view path, std::string_view root, std::string_view other, std::string& out);

}  // namespace schouw
