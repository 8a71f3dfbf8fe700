// A folder as one tar stream (POSIX pax), and back to a list of what is in it. For sealing a case. The first entry is
// MANIFEST.sha256, which `sha256sum -c` understands. Times and owners are left out, so that equal folders give equal
// streams.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/result.h"

namespace schouw {

struct BundledFile {
  std::string name;    ///< relative, '/'-separated
  std::string sha256;
  std::uint64_t bytes = 0;
};

inline constexpr std::string_view kManifestName = "MANIFEST.sha256";

/// Packs these files of `folder`, in this order, behind their manifest. io error when one cannot be read, integrity
/// error "bundle-changed" when one changed between hashing and packing.
Result<std::vector<BundledFile>> pack_bundle(const std::filesystem::path& folder, std::span<const std::string> names,
                                             const std::function<void(std::string_view)>& sink);

/// Reads a stream that pack_bundle made, pulled chunk by chunk (empty: the end), and checks every file against the
/// manifest. integrity error "bundle-differs" names the first file that is changed, missing or not listed.
Result<std::vector<BundledFile>> check_bundle(const std::function<Result<std::string_view>()>& next);

}  // namespace schouw
