// Whether the published segments are the bytes that were published; the reader looks at their size only.
#include "manifest.h"
#include "schouw/base/file.h"
#include "schouw/index/index.h"
#include "xapian_error.h"

namespace schouw {

Result<void> verify_index(const std::filesystem::path& index_folder) {
  const Result<Manifest> manifest = read_manifest(index_folder);
  if (!manifest) return tl::unexpected(manifest.error());
  for (const SegmentEntry& entry : manifest->segments) {
    const Result<std::string> hash = sha256_of_file(index_folder / entry.file);
    if (!hash) return tl::unexpected(hash.error());
    if (*hash != entry.sha256) return index_damaged(index_folder / entry.file);
  }
  return {};
}

}  // namespace schouw
