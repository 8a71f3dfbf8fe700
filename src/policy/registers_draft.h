// What the readers of registers have found so far, before it is merged and checked as a whole.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/result.h"
#include "schouw/base/time.h"
#include "schouw/policy/registers.h"

namespace schouw {

/// Where a register says something. Line 0: the file as a whole.
struct RegisterPlace {
  std::string file;
  std::uint64_t line = 0;
  auto operator<=>(const RegisterPlace&) const = default;
  std::string text() const { return line == 0 ? file : file + ":" + std::to_string(line); }
};

/// Who wrote the register: where two disagree about a spelling, the school's own list speaks.
enum class RegisterOrigin { own, vendor };

/// One row about one person; several make the person.
struct DraftPerson {
  RegisterOrigin origin = RegisterOrigin::own;
  RegisterPlace place;
  Person person;
};

struct RelationRow {
  RegisterOrigin origin = RegisterOrigin::own;
  RegisterPlace place;
  std::string parent_id, child_id;
  bool in_some_order = false;  ///< the roles of the two tell who is the parent
};

struct AccountRow {
  RegisterPlace place;
  RegisteredAccount account;
};

struct ConsentRow {
  RegisterPlace place;
  ConsentRecord record;
};

struct ExceptionRow {
  RegisterPlace place;
  RegisteredException exception;
};

/// Staff are told in three ways, and people may be read later.
struct LessonRow {
  RegisterPlace place;
  Lesson lesson;
  std::vector<std::string> staff_emails, staff_codes;
};

/// Codes of teachers (docentcode) as timetables use them; a code that two people bear names nobody.
struct StaffCode {
  std::string code, person_id;
};

struct RegisterDraft {
  std::vector<DraftPerson> people;
  std::vector<RelationRow> relations;
  std::vector<AccountRow> accounts;
  std::vector<ConsentRow> consent;
  std::vector<ExceptionRow> exceptions;
  std::vector<LessonRow> lessons;
  std::vector<StaffCode> codes;
  std::vector<std::string> own_identifiers;
  std::vector<RegisterNote> notes;
  std::map<std::string, std::string> files;  ///< path -> SHA-256
  std::string time_zone = "Europe/Amsterdam";
  std::optional<Error> error;

  /// Only the first error is kept: one remedy at a time.
  void fail(std::string text, std::vector<std::string> args, const RegisterPlace& where);
  void note(std::string code, std::vector<std::string> args, const RegisterPlace& where);
  bool failed() const { return error.has_value(); }
};

/// Merges the rows to people, checks what must fit together, sorts.
Result<Registers> finish_registers(RegisterDraft&&);

/// "Anna van der Berg" out of the parts; empty when there are none.
std::string display_name(const PersonName&);

/// A middle name of vendors who have no column for the infix: "van den" is one, "Maria" is a first name.
void add_middle_name(PersonName&, const std::string& middle);

/// Puts addresses and numbers of a field into the person, split at '|', ',', ';' and '/'. What is none, and a number
/// with a word such as "(moeder)", which is somebody else's, becomes a note.
void add_emails(RegisterDraft&, DraftPerson&, std::string_view written);
void add_phones(RegisterDraft&, DraftPerson&, std::string_view written);

/// Parts between separators, trimmed, without empty ones.
std::vector<std::string> split_list(std::string_view text, std::string_view separators);

}  // namespace schouw
