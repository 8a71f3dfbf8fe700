// Downloads in parts: several archives, or unpacked folders, that a platform gave for one request.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/model/account.h"
#include "sqlite.h"

namespace schouw {

/// Where one part of a download begins.
struct DownloadPart {
  std::string download;      ///< the same for all parts; empty: the name tells of no download
  std::string folder;        ///< of an unpacked part, with '/'; empty for an archive
  std::int64_t source = 0;   ///< of an archive
  auto operator<=>(const DownloadPart&) const = default;
};

/// By the name of an archive or of a folder on its path; the outermost that names a download.
/// "x/facebook-bas-2024-05-01-Ab12Cd34.zip" and "y/facebook-bas-2024-05-01-Ef56Gh78.zip" are one download.
DownloadPart download_part(std::string_view source_path);

/// All parts of downloads in the case, of sources that were read to the end.
class Downloads {
 public:
  explicit Downloads(Db& db);

  /// The other parts of the download that this source belongs to.
  std::vector<DownloadPart> other_parts(std::int64_t source, std::string_view source_path) const;

  /// What other parts say of the owner of this export: for an owner without a name. Nothing when they name nobody, or
  /// two.
  std::optional<AccountRef> owner(std::string_view account) const;

 private:
  Db& db_;
  std::map<std::string, std::vector<DownloadPart>> parts_;
};

}  // namespace schouw
