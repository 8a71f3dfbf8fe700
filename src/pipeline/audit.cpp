// Resolve, detect, judge, keep. The same evidence, policy, day and version give the same findings; repeating an audit
// replaces it, and `baseline` compares with the last audit that differed.
#include "schouw/pipeline/audit.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "schouw/base/hash.h"
#include "marking.h"
#include "schouw/pipeline/case_setup.h"
#include "stated_numbers.h"
#include "store_view.h"

namespace schouw {
namespace {

bool in_scope(const Finding& finding, const Json& scope) {
  const Json& platforms = scope.at("platforms");
  const Json& people = scope.at("people");
  const auto names = [](const Json& list, std::string_view name) {
    return std::ranges::any_of(list.items(), [&](const Json& item) { return item.str() == name; });
  };
  if (platforms.size() > 0 && !names(platforms, finding.fact.platform)) return false;
  return people.size() == 0 || std::ranges::any_of(finding.fact.persons, [&](const FactPerson& person) {
           return names(people, person.person_id);
         });
}

std::string evidence_hash(const CaseStore& store) {
  Sha256 hash;
  store.each_source([&](SourceRow&& row) { hash.update(row.sha256 + row.path + "\n"); });
  if (const auto registers = store.document("registers")) hash.update(to_json(*registers));
  for (const auto& [account, person, reason] : store.links()) hash.update(account + person + "\n");
  return hash.hex();
}

Json audit_key(const CaseStore& store, const Policy& policy, const AuditOptions& options,
               const std::string& lexicon_version) {
  const CaseSetup setup = case_setup(store);
  Json out = Json::object();
  out["policy"] = policy.id;
  out["policy_sha256"] = policy.sha256;
  out["as_of"] = to_string(options.as_of);
  out["version"] = options.program_version;
  out["lexicon"] = lexicon_version;
  out["evidence"] = evidence_hash(store);
  out["period"] = (setup.from ? to_string(*setup.from) : "") + "/" + (setup.until ? to_string(*setup.until) : "");
  return out;
}

/// What must be the same for a finding to be "unchanged".
std::string substance(const Finding& finding) {
  std::string out = std::string(name_of(finding.verdict)) + "|" + std::string(name_of(finding.severity)) + "|" +
                    std::string(name_of(finding.band)) + "|" + finding.text.en;
  for (const Evidence& evidence : finding.fact.evidence)
    out += "|" + evidence.message_id + evidence.media_id + evidence.connection_id;
  return out;
}

void set_baseline(std::vector<Finding>& findings, const std::vector<Finding>& earlier) {
  std::unordered_map<std::string, const Finding*> known;
  for (const Finding& finding : earlier) known.emplace(finding.fingerprint, &finding);
  for (Finding& finding : findings) {
    const auto found = known.find(finding.fingerprint);
    if (found == known.end()) continue;
    finding.baseline = substance(*found->second) == substance(finding) ? Baseline::unchanged : Baseline::updated;
  }
}

struct Window {
  const Policy* policy;
  Period period;
  InForce in_force = InForce::yes;
};

Date day_before(const Date& day) {
  return date_of(civil_to_ms({day.year, day.month, day.day, 0, 0, 0, 0}).value_or(0) - 86'400'000);
}

/// A record is judged by the version that was in force on its day. What lies before the first version is looked at
/// with that version, and gives attention at most. Newest first.
std::vector<Window> windows_of(const Policy& newest, const Period& period) {
  std::vector<Window> out;
  const auto add = [&](const Policy& policy, std::optional<Date> from, std::optional<Date> until, InForce in_force) {
    if (period.from && (!from || *from < *period.from)) from = period.from;
    if (period.until && (!until || *until > *period.until)) until = period.until;
    if (!from || !until || *from <= *until) out.push_back({&policy, {from, until}, in_force});
  };
  const Policy* oldest = &newest;
  add(newest, newest.effective_from, {}, InForce::yes);
  for (const Policy& policy : newest.earlier) {
    add(policy, policy.effective_from, policy.effective_until, InForce::yes);
    oldest = &policy;
  }
  if (oldest->effective_from) add(*oldest, {}, day_before(*oldest->effective_from), InForce::not_yet);
  return out;
}

/// What was in force under two versions is one finding: that of the later one.
void add_new(std::vector<Finding>& all, std::vector<Finding>&& more) {
  std::set<std::string> known;
  for (const Finding& finding : all) known.insert(finding.fact.subject);
  for (Finding& finding : more)
    if (!known.contains(finding.fact.subject)) all.push_back(std::move(finding));
}

/// Findings that are there only because of what lies outside the period.
std::uint64_t count_outside(const std::vector<Finding>& inside, const std::vector<Finding>& all) {
  std::set<std::string_view> known;
  for (const Finding& finding : inside) known.insert(finding.fingerprint);
  return static_cast<std::uint64_t>(
      std::ranges::count_if(all, [&](const Finding& finding) { return !known.contains(finding.fingerprint); }));
}

AuditSummary summary_of(const std::vector<Finding>& findings) {
  AuditSummary out;
  out.findings = findings.size();
  for (const Finding& finding : findings) {
    switch (finding.verdict) {
      case Verdict::breach: ++out.breaches; break;
      case Verdict::discouraged: ++out.discouraged; break;
      case Verdict::attention: ++out.attention; break;
    }
    out.worst = std::max(out.worst, finding.severity);
  }
  return out;
}

/// Kept with the audit: the marks are those of its lexicons.
Json passed_over(const CaseView& view) {
  Json out = Json::array();
  each_passed_over(view, [&](const CaseMessage& message, PassedOver why, std::uint64_t amount) {
    Json row = Json::object();
    row["message"] = Json(message.id);
    row["code"] = Json(why == PassedOver::as_rules ? "words-of-rules" : "words-in-part");
    row["amount"] = Json(amount);
    out.push_back(std::move(row));
  });
  return out;
}

}  // namespace

Result<AuditSummary> run_audit(CaseStore& store, const AuditOptions& options) {
  const CaseSetup setup = case_setup(store);
  const auto policy = case_policy(store, options.policy);
  if (!policy) return tl::unexpected<Error>(policy.error());
  const auto zone = Zone::open(setup.time_zone);
  if (!zone) return tl::unexpected<Error>(zone.error());
  const auto loaded = case_lexicon(store);
  if (!loaded) return tl::unexpected<Error>(loaded.error());
  const Lexicon& lexicon = **loaded;
  if (auto marked = mark_if_outdated(store, lexicon); !marked) return tl::unexpected<Error>(marked.error());
  if (auto noted = note_stated_numbers(store, lexicon); !noted) return tl::unexpected<Error>(noted.error());
  const auto people = CasePeople::resolve(store, options.policy);
  if (!people) return tl::unexpected<Error>(people.error());

  const auto judged = [&](const Period& period) {
    std::vector<Finding> out;
    for (const Window& window : windows_of(*policy, period))
      add_new(out, audit_case(StoreView(store, *people, *zone, options.as_of, window.period, lexicon), *window.policy,
                              window.in_force));
    sort_findings(out, *policy);
    std::erase_if(out, [&](const Finding& finding) { return !in_scope(finding, setup.scope); });
    return out;
  };
  const Period period{setup.from, setup.until};
  std::vector<Finding> findings = judged(period);
  const std::uint64_t outside = period.limited() ? count_outside(findings, judged({})) : 0;

  const Json key = audit_key(store, *policy, options, lexicon.version());
  const bool repeated = store.document("audit").value_or(Json()).at("key") == key;
  set_baseline(findings, repeated ? store.earlier_findings() : store.findings());
  if (auto put = store.replace_findings(findings, key); !put) return tl::unexpected<Error>(put.error());
  Json audit = Json::object();
  audit["key"] = key;
  audit["policy"] = options.policy;
  audit["as_of"] = to_string(options.as_of);
  audit["version"] = options.program_version;
  audit["outside_period"] = outside;
  audit["passed_over"] = passed_over(StoreView(store, *people, *zone, options.as_of, period, lexicon));
  if (auto put = store.put_document("audit", audit); !put) return tl::unexpected<Error>(put.error());
  AuditSummary summary = summary_of(findings);
  summary.outside_period = outside;
  return summary;
}

std::vector<Finding> absent_findings(const CaseStore& store) {
  std::set<std::string> now;
  for (const Finding& finding : store.findings()) now.insert(finding.fingerprint);
  std::vector<Finding> out = store.earlier_findings();
  std::erase_if(out, [&](const Finding& finding) { return now.contains(finding.fingerprint); });
  for (Finding& finding : out) finding.baseline = Baseline::absent;
  return out;
}

bool has_losses(const CaseStore& store) { return store.coverage().has_losses; }

}  // namespace schouw
