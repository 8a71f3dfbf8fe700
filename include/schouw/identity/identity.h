// Accounts to persons. Keys first (phone, e-mail, native id, a registered handle), then names with
// Fellegi-Sunter weights (J. Am. Stat. Assoc. 64, 1969): m is fixed, u is counted in the loaded register. Names alone
// are at most `probable`. Two people within reach is `ambiguous`, and then nobody is named.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/model/person.h"
#include "schouw/policy/registers.h"

namespace schouw {

/// An account with everything all exports said about it.
struct AccountProfile {
  std::string id, platform;
  std::vector<std::string> display_names;   ///< sorted, unique
  std::string handle, phone, email, native_id;
  bool outside_tenant = false;
};

/// `people link`: made by a person, overrides all matching, logged.
struct ManualLink {
  std::string account_id, person_id, reason;
};

/// Resolves accounts against one set of registers. Building it is linear in the register (blocking keys);
/// resolving is safe from several threads.
class Resolver {
 public:
  Resolver(const Registers&, std::span<const ManualLink>);
  ~Resolver();
  Match resolve(const AccountProfile&) const;

  /// A name in running text (caption, tag): full name needed; a first name alone only when `group` narrows it
  /// to one person, and then at most `possible`.
  Match resolve_name(std::string_view name, std::string_view group = {}) const;

  /// Full names of registered people found in a text, with where they stand. Capitals and whole words only:
  /// 2,056 Dutch surnames are also ordinary words.
  struct NameInText {
    std::size_t begin, length;
    Match match;
  };
  std::vector<NameInText> names_in(std::string_view text) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace schouw
