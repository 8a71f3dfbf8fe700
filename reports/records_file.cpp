// A dossier and an access report as records. Everyone but the people they are about is masked (naming.h), and the
// log of masking comes last, when everything has been written once.
#include "json_records.h"
#include "records.h"

namespace schouw {
namespace {

Json subjects_json(const PersonFile& file, const Names& names) {
  Json out = Json::array();
  for (const std::string& id : file.subjects) out.push_back(Json(person_ref(id, names)));
  return out;
}

Json file_report_json(const AuditResult& result, const ReportOptions& options, const Names& names) {
  const PersonFile& file = *result.file;
  Json out = report_json(result, options, names);
  out["subjects"] = subjects_json(file, names);
  out["outside_period"] = file.outside_period;
  out["outside_scope"] = file.outside_scope;
  if (result.kind != "access") return out;
  out["received"] = file.received;
  out["due"] = file.due;
  out["due_extended"] = file.due_extended;
  return out;
}

void message_records(const PersonFile& file, const Names& names, const Records& out) {
  if (!out.wants("message")) return;
  for (const ConversationExcerpt& talk : file.conversations)
    for (const QuotedMessage& message : talk.messages) {
      Json record = message_json(message, names);
      record["conversation"]["id"] = text_or_null(talk.conversation_id);
      record["conversation"]["title"] = names.quoted(talk.title);
      record["conversation"]["platform"] = talk.platform;
      record["conversation"]["kind"] = name_of(talk.kind);
      record["part"] = message.cited ? "own" : message.named ? "named" : "context";
      record["sender"]["account_id"] = names.account(message.account_id);
      out.add("message", record);
    }
}

std::string party(std::string_view account, std::string_view person, const Names& names) {
  return person.empty() ? names.account(account) : names.person(person);
}

void connection_records(const PersonFile& file, const Names& names, const Records& out) {
  for (const FileConnection& row : file.connections) {
    Json record = Json::object();
    record["id"] = row.id;
    record["platform"] = row.platform;
    record["kind"] = row.kind;
    record["owner"] = party(row.owner_account, row.owner_person, names);
    record["other"] = party(row.other_account, row.other_person, names);
    record["since"] = to_json_value(row.since);
    record["ended"] = to_json_value(row.ended);
    record["origin"] = origin_json(row.origin, names);
    out.add("connection", record);
  }
}

void media_records(const PersonFile& file, const Names& names, const Records& out) {
  for (const FileMedia& row : file.media) {
    Json record = Json::object();
    record["id"] = row.id;
    record["platform"] = row.platform;
    record["kind"] = row.kind;
    record["name"] = text_or_null(names.place(row.name));
    record["published"] = to_json_value(row.published);
    record["publisher"] = party(row.publisher_account, row.publisher_person, names);
    record["shown"] = Json::array();
    for (const std::string& id : row.shown) record["shown"].push_back(Json(names.person(id)));
    record["caption"] = text_or_null(names.quoted(row.caption));
    record["present"] = row.present;
    record["origin"] = origin_json(row.origin, names);
    out.add("media", record);
  }
}

void unsure_records(const PersonFile& file, const Names& names, const Records& out) {
  for (const UnsureAccount& row : file.unsure) {
    Json record = Json::object();
    record["account"] = names.account(row.account_id);
    record["platform"] = row.platform;
    record["band"] = name_of(row.band);
    record["messages"] = row.messages;
    out.add("unsure", record);
  }
}

/// Finding records carry ids of accounts; here they are placeholders too.
void masked_finding_records(const AuditResult& result, const Names& names, const Records& out) {
  if (!out.wants("finding")) return;
  for (const Finding& finding : result.findings) {
    Json record = finding_json(finding, result, names);
    record["accounts"] = Json::array();
    for (const std::string& account : finding.fact.accounts) record["accounts"].push_back(Json(names.account(account)));
    out.add("finding", record);
  }
}

void masked_records(const AuditResult& result, const Names& names, const Records& out) {
  if (!out.wants("masked")) return;
  // Another table may be written alone: what was replaced in all of them is known after all of them.
  const RecordSink nowhere = [](std::string_view, const Json&) {};
  const Records all({}, nowhere);
  if (!out.wants("message")) {
    message_records(*result.file, names, all);
    media_records(*result.file, names, all);
    masked_finding_records(result, names, all);
  }
  for (const auto& [shown, times] : names.replacements()) {
    Json record = Json::object();
    record["shown_as"] = shown;
    record["reason"] = "third-party";
    record["times"] = times;
    out.add("masked", record);
  }
}

}  // namespace

void dossier_records(const AuditResult& result, const ReportOptions& options, const Names& names, const Records& out) {
  if (out.wants("report")) out.add("report", file_report_json(result, options, names));
  about_records(result, Words(options.lang), names, out);
  for (const PersonRow& row : result.people) out.add("person", person_json(row, names));
  message_records(*result.file, names, out);
  connection_records(*result.file, names, out);
  media_records(*result.file, names, out);
  masked_finding_records(result, names, out);
  unsure_records(*result.file, names, out);
  for (const SourceRow& row : result.sources) out.add("source", source_json(row, names));
  masked_records(result, names, out);
}

void access_records(const AuditResult& result, const ReportOptions& options, const Names& names, const Records& out) {
  if (out.wants("report")) out.add("report", file_report_json(result, options, names));
  about_records(result, Words(options.lang), names, out);
  for (const auto& [field, value] : result.file->register_data) {
    Json record = Json::object();
    record["field"] = field;
    record["value"] = value;
    out.add("field", record);
  }
  message_records(*result.file, names, out);
  connection_records(*result.file, names, out);
  media_records(*result.file, names, out);
  masked_finding_records(result, names, out);
  unsure_records(*result.file, names, out);
  masked_records(result, names, out);
}

}  // namespace schouw
