#include "school_groups.h"

#include <algorithm>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

/// In a chat of Teams everybody is an owner.
bool tells_who_manages(const CaseConversation& c) {
  const bool several = c.kind == ConversationKind::group || c.kind == ConversationKind::channel || c.kind == ConversationKind::public_;
  return several && c.platform != "teams" && std::ranges::any_of(c.participants, &CaseParticipant::admin);
}

std::vector<const RegisteredAccount*> rows_of_title(const CaseView& view, const Policy& policy, const CaseConversation& c) {
  std::vector<const RegisteredAccount*> out;
  const std::string title = fold(trim(c.title));
  for (const RegisteredAccount& row : view.registers().accounts)
    if (row.kind == "school" && !title.empty() && policy.canonical(row.platform) == policy.canonical(c.platform) && fold(trim(row.handle)) == title)
      out.push_back(&row);
  return out;
}

bool has_staff(const CaseView& view, const CaseConversation& c) {
  return std::ranges::any_of(c.participants, [&](const CaseParticipant& p) {
    const Known who = known(view, p.account_id);
    const RoleSpan* span = who.person == nullptr ? nullptr : who.person->role_on(view.last_day());
    return span != nullptr && span->role == Role::staff;
  });
}

CaseConnection as_connection(const CaseConversation& c, const CaseParticipant& p) {
  CaseConnection out;
  out.platform = c.platform;
  out.kind = ConnectionKind::admin;
  out.owner = p.account_id;
  out.since = p.since;
  out.ended = p.until;
  out.origin = p.member_evidence.origin;
  return out;
}

}  // namespace

std::vector<SchoolGroup> school_groups(const CaseView& view, const Policy& policy, const SchoolAccounts& accounts) {
  std::vector<SchoolGroup> out;
  view.each_conversation([&](const CaseConversation& c) {
    if (!tells_who_manages(c)) return;
    SchoolGroup group{.id = c.id, .platform = c.platform, .shown = {}, .last = c.last, .admins = {}};
    group.shown.rows = rows_of_title(view, policy, c);
    group.shown.named = group.shown.rows.empty();
    group.shown.registered = group.shown.registered_on(view.last_day());
    if (group.shown.named && !(accounts.name().in_account(c.title) && has_staff(view, c))) return;
    for (const CaseParticipant& p : c.participants)
      if (p.admin) group.admins.push_back(as_connection(c, p));
    out.push_back(std::move(group));
  });
  return out;
}

void FactPerPerson::keep(std::optional<Fact> fact) {
  if (fact) facts_.try_emplace(fact->persons.front().person_id, std::move(*fact));
}

void FactPerPerson::give(const std::function<void(Fact)>& yield) {
  for (auto& [id, fact] : facts_) yield(std::move(fact));
}

Fact managed_page_fact(const SchoolPage& page, const CaseConnection& admin, std::string_view detector, int version) {
  Fact fact = page_fact(page, detector, version);
  fact.evidence = {evidence_of(admin)};
  fact.accounts.push_back(admin.owner);
  return fact;
}

Fact group_fact(const SchoolGroup& group, const CaseConnection& admin, std::string_view detector, int version) {
  Fact fact;
  fact.detector = std::string(detector);
  fact.detector_version = version;
  fact.platform = group.platform;
  fact.conversation_id = group.id;
  fact.time = admin.since;
  fact.accounts = {admin.owner};
  fact.evidence = {Evidence{admin.origin, {}, {}, {}}};
  fact.attributes["account_kind"] = Json(group.shown.registered ? "school" : "unknown");
  fact.attributes["registered"] = Json(group.shown.registered ? "yes" : "no");
  fact.attributes["shown_by"] = Json("group-role");
  fact.attributes["messages_total"] = Json(1);
  fact.subject = fact.detector + "|group|" + group.id;
  return fact;
}

}  // namespace schouw
