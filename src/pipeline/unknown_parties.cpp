#include "unknown_parties.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace schouw {
namespace {

class Finder {
 public:
  Finder(const CaseSetup& setup, const Policy& policy, const CasePeople::State& people, const CaseScope& scope)
      : setup_(setup), policy_(policy), people_(people), scope_(scope) {}

  std::optional<UnknownParty> in(const StoredConversation& conversation) const {
    const bool looked_at = conversation.kind == ConversationKind::direct && !policy_.is_official(conversation.platform) &&
                           conversation.messages > 0 && in_period(conversation) && scope_.covers(conversation);
    if (!looked_at) return std::nullopt;
    UnknownParty out{.platform = conversation.platform, .conversation_id = conversation.id, .messages = conversation.messages,
                     .first = conversation.first, .last = conversation.last};
    std::size_t known = 0;
    for (const StoredConversation::Party& party : conversation.parties) {
      if (const auto role = pupil_or_parent(party.account_id, conversation.last)) {
        out.known = *role;
        ++known;
      } else if (is_unknown(party.account_id)) {
        out.account_id = party.account_id;
      } else {
        return std::nullopt;  // somebody else who is known, or may be: detectors judge those
      }
    }
    if (known != 1 || out.account_id.empty()) return std::nullopt;
    return out;
  }

 private:
  bool in_period(const StoredConversation& conversation) const {
    const auto day = [](const RecordTime& time) { return time.local_ms ? std::optional(date_of(*time.local_ms)) : std::nullopt; };
    const std::optional<Date> first = day(conversation.first), last = day(conversation.last);
    return !(setup_.until && first && *first > *setup_.until) && !(setup_.from && last && *last < *setup_.from);
  }

  std::optional<Role> pupil_or_parent(const std::string& account_id, const RecordTime& time) const {
    const CaseAccount* account = people_.account(account_id);
    if (account == nullptr || account->match.band < Band::probable) return std::nullopt;
    const Person* person = people_.registers.find(account->match.person_id);
    if (person == nullptr || person->roles.empty()) return std::nullopt;
    const RoleSpan* span = time.local_ms ? person->role_on(date_of(*time.local_ms)) : nullptr;
    if (span == nullptr) span = &person->roles.front();
    return span->role == Role::pupil || span->role == Role::parent ? std::optional(span->role) : std::nullopt;
  }

  /// Evidence with nobody is the school's own account.
  bool is_unknown(const std::string& account_id) const {
    const CaseAccount* account = people_.account(account_id);
    if (account == nullptr) return true;
    return account->match.band == Band::ambiguous || (account->match.band == Band::none && account->match.evidence.empty());
  }

  const CaseSetup& setup_;
  const Policy& policy_;
  const CasePeople::State& people_;
  const CaseScope& scope_;
};

}  // namespace

std::vector<UnknownParty> unknown_parties(const CaseStore& store, const CaseSetup& setup, const Policy& policy,
                                          const CasePeople::State& people, const CaseScope& scope) {
  const Finder finder(setup, policy, people, scope);
  std::vector<UnknownParty> out;
  store.each_conversation([&](StoredConversation&& conversation) {
    if (auto found = finder.in(conversation)) out.push_back(std::move(*found));
  });
  std::ranges::sort(out, [](const UnknownParty& a, const UnknownParty& b) {
    return std::tie(b.messages, a.conversation_id) < std::tie(a.messages, b.conversation_id);
  });
  return out;
}

}  // namespace schouw
