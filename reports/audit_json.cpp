// The audit report as JSON: everything the HTML shows, for programs. docs/schema/audit-report.schema.json describes
// it; a finding is the record of docs/interface.md.
//   {"format_version":1,"kind":"audit",...,
//   "findings":[
//   {"id":"...","detector":"staff-pupil-connection",...},
// Written one record at a time, so that memory does not grow with the number of findings.
#include "json_document.h"
#include "json_records.h"
#include "naming.h"
#include "schouw/report/report.h"

namespace schouw::audit_json {
namespace {

void write(const AuditResult& result, const ReportOptions& options, const ByteSink& sink) {
  const Names names(result, options.naming, options.lang);
  JsonDocument out(sink);
  out.member("format_version", Json(kReportFormatVersion));
  out.member("kind", Json("audit"));
  Json program = Json::object();
  program["name"] = Json("schouw");
  program["version"] = Json(result.program_version);
  out.member("program", program);
  out.member("lang", Json(options.lang == Lang::nl ? "nl" : "en"));
  out.member("naming", Json(options.naming == Naming::names ? "names" : "pseudonyms"));
  out.member("case", case_json(result.header, names));
  out.member("policy", policy_json(result.header));
  out.member("entries", counts_json(result.entries));
  out.member("records", counts_json(result.records));
  out.member("filter", filter_json(result.filter));
  out.member("figures", figures_json(result));
  out.member("registers", registers_json(result, names));
  if (!result.register_notes.empty())
    out.rows("register_notes", result.register_notes, [&](const RegisterNoteRow& row) {
      return register_note_json(row, names, options.naming == Naming::names);
    });
  out.rows("sources", result.sources, [&](const SourceRow& row) { return source_json(row, names); });
  out.rows("problems", result.problems, [&](const ProblemRow& row) { return problem_json(row, names); });
  out.rows("clauses", result.clauses, clause_json);
  out.rows("contradictions", result.contradictions, bilingual_json);
  out.rows("people", result.people, [&](const PersonRow& row) { return person_json(row, names); });
  out.rows("findings", result.findings,
           [&](const Finding& finding) { return finding_json(finding, result, names); });
  out.rows("gone", result.gone, [&](const Finding& finding) { return finding_json(finding, result, names); });
  out.rows("excerpts", result.findings,
           [&](const Finding& finding) { return excerpts_json(finding.id, result.excerpts(finding), names); });
  out.finish();
}

}  // namespace

extern const Report report;
constinit const Report report{.id = "audit-json", .kinds = "audit", .format = "json", .write = write};

}  // namespace schouw::audit_json
