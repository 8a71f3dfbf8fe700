// A result made by hand, with everything a report can meet: hostile strings, every verdict, band and state.
#pragma once

#include <cstddef>
#include <string>

#include "schouw/report/report.h"

namespace schouw::testing {

AuditResult rich_result();
AuditResult empty_result();
AuditResult large_result(std::size_t findings);

std::string written(const Report&, const AuditResult&, Lang, Naming);
const Report& report_of(std::string_view format);

}  // namespace schouw::testing
