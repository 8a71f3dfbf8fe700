// The case, its coverage, clauses, people and figures as JSON.
//   {"id":"breul-a-1","article":"A.1","norm":"forbidden","state":"audited","breaches":3,...}
#include "json_records.h"

namespace schouw {

Json counts_json(const EntryCounts& n) {
  Json out = Json::object();
  out["found"] = Json(n.found);
  out["read"] = Json(n.read);
  out["not_recognised"] = Json(n.not_recognised);
  out["refused"] = Json(n.refused);
  out["damaged"] = Json(n.damaged);
  return out;
}

Json counts_json(const RecordCounts& n) {
  Json out = Json::object();
  out["messages"] = Json(n.messages);
  out["system"] = Json(n.system);
  out["posts"] = Json(n.posts);
  out["comments"] = Json(n.comments);
  out["connections"] = Json(n.connections);
  out["media"] = Json(n.media);
  out["rejected"] = Json(n.rejected);
  return out;
}

Json counts_json(const std::map<std::string, std::uint64_t>& n) {
  Json out = Json::object();
  for (const auto& [key, count] : n) out[key] = Json(count);
  return out;
}

namespace {

std::string_view state_name(ClauseCoverage::State state) {
  switch (state) {
    case ClauseCoverage::State::audited: return "audited";
    case ClauseCoverage::State::audited_partly: return "audited-partly";
    case ClauseCoverage::State::not_audited: return "not-audited";
    case ClauseCoverage::State::attest: return "attest";
  }
  return "not-audited";
}

}  // namespace

Json case_json(const CaseHeader& h, const Names& names) {
  Json out = Json::object();
  out["title"] = Json(names.quoted(h.title));
  out["purpose"] = Json(names.quoted(h.purpose));
  out["legal_ground"] = Json(names.quoted(h.legal_ground));
  out["approved_by"] = Json(h.approved_by);
  out["necessity"] = text_or_null(names.quoted(h.necessity));
  out["dpia"] = text_or_null(names.quoted(h.dpia));
  out["ends"] = text_or_null(h.ends);
  Json period = Json::object();
  period["from"] = text_or_null(h.period_from);
  period["until"] = text_or_null(h.period_until);
  out["period"] = std::move(period);
  out["as_of"] = Json(h.as_of);
  out["time_zone"] = Json(h.time_zone);
  return out;
}

Json policy_json(const CaseHeader& h) {
  Json out = Json::object();
  out["id"] = Json(h.policy_id);
  out["title"] = Json(h.policy_title);
  out["version"] = text_or_null(h.policy_version);
  out["sha256"] = Json(h.policy_sha256);
  return out;
}

Json source_json(const SourceRow& row, const Names& names) {
  Json out = Json::object();
  out["id"] = Json(row.id);
  out["path"] = Json(names.place(row.path));
  out["sha256"] = Json(row.sha256);
  out["bytes"] = Json(row.bytes);
  out["format"] = text_or_null(row.format);
  out["platform"] = text_or_null(row.platform);
  out["status"] = Json(row.status);
  out["entries"] = counts_json(row.entries);
  out["records"] = counts_json(row.records);
  out["first"] = to_json_value(row.first);
  out["last"] = to_json_value(row.last);
  out["custodian"] = text_or_null(row.custodian);
  out["problems"] = Json(row.problems);
  return out;
}

Json problem_json(const ProblemRow& row, const Names& names) {
  Json out = Json::object();
  out["origin"] = origin_json(row.origin, names);
  out["code"] = Json(row.code);
  out["severity"] = Json(name_of(row.severity));
  out["loss"] = Json(name_of(row.loss));
  Json words = Json::object();
  words["nl"] = Json(names.place(row.text.nl));
  words["en"] = Json(names.place(row.text.en));
  out["text"] = std::move(words);
  Json lost = Json::object();
  lost["records"] = Json(row.lost_records);
  lost["bytes"] = Json(row.lost_bytes);
  out["lost"] = std::move(lost);
  return out;
}

Json clause_json(const ClauseCoverage& clause) {
  Json out = Json::object();
  out["id"] = Json(clause.id);
  out["article"] = Json(clause.article);
  out["section"] = Json(clause.section);
  out["norm"] = Json(name_of(clause.norm));
  out["summary"] = bilingual_json(clause.summary);
  out["state"] = Json(state_name(clause.state));
  out["leaves_out"] = bilingual_json(clause.leaves_out);
  out["question"] = bilingual_json(clause.question);
  out["note"] = bilingual_json(clause.note);
  out["detectors"] = strings_json(clause.detectors);
  out["breaches"] = Json(clause.breaches);
  out["discouraged"] = Json(clause.discouraged);
  out["attention"] = Json(clause.attention);
  return out;
}

Json person_json(const PersonRow& row, const Names& names) {
  Json out = Json::object();
  out["person_id"] = Json(person_ref(row.id, names));
  out["name"] = Json(names.person(row.id));
  out["pseudonym"] = Json(row.pseudonym);
  out["roles"] = Json::array();
  for (const RoleSpan& span : row.roles) {
    Json role = Json::object();
    role["role"] = Json(name_of(span.role));
    role["function"] = text_or_null(span.function);
    role["group"] = text_or_null(span.group);
    role["valid_from"] = span.from ? Json(to_string(*span.from)) : Json();
    role["valid_until"] = span.until ? Json(to_string(*span.until)) : Json();
    out["roles"].push_back(std::move(role));
  }
  out["accounts"] = Json::array();
  for (const std::string& account : row.accounts)
    out["accounts"].push_back(Json(names.names(row.id) ? account : names.account(account)));
  out["findings"] = Json(row.findings);
  return out;
}

Json figures_json(const AuditResult& r) {
  Json out = Json::object();
  out["messages_per_platform"] = counts_json(r.messages_per_platform);
  out["messages_per_month"] = Json::object();
  for (const auto& [month, platforms] : r.messages_per_month) out["messages_per_month"][month] = counts_json(platforms);
  out["channel_class"] = Json::object();
  for (const auto& [platform, kind] : r.channel_class) out["channel_class"][platform] = Json(kind);
  Json bands = Json::object();
  bands["certain"] = Json(r.identity.certain);
  bands["probable"] = Json(r.identity.probable);
  bands["possible"] = Json(r.identity.possible);
  bands["ambiguous"] = Json(r.identity.ambiguous);
  bands["none"] = Json(r.identity.none);
  out["identity"] = std::move(bands);
  out["findings_outside_period"] = Json(r.findings_outside_period);
  out["messages_outside_period"] = Json(r.messages_outside_period);
  out["media_not_judged"] = Json(r.media_not_judged);
  out["unknown_parties"] = Json(std::uint64_t{r.unknown_parties.size()});
  return out;
}

Json registers_json(const AuditResult& r, const Names& names) {
  Json out = Json::array();
  for (const auto& [path, hash] : r.registers) {
    Json one = Json::object();
    one["path"] = Json(names.place(path));
    one["sha256"] = Json(hash);
    out.push_back(std::move(one));
  }
  return out;
}

Json register_note_json(const RegisterNoteRow& row, const Names& names, bool with_names) {
  const Bilingual& text = with_names ? row.text : row.withheld;
  Json out = Json::object();
  out["code"] = Json(row.code);
  out["place"] = Json(names.place(row.place));
  out["text"]["nl"] = Json(names.place(text.nl));
  out["text"]["en"] = Json(names.place(text.en));
  return out;
}

Json report_json(const AuditResult& result, const ReportOptions& options, const Names& names) {
  Json out = Json::object();
  out["format_version"] = kReportFormatVersion;
  out["kind"] = result.kind;
  out["program"]["name"] = "schouw";
  out["program"]["version"] = result.program_version;
  out["lang"] = options.lang == Lang::nl ? "nl" : "en";
  out["naming"] = options.naming == Naming::names ? "names" : "pseudonyms";
  out["case"] = case_json(result.header, names);
  out["policy"] = policy_json(result.header);
  out["entries"] = counts_json(result.entries);
  out["records"] = counts_json(result.records);
  out["filter"] = filter_json(result.filter);
  return out;
}

Json filter_json(const ReportFilter& filter) {
  Json out = Json::object();
  out["asked"] = Json::object();
  for (const auto& [key, value] : filter.asked) out["asked"][key] = value;
  out["left_out"] = filter.left_out;
  return out;
}

}  // namespace schouw
