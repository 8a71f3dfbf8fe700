// Looks an account's keys up. A key is compared whole: a phone number as E.164, an address in lower case, a user name
// folded and without its @.
//
//   whatsapp, phone "06 12345678"      ->  phone +31612345678: o1, p3 (both have it in the register)
//   instagram, handle "@Juf.Karin"     ->  account-register registers/accounts.csv:4: t1
//
// Gap: an account row counts for all time; whether it held on a day is not asked here.
#include "keys.h"

#include <algorithm>
#include <tuple>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr char kBetween = '\x1f';

std::string platform_of(std::string_view written) {
  const std::string name = fold(trim(written));
  if (name == "twitter") return "x";
  if (name == "microsoft teams" || name == "ms teams") return "teams";
  if (name == "google chat") return "google_chat";
  return name;
}

std::string handle_of(std::string_view written) {
  std::string name = fold(trim(written));
  if (name.starts_with('@')) name.erase(0, 1);
  return name;
}

std::string domain_of(std::string_view address) {
  const auto at = address.rfind('@');
  return at == std::string_view::npos ? std::string() : ascii_lower(address.substr(at + 1));
}

bool is_address(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find(' ') == std::string_view::npos;
}

bool is_number(std::string_view text) {
  return std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) >= 8 &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || std::string_view("+-() .").find(c) != std::string_view::npos; });
}

// A pupil number of six digits may by chance be the number of a stranger's account elsewhere.
bool may_be_native(std::string_view platform, std::string_view id) {
  if (platform == "teams" || platform == "magister" || platform == "mail" || platform == "google_chat") return true;
  return id.size() >= 16 && std::ranges::any_of(id, [](char c) { return c < '0' || c > '9'; });
}

void put(Blocks& blocks, const std::string& key, PersonIndex person) {
  if (!key.empty()) unite(blocks[key], {&person, 1});
}

}  // namespace

Keys::Keys(const Registers& registers, const People& people) {
  for (const std::string& own : registers.own_identifiers) {
    own_.insert(ascii_lower(trim(own)));
    if (const auto number = is_number(own) ? to_e164(own) : std::nullopt) own_.insert(*number);
    if (const std::string domain = domain_of(own); !domain.empty()) domains_.insert(domain);
  }
  add_people(registers, people);
  add_accounts(registers, people);
}

void Keys::add_people(const Registers& registers, const People& people) {
  for (const Person& person : registers.people) {
    const PersonIndex index = *people.find(person.id);
    for (const std::string& phone : person.phones) put(phones_, phone, index);
    for (const std::string& email : person.emails) {
      put(emails_, ascii_lower(trim(email)), index);
      domains_.insert(domain_of(email));
    }
    for (const std::string& id : person.native_ids) put(native_ids_, ascii_lower(trim(id)), index);
  }
}

void Keys::add_accounts(const Registers& registers, const People& people) {
  for (const RegisteredAccount& account : registers.accounts) {
    const PersonIndex* person = people.find(account.person_id);
    if (person == nullptr && !account.person_id.empty()) continue;
    const std::string handle = handle_of(account.handle);
    if (handle.empty()) continue;
    AccountRow row{account.source, person == nullptr ? 0 : *person, person == nullptr};
    accounts_[platform_of(account.platform) + kBetween + handle].push_back(row);
    const auto number = is_number(account.handle) ? to_e164(account.handle) : std::nullopt;
    if (number && *number != handle) accounts_[platform_of(account.platform) + kBetween + *number].push_back(row);
  }
  for (auto& [key, rows] : accounts_)
    std::ranges::sort(rows, {}, [](const AccountRow& row) { return std::tie(row.person, row.source); });
}

void Keys::look_up_account(std::string_view platform, std::string_view handle, bool by_name,
                           std::vector<KeyHit>& out) const {
  const auto it = accounts_.find(platform_of(platform) + kBetween + handle_of(handle));
  if (handle.empty() || it == accounts_.end()) return;
  KeyHit hit;
  hit.by_display_name = by_name;
  hit.of_school = std::ranges::all_of(it->second, &AccountRow::of_school);
  hit.evidence = {"account-register", it->second.front().source, 0};
  for (const AccountRow& row : it->second)
    if (!row.of_school) unite(hit.people, {&row.person, 1});
  out.push_back(std::move(hit));
}

void Keys::look_up(const Blocks& blocks, std::string_view key, const std::string& value,
                   std::vector<KeyHit>& out) const {
  const auto it = blocks.find(value);
  if (value.empty() || it == blocks.end() || is_own(value)) return;
  out.push_back({.evidence = {std::string(key), value, 0}, .people = it->second});
}

/// The address itself, or a pupil number in front of a domain of the school.
void Keys::look_up_mail(std::string_view platform, std::string_view address, std::vector<KeyHit>& out) const {
  const std::string key = ascii_lower(trim(address));
  if (!is_address(key)) return;
  look_up_account(platform, key, false, out);
  look_up(emails_, "email", key, out);
  const std::string local = key.substr(0, key.rfind('@'));
  const bool number = local.size() >= 4 && std::ranges::all_of(local, [](char c) { return c >= '0' && c <= '9'; });
  if (number && domains_.contains(domain_of(key))) look_up(native_ids_, "native-id", local, out);
}

/// E.164. What is plainly that already is not parsed again: an export of a large group has thousands of them.
std::string Keys::phone_of(std::string_view written) const {
  std::string plain;
  for (const char c : written)
    if ((c >= '0' && c <= '9') || (c == '+' && plain.empty())) plain.push_back(c);
  const bool dutch = plain.size() == 12 && plain.starts_with("+31") && plain[3] != '0';
  if (dutch || phones_.contains(plain)) return plain;
  return to_e164(written).value_or(std::string());
}

std::vector<KeyHit> Keys::hits(const AccountProfile& account) const {
  std::vector<KeyHit> out;
  const std::string phone = account.phone.empty() ? std::string() : phone_of(account.phone);
  look_up_account(account.platform, account.handle, false, out);
  look_up_account(account.platform, account.native_id, false, out);
  look_up_account(account.platform, phone, false, out);
  if (may_be_native(platform_of(account.platform), account.native_id))
    look_up(native_ids_, "native-id", ascii_lower(trim(account.native_id)), out);
  look_up(phones_, "phone", phone, out);
  look_up_mail(account.platform, account.email, out);
  if (account.handle != account.email) look_up_mail(account.platform, account.handle, out);
  for (const std::string& name : account.display_names) {
    look_up_account(account.platform, name, true, out);
    if (is_number(name) && account.phone.empty()) look_up(phones_, "phone", phone_of(name), out);
    if (account.email.empty() && account.handle.empty()) look_up_mail(account.platform, name, out);
  }
  return out;
}

}  // namespace schouw
