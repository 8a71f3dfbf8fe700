// Segment files: how they are made, merged and made durable. Manifest and tiers are the writer's.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "schouw/base/result.h"

namespace schouw {

inline constexpr std::string_view kSegmentEnding = ".glass";
inline constexpr std::string_view kBuildPrefix = "build-";

/// "<tier>-<number>.glass", and of a segment that is not published: "build-<number>.glass".
std::string segment_name(unsigned tier, std::uint64_t number);
std::filesystem::path build_path(const std::filesystem::path& folder, std::string_view label);

/// One file out of several; complete and on disk when this returns.
Result<void> merge_segments(std::span<const std::filesystem::path> from, const std::filesystem::path& to);

}  // namespace schouw
