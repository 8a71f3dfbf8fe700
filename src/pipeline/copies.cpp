#include "copies.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "schouw/base/hash.h"
#include "schouw/base/time.h"

namespace schouw {

std::unordered_set<std::string> accounts_of_several(const CasePeople::State& people) {
  std::map<std::pair<std::string_view, std::string_view>, std::vector<const CaseAccount*>> of_person;
  for (const CaseAccount& account : people.accounts)
    if (account.match.band >= Band::probable && !account.match.person_id.empty())
      of_person[{account.profile.platform, account.match.person_id}].push_back(&account);
  std::unordered_set<std::string> out;
  for (const auto& [person, accounts] : of_person)
    if (accounts.size() > 1)
      for (const CaseAccount* account : accounts) out.insert(account->profile.id);
  return out;
}

bool Copies::told_before(const StoredMessage& stored) {
  const Message& m = stored.message;
  if (!of_several_.contains(stored.sender_id) || m.kind != MessageKind::message || !m.native_id.empty()) return false;
  if (!stored.time.local_ms || stored.seen_in.empty()) return false;
  const std::string minute = std::to_string(floored(*stored.time.local_ms, Precision::minute));
  const std::string& person = people_.account(stored.sender_id)->match.person_id;
  std::vector<Telling>& told =
      told_[content_id({stored.conversation_id, person, minute, m.text, std::to_string(m.attachments.size())})];
  const std::string& source = stored.seen_in.front().source_sha256;
  std::uint64_t elsewhere = 0;
  Telling* here = nullptr;
  for (Telling& telling : told)
    if (telling.account_id == stored.sender_id)
      here = &telling;
    else if (telling.source_sha256 != source)
      elsewhere = std::max(elsewhere, telling.times);
  if (here == nullptr) here = &told.emplace_back(Telling{stored.sender_id, source, 0});
  return ++here->times <= elsewhere;
}

}  // namespace schouw
