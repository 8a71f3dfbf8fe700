// Roles over time. Somebody who teaches and has a child at school is staff for the audit on a day both hold.
#include "schouw/model/person.h"

#include <array>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

int rank_of(Role role) {
  switch (role) {
    case Role::staff:
      return 0;
    case Role::parent:
      return 1;
    case Role::pupil:
      return 2;
    case Role::external:
      return 3;
  }
  return 4;
}

}  // namespace

bool RoleSpan::covers(const Date& day) const {
  return (!from.has_value() || *from <= day) && (!until.has_value() || day <= *until);
}

bool Person::has_role(Role role, const Date& day) const {
  for (const RoleSpan& span : roles)
    if (span.role == role && span.covers(day)) return true;
  return false;
}

const RoleSpan* Person::role_on(const Date& day) const {
  const RoleSpan* best = nullptr;
  for (const RoleSpan& span : roles)
    if (span.covers(day) && (best == nullptr || rank_of(span.role) < rank_of(best->role))) best = &span;
  return best;
}

std::string_view name_of(Role role) {
  switch (role) {
    case Role::pupil:
      return "pupil";
    case Role::parent:
      return "parent";
    case Role::staff:
      return "staff";
    case Role::external:
      return "external";
  }
  return {};
}

std::string_view name_of(Band band) {
  switch (band) {
    case Band::none:
      return "none";
    case Band::ambiguous:
      return "ambiguous";
    case Band::possible:
      return "possible";
    case Band::probable:
      return "probable";
    case Band::certain:
      return "certain";
  }
  return {};
}

std::optional<Role> role_from(std::string_view name) {
  struct Named {
    std::string_view name;
    Role role;
  };
  constexpr std::array<Named, 16> kNames = {{{"pupil", Role::pupil},
                                             {"leerling", Role::pupil},
                                             {"student", Role::pupil},
                                             {"parent", Role::parent},
                                             {"ouder", Role::parent},
                                             {"verzorger", Role::parent},
                                             {"ouder/verzorger", Role::parent},
                                             {"guardian", Role::parent},
                                             {"staff", Role::staff},
                                             {"medewerker", Role::staff},
                                             {"personeel", Role::staff},
                                             {"teacher", Role::staff},
                                             {"docent", Role::staff},
                                             {"leraar", Role::staff},
                                             {"external", Role::external},
                                             {"extern", Role::external}}};
  const std::string wanted = ascii_lower(trim(name));
  for (const Named& row : kNames)
    if (row.name == wanted) return row.role;
  return std::nullopt;
}

std::optional<Band> band_from(std::string_view name) {
  for (const Band band : {Band::none, Band::ambiguous, Band::possible, Band::probable, Band::certain})
    if (name_of(band) == name) return band;
  return std::nullopt;
}

}  // namespace schouw
