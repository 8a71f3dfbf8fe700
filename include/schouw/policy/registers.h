// The school's own administration: people, relations, accounts, consent, lessons, exceptions.
//
// Reads our CSV form (docs/registers.md), Microsoft School Data Sync, OneRoster, EDEXML, UWLR, Magister and iCalendar.
// Passwords, BSN, ethnicity and other special data are dropped on reading. A wrong register is an error with file, line
// and remedy: an audit with half a register would name the wrong people.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/base/result.h"
#include "schouw/model/person.h"

namespace schouw {

struct ConsentRecord {
  std::string person_id;
  std::string category;                    ///< website, social_media, newsletter, internal, ...; lower case
  std::string medium = "*";                ///< facebook, instagram, ... or *
  bool yes = false;
  std::string given_by;                    ///< parent, pupil, self, guardian; empty when not registered
  std::string form;                        ///< written, digital, oral; empty when not registered
  std::optional<Date> date, valid_until, withdrawn_on;
  std::string source;                      ///< "registers/consent.csv:4"
};

struct Lesson {
  std::int64_t start_local_ms = 0, end_local_ms = 0;
  std::string group, title;
  std::vector<std::string> staff_ids;
};

struct RegisteredException {
  std::string kind;      ///< whatsapp_group, professional_account, family_tie, school_account, lesson_permission
  std::string subject;   ///< group title; platform:handle; two person ids with a bar between; person id or class
  std::string reason, decided_by;
  std::optional<Date> from, until;
  std::string source;
  bool covers(const Date& day) const;
};

/// A note for the officer about a register (unknown column, row without a role). Text: "register.<code>".
struct RegisterNote {
  std::string code, place;
  std::vector<std::string> args;
};

/// Everything that was loaded, sorted by id: the order of the input makes no difference.
struct Registers {
  std::vector<Person> people;
  std::vector<RegisteredAccount> accounts;
  std::vector<ConsentRecord> consent;
  std::vector<Lesson> lessons;
  std::vector<RegisteredException> exceptions;
  std::vector<std::string> own_identifiers;
  std::vector<RegisterNote> notes;
  std::vector<std::pair<std::string, std::string>> files;   ///< path -> SHA-256

  const Person* find(std::string_view person_id) const;
};

/// Paths of the plan, each a file or a folder. Names in notes and errors are relative to `base`.
struct RegisterPaths {
  std::filesystem::path base;
  std::vector<std::filesystem::path> people, relations, accounts, consent, lessons, exceptions, own_identifiers;
  std::string time_zone = "Europe/Amsterdam";  ///< of the wall clock of lessons
};

Result<Registers> load_registers(const RegisterPaths&);

/// One register from disk, its kind detected by content. For tests: a plan names its registers.
Result<Registers> load_people(const std::filesystem::path& file_or_folder, const std::filesystem::path& base);

/// Whether this looks like a register (SDS folder, EDEXML file). For ingest: such files are not exports.
bool looks_like_register(std::string_view path, std::string_view head);

/// The form in which the case keeps registers, so that `audit` needs no plan. Lossless.
Json to_json_value(const Registers&);
Result<Registers> registers_from_json(const Json&);

/// E.164 ("+31612345678") from a phone number in any notation; national numbers are read as Dutch. Nothing when it is
/// not a valid number. libphonenumber; safe from several threads.
std::optional<std::string> to_e164(std::string_view written);

}  // namespace schouw
