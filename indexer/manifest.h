// index.json: which segments are the index. What is not in it does not count.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "schouw/base/result.h"

namespace schouw {

/// Of words.cpp, document.cpp and fields.def together: what is in the index for a row.
inline constexpr std::int64_t kIndexVersion = 3;

struct SegmentEntry {
  std::string file;
  std::uint64_t number = 0;    ///< of the first part in it
  std::uint64_t documents = 0;
  std::int64_t first_row = 0, last_row = 0;   ///< both in it; 0 when there is no document
  std::uint64_t bytes = 0;
  std::string sha256;
};

struct Manifest {
  std::int64_t watermark = 0;
  std::uint64_t next_number = 0;
  std::vector<SegmentEntry> segments;   ///< rows ascend
};

std::filesystem::path manifest_path(const std::filesystem::path& folder);

/// Also checks that the segments are there in their full size. Integrity error "index-damaged", "index-absent"
/// (no manifest) or "index-outdated" (other stemmer or version).
Result<Manifest> read_manifest(const std::filesystem::path& folder);
Result<void> write_manifest(const std::filesystem::path& folder, const Manifest& manifest);

/// What is in a finished file.
Result<SegmentEntry> describe_segment(const std::filesystem::path& file, std::uint64_t number);

}  // namespace schouw
