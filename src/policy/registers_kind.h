// What kind of register a file is, by its content; the name decides only where two kinds have the same header.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "registers_draft.h"

namespace schouw {

enum class RegisterKind {
  none,
  own_people,
  pupil_list,
  own_relations,
  own_accounts,
  own_consent,
  own_exceptions,
  own_lessons,
  sds1_student,
  sds1_teacher,
  sds1_student_or_teacher,
  sds1_section,
  sds1_membership,
  sds1_guardian,
  sds1_guardian_relation,
  roster_users,
  roster_roles,
  roster_classes,
  roster_enrollments,
  roster_relationships,
  roster_demographics,
  roster_sessions,
  roster_manifest,
  roster_other,  ///< part of SDS or OneRoster, without people
  edexml,
  magister_contacts,
  magister_lessons,
  icalendar
};

/// Of the whole file, or of its head.
RegisterKind register_kind(std::string_view path, std::string_view bytes);

/// How many bytes of lines stand above the header of a list of pupils: the name of the school, the day it was printed.
/// 0 where there are none, or no such header within reach. `text` is UTF-8.
std::size_t bytes_above_pupils(std::string_view text);

/// A file that was read, for readers that need several.
struct RegisterFile {
  std::string name;  ///< relative to the base, for notes and errors
  std::string bytes;
  RegisterKind kind = RegisterKind::none;
};

}  // namespace schouw
