// Microsoft School Data Sync v1: who is in Student.csv and Teacher.csv, and the sections they are in.
//
//   Student.csv            SIS ID,School SIS ID,Username,First Name,Last Name,Birthdate
//   StudentEnrollment.csv  Section SIS ID,SIS ID
//   User.csv, Guardianrelationship.csv  guardians, who have no id but their mail address
//
// Gap: a birth date such as 4/2/2000 is month first or day first; when no row of the file decides, all are left out.
#include <array>
#include <map>
#include <set>

#include "registers_days.h"
#include "registers_sets.h"
#include "registers_table.h"
#include "registers_words.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::array<RegisterColumn, 12> kPerson = {{
    {"sis_id", "id", true},  // in the form for the United Kingdom
    {"username", "", true},
    {"first_name", ""},
    {"middle_name", ""},
    {"last_name", ""},
    {"secondary_email", ""},
    {"birthdate", ""},
    {"title", ""},
    {"status", ""},
    {"school_sis_id", "school_dfe_number"},
    {"email", ""},
    {"phone", ""},
}};
constexpr std::array<RegisterColumn, 2> kSection = {{{"sis_id", "id", true}, {"section_name", "", true}}};
constexpr std::array<RegisterColumn, 2> kMembership = {
    {{"section_sis_id", "section_id", true}, {"sis_id", "id", true}}};
constexpr std::array<RegisterColumn, 5> kGuardian = {
    {{"email", "", true}, {"first_name", ""}, {"last_name", ""}, {"phone", ""}, {"sis_id", ""}}};
constexpr std::array<RegisterColumn, 3> kRelation = {{{"sis_id", "", true}, {"email", "", true}, {"role", ""}}};

class Sds1 {
 public:
  explicit Sds1(RegisterDraft& draft) : draft_(draft) {}

  void read(std::span<const RegisterFile> files) {
    using enum RegisterKind;
    for (const RegisterFile& file : files) {
      if (file.kind == sds1_section) sections(file);
      if (file.kind == sds1_student_or_teacher) draft_.fail("register-student-or-teacher", {file.name}, {file.name, 1});
    }
    for (const RegisterFile& file : files) {
      if (file.kind == sds1_student) numbers(file, pupils_);
      if (file.kind == sds1_teacher) numbers(file, teachers_);
    }
    for (const RegisterFile& file : files)
      if (file.kind == sds1_membership) memberships(file);
    for (const RegisterFile& file : files) {
      if (file.kind == sds1_student) people(file, {Role::pupil, {}});
      if (file.kind == sds1_teacher) people(file, {Role::staff, "teacher"});
    }
    for (const RegisterFile& file : files)
      if (file.kind == sds1_guardian) guardians(file);
    for (const RegisterFile& file : files)
      if (file.kind == sds1_guardian_relation) relations(file);
  }

 private:
  RegisterTable table_of(const RegisterFile& file, std::span<const RegisterColumn> columns) {
    return {file.bytes, file.name, columns, UnknownColumns::ignore, draft_};
  }

  void sections(const RegisterFile& file) {
    const RegisterTable table = table_of(file, kSection);
    for (const CsvRow& row : table.rows()) titles_[table.text(row, "sis_id")] = table.text(row, "section_name");
  }

  void numbers(const RegisterFile& file, std::set<std::string>& out) {
    const RegisterTable table = table_of(file, kPerson);
    for (const CsvRow& row : table.rows()) out.insert(table.text(row, "sis_id"));
  }

  /// Schools number pupils and teachers apart, so one SIS ID may be of two people.
  bool is_shared(const std::string& sis_id) const { return pupils_.contains(sis_id) && teachers_.contains(sis_id); }

  std::string id_of(const std::string& sis_id, Role role) const {
    if (!is_shared(sis_id)) return sis_id;
    return (role == Role::staff ? "leerkracht-" : "leerling-") + sis_id;
  }

  /// StudentEnrollment.csv and TeacherRoster.csv have the same columns.
  void memberships(const RegisterFile& file) {
    const RegisterTable table = table_of(file, kMembership);
    const std::string name = ascii_lower(file.name.substr(file.name.find_last_of('/') + 1));
    const bool of_pupils = name.find("student") != std::string::npos;
    const bool of_teachers = name.find("teacher") != std::string::npos;
    for (const CsvRow& row : table.rows()) {
      const std::string section = table.text(row, "section_sis_id"), sis_id = table.text(row, "sis_id");
      if (is_shared(sis_id) && of_pupils == of_teachers) {
        draft_.note("section-of-two-people", {sis_id}, table.place(row));
        continue;
      }
      const auto title = titles_.find(section);
      groups_[id_of(sis_id, of_teachers ? Role::staff : Role::pupil)].insert(title == titles_.end() ? section
                                                                                                : title->second);
    }
  }

  void people(const RegisterFile& file, const RegisterRole& role) {
    RegisterTable table = table_of(file, kPerson);
    const DayOrder order = birth_date_order(table);
    for (const CsvRow& row : table.rows()) {
      DraftPerson out{RegisterOrigin::vendor, table.place(row), {}};
      Person& person = out.person;
      const std::string sis_id = table.needed(row, "sis_id");
      if (is_shared(sis_id)) draft_.note("sis-id-twice", {sis_id}, out.place);
      person.id = id_of(sis_id, role.role);
      person.name.given = table.text(row, "first_name");
      person.name.family = table.text(row, "last_name");
      add_middle_name(person.name, table.text(row, "middle_name"));
      person.birth_date = birth_date(table, row, order);
      add_roles(person, role, table.word(row, "title"));
      // A user name without a domain is no address, and no other platform shows it.
      if (const std::string name = table.text(row, "username"); name.find('@') != std::string::npos)
        add_emails(draft_, out, name);
      add_emails(draft_, out, table.text(row, "secondary_email"));
      if (draft_.failed()) return;
      if (role.role == Role::staff)
        for (const std::string& address : person.emails) staff_[address].insert_or_assign(person.id, person);
      draft_.people.push_back(std::move(out));
    }
  }

  void add_roles(Person& person, const RegisterRole& role, const std::string& title) {
    // Teacher.csv has a function here, or just "Mr.".
    const std::string function =
        role.role == Role::staff ? known_function(title).value_or(role.function) : role.function;
    const auto groups = groups_.find(person.id);
    if (groups == groups_.end())
      person.roles.push_back({role.role, function, {}, {}, {}});
    else
      for (const std::string& group : groups->second) person.roles.push_back({role.role, function, group, {}, {}});
  }

  /// A teacher with a child at school stands here by mail address again. The address alone may be of a household, so
  /// the name must be the same too; else they stay two people.
  const Person* staff_member(const Person& guardian) const {
    const auto found = staff_.find(guardian.id);
    if (found == staff_.end() || found->second.size() != 1 || guardian.name.family.empty()) return nullptr;
    const Person& staff = found->second.begin()->second;
    const auto same = [](const std::string& one, const std::string& other) { return fold(one) == fold(other); };
    const bool same_name = same(staff.name.given, guardian.name.given) && same(staff.name.family, guardian.name.family);
    return same_name ? &staff : nullptr;
  }

  /// A guardian's key is the mail address; the SIS ID in this file is the pupil's.
  void guardians(const RegisterFile& file) {
    RegisterTable table = table_of(file, kGuardian);
    for (const CsvRow& row : table.rows()) {
      DraftPerson out{RegisterOrigin::vendor, table.place(row), {}};
      out.person.id = ascii_lower(table.needed(row, "email"));
      out.person.name.given = table.text(row, "first_name");
      out.person.name.family = table.text(row, "last_name");
      add_emails(draft_, out, out.person.id);
      add_phones(draft_, out, table.text(row, "phone"));
      if (draft_.failed()) return;
      const Person* const staff = staff_member(out.person);
      const auto [known, added] = guardians_.try_emplace(out.person.id, staff == nullptr ? out.person.id : staff->id);
      if (added && staff != nullptr) draft_.note("guardian-is-staff", {out.person.id, staff->id}, out.place);
      out.person.id = known->second;
      draft_.people.push_back(std::move(out));
    }
  }

  void relations(const RegisterFile& file) {
    RegisterTable table = table_of(file, kRelation);
    for (const CsvRow& row : table.rows()) {
      const std::string email = ascii_lower(table.needed(row, "email")), role = table.word(row, "role");
      const auto guardian = guardians_.find(email);
      const std::string parent = guardian == guardians_.end() ? email : guardian->second;
      if (vendor_role(role).role == Role::parent) {
        const std::string pupil = id_of(table.needed(row, "sis_id"), Role::pupil);
        draft_.relations.push_back({RegisterOrigin::vendor, table.place(row), parent, pupil, false});
        continue;
      }
      if (guardian == guardians_.end() || parent != email) continue;
      DraftPerson out{RegisterOrigin::vendor, table.place(row), {}};
      out.person.id = parent;
      out.person.roles.push_back({Role::external, role.empty() ? "other" : role, {}, {}, {}});
      draft_.people.push_back(std::move(out));
    }
  }

  RegisterDraft& draft_;
  std::map<std::string, std::string> titles_;
  std::set<std::string> pupils_, teachers_;               ///< SIS IDs
  std::map<std::string, std::set<std::string>> groups_;  ///< by person id
  std::map<std::string, std::string> guardians_;                ///< mail address -> person
  std::map<std::string, std::map<std::string, Person>> staff_;  ///< mail address -> those who have it, by id
};

}  // namespace

void read_sds1(std::span<const RegisterFile> files, RegisterDraft& draft) { Sds1(draft).read(files); }

}  // namespace schouw
