// Accounts are looked up by what they resolved to; a conversation by its parties.
#include "scope.h"

#include <algorithm>

#include "case_people.h"
#include "schouw/pipeline/case_setup.h"

namespace schouw {

CaseScope::CaseScope(const CaseStore& store, const CasePeople::State& people) : store_(store), people_(people) {
  const Json scope = case_setup(store).scope;
  for (const Json& platform : scope.at("platforms").items()) platforms_.emplace(platform.str());
  for (const Json& person : scope.at("people").items()) persons_.emplace(person.str());
}

bool CaseScope::covers_platform(std::string_view platform) const {
  return platforms_.empty() || platforms_.contains(platform);
}

bool CaseScope::is_named(std::string_view account_id) const {
  const CaseAccount* account = people_.account(account_id);
  return account != nullptr && account->match.band >= Band::probable && persons_.contains(account->match.person_id);
}

bool CaseScope::is_named_in(const StoredConversation& conversation) const {
  return std::ranges::any_of(conversation.parties, [&](const auto& party) { return is_named(party.account_id); });
}

bool CaseScope::is_named_in(std::string_view conversation_id) const {
  if (last_.first == conversation_id) return last_.second;
  const auto conversation = store_.conversation(conversation_id);
  const bool named = conversation.has_value() && is_named_in(*conversation);
  last_ = {std::string(conversation_id), named};
  return named;
}

bool CaseScope::covers(const StoredMessage& message) const {
  if (!covers_platform(message.message.platform)) return false;
  if (persons_.empty() || is_named(message.sender_id)) return true;
  return std::ranges::any_of(message.recipient_ids, [&](const std::string& id) { return is_named(id); }) ||
         is_named_in(message.conversation_id);
}

bool CaseScope::covers(const StoredMedia& media) const {
  if (!covers_platform(media.item.platform)) return false;
  if (persons_.empty() || is_named(media.publisher_id)) return true;
  return std::ranges::any_of(media.tagged_ids, [&](const std::string& id) { return is_named(id); }) ||
         is_named_in(media.conversation_id);
}

bool CaseScope::covers(const StoredConnection& stored) const {
  if (!covers_platform(stored.connection.platform)) return false;
  return persons_.empty() || is_named(stored.owner_id) || is_named(stored.other_id);
}

bool CaseScope::covers(const StoredConversation& conversation) const {
  return covers_platform(conversation.platform) && (persons_.empty() || is_named_in(conversation));
}

bool CaseScope::covers(const Finding& finding) const {
  if (!covers_platform(finding.fact.platform)) return false;
  return persons_.empty() || std::ranges::any_of(finding.fact.persons, [&](const FactPerson& person) {
           return persons_.contains(person.person_id);
         });
}

}  // namespace schouw
