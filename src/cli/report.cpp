// schouw report CASE: one report of the last audit, into the case unless -o says otherwise.
#include "commands.h"
#include "schouw/base/file.h"
#include "steps.h"

namespace schouw {
namespace {

std::string_view ending_of(std::string_view format) {
  if (format == "timesketch") return "timesketch.csv";
  return format == "case" ? "case.jsonld" : format;
}

void take_choices(const Arguments& arguments, ReportOrder& order) {
  const bool about_people = order.kind == "dossier" || order.kind == "access";
  for (const std::string_view id : arguments.all("person")) {
    if (about_people)
      order.persons.emplace_back(id);
    else
      order.filter.emplace_back("person", id);
  }
  for (const char* key : {"clause", "platform", "severity", "verdict"})
    if (arguments.has(key)) order.filter.emplace_back(key, arguments.get(key));
  if (arguments.has("state")) order.filter.emplace_back("review", arguments.get("state"));
  order.received = arguments.date("received");
  for (const std::string_view path : arguments.all("earlier")) order.earlier.emplace_back(path);
}

}  // namespace

Result<int> cmd_report(const Session& session, const Arguments& arguments) {
  ReportOrder order;
  if (arguments.has("kind")) order.kind = arguments.get("kind");
  if (arguments.has("format")) order.format = arguments.get("format");
  take_choices(arguments, order);
  if (const auto known = check_report(order.kind, order.format); !known) return tl::unexpected(known.error());
  const Result<CaseStore> store = open_case_to_look_into(session, arguments.words[0]);
  if (!store) return tl::unexpected(store.error());
  order.path = arguments.get("output");
  if (order.path.empty()) {
    order.path = store->folder() / "reports" / (order.kind + "." + std::string(ending_of(order.format)));
    const auto made = make_private_folder(order.path.parent_path());
    if (!made) return tl::unexpected(made.error());
  }
  if (const auto written = report_step(session, arguments, *store, order); !written)
    return tl::unexpected(written.error());
  return 0;
}

}  // namespace schouw
