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

std::string telling_of(std::string_view person_id, const StoredMessage& stored) {
  const Message& m = stored.message;
  const std::string minute = std::to_string(floored(*stored.time.local_ms, Precision::minute));
  // A call or an event is told in the language of each.
  const std::string words = m.kind == MessageKind::message ? said_in(m) : std::string();
  std::string more = m.flags.deleted ? "deleted" : m.flags.encrypted ? "encrypted" : "";
  for (const Attachment& a : m.attachments) {
    // Of a file that was left out an Android phone tells no kind.
    using enum AttachmentKind;
    const bool file = a.kind != contact && a.kind != location && a.kind != link && a.kind != poll;
    more.append(" ").append(file ? "file" : name_of(a.kind));
  }
  return content_id({"telling", person_id, name_of(m.kind), m.event, minute, words, more});
}

bool Copies::told_before(const StoredMessage& stored) {
  const Message& m = stored.message;
  if (!of_several_.contains(stored.sender_id) || m.kind != MessageKind::message || !m.native_id.empty()) return false;
  if (!stored.time.local_ms || stored.seen_in.empty()) return false;
  const std::string& person = people_.account(stored.sender_id)->match.person_id;
  std::vector<Telling>& told = told_[content_id({stored.conversation_id, telling_of(person, stored)})];
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
