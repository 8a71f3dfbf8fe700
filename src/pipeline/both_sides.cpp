// Found by persons first, and only then read: most cases have no two conversations of the same two people on one platform.
#include "both_sides.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "copies.h"

namespace schouw {
namespace {

constexpr std::size_t kEnoughWords = 3;

using Pair = std::tuple<std::string, std::string, std::string>;   // platform, person, person

struct Candidate {
  std::string id;
  std::size_t known_kinds = 0;
  std::uint64_t messages = 0;
  std::map<std::string, std::string> account_of;   // by person
};

/// A conversation of exactly two persons; nothing where an account in it is nobody's, or perhaps somebody else's.
std::optional<std::pair<Pair, Candidate>> candidate(const StoredConversation& stored, const CasePeople::State& people) {
  if (stored.kind != ConversationKind::direct || stored.messages == 0) return std::nullopt;
  Candidate out;
  out.id = stored.id;
  out.messages = stored.messages;
  for (const StoredConversation::Party& party : stored.parties) {
    const CaseAccount* account = people.account(party.account_id);
    if (account == nullptr || account->match.band < Band::probable || account->match.person_id.empty()) return std::nullopt;
    out.known_kinds += account->kind == "unknown" ? 0u : 1u;
    out.account_of.emplace(account->match.person_id, party.account_id);
  }
  if (out.account_of.size() != 2 || stored.parties.size() != 2) return std::nullopt;
  return std::pair(Pair{stored.platform, out.account_of.begin()->first, out.account_of.rbegin()->first}, std::move(out));
}

struct ToldLine {
  std::string key;       ///< telling_of
  std::string message_id;
  bool has_words = false;
};

std::vector<ToldLine> lines_of(const CaseStore& store, const Candidate& of) {
  std::vector<ToldLine> out;
  store.each_message_of(of.id, [&](StoredMessage&& stored) {
    const Message& m = stored.message;
    if (m.kind == MessageKind::system || !stored.time.local_ms) return;
    const auto who = std::ranges::find(of.account_of, stored.sender_id, [](const auto& seat) { return seat.second; });
    if (who == of.account_of.end()) return;
    const bool words = m.kind == MessageKind::message && !m.text.empty();
    out.push_back({telling_of(who->first, stored), std::move(stored.id), words});
  });
  return out;
}

/// So many alike make it one conversation; of fewer words than that all.
std::size_t enough(const std::vector<ToldLine>& said) {
  const auto words = static_cast<std::size_t>(std::ranges::count(said, true, &ToldLine::has_words));
  return std::clamp<std::size_t>(words, 1, kEnoughWords);
}

/// The messages of `other` that `lead` tells too; none when they are not the same conversation.
std::vector<std::string> told_by(const std::vector<ToldLine>& lead, const std::vector<ToldLine>& other) {
  std::unordered_map<std::string, std::size_t> left;
  for (const ToldLine& one : lead) ++left[one.key];
  std::vector<std::string> told;
  std::size_t words = 0;
  for (const ToldLine& one : other) {
    const auto at = left.find(one.key);
    if (at == left.end() || at->second == 0) continue;
    --at->second;
    told.push_back(one.message_id);
    words += one.has_words ? 1u : 0u;
  }
  if (words < std::min(enough(lead), enough(other))) told.clear();
  return told;
}

struct Lead {
  const Candidate* who;
  std::vector<ToldLine> said;   ///< with what its others add
};

struct Joined {
  std::string leader, other;
  std::unordered_map<std::string, std::string> accounts;
  std::vector<std::string> told;
};

/// Leads: of whose accounts more is known, then what is longer, then the smaller id.
void put_leaders_first(std::vector<Candidate>& candidates) {
  std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
    return std::tie(b.known_kinds, b.messages, a.id) < std::tie(a.known_kinds, a.messages, b.id);
  });
}

std::vector<Joined> joined(const CaseStore& store, std::vector<Candidate>& candidates) {
  std::vector<Joined> out;
  std::vector<Lead> leads;
  put_leaders_first(candidates);
  for (const Candidate& one : candidates) {
    std::vector<ToldLine> said = lines_of(store, one);
    std::vector<std::string> told;
    const auto lead = std::ranges::find_if(leads, [&](const Lead& l) { return !(told = told_by(l.said, said)).empty(); });
    if (lead == leads.end()) {
      leads.push_back({&one, std::move(said)});
      continue;
    }
    const std::unordered_set<std::string_view> known(told.begin(), told.end());
    std::erase_if(said, [&](const ToldLine& s) { return known.contains(s.message_id); });
    lead->said.insert(lead->said.end(), std::make_move_iterator(said.begin()), std::make_move_iterator(said.end()));
    Joined& pair = out.emplace_back(Joined{lead->who->id, one.id, {}, std::move(told)});
    for (const auto& [person, account] : one.account_of) pair.accounts.emplace(account, lead->who->account_of.at(person));
  }
  return out;
}

}  // namespace

BothSides BothSides::found_in(const CaseStore& store, const CasePeople::State& people) {
  std::map<Pair, std::vector<Candidate>> pairs;
  store.each_conversation([&](StoredConversation&& stored) {
    if (auto found = candidate(stored, people)) pairs[found->first].push_back(std::move(found->second));
  });
  BothSides out;
  for (auto& [pair, candidates] : pairs) {
    if (candidates.size() < 2) continue;
    for (Joined& one : joined(store, candidates)) {
      out.told_.insert(one.told.begin(), one.told.end());
      out.leaders_[one.leader].push_back(one.other);
      out.others_.emplace(std::move(one.other), Other{std::move(one.leader), std::move(one.accounts)});
    }
  }
  for (auto& [leader, others] : out.leaders_) std::ranges::sort(others);
  return out;
}

const std::string& BothSides::leader_of(const std::string& conversation_id) const {
  const auto found = others_.find(conversation_id);
  return found == others_.end() ? conversation_id : found->second.leader;
}

std::span<const std::string> BothSides::others_of(const std::string& leader_id) const {
  const auto found = leaders_.find(leader_id);
  return found == leaders_.end() ? std::span<const std::string>() : found->second;
}

void BothSides::retell(StoredMessage& stored) const {
  const auto other = others_.find(stored.conversation_id);
  if (other == others_.end()) return;
  const auto rename = [&](std::string& id) {
    const auto found = other->second.accounts.find(id);
    if (found != other->second.accounts.end()) id = found->second;
  };
  rename(stored.sender_id);
  std::ranges::for_each(stored.recipient_ids, rename);
  std::ranges::for_each(stored.tagged_ids, rename);
  stored.conversation_id = other->second.leader;
}

}  // namespace schouw
