// Contacts of a pupil or member of staff that resolve to nobody in the school's registers. One fact per person and platform
// with the number. A register holds the people of a school, not everybody somebody may know: a hint, no more.
//
//   p1 follows 40 accounts, 3 of which are nobody the school knows   ->  unknown_total 3, contacts_total 40
//
// Gap: whether they know each other.
#include <set>

#include "school_accounts.h"

namespace schouw::unknown_contact {
namespace {

constexpr std::string_view kId = "unknown-contact";
constexpr int kVersion = 1;

struct Contacts {
  Known who;
  Date day;
  std::set<std::string> all, unknown, accounts;
  RecordTime first;
  EvidenceList evidence;
};

/// What somebody chose themselves. Being followed is the choice of another.
bool is_chosen(ConnectionKind kind) {
  switch (kind) {
    case ConnectionKind::friend_:
    case ConnectionKind::follows:
    case ConnectionKind::contact:
      return true;
    case ConnectionKind::followed_by:
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

bool is_unknown(const CaseView& view, const SchoolAccounts& schools, const std::string& account) {
  const CaseAccount* other = view.account(account);
  // Somebody whose name fits several people is somebody of the school all the same.
  return other != nullptr && other->match.band == Band::none && other->kind == "unknown" && schools.find(account) == nullptr;
}

Fact fact_of(const Contacts& contacts, const std::string& platform) {
  Fact fact;
  fact.detector = std::string(kId);
  fact.detector_version = kVersion;
  fact.platform = platform;
  fact.time = contacts.first;
  add_person(fact, *contacts.who.person, contacts.day, PersonPart::actor, contacts.who.band);
  fact.accounts.assign(contacts.accounts.begin(), contacts.accounts.end());
  fact.evidence = contacts.evidence.sorted();
  fact.attributes["unknown_total"] = Json(std::uint64_t{contacts.unknown.size()});
  fact.attributes["contacts_total"] = Json(std::uint64_t{contacts.all.size()});
  fact.attributes["messages_total"] = Json(std::uint64_t{contacts.unknown.size()});
  add_doubt(fact, "register-holds-school-only");
  fact.subject = fact.detector + "|" + contacts.who.person->id + "|" + platform;
  settle_persons(fact);
  return fact;
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolAccounts schools(view, policy);
  std::map<std::pair<std::string, std::string>, Contacts> all;
  view.each_connection([&](const CaseConnection& c) {
    if (!is_chosen(c.kind) || c.ended.local_ms || !policy.is_social_medium(c.platform)) return;
    const Known who = known(view, c.owner);
    const Date day = c.since.local_ms ? date_of(*c.since.local_ms) : view.last_day();
    const RoleSpan* role = who.person == nullptr ? nullptr : who.person->role_on(day);
    if (role == nullptr || (role->role != Role::pupil && role->role != Role::staff)) return;
    const AccountStanding standing = standing_of(view, *who.account, day);
    if (standing.kind == "school" || standing.kind == "professional") return;
    Contacts& contacts = all[{who.person->id, c.platform}];
    if (contacts.who.person == nullptr) contacts.who = who, contacts.day = day;
    contacts.all.insert(c.other);
    if (!is_unknown(view, schools, c.other) || !contacts.unknown.insert(c.other).second) return;
    contacts.accounts.insert(c.owner);
    contacts.evidence.add(evidence_of(c));
    if (!contacts.first.utc_ms) contacts.first = c.since;
  });
  for (const auto& [key, contacts] : all)
    if (!contacts.unknown.empty()) yield(fact_of(contacts, key.second));
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::unknown_contact
