// What records of reports have in common, and which kind has which.
#include "records.h"

#include "json_records.h"
#include "schouw/base/assert.h"

namespace schouw {
namespace {

}  // namespace

void about(const Records& out, std::string_view item, std::string_view value) {
  if (value.empty()) return;
  Json record = Json::object();
  record["item"] = item;
  record["value"] = value;
  out.add("about", record);
}

void each_report_record(const AuditResult& result, const ReportOptions& options, std::string_view only,
                        const RecordSink& sink) {
  const Names names(result, options.naming, options.lang);
  const Records out(only, sink);
  if (result.kind == "annual") return annual_records(result, options, names, out);
  if (result.kind == "dossier") return dossier_records(result, options, names, out);
  if (result.kind == "access") return access_records(result, options, names, out);
  SCHOUW_ASSERT(result.kind == "audit");
  audit_records(result, options, names, out);
}

void about_records(const AuditResult& result, const Words& say, const Names& names, const Records& out) {
  if (!out.wants("about")) return;
  const CaseHeader& h = result.header;
  about(out, say("about.kind"), say.name("kind", result.kind));
  about(out, say("about.title"), names.quoted(h.title));
  about(out, say("mandate.purpose"), names.quoted(h.purpose));
  about(out, say("mandate.ground"), names.quoted(h.legal_ground));
  about(out, say("mandate.approved"), h.approved_by);
  about(out, say("mandate.policy"), h.policy_title);
  about(out, say("mandate.version"), h.policy_version);
  about(out, say("mandate.period"), say.period(h.period_from, h.period_until));
  about(out, say("mandate.as-of"), h.as_of);
  about(out, say("mandate.zone"), h.time_zone);
  about(out, say("method.program"), "schouw " + result.program_version);
  for (const auto& [key, value] : result.filter.asked) about(out, say.name("filter-key", key), value);
  if (!result.filter.asked.empty()) about(out, say("about.left-out"), say.number(result.filter.left_out));
  about(out, say("entries.found"), say.number(result.entries.found));
  about(out, say("entries.read"), say.number(result.entries.read));
  about(out, say("entries.not-recognised"), say.number(result.entries.not_recognised));
  about(out, say("entries.refused"), say.number(result.entries.refused));
  about(out, say("entries.damaged"), say.number(result.entries.damaged));
  about(out, say("limits.title"), say("limits.shows"));
}

void finding_records(const AuditResult& result, const Names& names, const Records& out) {
  if (out.wants("finding"))
    for (const Finding& finding : result.findings) out.add("finding", finding_json(finding, result, names));
  if (!out.wants("quote")) return;
  for (const Finding& finding : result.findings)
    for (const ConversationExcerpt& excerpt : result.excerpts(finding))
      for (const QuotedMessage& message : excerpt.messages) {
        Json record = message_json(message, names);
        record["finding"] = finding.id;
        record["conversation"]["id"] = text_or_null(excerpt.conversation_id);
        record["conversation"]["title"] = names.quoted(excerpt.title);
        record["conversation"]["platform"] = text_or_null(excerpt.platform);
        out.add("quote", record);
      }
}

void source_records(const AuditResult& result, const Names& names, const Records& out) {
  for (const SourceRow& row : result.sources) out.add("source", source_json(row, names));
  for (const ProblemRow& row : result.problems) out.add("problem", problem_json(row, names));
  const Json registers = registers_json(result, names);
  for (const Json& row : registers.items()) out.add("register", row);
}

}  // namespace schouw
