// The last audit as a report shows it: findings with their conversations, who is named, what was not read.
#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "case_people.h"
#include "excerpts.h"
#include "person_file.h"
#include "pseudonyms.h"
#include "report_figures.h"
#include "report_request.h"
#include "scope.h"
#include "unknown_parties.h"
#include "schouw/base/texts.h"
#include "schouw/pipeline/audit.h"
#include "schouw/pipeline/case_setup.h"
#include "withheld.h"

namespace schouw {
namespace {

CaseHeader header_of(const CaseSetup& setup, const Policy& policy, const Json& audit) {
  CaseHeader out;
  out.title = setup.title;
  out.purpose = setup.purpose;
  out.legal_ground = setup.legal_ground;
  out.approved_by = setup.approved_by;
  out.necessity = setup.necessity;
  out.dpia = setup.dpia;
  out.ends = setup.ends;
  out.policy_id = policy.id;
  out.policy_title = policy.title;
  out.policy_sha256 = policy.sha256;
  out.policy_version = policy.version;
  if (setup.from.has_value()) out.period_from = to_string(*setup.from);
  if (setup.until.has_value()) out.period_until = to_string(*setup.until);
  out.as_of = audit.str("as_of");
  out.time_zone = setup.time_zone;
  return out;
}

void add(EntryCounts& sum, const EntryCounts& one) {
  sum.found += one.found;
  sum.read += one.read;
  sum.not_recognised += one.not_recognised;
  sum.refused += one.refused;
  sum.damaged += one.damaged;
}

void add(RecordCounts& sum, const RecordCounts& one) {
  sum.messages += one.messages;
  sum.system += one.system;
  sum.posts += one.posts;
  sum.comments += one.comments;
  sum.connections += one.connections;
  sum.media += one.media;
  sum.rejected += one.rejected;
}

void count_clauses(std::vector<ClauseCoverage>& clauses, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    for (const ClauseCitation& citation : finding.clauses) {
      const auto clause = std::ranges::find(clauses, citation.id, &ClauseCoverage::id);
      if (clause == clauses.end()) continue;
      switch (finding.verdict) {
        case Verdict::breach: ++clause->breaches; break;
        case Verdict::discouraged: ++clause->discouraged; break;
        case Verdict::attention: ++clause->attention; break;
      }
    }
  }
}

/// The rows of a result for people of the register.
class PeopleRows {
 public:
  PeopleRows(const Registers& registers, const Pseudonyms& pseudonyms) : registers_(registers), pseudonyms_(pseudonyms) {}

  /// Everyone a finding names.
  std::vector<PersonRow> named(const AuditResult& result, const CasePeople::State& people) const {
    std::map<std::string, PersonRow> rows;
    for (const Finding& finding : result.findings) {
      std::set<std::string> named;
      for (const FactPerson& person : finding.fact.persons) named.insert(person.person_id);
      for (const std::string& id : named) count(id, rows);
    }
    if (result.file)
      for (const std::string& id : result.file->subjects)
        if (const Person* person = registers_.find(id); person != nullptr) rows.try_emplace(id, row_of(*person));
    for (const CaseAccount& account : people.accounts)
      if (const auto row = rows.find(account.match.person_id); row != rows.end() && account.match.band >= Band::probable)
        row->second.accounts.push_back(account.profile.id);
    std::vector<PersonRow> out;
    for (auto& [id, row] : rows) out.push_back(std::move(row));
    return out;
  }

  /// Everybody else in the registers: a report that hides names must know them.
  std::vector<PersonRow> others(const AuditResult& result) const {
    std::set<std::string_view> near;
    for (const AccountLabels& account : result.labels) near.insert(account.person_id);
    std::vector<PersonRow> out;
    for (const Person& person : registers_.people) {
      if (std::ranges::binary_search(result.people, person.id, {}, &PersonRow::id)) continue;
      out.push_back(row_of(person));
      out.back().roles.clear();
      out.back().near = near.contains(person.id);
    }
    return out;
  }

 private:
  PersonRow row_of(const Person& person) const {
    PersonRow row;
    row.id = person.id;
    row.display = person.name.display;
    row.given = person.name.given;
    row.pseudonym = pseudonyms_.of(person);
    row.roles = person.roles;
    row.keys = person.emails;
    row.keys.insert(row.keys.end(), person.phones.begin(), person.phones.end());
    return row;
  }

  void count(const std::string& id, std::map<std::string, PersonRow>& rows) const {
    const Person* person = registers_.find(id);
    if (person == nullptr) return;
    ++rows.try_emplace(id, row_of(*person)).first->second.findings;
  }

  const Registers& registers_;
  const Pseudonyms& pseudonyms_;
};

/// Accounts that take part in a conversation of which something is shown. For people outside it their whole names are
/// enough; in it they are called by any name.
std::vector<AccountLabels> labels_of(const CaseStore& store, const AuditResult& result, const CasePeople::State& people) {
  std::set<std::string> conversations, accounts;
  for (const Finding& finding : result.findings) {
    if (!finding.fact.conversation_id.empty()) conversations.insert(finding.fact.conversation_id);
    accounts.insert(finding.fact.accounts.begin(), finding.fact.accounts.end());
    for (const Evidence& evidence : finding.fact.evidence) {
      if (finding.fact.conversation_id.empty() && !evidence.message_id.empty())
        if (const auto message = store.message(evidence.message_id)) conversations.insert(message->conversation_id);
      if (const auto media = evidence.media_id.empty() ? std::nullopt : store.media(evidence.media_id))
        conversations.insert(media->conversation_id);
    }
  }
  for (const std::string& id : conversations) {
    const auto conversation = store.conversation(id);
    if (!conversation) continue;
    for (const auto& party : conversation->parties) accounts.insert(party.account_id);
  }
  const bool all = result.file.has_value();  // what leaves the school hides every account of the case
  std::vector<AccountLabels> out;
  for (const CaseAccount& account : people.accounts) {
    if (!all && !accounts.contains(account.profile.id)) continue;
    AccountLabels& row = out.emplace_back();
    row.account_id = account.profile.id;
    if (account.match.band >= Band::probable) row.person_id = account.match.person_id;
    row.labels = account.profile.display_names;
    for (const std::string* key : {&account.profile.handle, &account.profile.email, &account.profile.phone})
      if (!key->empty()) row.labels.push_back(*key);
  }
  return out;
}

void apply_reviews(const CaseStore& store, AuditResult& result) {
  std::map<std::string, Review> reviews;
  for (Review& review : store.reviews()) reviews[review.fingerprint] = review;
  for (Finding& finding : result.findings) {
    const auto found = reviews.find(finding.fingerprint);
    if (found == reviews.end()) continue;
    const Review& review = found->second;
    for (const ReviewState state : {ReviewState::open, ReviewState::confirmed, ReviewState::dismissed, ReviewState::unsure})
      if (name_of(state) == review.state) finding.review = state;
    result.reviews[finding.id] = {review.by, review.at, review.reason, review.comments};
  }
}

/// Notes of possible data breaches with a finding of this report, by what became of them. Every state is there, also with nought.
void count_breaches(const CaseStore& store, AuditResult& result) {
  constexpr std::int64_t kTerm = 72LL * 3600 * 1000;
  const Result<Zone> zone = Zone::open("UTC");
  const auto instant = [&](std::string_view stored) { return zone ? resolve(parse_iso8601(stored), *zone).utc_ms : std::nullopt; };
  for (const char* state : {"dismissed", "not-reported", "reported-in-time", "reported-late"}) result.breaches[state] = 0;
  std::set<std::string_view> shown;
  for (const Finding& finding : result.findings) shown.insert(finding.fingerprint);
  for (const Review& review : store.reviews()) {
    if (!review.breach || !shown.contains(review.fingerprint)) continue;
    const auto discovered = instant(review.breach->discovered), reported = instant(review.breach->reported);
    if (!reported)
      ++result.breaches[review.state == name_of(ReviewState::dismissed) ? "dismissed" : "not-reported"];
    else
      ++result.breaches[discovered && *reported - *discovered <= kTerm ? "reported-in-time" : "reported-late"];
  }
}

void add_sources(const CaseStore& store, AuditResult& result) {
  store.each_source([&](SourceRow&& row) {
    add(result.entries, row.entries);
    add(result.records, row.records);
    result.sources.push_back(std::move(row));
  });
  store.each_problem([&](ProblemRow&& row) { result.problems.push_back(std::move(row)); });
}

/// Messages whose words were not judged, as problems: with their place, so that somebody can read them.
void add_passed_over(const CaseStore& store, const Json& audit, AuditResult& result) {
  for (const Json& row : audit.at("passed_over").items()) {
    const auto message = store.message(row.str("message"));
    if (!message || message->seen_in.empty()) continue;
    ProblemRow& problem = result.problems.emplace_back();
    problem.origin = message->seen_in.front();
    problem.code = std::string(row.str("code"));
    problem.loss = Loss::none;
    const std::string id = "problem." + problem.code;
    const std::string args[] = {std::to_string(row.at("amount").integer().value_or(0))};
    problem.text = {text(Lang::nl, id, args), text(Lang::en, id, args)};
  }
}

/// Notes on files and columns name nobody; what others quote may be somebody's.
bool quotes_nobody(std::string_view code) {
  constexpr std::string_view kCodes[] = {
      "unknown-column", "special-column-dropped", "file-for-another-list", "file-not-a-register", "replaced-bytes", "xml-other-encoding",
      "lesson-rule-open", "lesson-rule-unread", "birth-dates-undecided", "days-undecided", "lesson-without-people", "roster-delta",
      "vendor-role-unknown"};
  return std::ranges::find(kCodes, code) != std::end(kCodes);
}

std::vector<RegisterNoteRow> register_notes(const Registers& registers) {
  std::vector<RegisterNoteRow> out;
  for (const RegisterNote& note : registers.notes) {
    const std::string id = "register." + note.code;
    const std::vector<std::string> dots(note.args.size(), "…");
    out.push_back({note.code, note.place, bilingual(id, note.args), bilingual(id, quotes_nobody(note.code) ? note.args : dots)});
  }
  return out;
}

}  // namespace

Result<AuditResult> audit_result(const CaseStore& store, const ReportRequest& request) {
  const std::optional<Json> audit = store.document("audit");
  if (!audit.has_value()) return fail(ErrorCode::usage, "not-audited", {store.folder().string()});
  const auto policy = case_policy(store, audit->str("policy"));
  if (!policy) return tl::unexpected<Error>(policy.error());
  auto resolved = CasePeople::resolve(store);
  if (!resolved) return tl::unexpected<Error>(resolved.error());
  const auto people = std::make_shared<const CasePeople>(std::move(*resolved));
  const CasePeople::State& state = people->state();
  const CaseSetup setup = case_setup(store);
  if (const auto known = check_request(request, *policy, state.registers); !known) return tl::unexpected<Error>(known.error());
  // interface.md: outside the authorised scope of the case is refused (exit 4). Who asks for access gets what the scope covers.
  const CaseScope scope(store, state);
  for (const std::string& id : request.persons)
    if (request.kind == "dossier" && !scope.covers_person(id)) return fail(ErrorCode::refused, "outside-scope", {id});

  AuditResult result;
  result.kind = request.kind;
  result.header = header_of(setup, *policy, *audit);
  result.program_version = audit->str("version");
  add_sources(store, result);
  add_passed_over(store, *audit, result);
  result.findings = store.findings();
  result.gone = absent_findings(store);
  apply_reviews(store, result);
  add_figures(store, setup, *policy, state, result);
  if (request.kind == "audit") result.unknown_parties = unknown_parties(store, setup, *policy, state, scope);
  apply_filter(request, result);
  count_breaches(store, result);
  result.clauses = clause_coverage(*policy);
  count_clauses(result.clauses, result.findings);
  result.contradictions = policy->contradictions;
  auto kept_back = Withheld::of(store, request.lang);
  if (!kept_back) return tl::unexpected<Error>(kept_back.error());
  const auto withheld = std::make_shared<const Withheld>(std::move(*kept_back));
  result.excerpts_of = [&store, people, withheld](const Finding& finding) {
    return excerpts_of(store, people->state(), *withheld, finding);
  };
  if (request.kind == "dossier" || request.kind == "access") result.file = person_file(store, state, setup, *withheld, request);
  result.labels = labels_of(store, result, state);
  const Pseudonyms pseudonyms(store.settings(), *policy, state.registers, request.lang);
  const PeopleRows rows(state.registers, pseudonyms);
  result.people = rows.named(result, state);
  result.others = rows.others(result);
  result.findings_outside_period = static_cast<std::uint64_t>(audit->at("outside_period").integer().value_or(0));
  result.registers = state.registers.files;
  if (request.kind == "audit") result.register_notes = register_notes(state.registers);
  result.earlier = request.earlier;
  return result;
}

}  // namespace schouw
