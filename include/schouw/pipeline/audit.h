// Audit: resolves accounts, runs the detectors, applies the policy, keeps the findings. Never opens an export.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schouw/base/result.h"
#include "schouw/base/texts.h"
#include "schouw/model/audit_result.h"
#include "schouw/policy/policy.h"
#include "schouw/store/case_store.h"

namespace schouw {

struct AuditOptions {
  std::string policy = {};          ///< shipped id or path; empty: the one of the case
  Date as_of = {};                  ///< the day that counts as today
  std::string program_version = {};
};

struct AuditSummary {
  std::uint64_t findings = 0, breaches = 0, discouraged = 0, attention = 0;
  std::uint64_t outside_period = 0;
  Severity worst = Severity::low;   ///< of the open findings; only when findings > 0
};

/// Replaces the findings of the case by those of this audit.
Result<AuditSummary> run_audit(CaseStore&, const AuditOptions&);

/// Findings of the audit that this one is compared with (the last that differs in evidence, policy, day or version)
/// that are no longer among the findings; their baseline is `absent`. They are listed, but not counted.
std::vector<Finding> absent_findings(const CaseStore&);

/// What a report is to be about.
struct ReportRequest {
  std::string kind = "audit";                 ///< audit, dossier, annual, access
  Lang lang = Lang::nl;                       ///< of the pseudonyms ("Leerling-K7QF" or "Pupil-K7QF")
  std::vector<std::string> persons = {};      ///< dossier: one or more; access: one; ids of the register
  /// Limits findings: clause, platform, severity (that one and above), verdict, review, person.
  std::vector<std::pair<std::string, std::string>> filter = {};
  std::optional<Date> received = {};          ///< access: the day of the request; none: the day of the audit
  std::vector<Json> earlier = {};             ///< annual: reports of earlier years
};

/// Everything that a report shows, from the last audit. Usage error "not-audited" when there was none, "report-persons"
/// or "report-person-unknown" when the request does not say whom it is about. The result reads conversations from the
/// store when a report asks for them: it must not outlive the store.
Result<AuditResult> audit_result(const CaseStore&, const ReportRequest& = {});

/// True when part of the evidence could not be read: the run ends with status 3.
bool has_losses(const CaseStore&);

}  // namespace schouw
