// One row per field of ArchiveLimits.
#include "limits.h"

#include <algorithm>
#include <array>
#include <limits>

namespace schouw {
namespace {

template <std::uint64_t ArchiveLimits::*Field>
constexpr LimitRow row(std::string_view option) {
  return {option, [](const ArchiveLimits& limits) { return limits.*Field; },
          [](ArchiveLimits& limits, std::uint64_t value) { limits.*Field = value; }};
}

std::uint64_t depth(const ArchiveLimits& limits) { return static_cast<std::uint64_t>(limits.depth); }
void set_depth(ArchiveLimits& limits, std::uint64_t value) {
  limits.depth = static_cast<int>(std::min<std::uint64_t>(value, std::numeric_limits<int>::max()));
}

constexpr std::array kRows = {
    LimitRow{"max-depth", depth, set_depth},
    row<&ArchiveLimits::entries>("max-entries"),
    row<&ArchiveLimits::entry_bytes>("max-entry-bytes"),
    row<&ArchiveLimits::total_bytes>("max-total-bytes"),
    row<&ArchiveLimits::ratio>("max-ratio"),
    row<&ArchiveLimits::ratio_floor>("ratio-floor"),
    row<&ArchiveLimits::nested_in_memory>("max-nested-in-memory"),
    row<&ArchiveLimits::seconds>("max-seconds"),
    row<&ArchiveLimits::no_progress_seconds>("max-no-progress-seconds"),
};

}  // namespace

std::span<const LimitRow> limit_rows() { return kRows; }

ArchiveLimits limits_from(const Arguments& arguments) {
  ArchiveLimits limits;
  for (const LimitRow& row : kRows)
    if (const auto value = arguments.number(row.option)) row.set(limits, *value);
  return limits;
}

}  // namespace schouw
