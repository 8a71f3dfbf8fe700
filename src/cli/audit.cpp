// schouw audit CASE: judges what is in the case by the policy; no export is opened.
#include "commands.h"
#include "signals.h"
#include "steps.h"

namespace schouw {

Result<int> cmd_audit(const Session& session, const Arguments& arguments) {
  Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  const Result<AuditSummary> summary = audit_step(session, arguments, *store);
  if (!summary) return tl::unexpected(summary.error());
  if (stop_asked()) return kStopped;
  if (const auto told = print_summary(session, arguments, *store, nullptr); !told) return tl::unexpected(told.error());
  return exit_status(arguments, *store);
}

}  // namespace schouw
