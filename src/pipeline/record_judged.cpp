// Records of people and findings: what registers and detectors say, as against what exports say.
#include <algorithm>
#include <charconv>

#include "record_json.h"

namespace schouw {
namespace {

Json date_record(const std::optional<Date>& date) { return date.has_value() ? Json(to_string(*date)) : Json(); }

Json bilingual_record(const Bilingual& text) {
  Json out = Json::object();
  out["nl"] = text.nl;
  out["en"] = text.en;
  return out;
}

/// "registers/people.csv:12" as an origin.
Json register_origin(std::string_view place, const Registers& registers) {
  Origin origin;
  origin.source = place;
  const std::size_t colon = place.rfind(':');
  std::uint64_t line = 0;
  if (colon != std::string_view::npos) {
    const std::string_view digits = place.substr(colon + 1);
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), line);
    if (parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size()) origin.source = place.substr(0, colon);
  }
  origin.locator = Locator::at_line(line);
  for (const auto& [path, hash] : registers.files)
    if (path == origin.source) origin.source_sha256 = hash;
  return origin_record(origin);
}

Json role_record(const RoleSpan& span) {
  Json out = Json::object();
  out["role"] = name_of(span.role);
  out["function"] = or_null(span.function);
  out["group"] = or_null(span.group);
  out["valid_from"] = date_record(span.from);
  out["valid_until"] = date_record(span.until);
  return out;
}

Json evidence_record(const Evidence& evidence) {
  Json out = origin_record(evidence.origin);
  if (!evidence.message_id.empty()) out["message_id"] = evidence.message_id;
  if (!evidence.media_id.empty()) out["media_id"] = evidence.media_id;
  if (!evidence.connection_id.empty()) out["connection_id"] = evidence.connection_id;
  return out;
}

Json fact_person_record(const FactPerson& person) {
  Json out = Json::object();
  out["person_id"] = person.person_id;
  out["role"] = name_of(person.role);
  out["function"] = or_null(person.function);
  out["part"] = name_of(person.part);
  out["band"] = name_of(person.band);
  return out;
}

Json clause_record(const ClauseCitation& clause) {
  Json out = Json::object();
  out["id"] = clause.id;
  out["article"] = clause.article;
  out["norm"] = name_of(clause.norm);
  return out;
}

Json facts_record(const Fact& fact) {
  Json out = Json::object();
  out["subject"] = fact.subject;
  out["band"] = name_of(fact.band);
  out["conversation_id"] = or_null(fact.conversation_id);
  out["attributes"] = fact.attributes;
  return out;
}

Json review_record(ReviewState state, const Review* review) {
  Json out = Json::object();
  out["state"] = review == nullptr ? name_of(state) : std::string_view(review->state);
  out["by"] = review == nullptr ? Json() : or_null(review->by);
  out["at"] = review == nullptr ? Json() : or_null(review->at);
  out["reason"] = review == nullptr ? Json() : or_null(review->reason);
  out["comments"] = review == nullptr ? Json::array() : strings_record(review->comments);
  return out;
}

}  // namespace

Json person_record(const Person& person, const Registers& registers) {
  Json out = Json::object();
  out["id"] = person.id;
  out["origin"] = register_origin(person.source, registers);
  out["person_id"] = person.id;
  out["roles"] = Json::array();
  for (const RoleSpan& span : person.roles) out["roles"].push_back(role_record(span));
  Json& name = out["name"];
  name["given"] = or_null(person.name.given);
  name["first_names"] = or_null(person.name.first_names);
  name["infix"] = or_null(person.name.infix);
  name["family"] = or_null(person.name.family);
  name["initials"] = or_null(person.name.initials);
  name["display"] = or_null(person.name.display);
  out["birth_date"] = date_record(person.birth_date);
  Json& keys = out["keys"];
  keys["emails"] = strings_record(person.emails);
  keys["phones"] = strings_record(person.phones);
  keys["native_ids"] = strings_record(person.native_ids);
  keys["accounts"] = Json::array();
  for (const RegisteredAccount& account : registers.accounts)
    if (account.person_id == person.id) keys["accounts"].push_back(Json(account.platform + ":" + account.handle));
  out["parent_of"] = strings_record(person.parent_of);
  out["source"] = or_null(person.source);
  return out;
}

Json finding_record(const Finding& finding, const Review* review) {
  const Fact& fact = finding.fact;
  Json out = Json::object();
  out["id"] = finding.id;
  out["origin"] = fact.evidence.empty() ? Json() : origin_record(fact.evidence.front().origin);
  out["fingerprint"] = finding.fingerprint;
  out["detector"] = fact.detector;
  out["detector_version"] = fact.detector_version;
  out["policy"] = finding.policy;
  out["clauses"] = Json::array();
  for (const ClauseCitation& clause : finding.clauses) out["clauses"].push_back(clause_record(clause));
  out["verdict"] = name_of(finding.verdict);
  out["severity"] = name_of(finding.severity);
  out["band"] = name_of(finding.band);
  out["time"] = to_json_value(fact.time);
  out["platform"] = fact.platform;
  out["persons"] = Json::array();
  for (const FactPerson& person : fact.persons) out["persons"].push_back(fact_person_record(person));
  out["accounts"] = strings_record(fact.accounts);
  out["evidence"] = Json::array();
  for (const Evidence& evidence : fact.evidence) out["evidence"].push_back(evidence_record(evidence));
  out["exception"]["kind"] = or_null(finding.exception_kind);
  out["exception"]["state"] = name_of(finding.exception_state);
  out["facts"] = facts_record(fact);
  out["text"] = bilingual_record(finding.text);
  out["against"] = finding.against.nl.empty() && finding.against.en.empty() ? Json() : bilingual_record(finding.against);
  out["review"] = review_record(finding.review, review);
  out["baseline"] = name_of(finding.baseline);
  return out;
}

}  // namespace schouw
