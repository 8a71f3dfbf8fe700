// The steps that `run` takes one after another and that are commands of their own as well.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "case_access.h"
#include "output.h"
#include "schouw/pipeline/audit.h"
#include "schouw/pipeline/ingest.h"
#include "schouw/pipeline/plan.h"

namespace schouw {

/// What was not read of the registers, or leaves doubt: a few of each kind, on stderr.
void tell_register_notes(const Session&, const CaseStore&);

/// Reads the paths into the case, shows progress, and writes the ledger.
Result<IngestTotals> ingest_step(const Session&, const Arguments&, CaseStore&,
                                 std::span<const std::filesystem::path> paths);

Result<AuditSummary> audit_step(const Session&, const Arguments&, CaseStore&);

/// usage error "report-format" that names the reports there are.
Result<void> check_report(std::string_view kind, std::string_view format);

/// Writes one report of the last audit; `path` "-" is stdout. Further files of the report go into the folder
/// "report-csv" beside "report.csv". The purpose gate is the caller's.
Result<void> report_step(const Session&, const Arguments&, const CaseStore&, const ReportOrder&);

/// What a case holds, in numbers; the same for `status`, `run`, `ingest` and `audit`.
struct CaseFigures {
  std::uint64_t sources = 0, read = 0, partial = 0, unread = 0, not_recognised = 0;  ///< the first is the sum
  std::uint64_t messages = 0, problems = 0, losses = 0;
  std::uint64_t findings = 0, breaches = 0, discouraged = 0, attention = 0;
  std::uint64_t open = 0, confirmed = 0, dismissed = 0, unsure = 0;
  bool audited = false;
};
CaseFigures figures_of(const CaseStore&);
Json to_json_value(const CaseFigures&);
/// All that a case without a purpose shows: numbers, on stderr.
void print_counts(const Session&, const CaseFigures&);

/// The closing lines on stderr: what was read, what not, what was found. On stdout as JSON when asked for.
Result<void> print_summary(const Session&, const Arguments&, const CaseStore&, const IngestTotals*);

/// 3 when evidence could not be read, else 1 when --fail-on says so, else 0.
int exit_status(const Arguments&, const CaseStore&);

}  // namespace schouw
