// schouw ingest CASE PATH...: reads exports into the case; what was read before is left alone.
#include "commands.h"
#include "signals.h"
#include "steps.h"

namespace schouw {

Result<int> cmd_ingest(const Session& session, const Arguments& arguments) {
  Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  const std::vector<std::filesystem::path> paths(arguments.words.begin() + 1, arguments.words.end());
  const Result<IngestTotals> totals = ingest_step(session, arguments, *store, paths);
  if (!totals) return tl::unexpected(totals.error());
  if (totals->stopped) return kStopped;
  if (const auto told = print_summary(session, arguments, *store, &*totals); !told) return tl::unexpected(told.error());
  return exit_status(arguments, *store);
}

}  // namespace schouw
