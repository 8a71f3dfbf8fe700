// Small invented schools for the tests of this layer.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/identity/identity.h"

namespace schouw::testing {


inline Person person(std::string id, std::string given, std::string infix, std::string family, Role role,
                     std::string group = {}) {
  Person out;
  out.id = std::move(id);
  out.name.given = std::move(given);
  out.name.infix = std::move(infix);
  out.name.family = std::move(family);
  out.roles.push_back({.role = role, .function = {}, .group = std::move(group)});
  return out;
}

class School {
 public:
  School& pupil(std::string id, std::string given, std::string infix, std::string family, std::string group = {}) {
    return add(person(std::move(id), std::move(given), std::move(infix), std::move(family), Role::pupil, std::move(group)));
  }
  School& staff(std::string id, std::string given, std::string infix, std::string family) {
    return add(person(std::move(id), std::move(given), std::move(infix), std::move(family), Role::staff));
  }
  School& parent(std::string id, std::string given, std::string infix, std::string family,
                 std::vector<std::string> children = {}) {
    add(person(std::move(id), std::move(given), std::move(infix), std::move(family), Role::parent));
    registers_.people.back().parent_of = std::move(children);
    return *this;
  }
  School& add(Person person) {
    registers_.people.push_back(std::move(person));
    return *this;
  }
  School& phone(std::string number) {
    registers_.people.back().phones.push_back(std::move(number));
    return *this;
  }
  School& email(std::string address) {
    registers_.people.back().emails.push_back(std::move(address));
    return *this;
  }
  School& native_id(std::string id) {
    registers_.people.back().native_ids.push_back(std::move(id));
    return *this;
  }
  School& account(std::string platform, std::string handle, std::string person_id, std::string source) {
    RegisteredAccount row;
    row.platform = std::move(platform);
    row.handle = std::move(handle);
    row.person_id = std::move(person_id);
    row.source = std::move(source);
    registers_.accounts.push_back(std::move(row));
    return *this;
  }
  School& own(std::string identifier) {
    registers_.own_identifiers.push_back(std::move(identifier));
    return *this;
  }
  Person& last() { return registers_.people.back(); }
  Registers& registers() { return registers_; }
  const Registers& registers() const { return registers_; }
  Resolver resolver(std::vector<ManualLink> links = {}) const { return Resolver(registers_, links); }

 private:
  Registers registers_;
};

inline AccountProfile shown_as(std::string name, std::string platform = "whatsapp") {
  AccountProfile out;
  out.id = "a";
  out.platform = std::move(platform);
  if (!name.empty()) out.display_names = {std::move(name)};
  return out;
}

/// "certain t1", "ambiguous p1 p2", "none": what a table compares.
inline std::string told(const Match& match) {
  std::string out(name_of(match.band));
  if (!match.person_id.empty()) out += " " + match.person_id;
  for (const std::string& id : match.candidates) out += " " + id;
  return out;
}

inline std::string keys_of(const Match& match) {
  std::string out;
  for (const MatchEvidence& e : match.evidence) out += (out.empty() ? "" : " ") + e.key;
  return out;
}

}  // namespace schouw::testing
