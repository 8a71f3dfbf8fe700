// Members out of lines like "Jan heeft Piet, Klaas en Els toegevoegd" and "Els heeft de groep verlaten".
// Gap: whoever was there before the export begins, and never wrote or left, is not shown by any line.
#include "whatsapp_members.h"

#include <algorithm>

#include "schouw/base/utf8.h"
#include "whatsapp_title.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxMembers = 20'000;

std::string key_of(const AccountRef& account) {
  if (account.is_owner) return "owner";
  return account.phone.empty() ? "n" + account.display_name : "p" + account.phone;
}

bool is_exporter_left_out(const SystemLine& line) {
  return line.object.empty() && (line.event == "member-added" || line.event == "member-removed");
}

// "Bob y a Carol": the grammar of Spanish between two, and part of no name.
constexpr std::string_view kSpanishAnd = " y a ";
constexpr std::string_view kJoiners[] = {kSpanishAnd, " en ",  " and ", " und ", " et ", " y ", " e ",   " i ",
                                         " ve ",      " og ", " och ", " ja ",  " a ",  " и ", " dan ", " & "};

// "Jan, Piet en Klaas": where a comma shows a list, for "Opa en Oma" is one contact.
std::vector<std::string_view> names_in(std::string_view list) {
  std::vector<std::string_view> names;
  if (list.find(", ") == std::string_view::npos && list.find(kSpanishAnd) == std::string_view::npos) return {list};
  while (!list.empty()) {
    const std::size_t comma = list.find(", ");
    names.push_back(list.substr(0, comma));
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 2);
  }
  const std::string_view last = names.back();
  for (const std::string_view word : kJoiners) {
    const std::size_t at = last.find(word);
    if (at == std::string_view::npos || at == 0) continue;
    names.back() = last.substr(0, at);
    names.push_back(last.substr(at + word.size()));
    break;
  }
  return names;
}

}  // namespace

AccountRef MemberList::account(std::string_view name) const {
  if (is_exporter_word(name)) return exporter_;
  AccountRef account = account_of(name);
  if (!exporter_.display_name.empty() && account.display_name == exporter_.display_name) return exporter_;
  return account;
}

bool MemberList::writes(std::string_view name) {
  if (writers_.empty())
    for (const std::string& speaker : speakers_) writers_.insert(key_of(account_of(speaker)));
  return writers_.contains(key_of(account_of(name)));
}

// "Jan en Piet" are two when one of them writes here by that name and nobody writes by the whole.
std::vector<std::string_view> MemberList::pair_in(std::string_view name) {
  for (const std::string_view word : kJoiners) {
    for (std::size_t at = name.find(word, 1); at != std::string_view::npos; at = name.find(word, at + 1)) {
      const std::string_view left = name.substr(0, at), right = name.substr(at + word.size());
      if (right.empty() || (!writes(left) && !writes(right))) continue;
      if (!writes(name)) return {left, right};
    }
  }
  return {name};
}

std::vector<AccountRef> MemberList::accounts_in(std::string_view list) {
  std::vector<std::string_view> names = names_in(list);
  if (names.size() == 1) names = pair_in(list);
  std::vector<AccountRef> accounts;
  for (const std::string_view name : names) {
    AccountRef one = account(trim(name));
    if (!one.empty()) accounts.push_back(std::move(one));
  }
  return accounts;
}

Member* MemberList::find(const AccountRef& account) {
  const auto found = index_.find(key_of(account));
  return found == index_.end() ? nullptr : &members_[found->second];
}

Member* MemberList::add(const AccountRef& account, const Locator& at) {
  if (members_.size() >= kMaxMembers) return nullptr;
  index_[key_of(account)] = members_.size();
  members_.push_back({.account = account, .locator = at});
  return &members_.back();
}

void MemberList::seen(const AccountRef& account, const Locator& at) {
  if (find(account) == nullptr) add(account, at);
}

// Who comes back after leaving is entered again: two periods, two entries.
void MemberList::joined(const AccountRef& account, const Timestamp& time, const Locator& at) {
  Member* member = find(account);
  const bool there = member != nullptr && member->until == Timestamp{} && member->since == Timestamp{};
  if (there) return;
  if (member != nullptr && member->until == Timestamp{}) return;
  member = add(account, at);
  if (member != nullptr) member->since = time;
}

void MemberList::left(const AccountRef& account, const Timestamp& time, const Locator& at) {
  Member* member = find(account);
  if (member == nullptr || member->until != Timestamp{}) member = add(account, at);
  if (member != nullptr) member->until = time;
}

void MemberList::apply(const SystemLine& line, const Timestamp& time, const Locator& at) {
  const bool comes = line.event == "member-added" || line.event == "joined-by-link" || line.event == "member-joined";
  const bool goes = line.event == "member-removed" || line.event == "member-left";
  const bool rank = line.event == "admin-added" || line.event == "admin-removed";
  if (!line.actor.empty() && is_group_event(line.event)) {  // who changes a group is in it
    const AccountRef actor = account(line.actor);
    if (line.event == "group-created")
      joined(actor, time, at);
    else if (!actor.empty())
      seen(actor, at);
  }
  if (!comes && !goes && !rank) return;
  std::vector<AccountRef> whom = is_exporter_left_out(line) ? std::vector{exporter_} : accounts_in(line.object);
  for (const AccountRef& one : whom) {
    if (comes) joined(one, time, at);
    if (goes) left(one, time, at);
    if (!rank) continue;
    seen(one, at);
    if (Member* member = find(one)) member->admin = line.event == "admin-added";
  }
}

}  // namespace schouw
