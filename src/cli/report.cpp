// schouw report CASE: one report of the last audit, into the case unless -o says otherwise.
#include "commands.h"
#include "schouw/base/file.h"
#include "steps.h"

namespace schouw {

Result<int> cmd_report(const Session& session, const Arguments& arguments) {
  ReportOrder order;
  if (arguments.has("kind")) order.kind = arguments.get("kind");
  if (arguments.has("format")) order.format = arguments.get("format");
  if (const auto known = check_report(order.kind, order.format); !known) return tl::unexpected(known.error());
  const Result<CaseStore> store = open_case_to_look_into(session, arguments.words[0]);
  if (!store) return tl::unexpected(store.error());
  order.path = arguments.get("output");
  if (order.path.empty()) {
    order.path = store->folder() / "reports" / (order.kind + "." + order.format);
    const auto made = make_private_folder(order.path.parent_path());
    if (!made) return tl::unexpected(made.error());
  }
  if (const auto written = report_step(session, arguments, *store, order); !written)
    return tl::unexpected(written.error());
  return 0;
}

}  // namespace schouw
