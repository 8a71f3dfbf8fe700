// A report as JSON Lines: a record a line, its type in front. docs/schema/report-record.schema.json describes them.
//   {"record":"report","format_version":1,"kind":"audit",...}
//   {"record":"finding","id":"...","verdict":"breach",...}
#include "records.h"

namespace schouw::records_jsonl {
namespace {

void write(const AuditResult& result, const ReportOptions& options, const ByteSink& sink) {
  std::string line;
  each_report_record(result, options, {}, [&](std::string_view type, const Json& record) {
    if (type == "about") return;  // the record "report" says it with the names of the interface
    line = "{\"record\":";
    append_json_string(line, type);
    const std::string rest = to_json(record);
    if (rest.size() > 2) line += ",";
    line += std::string_view(rest).substr(1);
    line += '\n';
    sink(line);
  });
}

}  // namespace

extern const Report report;
constinit const Report report{
    .id = "records-jsonl", .kinds = "audit dossier annual access", .format = "jsonl", .write = write};

}  // namespace schouw::records_jsonl
