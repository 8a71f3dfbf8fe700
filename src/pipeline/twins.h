// The same bytes in the downloads of two people: "Karin follows the school" and "Piet follows the school" may be one file.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace schouw {

/// The files of a case and of this ingest, by path as shown.
class KnownFiles {
 public:
  /// First those of the case, then those of the ingest, in their order.
  void add(std::string path, std::string sha256);

  /// Whether `other`, which has the bytes of `one`, lies in the download of somebody else: below the folders by which the two
  /// paths differ, a file that says whose a download is stands in both, and says something else. Where that file is itself
  /// a copy of one that came before, the download is that one's, and nobody else's.
  bool of_two_owners(std::string_view one, std::string_view other) const;

 private:
  std::map<std::string, std::string, std::less<>> hash_of_;
  std::map<std::string, std::string, std::less<>> first_with_;  ///< by hash
};

/// "b/connections/following.json" for root "a/" of "a/connections/following.json" -> "b/"; nothing when the other path
/// does not end as the first goes on behind its root.
bool twin_root(std::string_view path, std::string_view root, std::string_view other, std::string& out);

}  // namespace schouw
