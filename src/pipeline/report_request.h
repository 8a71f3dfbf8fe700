// What a report is asked for, against what there is.
#pragma once

#include "schouw/pipeline/audit.h"
#include "schouw/policy/policy.h"
#include "schouw/policy/registers.h"

namespace schouw {

/// usage errors "report-persons", "report-person-unknown", "report-clause-unknown", "report-filter", "option-value".
Result<void> check_request(const ReportRequest&, const Policy&, const Registers&);

/// Leaves out what the request does not ask for, and counts it.
void apply_filter(const ReportRequest&, AuditResult&);

}  // namespace schouw
