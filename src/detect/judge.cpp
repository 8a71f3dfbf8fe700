// docs/policy-schema.md, "From fact to finding". Of a clause the first rule that fits counts; caps only ever make a
// verdict weaker: a doubt of the detector, an exception that is met, a match below the policy's band.
#include "judge.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "fact.h"
#include "schouw/base/hash.h"
#include "spoken.h"

namespace schouw {
namespace {

struct Outcome {
  Verdict verdict = Verdict::attention;
  Severity severity = Severity::low;
  std::string exception_kind;
  ExceptionState exception_state = ExceptionState::none;
};

bool allows(const std::vector<std::string>& list, std::string_view word) {
  return list.empty() || std::ranges::find(list, word) != list.end();
}

bool allows_any(const std::vector<std::string>& list, const Json& words) {
  return list.empty() || std::ranges::any_of(words.items(), [&](const Json& word) {
           return std::ranges::find(list, word.str()) != list.end();
         });
}

bool has_part(const Fact& fact, PersonPart part, const std::vector<Role>& roles) {
  if (roles.empty()) return true;
  return std::ranges::any_of(fact.persons, [&](const FactPerson& person) {
    return person.part == part && std::ranges::find(roles, person.role) != roles.end();
  });
}

/// A counterpart who cannot be named is still a pupil or a parent.
bool has_counterpart(const Fact& fact, const std::vector<Role>& roles) {
  return has_part(fact, PersonPart::counterpart, roles) || fact.band == Band::ambiguous ||
         std::ranges::none_of(fact.persons, [](const FactPerson& p) { return p.part == PersonPart::counterpart; });
}

bool on_channel(const Policy& policy, ChannelClass wanted, const Fact& fact) {
  switch (wanted) {
    case ChannelClass::any:
      return true;
    case ChannelClass::social_media:
      return policy.is_social_medium(fact.platform);
    case ChannelClass::unofficial:
      break;
  }
  // An official channel used from an account that is not the organisation's counts as unofficial.
  return !policy.is_official(fact.platform) || fact.attributes.find("organisation_account") != nullptr;
}

bool fits(const Policy& policy, const PolicyRule& rule, const Fact& fact) {
  if (rule.detector != fact.detector || !has_part(fact, PersonPart::actor, rule.actor)) return false;
  if (!rule.counterpart.empty() && !has_counterpart(fact, rule.counterpart)) return false;
  const std::string_view platform = policy.canonical(fact.platform);
  if (!allows(rule.platforms, platform)) return false;
  if (!rule.platforms_except.empty() && allows(rule.platforms_except, platform)) return false;
  if (!on_channel(policy, rule.channel, fact)) return false;
  if (!allows(rule.account_kinds, fact.attributes.str("account_kind"))) return false;
  if (!allows_any(rule.edge_kinds, fact.attributes.at("edge_kinds"))) return false;
  if (!allows(rule.consent_states, fact.attributes.str("consent_state"))) return false;
  const auto has = [&](const auto& condition) {
    return allows(condition.second, fact.attributes.str(condition.first));
  };
  const auto number = [&](const std::string& key) { return fact.attributes.at(key).integer(); };
  return std::ranges::all_of(rule.where, has) && std::ranges::none_of(rule.unless, has) &&
         std::ranges::all_of(rule.at_least,
                             [&](const auto& limit) { return number(limit.first).value_or(-1) >= limit.second; }) &&
         std::ranges::all_of(rule.at_most, [&](const auto& limit) {
           const auto value = number(limit.first);
           return value && *value <= limit.second;
         });
}

Verdict verdict_for(Norm norm) {
  switch (norm) {
    case Norm::forbidden:
    case Norm::required:
    case Norm::allowed_if:
      return Verdict::breach;
    case Norm::discouraged:
      return Verdict::discouraged;
    case Norm::informative:
    case Norm::procedure:
    case Norm::sanction:
      break;
  }
  return Verdict::attention;
}

ExceptionState state_from(std::string_view word) {
  for (const ExceptionState state : {ExceptionState::met, ExceptionState::claimed, ExceptionState::unknown})
    if (name_of(state) == word) return state;
  return ExceptionState::none;
}

/// The exception that counts for this rule: one that is met before one that is claimed before one not known.
void apply_exceptions(const PolicyRule& rule, const Fact& fact, Outcome& outcome) {
  const auto rank = [](ExceptionState state) {
    return state == ExceptionState::met       ? 3
           : state == ExceptionState::claimed ? 2
           : state == ExceptionState::unknown ? 1
                                              : 0;
  };
  for (const Json& row : fact.attributes.at("exceptions").items()) {
    if (std::ranges::find(rule.exceptions, row.str("kind")) == rule.exceptions.end()) continue;
    const ExceptionState state = state_from(row.str("state"));
    if (rank(state) <= rank(outcome.exception_state)) continue;
    outcome.exception_state = state;
    outcome.exception_kind = std::string(row.str("kind"));
  }
}

Band persons_band(const Fact& fact) {
  Band band = Band::certain;
  for (const FactPerson& person : fact.persons) band = std::min(band, person.band);
  return band;
}

Band band_of(const Fact& fact) { return std::min(fact.band, persons_band(fact)); }

Outcome outcome_of(const Policy& policy, const Clause& clause, const PolicyRule& rule, const Fact& fact) {
  Outcome out;
  out.verdict = verdict_for(rule.norm.value_or(clause.norm));
  out.severity = rule.severity;
  apply_exceptions(rule, fact, out);
  // Verdict counts down from breach to attention: the greater value is the weaker one.
  if (rule.verdict) out.verdict = std::max(out.verdict, *rule.verdict);
  // Words rank for a human, whatever a policy says; how grave they would be stays, for the order of reading.
  const bool words = fact.attributes.str("basis") == "text";
  if (words) out.verdict = Verdict::attention;
  const bool weak = fact.attributes.at("doubts").size() != 0 || out.exception_state == ExceptionState::met ||
                    (words ? persons_band(fact) : band_of(fact)) < std::max(policy.person_band, Band::probable);
  if (weak) {
    out.verdict = Verdict::attention;
    out.severity = Severity::low;
  }
  return out;
}

std::optional<Outcome> judge_clause(const Policy& policy, const Clause& clause, const Fact& fact) {
  if (policy.is_excluded(fact.platform, clause.id)) return {};
  for (const PolicyRule& rule : clause.rules)
    if (fits(policy, rule, fact)) return outcome_of(policy, clause, rule, fact);
  return {};
}

Finding new_finding(const Policy& policy, const Fact& fact, const Outcome& outcome) {
  Finding finding;
  finding.fact = fact;
  finding.policy = policy.id;
  finding.verdict = outcome.verdict;
  finding.band = band_of(fact);
  finding.exception_kind = outcome.exception_kind;
  finding.exception_state = outcome.exception_state;
  finding.severity = Severity::low;
  return finding;
}

/// The fingerprint knows the fact and the clauses, never the evidence or the version of the policy: a review survives
/// both.
void settle(Finding& finding) {
  std::vector<std::string> ids;
  for (const ClauseCitation& clause : finding.clauses) ids.push_back(clause.id);
  std::ranges::sort(ids);
  std::vector<std::string_view> parts{"finding", finding.fact.detector, finding.fact.subject};
  parts.insert(parts.end(), ids.begin(), ids.end());
  finding.fingerprint = content_id(std::span<const std::string_view>(parts));
  finding.id = content_id({"finding-of", finding.policy, finding.fingerprint});
  finding.text = finding_text(finding.fact);
  finding.against = against_text(finding);
}

bool is_named(const Policy& policy, std::string_view detector) {
  return std::ranges::any_of(policy.clauses, [&](const Clause& clause) {
    return std::ranges::any_of(clause.rules, [&](const PolicyRule& rule) { return rule.detector == detector; });
  });
}

}  // namespace

std::vector<Finding> judge(const Policy& policy, const Fact& fact) {
  std::map<std::tuple<Verdict, std::string, ExceptionState>, Finding> groups;
  for (const Clause& clause : policy.clauses) {
    const auto outcome = judge_clause(policy, clause, fact);
    if (!outcome) continue;
    const std::tuple key{outcome->verdict, outcome->exception_kind, outcome->exception_state};
    auto it = groups.find(key);
    if (it == groups.end()) it = groups.emplace(key, new_finding(policy, fact, *outcome)).first;
    it->second.clauses.push_back({clause.id, clause.article, clause.norm});
    it->second.severity = std::max(it->second.severity, outcome->severity);
  }
  std::vector<Finding> out;
  for (auto& [key, finding] : groups) {
    settle(finding);
    out.push_back(std::move(finding));
  }
  return out;
}

std::vector<Finding> audit_case(const CaseView& view, const Policy& policy, InForce in_force) {
  std::vector<Finding> out, later;
  const auto into = [&](std::vector<Finding>& findings) {
    return [&](Fact fact) {
      if (in_force == InForce::not_yet) add_doubt(fact, "not-in-force");
      for (Finding& finding : judge(policy, fact)) findings.push_back(std::move(finding));
    };
  };
  const std::function<void(Fact)> yield = into(out);
  std::vector<TextReader> readers;
  for (const Detector* detector : detectors()) {
    if (!is_named(policy, detector->id)) continue;
    if (detector->detect != nullptr) detector->detect(view, policy, yield);
    if (detector->read != nullptr) readers.push_back(detector->read(view, policy, yield));
  }
  read_texts(view, readers);
  for (const Detector* detector : detectors())
    if (detector->detect_after != nullptr && is_named(policy, detector->id))
      detector->detect_after(view, policy, out, into(later));
  std::ranges::move(later, std::back_inserter(out));
  sort_findings(out, policy);
  return out;
}

void sort_findings(std::vector<Finding>& findings, const Policy& policy) {
  // A clause that only an earlier version has comes last.
  const auto place = [&](const Finding& f) {
    const Clause* clause = policy.find(f.clauses.front().id);
    return clause == nullptr ? std::ssize(policy.clauses) : clause - policy.clauses.data();
  };
  std::ranges::sort(findings, {}, [&](const Finding& f) {
    return std::tuple(-static_cast<int>(f.severity), place(f), f.fact.time.utc_ms, f.id);
  });
}

}  // namespace schouw
