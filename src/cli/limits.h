// The limits of archives as options, for ingest and doctor.
#pragma once

#include <span>
#include <string_view>

#include "options.h"
#include "schouw/archive/archive.h"

namespace schouw {

struct LimitRow {
  std::string_view option;
  std::uint64_t (*get)(const ArchiveLimits&);
  void (*set)(ArchiveLimits&, std::uint64_t);
};

std::span<const LimitRow> limit_rows();
ArchiveLimits limits_from(const Arguments&);

}  // namespace schouw
