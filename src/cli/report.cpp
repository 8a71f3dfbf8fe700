// schouw report CASE: one report of the last audit, into the case unless -o says otherwise.
#include "commands.h"
#include "steps.h"

namespace schouw {

Result<int> cmd_report(const Session& session, const Arguments& arguments) {
  ReportOrder order;
  if (arguments.has("kind")) order.kind = arguments.get("kind");
  if (arguments.has("format")) order.format = arguments.get("format");
  if (const auto known = check_report(order.kind, order.format); !known) return tl::unexpected(known.error());
  const Result<CaseStore> store = open_case_to_look_into(arguments.words[0]);
  if (!store) return tl::unexpected(store.error());
  order.path = arguments.has("output") ? std::filesystem::path(arguments.get("output"))
                                       : store->folder() / "reports" / (order.kind + "." + order.format);
  if (const auto written = report_step(session, arguments, *store, order); !written)
    return tl::unexpected(written.error());
  return 0;
}

}  // namespace schouw
