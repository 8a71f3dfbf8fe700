// Importers give the words as an event `profile` of the owner:
//
//   x, event "profile", text "Docent op De Breul. Tweets op persoonlijke titel."
//
// Gap: what stood there on another day; profiles of accounts whose download is not in the case.
#include "profiles.h"

#include <algorithm>
#include <vector>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

std::string without_at(std::string_view handle) {
  const std::string folded = fold(handle);
  return folded.starts_with('@') ? folded.substr(1) : folded;
}

/// Under what an account may be found again. A post may bear the user name or the number only; a comment on Facebook bears the
/// name alone, and then the owner's own download tells whose it is.
std::vector<std::string> keys_of(const CaseAccount& account) {
  const AccountProfile& p = account.profile;
  std::vector<std::string> out{p.id};
  if (!p.handle.empty()) out.push_back(p.platform + "|handle|" + without_at(p.handle));
  if (!p.native_id.empty()) out.push_back(p.platform + "|id|" + p.native_id);
  const bool by_download = std::ranges::find(account.match.evidence, "own-download", &MatchEvidence::key) != account.match.evidence.end();
  if (by_download) out.push_back(p.platform + "|person|" + account.match.person_id);
  return out;
}

}  // namespace

void Profiles::read(const CaseView& view, const CaseConversation& c) {
  if (c.kind != ConversationKind::direct || c.title != "profile") return;
  view.each_message(c.id, [&](const CaseMessage& m) {
    const CaseAccount* account = m.event == "profile" ? view.account(m.account_id) : nullptr;
    if (account == nullptr) return;
    for (const std::string& key : keys_of(*account)) words_.insert_or_assign(key, m.text);
    if (account->match.band >= Band::probable)
      words_.insert_or_assign(account->profile.platform + "|person|" + account->match.person_id, m.text);
  });
}

const std::string* Profiles::of(const CaseAccount& account) const {
  for (const std::string& key : keys_of(account))
    if (const auto found = words_.find(key); found != words_.end()) return &found->second;
  return nullptr;
}

}  // namespace schouw
