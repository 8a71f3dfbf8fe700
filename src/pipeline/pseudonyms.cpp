#include "pseudonyms.h"

#include <algorithm>
#include <array>
#include <set>

#include "schouw/base/hash.h"

namespace schouw {
namespace {

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";   // Crockford: no I, L, O, U

std::string code_of(std::string_view hex, std::size_t length) {
  const auto value = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  std::string out;
  for (std::size_t i = 0; i < length; ++i) out += kLetters[(value(hex[2 * i]) * 16 + value(hex[2 * i + 1])) % 32];
  return out;
}

std::string key_of(const Json& settings, const Policy& policy, const Registers& registers) {
  if (const std::string_view key = settings.str("pseudonym_key"); !key.empty()) return std::string(key);
  std::string all;
  for (const std::string_view part : {"title", "purpose", "legal_ground", "approved_by", "as_of"})
    all.append(settings.str(part)).push_back('\n');
  all += policy.sha256;
  for (const auto& [path, hash] : registers.files) all += "\n" + hash;
  return sha256_hex(all);
}

/// Staff before parent before pupil: the role in which the school knows the person first.
Role main_role(const Person& person) {
  for (const Role role : {Role::staff, Role::parent, Role::pupil})
    if (std::ranges::any_of(person.roles, [&](const RoleSpan& span) { return span.role == role; })) return role;
  return Role::external;
}

}  // namespace

Pseudonyms::Pseudonyms(const Json& settings, const Policy& policy, const Registers& registers, Lang lang)
    : lang_(lang) {
  const std::string key = key_of(settings, policy, registers);
  std::set<std::string> taken;
  for (const Person& person : registers.people) {   // sorted by id, so who gets the longer code is fixed
    const std::string hash = hmac_sha256_hex(key, person.id);
    std::size_t length = 4;
    while (length < 12 && taken.contains(code_of(hash, length))) ++length;
    codes_[person.id] = *taken.insert(code_of(hash, length)).first;
  }
}

std::string Pseudonyms::of(const Person& person) const {
  const auto found = codes_.find(person.id);
  const std::string role = text(lang_, "pseudonym." + std::string(name_of(main_role(person))));
  return found == codes_.end() ? role : role + "-" + found->second;
}

}  // namespace schouw
