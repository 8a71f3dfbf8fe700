// schouw audit CASE: judges what is in the case by the policy; no export is opened.
#include "commands.h"
#include "schouw/base/file.h"
#include "signals.h"
#include "steps.h"

namespace schouw {
namespace {

/// The case keeps what it read of the registers. Who corrected one, and audits, would wait in vain for the difference.
void warn_of_changed_registers(const Session& session, const CaseStore& store) {
  const std::filesystem::path folder = case_setup(store).plan_folder;
  const Result<Registers> registers = case_registers(store);
  if (folder.empty() || !registers) return;
  for (const auto& [path, sha256] : registers->files)
    if (const auto now = sha256_of_file(folder / path); now && *now != sha256) warn(session, "audit.register-changed", {path});
}

}  // namespace

Result<int> cmd_audit(const Session& session, const Arguments& arguments) {
  Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  warn_of_changed_registers(session, *store);
  const Result<AuditSummary> summary = audit_step(session, arguments, *store);
  if (!summary) return tl::unexpected(summary.error());
  if (stop_asked()) return kStopped;
  if (const auto told = print_summary(session, arguments, *store, nullptr); !told) return tl::unexpected(told.error());
  return exit_status(arguments, *store);
}

}  // namespace schouw
