// Finds the person behind an account: by keys first (phone, e-mail, native id, a registered handle), then by names with
// Fellegi-Sunter weights (J. Am. Stat. Assoc. 64, 1969), where m is fixed and u is counted in the loaded register. A
// name alone is at most `probable`. With two people within reach the match is `ambiguous`, and nobody is named.
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

/// An account, with everything that the exports say about it.
struct AccountProfile {
  std::string id, platform;
  std::vector<std::string> display_names;   ///< sorted, unique
  std::string handle, phone, email, native_id;
  bool outside_tenant = false;
};

/// `people link`: made by a human, overrides all matching, is logged.
struct ManualLink {
  std::string account_id, person_id, reason;
};

/// Resolves accounts against one set of registers. Building it is linear in the size of the registers (blocking keys);
/// resolving is safe from several threads.
class Resolver {
 public:
  Resolver(const Registers&, std::span<const ManualLink>);
  ~Resolver();
  Match resolve(const AccountProfile&) const;

  /// A name in running text (caption, tag). Needs a full name; a first name alone counts only when `group` leaves one
  /// person, and is then at most `possible`.
  Match resolve_name(std::string_view name, std::string_view group = {}) const;

  /// Full names of registered people in a text, with their places. Only whole words with capitals: 2,056 Dutch surnames
  /// are also ordinary words.
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
