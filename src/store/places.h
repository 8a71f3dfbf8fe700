// Where records stand: sources and their entries, as rows and back as Origins.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "schouw/model/origin.h"
#include "sqlite.h"

namespace schouw {

struct Place {
  std::int64_t source = 0;
  std::string sha256, source_path, entry_path;
  std::string format;     ///< importer of the entry
  bool finished = false;  ///< the source was read to the end
};

class Places {
 public:
  explicit Places(Db& db) : db_(db) {}

  /// The row of an entry; made when it is new.
  std::int64_t entry_row(std::int64_t source, std::string_view path);
  /// Valid until the next call.
  const Place& at(std::int64_t entry);
  Origin origin(std::int64_t entry, Locator locator);
  /// True while some source is being read, or was broken off.
  bool some_unfinished();
  void forget();

 private:
  Db& db_;
  std::unordered_map<std::int64_t, Place> read_;
  std::int64_t last_source_ = 0, last_entry_ = 0;
  std::string last_path_;
};

}  // namespace schouw
