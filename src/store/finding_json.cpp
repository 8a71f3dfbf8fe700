#include "finding_json.h"

#include "packed.h"

namespace schouw {
namespace {

std::int64_t number(const Json& json, std::string_view key) { return json.at(key).integer().value_or(0); }
std::string words(const Json& json, std::string_view key) { return unpack_text(json.at(key)); }

Json pack(const Bilingual& text) { return Json(Json::Array{pack_text(text.nl), pack_text(text.en)}); }

Bilingual unpack_bilingual(const Json& json) {
  if (json.size() != 2) return {};
  return {unpack_text(json.items()[0]), unpack_text(json.items()[1])};
}

Json pack(const Evidence& e) {
  Json out = Json::object();
  out["sha256"] = pack_text(e.origin.source_sha256);
  out["source"] = pack_text(e.origin.source);
  out["entry"] = pack_text(e.origin.entry);
  out["at"] = schouw::pack(e.origin.locator);
  out["message"] = pack_text(e.message_id);
  out["media"] = pack_text(e.media_id);
  out["connection"] = pack_text(e.connection_id);
  return out;
}

Evidence unpack_evidence(const Json& json) {
  return {{words(json, "sha256"), words(json, "source"), words(json, "entry"), unpack_locator(json.at("at"))},
          words(json, "message"),
          words(json, "media"),
          words(json, "connection")};
}

Json pack(const FactPerson& p) {
  Json out = Json::object();
  out["person"] = pack_text(p.person_id);
  out["role"] = Json(number_of(p.role));
  out["function"] = pack_text(p.function);
  out["part"] = Json(number_of(p.part));
  out["band"] = Json(number_of(p.band));
  return out;
}

FactPerson unpack_person(const Json& json) {
  return {words(json, "person"), enum_of(number(json, "role"), Role::external), words(json, "function"),
          enum_of(number(json, "part"), PersonPart::mentioned), enum_of(number(json, "band"), Band::certain)};
}

Json pack(const Fact& fact) {
  Json out = Json::object();
  out["detector"] = pack_text(fact.detector);
  out["version"] = Json(fact.detector_version);
  out["platform"] = pack_text(fact.platform);
  out["conversation"] = pack_text(fact.conversation_id);
  out["time"] = schouw::pack(fact.time);
  out["band"] = Json(number_of(fact.band));
  out["persons"] = Json::array();
  for (const FactPerson& person : fact.persons) out["persons"].push_back(pack(person));
  out["accounts"] = pack_texts(fact.accounts);
  out["evidence"] = Json::array();
  for (const Evidence& evidence : fact.evidence) out["evidence"].push_back(pack(evidence));
  out["attributes"] = fact.attributes;
  out["subject"] = pack_text(fact.subject);
  return out;
}

Fact unpack_fact(const Json& json) {
  Fact fact;
  fact.detector = words(json, "detector");
  fact.detector_version = static_cast<int>(number(json, "version"));
  fact.platform = words(json, "platform");
  fact.conversation_id = words(json, "conversation");
  fact.time = unpack_record_time(json.at("time"));
  fact.band = enum_of(number(json, "band"), Band::certain);
  for (const Json& person : json.at("persons").items()) fact.persons.push_back(unpack_person(person));
  fact.accounts = unpack_texts(json.at("accounts"));
  for (const Json& evidence : json.at("evidence").items()) fact.evidence.push_back(unpack_evidence(evidence));
  fact.attributes = json.at("attributes");
  fact.subject = words(json, "subject");
  return fact;
}

Json pack(const ClauseCitation& clause) {
  return Json(Json::Array{pack_text(clause.id), pack_text(clause.article), Json(number_of(clause.norm))});
}

ClauseCitation unpack_clause(const Json& json) {
  if (json.size() != 3) raise_damaged("clause");
  const Json::Array& parts = json.items();
  return {unpack_text(parts[0]), unpack_text(parts[1]), enum_of(parts[2].integer().value_or(-1), Norm::sanction)};
}

}  // namespace

Json pack(const Finding& finding) {
  Json out = Json::object();
  out["id"] = pack_text(finding.id);
  out["fingerprint"] = pack_text(finding.fingerprint);
  out["fact"] = pack(finding.fact);
  out["policy"] = pack_text(finding.policy);
  out["clauses"] = Json::array();
  for (const ClauseCitation& clause : finding.clauses) out["clauses"].push_back(pack(clause));
  out["verdict"] = Json(number_of(finding.verdict));
  out["severity"] = Json(number_of(finding.severity));
  out["band"] = Json(number_of(finding.band));
  out["exception"] = pack_text(finding.exception_kind);
  out["exception_state"] = Json(number_of(finding.exception_state));
  out["text"] = pack(finding.text);
  out["against"] = pack(finding.against);
  out["review"] = Json(number_of(finding.review));
  out["baseline"] = Json(number_of(finding.baseline));
  return out;
}

Finding unpack_finding(const Json& json) {
  Finding finding;
  finding.id = words(json, "id");
  finding.fingerprint = words(json, "fingerprint");
  finding.fact = unpack_fact(json.at("fact"));
  finding.policy = words(json, "policy");
  for (const Json& clause : json.at("clauses").items()) finding.clauses.push_back(unpack_clause(clause));
  finding.verdict = enum_of(number(json, "verdict"), Verdict::attention);
  finding.severity = enum_of(number(json, "severity"), Severity::high);
  finding.band = enum_of(number(json, "band"), Band::certain);
  finding.exception_kind = words(json, "exception");
  finding.exception_state = enum_of(number(json, "exception_state"), ExceptionState::unknown);
  finding.text = unpack_bilingual(json.at("text"));
  finding.against = unpack_bilingual(json.at("against"));
  finding.review = enum_of(number(json, "review"), ReviewState::unsure);
  finding.baseline = enum_of(number(json, "baseline"), Baseline::absent);
  return finding;
}

}  // namespace schouw
