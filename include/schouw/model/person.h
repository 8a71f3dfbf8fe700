// People as the school's registers know them, and how sure it is that an account is theirs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/time.h"

namespace schouw {

enum class Role { pupil, parent, staff, external };

struct RoleSpan {
  Role role = Role::external;
  std::string function = {};        ///< teacher, director, leadership, intern, ... ; lower case
  std::string group = {};           ///< class, as written
  std::optional<Date> from = {};    ///< both days inclusive; none = open
  std::optional<Date> until = {};
  bool covers(const Date& day) const;
};

/// All spellings a register gives; matching uses every one (identity/names.h).
struct PersonName {
  std::string given = {};        ///< roepnaam
  std::string first_names = {};  ///< doopnamen
  std::string infix = {};        ///< tussenvoegsel
  std::string family = {};
  std::string initials = {};
  std::string display = {};      ///< "Anna van der Berg"; made from the parts when the register gives none
};

struct RegisteredAccount {
  std::string platform = {};
  std::string handle = {};       ///< user name, number, address or native id, as the platform's export shows it
  std::string kind = {};         ///< private, professional, school
  std::vector<std::string> may_post = {};  ///< person ids; for school accounts, whose owner is nobody
  std::string person_id = {};    ///< empty for a school account
  std::optional<Date> from = {}, until = {};
  std::string source = {};       ///< register file and line, for the evidence of a match
};

struct Person {
  std::string id = {};
  std::vector<RoleSpan> roles = {};
  PersonName name = {};
  std::optional<Date> birth_date = {};
  std::vector<std::string> emails = {};      ///< lower case
  std::vector<std::string> phones = {};      ///< E.164
  std::vector<std::string> native_ids = {};  ///< AAD object id, SIS id, pupil number, ...
  std::vector<std::string> parent_of = {};   ///< person ids
  std::string source = {};                   ///< "registers/people.csv:12"

  bool has_role(Role, const Date& day) const;
  /// The role span that counts on this day: the one covering it; staff before parent before pupil.
  const RoleSpan* role_on(const Date& day) const;
};

/// How sure a match is, in ascending order: a finding is never surer than its weakest link.
enum class Band { none, ambiguous, possible, probable, certain };

struct MatchEvidence {
  std::string key;      ///< "phone", "email", "account-register", "link", "name", ...: docs/identity.md
  std::string value;    ///< what matched; shown to the reader
  double weight = 0;    ///< bits (log2 likelihood ratio); 0 for hard keys
};

struct Match {
  std::string person_id = {};              ///< empty unless band >= possible
  Band band = Band::none;
  std::vector<MatchEvidence> evidence = {};
  std::vector<std::string> candidates = {};  ///< for ambiguous: everyone within reach, sorted by id
  bool operator==(const Match&) const = default;
};
inline bool operator==(const MatchEvidence& a, const MatchEvidence& b) {
  return a.key == b.key && a.value == b.value && a.weight == b.weight;
}

std::string_view name_of(Role);
std::string_view name_of(Band);
std::optional<Role> role_from(std::string_view);   ///< English and Dutch: pupil/leerling, parent/ouder, ...
std::optional<Band> band_from(std::string_view);

}  // namespace schouw
