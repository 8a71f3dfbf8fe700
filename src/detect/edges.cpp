#include "edges.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace schouw {
namespace {

/// Who has whose number is no connection on a platform, and an address book is as likely the school's.
constexpr std::string_view kAddressBook = "contacts";

/// Which edges are connections at all. Requests, blocks and removals are recorded, and are none.
bool is_edge(ConnectionKind kind) {
  switch (kind) {
    case ConnectionKind::friend_:
    case ConnectionKind::follows:
    case ConnectionKind::followed_by:
    case ConnectionKind::contact:
      return true;
    case ConnectionKind::member:
    case ConnectionKind::admin:
    case ConnectionKind::request_sent:
    case ConnectionKind::request_received:
    case ConnectionKind::blocked:
    case ConnectionKind::removed:
      break;
  }
  return false;
}

/// As seen from the member of staff: "follows" in a pupil's export is "followed by" for the teacher.
ConnectionKind seen_from_staff(ConnectionKind kind, bool staff_owns) {
  if (staff_owns) return kind;
  if (kind == ConnectionKind::follows) return ConnectionKind::followed_by;
  if (kind == ConnectionKind::followed_by) return ConnectionKind::follows;
  return kind;
}

struct Pair {
  Known staff, other;
  Date day;
  bool formed_before = false;  ///< made before both were in their role, and still there when they were
};

struct Edge {
  Pair pair;
  std::set<std::string> kinds, accounts;
  AccountStanding standing;
  Band staff_band = Band::certain, other_band = Band::certain;
  RecordTime since;
  bool formed_before = true, dated = false;
  EvidenceList evidence;
};

/// The first day within [since, ended] on which both are in their roles; nothing when there is none.
std::optional<Date> day_in_role(const Person& staff, const Person& other, Role role, std::optional<Date> since,
                                const Date& until) {
  std::vector<Date> days{since ? *since : until};
  for (const Person* person : {&staff, &other})
    for (const RoleSpan& span : person->roles)
      if (since && span.from && *span.from > *since && *span.from <= until) days.push_back(*span.from);
  std::ranges::sort(days);
  for (const Date& day : days) {
    const RoleSpan* a = staff.role_on(day);
    const RoleSpan* b = other.role_on(day);
    if (a != nullptr && b != nullptr && a->role == Role::staff && b->role == role) return day;
  }
  return {};
}

class Edges {
 public:
  Edges(const EdgeDetector& detector, const CaseView& view, const Policy& policy)
      : detector_(detector), view_(view), policy_(policy) {}

  void connection(const CaseConnection& c) {
    if (!is_edge(c.kind) || c.platform == kAddressBook) return;
    const std::optional<Date> since = c.since.local_ms ? std::optional(date_of(*c.since.local_ms)) : std::nullopt;
    const Date until = c.ended.local_ms ? date_of(*c.ended.local_ms) : view_.as_of();
    for (const bool staff_owns : {true, false}) {
      const Known owner = known(view_, c.owner), other = known(view_, c.other);
      const auto pair = pair_of(staff_owns ? owner : other, staff_owns ? other : owner, since, until);
      if (!pair) continue;
      Edge& edge = at(*pair, c.platform);
      edge.kinds.emplace(name_of(seen_from_staff(c.kind, staff_owns)));
      edge.formed_before = edge.formed_before && pair->formed_before;
      edge.dated = edge.dated || since.has_value();
      if (c.since.utc_ms && (!edge.since.utc_ms || *c.since.utc_ms < *edge.since.utc_ms)) edge.since = c.since;
      edge.accounts.insert({c.owner, c.other});
      edge.evidence.add(evidence_of(c));
    }
  }

  void conversation(const CaseConversation& conversation) {
    if (conversation.kind != ConversationKind::direct || !policy_.is_social_medium(conversation.platform)) return;
    view_.each_message(conversation.id, [&](const CaseMessage& m) {
      if (m.kind != MessageKind::message || m.account_id.empty()) return;
      for (const CaseParticipant& p : conversation.participants)
        if (p.account_id != m.account_id) message(m, p.account_id);
      for (const std::string& id : m.recipients)
        if (id != m.account_id && std::ranges::find(conversation.participants, id, &CaseParticipant::account_id) ==
                                      conversation.participants.end())
          message(m, id);
    });
  }

  void yield(const std::function<void(Fact)>& to) {
    for (auto& [key, edge] : edges_) to(fact_of(key, edge));
  }

 private:
  using Key = std::tuple<std::string, std::string, std::string, std::string, bool>;  // staff, other, platform, account kind, a guess

  std::optional<Pair> pair_of(const Known& staff, const Known& other, std::optional<Date> since,
                              const Date& until) const {
    if (staff.person == nullptr || other.person == nullptr) return {};
    const auto day = day_in_role(*staff.person, *other.person, detector_.counterpart, since, until);
    if (!day || tie_between(view_, *staff.person, *other.person, *day) == Tie::family) return {};
    return Pair{staff, other, *day, since && *since < *day};
  }

  Edge& at(const Pair& pair, const std::string& platform) {
    const AccountStanding standing = standing_of(view_, *pair.staff.account, pair.day);
    auto [it, fresh] = edges_.try_emplace({pair.staff.person->id, pair.other.person->id, platform, standing.kind,
                                                  is_guess(std::min(pair.staff.band, pair.other.band))});
    Edge& edge = it->second;
    if (fresh || pair.day < edge.pair.day) edge.pair = pair;
    if (fresh) edge.standing = standing;
    edge.staff_band = std::min(edge.staff_band, pair.staff.band);
    edge.other_band = std::min(edge.other_band, pair.other.band);
    return edge;
  }

  /// Only what the member of staff wrote makes an edge of theirs; being written to does not.
  void message(const CaseMessage& m, const std::string& other_account) {
    const Date day = day_of(view_, m.time);
    const auto pair = pair_of(known(view_, m.account_id), known(view_, other_account), day, day);
    if (!pair) return;
    Edge& edge = at(*pair, m.platform);
    edge.kinds.emplace("message");
    edge.dated = true;
    edge.formed_before = false;
    if (!edge.since.utc_ms) edge.since = m.time;
    edge.accounts.insert({m.account_id, other_account});
    edge.evidence.add(evidence_of(m));
  }

  Fact fact_of(const Key& key, const Edge& edge) const {
    const auto& [staff_id, other_id, platform, account_kind, guess] = key;
    Fact fact;
    fact.detector = std::string(detector_.id);
    fact.detector_version = detector_.version;
    fact.platform = platform;
    fact.time = edge.since;
    add_person(fact, *edge.pair.staff.person, edge.pair.day, PersonPart::actor, edge.staff_band);
    add_person(fact, *edge.pair.other.person, edge.pair.day, PersonPart::counterpart, edge.other_band);
    fact.accounts.assign(edge.accounts.begin(), edge.accounts.end());
    fact.evidence = edge.evidence.sorted();
    for (const std::string& kind : edge.kinds) fact.attributes["edge_kinds"].push_back(Json(kind));
    fact.attributes["account_kind"] = Json(account_kind);
    fact.attributes["messages_total"] = Json(edge.evidence.total());
    add_exception(fact, "professional_account", edge.standing.professional);
    if (tie_between(view_, *edge.pair.staff.person, *edge.pair.other.person, edge.pair.day) == Tie::registered)
      add_exception(fact, "family_tie", ExceptionState::met);
    if (detector_.counterpart == Role::parent && children_left(view_, *edge.pair.other.person, edge.pair.day))
      add_doubt(fact, "children-left");
    if (edge.formed_before) add_doubt(fact, "formed-before-role");
    if (!edge.dated) add_against(fact, "undated");
    if (edge.kinds == std::set<std::string>{"followed_by"}) add_against(fact, "followed-only");
    fact.subject = fact.detector + "|" + staff_id + "|" + other_id + "|" + platform + "|" + account_kind + std::string(guess_suffix(guess));
    settle_persons(fact);
    return fact;
  }

  const EdgeDetector& detector_;
  const CaseView& view_;
  const Policy& policy_;
  std::map<Key, Edge> edges_;
};

}  // namespace

void detect_edges(const EdgeDetector& detector, const CaseView& view, const Policy& policy,
                  const std::function<void(Fact)>& yield) {
  Edges edges(detector, view, policy);
  view.each_connection([&](const CaseConnection& c) { edges.connection(c); });
  view.each_conversation([&](const CaseConversation& c) { edges.conversation(c); });
  edges.yield(yield);
}

}  // namespace schouw
