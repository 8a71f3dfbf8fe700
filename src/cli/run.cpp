// schouw run PLAN.json: the whole audit from one file. What can be wrong with the plan is found before the first
// export is opened; the purpose gate stands before the first report.
#include <algorithm>

#include "commands.h"
#include "schouw/base/file.h"
#include "signals.h"
#include "steps.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

Result<Plan> plan_of(const Arguments& arguments) {
  Result<Plan> plan = load_plan(arguments.words[0]);
  if (!plan) return plan;
  if (arguments.has("policy")) plan->policy = arguments.get("policy");
  if (arguments.has("case")) plan->case_folder = arguments.get("case");
  if (const auto day = arguments.date("as-of")) plan->as_of = day;
  if (plan->case_folder.empty()) return fail(ErrorCode::usage, "plan-no-case", {}, arguments.words[0]);
  for (const ReportOrder& order : plan->reports) {
    if (const auto known = check_report(order.kind, order.format); !known) {
      Error error = known.error();
      error.place = arguments.words[0];
      return tl::unexpected(std::move(error));
    }
    const bool is_export = std::ranges::find(plan->exports, order.path) != plan->exports.end();
    // A report of an earlier run may fit the pattern of the exports; only a file that was there before is evidence.
    if (is_export && !is_case_folder(plan->case_folder))
      return fail(ErrorCode::usage, "report-exists-as-export", {order.path.string()}, arguments.words[0]);
  }
  return plan;
}

/// A report about somebody who is in no register fails before the exports are read, not hours later.
Result<void> check_persons(const CaseStore& store, const Plan& plan, const std::string& plan_file) {
  const Result<Registers> registers = case_registers(store);
  if (!registers) return tl::unexpected(registers.error());
  for (const ReportOrder& order : plan.reports)
    for (const std::string& id : order.persons)
      if (registers->find(id) == nullptr) return fail(ErrorCode::usage, "report-person-unknown", {id}, plan_file);
  return {};
}

/// A report that an earlier run wrote between the exports is no export.
void leave_out_reports(Plan& plan) {
  for (const ReportOrder& order : plan.reports) std::erase(plan.exports, order.path);
}

Result<void> write_reports(const Session& session, const Arguments& arguments, const CaseStore& store,
                           const Plan& plan) {
  if (plan.reports.empty()) return {};
  if (const auto allowed = check_purpose(case_setup(store)); !allowed) return allowed;
  for (const ReportOrder& order : plan.reports) {
    if (const auto made = make_private_folder(order.path.parent_path()); !made) return made;
    if (const auto written = report_step(session, arguments, store, order); !written) return written;
  }
  return {};
}

}  // namespace

Result<int> cmd_run(const Session& session, const Arguments& arguments) {
  Result<Plan> plan = plan_of(arguments);
  if (!plan) return tl::unexpected(plan.error());
  leave_out_reports(*plan);
  const bool is_new = !is_case_folder(plan->case_folder);
  Result<CaseStore> store = is_new ? create_case(plan->case_folder, *plan) : continue_case(plan->case_folder, *plan);
  if (!store) return tl::unexpected(store.error());
  Json details = Json::object();
  details["plan"] = arguments.words[0];
  const auto noted = note_in_ledger(session, store->folder(), is_new ? "init" : "continue", std::move(details));
  if (!noted) return tl::unexpected(noted.error());
  tell_register_notes(session, *store);
  if (const auto known = check_persons(*store, *plan, arguments.words[0]); !known) return tl::unexpected(known.error());
  for (const std::string& pattern : plan->without_file) warn(session, "run.no-file", {pattern});
  const Result<IngestTotals> totals = ingest_step(session, arguments, *store, plan->exports);
  if (!totals) return tl::unexpected(totals.error());
  if (totals->stopped) return kStopped;
  const Result<AuditSummary> summary = audit_step(session, arguments, *store);
  if (!summary) return tl::unexpected(summary.error());
  if (stop_asked()) return kStopped;
  if (const auto told = print_summary(session, arguments, *store, &*totals); !told) return tl::unexpected(told.error());
  const auto written = write_reports(session, arguments, *store, *plan);
  if (!written) return tl::unexpected(written.error());
  return exit_status(arguments, *store);
}

}  // namespace schouw
