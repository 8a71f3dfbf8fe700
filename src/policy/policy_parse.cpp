// A policy file to a Policy, strictly: an unknown key or word is an error, because a rule that silently does
// nothing would look like a clean audit. docs/policy-schema.md has the format:
//
//   {"schema": 1, "id": "de-breul", "title": ..., "clauses": [{"id": "breul-a1", "article": "A1", ...
//
// Gap: the values below `params` are free; they are printed, and no rule reads them.
#include <algorithm>
#include <set>

#include "fact_words.h"
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

std::vector<std::string> platforms(PolicyFields& fields, std::string_view key, const Json& object, PolicyErrors& errors) {
  auto out = fields.list(key);
  for (const std::string& name : out) check_platform(key, name, object.at(key), errors);
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

using Conditions = std::vector<std::pair<std::string, std::vector<std::string>>>;

Conditions read_conditions(std::string_view which, const Json& where, PolicyErrors& errors) {
  Conditions out;
  for (const auto& [key, values] : where.members()) {
    std::vector<std::string> wanted;
    for (const Json& value : values.items()) wanted.emplace_back(value.str());
    if (wanted.empty() || std::ranges::find(wanted, "") != wanted.end())
      errors.add("policy-wrong-type", {key, "[\"...\"]"}, values);
    check_condition(which, key, values, errors);
    out.emplace_back(key, std::move(wanted));
  }
  return out;
}

std::vector<std::pair<std::string, int>> read_limits(std::string_view which, const Json& limits, PolicyErrors& errors) {
  std::vector<std::pair<std::string, int>> out;
  for (const auto& [key, value] : limits.members()) {
    const auto limit = value.is_integer() ? value.integer() : std::nullopt;
    if (!limit || *limit < 0 || *limit > 100'000) errors.add("policy-wrong-type", {key, "0-100000"}, value);
    check_limit(which, key, value, errors);
    out.emplace_back(key, static_cast<int>(limit.value_or(0)));
  }
  return out;
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
  rule.platforms = platforms(fields, "platforms", object, errors);
  rule.platforms_except = platforms(fields, "platforms_except", object, errors);
  rule.exceptions = words(fields, "exceptions", kExceptionKinds);
  rule.consent_states = words(fields, "consent_states", kConsentStates);
  const auto severity = fields.text("severity");
  if (!severity.empty()) fields.one_of("severity", severity, kSeverities);
  rule.severity = severity_of(severity);
  rule.where = read_conditions("where", fields.object("where"), errors);
  rule.unless = read_conditions("unless", fields.object("unless"), errors);
  rule.at_least = read_limits("at_least", fields.object("at_least"), errors);
  rule.at_most = read_limits("at_most", fields.object("at_most"), errors);
  fields.finish();
  return rule;
}

/// A clause must say how it is looked at, or what a human must answer; never neither, and never a silent gap.
void check_clause(const Clause& clause, const Json& object, PolicyErrors& errors) {
  if (clause.detector == kAttest && clause.attest == Bilingual{})
    errors.add("policy-missing-field", {std::string(kAttest), clause.id}, object);
  if (clause.attest != Bilingual{} && !clause.rules.empty())
    errors.add("policy-attest-with-rules", {clause.id}, object);
  if (clause.effect != Bilingual{} && (clause.attest != Bilingual{} || !clause.rules.empty()))
    errors.add("policy-effect-with-rules", {clause.id}, object);
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
  clause.effect = fields.optional_both("effect");
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
  terms.forms = words(fields, "forms", kForms);
  terms.validity_months = fields.number("validity_months");
  fields.finish();
  return terms;
}

std::vector<ScopeExclusion> read_exclusions(const Json::Array& items, PolicyErrors& errors) {
  std::vector<ScopeExclusion> out;
  for (const Json& item : items) {
    PolicyFields fields(item, "exclude", errors);
    out.push_back({fields.text("platform"), fields.list("except_clauses")});
    check_platform("platform", out.back().platform, item, errors);
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

/// "08:30" as minutes after midnight.
int minute_of(std::string_view key, const Json& object, PolicyErrors& errors) {
  const std::string_view text = object.str(key);
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100; };
  if (text.size() == 5 && text[2] == ':') {
    const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
    if (hour < 24 && minute < 60) return hour * 60 + minute;
  }
  errors.add("policy-wrong-type", {std::string(key), "\"hh:mm\""}, object);
  return 0;
}

WorkingHours read_working_hours(const Json& object, PolicyErrors& errors) {
  PolicyFields fields(object, "working_hours", errors);
  WorkingHours out;
  out.days.clear();
  for (const Json& day : fields.array("days")) {
    const std::int64_t number = day.integer().value_or(0);
    if (number < 1 || number > 7) errors.add("policy-wrong-type", {"days", "1-7"}, day);
    out.days.push_back(static_cast<int>(number));
  }
  fields.text("from");
  fields.text("until");
  out.from_minute = minute_of("from", object, errors);
  out.until_minute = minute_of("until", object, errors);
  if (out.days.empty() || out.from_minute >= out.until_minute)
    errors.add("policy-wrong-type", {"working_hours", "days, from < until"}, object);
  fields.finish();
  return out;
}

IdentityTerms read_identity(const Json& object, PolicyErrors& errors) {
  PolicyFields fields(object, "identity", errors);
  IdentityTerms out;
  const auto percent = [&](std::string_view key, double standard) {
    const auto number = fields.number(key);
    if (number && (*number < 50 || *number > 99)) errors.add("policy-wrong-type", {std::string(key), "50-99"}, object);
    return number ? *number / 100.0 : standard;
  };
  out.probable = percent("probable_percent", out.probable);
  out.possible = percent("possible_percent", out.possible);
  if (const auto bits = fields.number("margin_bits")) out.margin_bits = *bits;
  // A protocol may ask for more than the program does, never for less: a wrong name is worse than none.
  if (out.probable < 0.95 || out.margin_bits < 3 || out.possible > out.probable)
    errors.add("policy-identity-too-low", {}, object);
  fields.finish();
  return out;
}

/// What every version of a protocol may say for itself; what it leaves out stays as it is in `policy`.
void read_terms(Policy& policy, PolicyFields& fields, const Json& root, PolicyErrors& errors) {
  policy.effective_from = fields.date("effective_from");
  policy.effective_until = fields.date("effective_until");
  const auto take_list = [&](std::string_view key, std::vector<std::string>& into) {
    auto words = fields.list(key);
    if (root.find(key) != nullptr) into = std::move(words);
  };
  take_list("official_channels", policy.official_channels);
  take_list("not_social_media", policy.not_social_media);
  for (const std::string_view key : {"official_channels", "not_social_media"})
    for (const Json& name : root.at(key).items()) check_platform(key, name.str(), root.at(key), errors);
  take_list("school_names", policy.school_names);
  const Json& aliases = fields.object("aliases");
  if (aliases.is_object()) policy.aliases.clear();
  for (const auto& [alias, name] : aliases.members()) {
    if (!name.is_string()) errors.add("policy-wrong-type", {alias, "\"...\""}, name);
    policy.aliases.emplace_back(alias, name.str());
  }
  if (const Json& hours = fields.object("working_hours"); hours.is_object())
    policy.working_hours = read_working_hours(hours, errors);
  if (const Json& identity = fields.object("identity"); identity.is_object())
    policy.identity = read_identity(identity, errors);
  if (const Json& consent = fields.object("consent"); consent.is_object()) policy.consent = read_consent(consent, errors);
  if (const auto band = fields.optional_text("person_band"); !band.empty()) {
    fields.one_of("person_band", band, kBands);
    policy.person_band = band_from(band).value_or(Band::probable);
  }
  if (const auto& items = fields.array("exclude"); root.find("exclude") != nullptr)
    policy.exclude = read_exclusions(items, errors);
  if (const auto& items = fields.array("contradictions"); root.find("contradictions") != nullptr) {
    policy.contradictions.clear();
    for (const Json& item : items) policy.contradictions.push_back(read_bilingual(item, "contradictions", errors));
  }
}

/// An earlier version says only in what it differed: clauses of its own, and those it did not have yet.
Policy read_earlier(const Policy& newest, const Json& root, PolicyErrors& errors) {
  PolicyFields fields(root, "earlier", errors);
  Policy policy = newest;
  policy.earlier.clear();
  policy.version = fields.text("version");
  read_terms(policy, fields, root, errors);
  for (const std::string& id : fields.list("without"))
    if (std::erase_if(policy.clauses, [&](const Clause& clause) { return clause.id == id; }) == 0)
      errors.add("policy-unknown-clause", {id}, root);
  for (const Json& item : fields.array("clauses")) {
    Clause clause = read_clause(item, errors);
    const auto same = std::ranges::find(policy.clauses, clause.id, &Clause::id);
    if (same != policy.clauses.end())
      *same = std::move(clause);
    else
      policy.clauses.push_back(std::move(clause));
  }
  if (!policy.effective_until) errors.add("policy-missing-field", {"effective_until", policy.version}, root);
  fields.finish();
  return policy;
}

Date day_after(const Date& day) {
  return date_of(civil_to_ms({day.year, day.month, day.day, 0, 0, 0, 0}).value_or(0) + 86'400'000);
}

/// Newest first, each ending the day before the next begins: a day has exactly one version.
void check_versions(const Policy& policy, const Json& where, PolicyErrors& errors) {
  const Policy* later = &policy;
  for (const Policy& one : policy.earlier) {
    const bool joins = later->effective_from && one.effective_until && day_after(*one.effective_until) == *later->effective_from;
    if (!joins || (one.effective_from && *one.effective_from > *one.effective_until))
      errors.add("policy-versions-apart", {later->version, one.version}, where);
    later = &one;
  }
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
  read_terms(policy, fields, root, errors);
  if (root.find("consent") == nullptr) errors.add("policy-missing-field", {"consent", std::string(file)}, root);
  read_house_rules(fields, errors);  // checked here, kept by who asks: parse_house_rules
  read_clauses(policy, fields.array("clauses"), errors);
  if (policy.clauses.empty()) errors.add("policy-missing-field", {"clauses", std::string(file)}, root);
  check_exclusions(policy, root.at("exclude"), errors);
  std::vector<Policy> earlier;
  for (const Json& item : fields.array("earlier")) earlier.push_back(read_earlier(policy, item, errors));
  policy.earlier = std::move(earlier);
  check_versions(policy, root.at("earlier"), errors);
  fields.finish();
  if (errors.first) return tl::unexpected<Error>(*errors.first);
  policy.sha256 = sha256_hex(json);
  for (Policy& one : policy.earlier) one.sha256 = policy.sha256;
  return policy;
}

}  // namespace schouw
