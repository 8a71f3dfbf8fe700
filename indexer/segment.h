// Files of the index: parts as they are built, and segments made out of them. Manifest and sizes are the writer's.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "schouw/base/result.h"

namespace schouw {

inline constexpr std::string_view kSegmentEnding = ".glass";
inline constexpr std::string_view kBuildPrefix = "build-";

/// "<number>.glass"; of a part that is not published: "build-<number>".
std::string segment_name(std::uint64_t number);
std::filesystem::path part_path(const std::filesystem::path& folder, std::uint64_t number);

/// One file out of several whose rows ascend; complete and on disk when this returns.
Result<void> merge_segments(std::span<const std::filesystem::path> from, const std::filesystem::path& to);

}  // namespace schouw
