// Which media items are the same picture, published several times.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/store/case_store.h"

namespace schouw {

class Publications {
 public:
  /// Looks at all media of the case once.
  explicit Publications(const CaseStore&);

  /// Adds `picture` (the same for all publications, null when nothing is known) and `published_as`: the other media
  /// items that show it, with whether they are the same bytes or look the same.
  void add_to(Json& record, const StoredMedia&) const;

 private:
  struct One {
    std::string media_id, platform, sha256, look;
  };
  std::map<std::string, std::size_t> group_of_;    ///< SHA-256 -> number
  std::vector<std::vector<One>> groups_;
};

}  // namespace schouw
