// The last audit as a report shows it: findings with their conversations, who is named, what was not read.
#include <algorithm>
#include <map>
#include <set>

#include "case_people.h"
#include "pseudonyms.h"
#include "schouw/detect/masking.h"
#include "schouw/pipeline/audit.h"
#include "schouw/pipeline/case_setup.h"

namespace schouw {
namespace {

constexpr int kNeighbours = 2;         // messages shown before and after a cited one
constexpr std::size_t kShownPlaces = 8;  // cited messages shown per finding; the others are listed as places

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

IdentityFigures figures_of(const CasePeople::State& people) {
  IdentityFigures out;
  for (const CaseAccount& account : people.accounts) {
    switch (account.match.band) {
      case Band::certain: ++out.certain; break;
      case Band::probable: ++out.probable; break;
      case Band::possible: ++out.possible; break;
      case Band::ambiguous: ++out.ambiguous; break;
      case Band::none: ++out.none; break;
    }
  }
  return out;
}

std::string label_of(const AccountRef& ref) {
  for (const std::string* name : {&ref.display_name, &ref.handle, &ref.phone, &ref.email})
    if (!name->empty()) return *name;
  return {};
}

QuotedMessage quoted(const StoredMessage& stored, const CasePeople::State& people) {
  QuotedMessage out;
  out.id = stored.id;
  if (!stored.seen_in.empty()) out.origin = stored.seen_in.front();
  out.time = stored.time;
  out.account_id = stored.sender_id;
  if (stored.message.sender.has_value()) out.sender_label = label_of(*stored.message.sender);
  if (const CaseAccount* account = people.account(stored.sender_id); account != nullptr) {
    out.band = account->match.band;
    if (out.band >= Band::probable) out.person_id = account->match.person_id;
  }
  out.text = masked_values(stored.message.text.empty() ? stored.message.title : stored.message.text);
  for (const Attachment& file : stored.message.attachments)
    out.attachments.push_back(file.name.empty() ? std::string(name_of(file.kind)) : file.name);
  return out;
}

/// The messages that a finding cites, each once, with their neighbours; by conversation.
class ExcerptMaker {
 public:
  ExcerptMaker(const CaseStore& store, const CasePeople::State& people) : store_(store), people_(people) {}

  std::vector<ConversationExcerpt> of(const Finding& finding) const {
    // The place will do where a word or a picture should not be shown again.
    if (finding.fact.attributes.str("excerpt") == "withheld") return {};
    std::set<std::string> cited;
    for (const Evidence& evidence : finding.fact.evidence) {
      const std::string id = message_of(evidence);
      if (!id.empty() && cited.size() < kShownPlaces) cited.insert(id);
    }
    std::map<std::string, ConversationExcerpt> excerpts;
    for (const std::string& id : cited) place(id, cited, excerpts);
    std::vector<ConversationExcerpt> out;
    for (auto& [id, excerpt] : excerpts) out.push_back(in_order(std::move(excerpt)));
    return out;
  }

 private:
  std::string message_of(const Evidence& evidence) const {
    if (!evidence.message_id.empty()) return evidence.message_id;
    if (evidence.media_id.empty()) return {};
    const auto media = store_.media(evidence.media_id);
    return media.has_value() ? media->message_id : std::string();
  }

  void place(const std::string& id, const std::set<std::string>& cited,
             std::map<std::string, ConversationExcerpt>& excerpts) const {
    for (const StoredMessage& message : store_.around(id, kNeighbours, kNeighbours)) {
      ConversationExcerpt& excerpt = excerpts[message.conversation_id];
      excerpt.conversation_id = message.conversation_id;
      excerpt.title = message.message.conversation.title;
      if (std::ranges::find(excerpt.messages, message.id, &QuotedMessage::id) != excerpt.messages.end()) continue;
      excerpt.messages.push_back(quoted(message, people_));
      excerpt.messages.back().cited = cited.contains(message.id);
    }
  }

  static ConversationExcerpt in_order(ConversationExcerpt excerpt) {
    std::ranges::sort(excerpt.messages, {},
                      [](const QuotedMessage& m) { return std::tie(m.time.utc_ms, m.origin, m.id); });
    return excerpt;
  }

  const CaseStore& store_;
  const CasePeople::State& people_;
};

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

std::vector<PersonRow> people_of(const AuditResult& result, const CasePeople::State& people,
                                 const Pseudonyms& pseudonyms) {
  std::map<std::string, PersonRow> rows;
  const auto row_of = [&](const std::string& id) -> PersonRow* {
    const Person* person = people.registers.find(id);
    if (person == nullptr) return nullptr;
    PersonRow& row = rows[id];
    if (!row.id.empty()) return &row;
    row.id = id;
    row.display = person->name.display;
    row.pseudonym = pseudonyms.of(*person);
    row.roles = person->roles;
    return &row;
  };
  for (const Finding& finding : result.findings) {
    std::set<std::string> named;
    for (const FactPerson& person : finding.fact.persons) named.insert(person.person_id);
    for (const std::string& id : named)
      if (PersonRow* row = row_of(id); row != nullptr) ++row->findings;
  }
  for (const auto& [id, excerpts] : result.excerpts)
    for (const ConversationExcerpt& excerpt : excerpts)
      for (const QuotedMessage& message : excerpt.messages)
        if (!message.person_id.empty()) row_of(message.person_id);
  for (const CaseAccount& account : people.accounts)
    if (const auto row = rows.find(account.match.person_id); row != rows.end() && account.match.band >= Band::probable)
      row->second.accounts.push_back(account.profile.id);
  std::vector<PersonRow> out;
  for (auto& [id, row] : rows) out.push_back(std::move(row));
  return out;
}

/// Everybody else in the registers: a report that hides names must know them.
std::vector<PersonRow> others_of(const AuditResult& result, const Registers& registers, const Pseudonyms& pseudonyms) {
  std::vector<PersonRow> out;
  for (const Person& person : registers.people) {
    if (std::ranges::find(result.people, person.id, &PersonRow::id) != result.people.end()) continue;
    PersonRow& row = out.emplace_back();
    row.id = person.id;
    row.display = person.name.display;
    row.pseudonym = pseudonyms.of(person);
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

std::uint64_t media_nobody_named(const CaseStore& store, const Resolver& resolver) {
  std::uint64_t count = 0;
  store.each_media([&](StoredMedia&& media) {
    const bool seen = media.item.file.kind == AttachmentKind::image || media.item.file.kind == AttachmentKind::video;
    if (seen && media.tagged_ids.empty() && resolver.names_in(media.caption).empty()) ++count;
  });
  return count;
}

void add_figures(const CaseStore& store, const CaseSetup& setup, const Policy& policy, AuditResult& result) {
  CaseStore::Volume volume = store.volume(setup.from, setup.until);
  result.messages_per_platform = std::move(volume.per_platform);
  result.messages_per_month = std::move(volume.per_month);
  result.messages_outside_period = volume.outside_period;
  for (const auto& [platform, messages] : result.messages_per_platform)
    result.channel_class[platform] = policy.is_official(platform)          ? "official"
                                     : policy.is_social_medium(platform) ? "private"
                                                                           : "unknown";
}

void add_sources(const CaseStore& store, AuditResult& result) {
  store.each_source([&](SourceRow&& row) {
    add(result.entries, row.entries);
    add(result.records, row.records);
    result.sources.push_back(std::move(row));
  });
  store.each_problem([&](ProblemRow&& row) { result.problems.push_back(std::move(row)); });
}

}  // namespace

Result<AuditResult> audit_result(const CaseStore& store, Lang lang) {
  const std::optional<Json> audit = store.document("audit");
  if (!audit.has_value()) return fail(ErrorCode::usage, "not-audited", {store.folder().string()});
  const auto policy = case_policy(store, audit->str("policy"));
  if (!policy) return tl::unexpected<Error>(policy.error());
  const auto people = CasePeople::resolve(store);
  if (!people) return tl::unexpected<Error>(people.error());
  const CaseSetup setup = case_setup(store);
  const CasePeople::State& state = people->state();

  AuditResult result;
  result.header = header_of(setup, *policy, *audit);
  result.program_version = audit->str("version");
  add_sources(store, result);
  add_figures(store, setup, *policy, result);
  result.identity = figures_of(state);
  result.findings = store.findings();
  apply_reviews(store, result);
  result.clauses = clause_coverage(*policy);
  count_clauses(result.clauses, result.findings);
  result.contradictions = policy->contradictions;
  const ExcerptMaker excerpts(store, state);
  for (const Finding& finding : result.findings) result.excerpts[finding.id] = excerpts.of(finding);
  const Pseudonyms pseudonyms(store.settings(), *policy, state.registers, lang);
  result.people = people_of(result, state, pseudonyms);
  result.others = others_of(result, state.registers, pseudonyms);
  result.findings_outside_period = static_cast<std::uint64_t>(audit->at("outside_period").integer().value_or(0));
  result.registers = state.registers.files;
  result.media_not_judged = media_nobody_named(store, *state.resolver);
  return result;
}

}  // namespace schouw
