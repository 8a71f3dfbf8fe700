// A report of the kinds dossier, annual and access as one JSON object: the record "report", and an array for each type of
// record. docs/schema/report-record.schema.json describes the records. (The audit report has a form of its own, audit-json.)
//   {"report":{"format_version":1,...},
//   "message":[
//   {"id":...}]}
#include "records.h"

namespace schouw::records_json {
namespace {

void write(const AuditResult& result, const ReportOptions& options, const ByteSink& sink) {
  std::string open, line = "{";
  each_report_record(result, options, {}, [&](std::string_view type, const Json& record) {
    if (type == "about") return;
    if (type != open) {
      if (!open.empty()) line += open == "report" ? ",\n" : "\n],\n";
      append_json_string(line, type);
      line += type == "report" ? ":" : ":[\n";
    } else {
      line += ",\n";
    }
    open = type;
    append_json(line, record);
    sink(line);
    line.clear();
  });
  sink(line + (open.empty() || open == "report" ? "}\n" : "\n]}\n"));
}

}  // namespace

extern const Report report;
constinit const Report report{.id = "records-json", .kinds = "dossier annual access", .format = "json", .write = write};

}  // namespace schouw::records_json
