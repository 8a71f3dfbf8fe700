// Hard keys: what the registers say belongs to one person, before any name is read.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "people.h"
#include "schouw/identity/identity.h"

namespace schouw {

struct KeyHit {
  MatchEvidence evidence;
  PersonList people;
  bool by_display_name = false;   ///< registered by the name it shows: still a name
  bool of_school = false;         ///< a school account: nobody's own
};

class Keys {
 public:
  Keys(const Registers&, const People&);

  /// One hit for each key of the account that the registers know; strongest first.
  std::vector<KeyHit> hits(const AccountProfile&) const;

 private:
  struct AccountRow {
    std::string source;
    PersonIndex person = 0;
    bool of_school = false;
  };
  void add_people(const Registers&, const People&);
  void add_accounts(const Registers&, const People&);
  void look_up_account(std::string_view platform, std::string_view handle, bool by_name, std::vector<KeyHit>&) const;
  void look_up(const Blocks&, std::string_view key, const std::string& value, std::vector<KeyHit>&) const;
  void look_up_mail(std::string_view platform, std::string_view address, std::vector<KeyHit>&) const;
  std::string phone_of(std::string_view written) const;
  bool is_own(std::string_view key) const { return own_.contains(std::string(key)); }

  Blocks phones_, emails_, native_ids_;
  std::unordered_map<std::string, std::vector<AccountRow>, StringHash, std::equal_to<>> accounts_;
  std::unordered_set<std::string> own_;        ///< the school's own numbers and mailboxes: shared, so no key
  std::unordered_set<std::string> domains_;    ///< of addresses in the registers
};

}  // namespace schouw
