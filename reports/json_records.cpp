// Findings and quoted messages as JSON.
//   {"id":"5d..","detector":"staff-pupil-connection","verdict":"breach","band":"probable",...}
#include "json_records.h"

namespace schouw {
namespace {

Json locator_json(const Locator& at, const Names& names) {
  Json out = Json::object();
  out[name_of(at.kind)] = at.kind == LocatorKind::id ? Json(names.place(at.id)) : Json(at.number);
  return out;
}

Json evidence_json(const Evidence& evidence, const Names& names) {
  Json out = origin_json(evidence.origin, names);
  if (!evidence.message_id.empty()) out["message_id"] = Json(evidence.message_id);
  if (!evidence.media_id.empty()) out["media_id"] = Json(evidence.media_id);
  if (!evidence.connection_id.empty()) out["connection_id"] = Json(evidence.connection_id);
  return out;
}

Json persons_json(const Finding& finding, const Names& names) {
  Json out = Json::array();
  for (const FactPerson& person : finding.fact.persons) {
    Json one = Json::object();
    one["person_id"] = Json(person_ref(person.person_id, names));
    one["name"] = Json(names.person(person.person_id));
    one["role"] = Json(name_of(person.role));
    one["function"] = text_or_null(person.function);
    one["part"] = Json(name_of(person.part));
    one["band"] = Json(name_of(person.band));
    out.push_back(std::move(one));
  }
  return out;
}

Json clauses_json(const Finding& finding) {
  Json out = Json::array();
  for (const ClauseCitation& clause : finding.clauses) {
    Json one = Json::object();
    one["id"] = Json(clause.id);
    one["article"] = Json(clause.article);
    one["norm"] = Json(name_of(clause.norm));
    out.push_back(std::move(one));
  }
  return out;
}

Json sentences_json(const Bilingual& text, const Names& names) {
  if (text.nl.empty() && text.en.empty()) return Json();
  Json out = Json::object();
  out["nl"] = Json(names.sentence(text.nl));
  out["en"] = Json(names.sentence(text.en));
  return out;
}

Json exception_json(const Finding& finding) {
  Json out = Json::object();
  out["kind"] = text_or_null(finding.exception_kind);
  out["state"] = Json(name_of(finding.exception_state));
  return out;
}

Json review_json(const Finding& finding, const AuditResult& result, const Names& names) {
  const auto found = result.reviews.find(finding.id);
  const ReviewNote note = found == result.reviews.end() ? ReviewNote{} : found->second;
  Json out = Json::object();
  out["state"] = Json(name_of(finding.review));
  out["by"] = text_or_null(note.by);
  out["at"] = text_or_null(note.at);
  out["reason"] = text_or_null(names.quoted(note.reason));
  out["comments"] = Json::array();
  for (const std::string& comment : note.comments) out["comments"].push_back(Json(names.quoted(comment)));
  return out;
}

}  // namespace

Json text_or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }

Json strings_json(const std::vector<std::string>& list) {
  Json out = Json::array();
  for (const std::string& text : list) out.push_back(Json(text));
  return out;
}

Json bilingual_json(const Bilingual& text) {
  if (text.nl.empty() && text.en.empty()) return Json();
  Json out = Json::object();
  out["nl"] = Json(text.nl);
  out["en"] = Json(text.en);
  return out;
}

Json origin_json(const Origin& origin, const Names& names) {
  Json out = Json::object();
  out["source_sha256"] = Json(origin.source_sha256);
  out["source"] = Json(names.place(origin.source));
  out["entry"] = text_or_null(names.place(origin.entry));
  out["locator"] = locator_json(origin.locator, names);
  return out;
}

std::string person_ref(std::string_view person_id, const Names& names) {
  return names.names(person_id) ? std::string(person_id) : names.person(person_id);
}

Json finding_json(const Finding& finding, const AuditResult& result, const Names& names) {
  const Fact& fact = finding.fact;
  Json out = Json::object();
  out["id"] = Json(finding.id);
  out["detector"] = Json(fact.detector);
  out["detector_version"] = Json(fact.detector_version);
  out["policy"] = Json(finding.policy);
  out["clauses"] = clauses_json(finding);
  out["verdict"] = Json(name_of(finding.verdict));
  out["severity"] = Json(name_of(finding.severity));
  out["band"] = Json(name_of(finding.band));
  out["time"] = to_json_value(fact.time);
  out["platform"] = Json(fact.platform);
  out["conversation_id"] = text_or_null(fact.conversation_id);
  out["persons"] = persons_json(finding, names);
  out["accounts"] = strings_json(fact.accounts);
  out["evidence"] = Json::array();
  for (const Evidence& evidence : fact.evidence) out["evidence"].push_back(evidence_json(evidence, names));
  if (!fact.evidence.empty()) out["origin"] = origin_json(fact.evidence.front().origin, names);
  out["exception"] = exception_json(finding);
  out["facts"] = names.value(fact.attributes);
  out["text"] = sentences_json(finding.text, names);
  out["against"] = sentences_json(finding.against, names);
  out["review"] = review_json(finding, result, names);
  out["fingerprint"] = Json(finding.fingerprint);
  out["baseline"] = Json(name_of(finding.baseline));
  return out;
}

/// Null for a notice of the app itself.
Json sender_json(const QuotedMessage& message, const Names& names) {
  if (message.account_id.empty()) return {};
  Json sender = Json::object();
  sender["account_id"] = Json(message.account_id);
  sender["display_name"] = Json(names.sender(message));
  sender["person_id"] = message.person_id.empty() ? Json() : Json(person_ref(message.person_id, names));
  sender["band"] = Json(name_of(message.band));
  return sender;
}

Json message_json(const QuotedMessage& message, const Names& names) {
  Json out = Json::object();
  out["id"] = Json(message.id);
  out["cited"] = Json(message.cited);
  out["time"] = to_json_value(message.time);
  out["sender"] = sender_json(message, names);
  out["text"] = Json(names.quoted(message.text));
  out["attachments"] = Json::array();
  for (const std::string& file : message.attachments) out["attachments"].push_back(Json(names.place(file)));
  out["origin"] = origin_json(message.origin, names);
  return out;
}

Json excerpts_json(std::string_view finding_id, const std::vector<ConversationExcerpt>& excerpts, const Names& names) {
  Json out = Json::object();
  out["finding"] = Json(finding_id);
  out["conversations"] = Json::array();
  for (const ConversationExcerpt& excerpt : excerpts) {
    Json one = Json::object();
    one["id"] = text_or_null(excerpt.conversation_id);
    one["title"] = Json(names.quoted(excerpt.title));
    one["messages"] = Json::array();
    for (const QuotedMessage& message : excerpt.messages)
      one["messages"].push_back(message_json(message, names));
    out["conversations"].push_back(std::move(one));
  }
  return out;
}

}  // namespace schouw
