// A policy file to a Policy, strictly: an unknown key or word is an error, because a rule that silently does
// nothing would look like a clean audit. docs/policy-schema.md has the format:
//
//   {"schema": 1, "id": "de-breul", "title": ..., "clauses": [{"id": "breul-a1", "article": "A1", ...
//
// Gap: the values below `params` are free; they are printed, and no rule reads them.
#include <algorithm>
#include <set>

#include "policy_fields.h"
#include "policy_names.h"
#include "schouw/base/hash.h"
#include "schouw/policy/policy.h"

namespace schouw {
namespace {

constexpr std::string_view kAttest = "attest";

Norm norm_of(std::string_view word) {
  if (word == "allowed") return Norm::allowed_if;  // the clause catalogue's word
  return norm_from(word).value_or(Norm::informative);
}

Severity severity_of(std::string_view word) {
  if (word == "high") return Severity::high;
  return word == "low" ? Severity::low : Severity::medium;
}

std::optional<Verdict> verdict_of(std::string_view word) {
  if (word == "breach") return Verdict::breach;
  if (word == "discouraged") return Verdict::discouraged;
  return Verdict::attention;
}

ChannelClass channel_of(std::string_view word) {
  if (word == "social-media") return ChannelClass::social_media;
  return word == "unofficial" ? ChannelClass::unofficial : ChannelClass::any;
}

std::vector<std::string> words(PolicyFields& fields, std::string_view key, std::span<const std::string_view> known) {
  auto out = fields.list(key);
  for (const std::string& word : out) fields.one_of(key, word, known);
  return out;
}

std::vector<Role> roles(PolicyFields& fields, std::string_view key) {
  std::vector<Role> out;
  for (const std::string& word : words(fields, key, kRoles)) out.push_back(role_from(word).value_or(Role::external));
  return out;
}

std::string detector_name(PolicyFields& fields, const Json& object, PolicyErrors& errors) {
  std::string name = fields.text("detector");
  if (!name.empty() && name != kAttest && !is_detector_name(name))
    errors.add("policy-unknown-detector", {name}, object.at("detector"));
  return name;
}

void read_where(PolicyRule& rule, const Json& where, PolicyErrors& errors) {
  for (const auto& [key, values] : where.members()) {
    std::vector<std::string> wanted;
    for (const Json& value : values.items()) wanted.emplace_back(value.str());
    if (wanted.empty() || std::ranges::find(wanted, "") != wanted.end())
      errors.add("policy-wrong-type", {key, "[\"...\"]"}, values);
    rule.where.emplace_back(key, std::move(wanted));
  }
}

PolicyRule read_rule(const Json& object, PolicyErrors& errors) {
  PolicyFields fields(object, "rules", errors);
  PolicyRule rule;
  rule.line = object.line;
  rule.detector = detector_name(fields, object, errors);
  if (rule.detector == kAttest) errors.add("policy-unknown-detector", {rule.detector}, object.at("detector"));
  if (const auto norm = fields.optional_text("norm"); !norm.empty()) {
    fields.one_of("norm", norm, kNorms);
    rule.norm = norm_of(norm);
  }
  if (const auto verdict = fields.optional_text("verdict"); !verdict.empty()) {
    fields.one_of("verdict", verdict, kVerdicts);
    rule.verdict = verdict_of(verdict);
  }
  rule.actor = roles(fields, "actor");
  rule.counterpart = roles(fields, "counterpart");
  rule.account_kinds = words(fields, "account_kinds", kAccountKinds);
  rule.edge_kinds = words(fields, "edge_kinds", kEdgeKinds);
  if (const auto channel = fields.optional_text("channel"); !channel.empty()) {
    fields.one_of("channel", channel, kChannels);
    rule.channel = channel_of(channel);
  }
  rule.platforms = fields.list("platforms");
  rule.platforms_except = fields.list("platforms_except");
  rule.exceptions = words(fields, "exceptions", kExceptionKinds);
  rule.consent_states = words(fields, "consent_states", kConsentStates);
  const auto severity = fields.text("severity");
  if (!severity.empty()) fields.one_of("severity", severity, kSeverities);
  rule.severity = severity_of(severity);
  read_where(rule, fields.object("where"), errors);
  fields.finish();
  return rule;
}

/// A clause must say how it is looked at, or what a human must answer; never neither, and never a silent gap.
void check_clause(const Clause& clause, const Json& object, PolicyErrors& errors) {
  if (clause.detector == kAttest && clause.attest == Bilingual{})
    errors.add("policy-missing-field", {std::string(kAttest), clause.id}, object);
  if (clause.attest != Bilingual{} && !clause.rules.empty())
    errors.add("policy-attest-with-rules", {clause.id}, object);
}

Clause read_clause(const Json& object, PolicyErrors& errors) {
  const std::string id(object.str("id"));
  PolicyFields fields(object, id.empty() ? "clauses" : id, errors);
  Clause clause;
  clause.id = fields.text("id");
  clause.article = fields.text("article");
  clause.section = fields.text("section");
  clause.source_lines = fields.text("source_lines");
  const auto norm = fields.text("norm");
  if (!norm.empty()) fields.one_of("norm", norm, kNorms);
  clause.norm = norm_of(norm);
  clause.addressees = fields.list("addressees");
  clause.summary = fields.both("summary");
  clause.exceptions = fields.list("exceptions");
  clause.channels = fields.list("channels");
  if (const Json& params = fields.object("params"); params.is_object()) clause.params = params;
  clause.note = fields.optional_both("note");
  clause.detector = detector_name(fields, object, errors);
  clause.related_detectors = words(fields, "related_detectors", kDetectorNames);
  for (const Json& rule : fields.array("rules")) clause.rules.push_back(read_rule(rule, errors));
  clause.leaves_out = fields.optional_both("leaves_out");
  clause.attest = fields.optional_both("attest");
  fields.finish();
  check_clause(clause, object, errors);
  return clause;
}

ConsentTerms read_consent(const Json& object, PolicyErrors& errors) {
  PolicyFields fields(object, "consent", errors);
  ConsentTerms terms;
  terms.giver = fields.text("giver");
  if (!terms.giver.empty()) fields.one_of("giver", terms.giver, kGivers);
  terms.self_from_age = fields.number("self_from_age");
  terms.boundary = fields.optional_text("boundary");
  terms.forms = fields.list("forms");
  terms.validity_months = fields.number("validity_months");
  fields.finish();
  return terms;
}

std::vector<ScopeExclusion> read_exclusions(const Json::Array& items, PolicyErrors& errors) {
  std::vector<ScopeExclusion> out;
  for (const Json& item : items) {
    PolicyFields fields(item, "exclude", errors);
    out.push_back({fields.text("platform"), fields.list("except_clauses")});
    fields.finish();
  }
  return out;
}

void read_clauses(Policy& policy, const Json::Array& items, PolicyErrors& errors) {
  std::set<std::string> seen;
  for (const Json& item : items) {
    Clause clause = read_clause(item, errors);
    if (!seen.insert(clause.id).second) errors.add("policy-duplicate-clause", {clause.id}, item);
    policy.clauses.push_back(std::move(clause));
  }
}

/// An exclusion that names a clause of another protocol would quietly exclude nothing, or too much.
void check_exclusions(const Policy& policy, const Json& where, PolicyErrors& errors) {
  for (const ScopeExclusion& exclusion : policy.exclude)
    for (const std::string& id : exclusion.except_clauses)
      if (policy.find(id) == nullptr) errors.add("policy-unknown-clause", {id}, where);
}

void check_schema(const Json& root, PolicyFields& fields, PolicyErrors& errors) {
  const auto schema = fields.number("schema");
  if (!schema) errors.add("policy-missing-field", {"schema", errors.file}, root);
  if (schema && *schema != 1) errors.add("policy-unknown-value", {std::to_string(*schema), "schema", "1"}, root);
}

}  // namespace

bool is_detector_name(std::string_view name) { return std::ranges::binary_search(kDetectorNames, name); }

Result<Policy> parse_policy(std::string_view json, std::string_view file) {
  const auto document = parse_json_document(json, file);
  if (!document) return tl::unexpected<Error>(document.error());
  const Json& root = *document;
  PolicyErrors errors{std::string(file)};
  PolicyFields fields(root, std::string(file), errors);
  Policy policy;
  check_schema(root, fields, errors);
  policy.id = fields.text("id");
  policy.title = fields.text("title");
  policy.school = fields.text("school");
  policy.version = fields.text("version");
  policy.effective_from = fields.date("effective_from");
  policy.effective_until = fields.date("effective_until");
  policy.official_channels = fields.list("official_channels");
  policy.not_social_media = fields.list("not_social_media");
  for (const auto& [alias, name] : fields.object("aliases").members()) {
    if (!name.is_string()) errors.add("policy-wrong-type", {alias, "\"...\""}, name);
    policy.aliases.emplace_back(alias, name.str());
  }
  policy.consent = read_consent(fields.object("consent"), errors);
  if (const auto band = fields.optional_text("person_band"); !band.empty()) {
    fields.one_of("person_band", band, kBands);
    policy.person_band = band_from(band).value_or(Band::probable);
  }
  policy.exclude = read_exclusions(fields.array("exclude"), errors);
  for (const Json& item : fields.array("contradictions"))
    policy.contradictions.push_back(read_bilingual(item, "contradictions", errors));
  read_clauses(policy, fields.array("clauses"), errors);
  if (policy.clauses.empty()) errors.add("policy-missing-field", {"clauses", std::string(file)}, root);
  check_exclusions(policy, root.at("exclude"), errors);
  fields.finish();
  if (errors.first) return tl::unexpected<Error>(*errors.first);
  policy.sha256 = sha256_hex(json);
  return policy;
}

}  // namespace schouw
