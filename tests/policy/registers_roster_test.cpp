// School Data Sync v2 and OneRoster: who is in which class when, born when, and whose parent.
#include <gtest/gtest.h>

#include <algorithm>

#include "registers_testing.h"

namespace schouw {
namespace {

using testing::Folder;
using testing::said;

Registers read(const Folder& folder) {
  auto registers = load_people(folder.path(), folder.path());
  EXPECT_TRUE(registers.has_value()) << said(registers.error());
  return registers ? *registers : Registers{};
}

std::size_t notes_of(const Registers& registers, std::string_view code) {
  EXPECT_TRUE(has_text("register." + std::string(code)));
  return static_cast<std::size_t>(std::ranges::count(registers.notes, code, &RegisterNote::code));
}

/// "pupil 6A 2025-08-01..2026-01-31", one a line.
std::string roles_of(const Registers& registers, std::string_view id) {
  const Person* person = registers.find(id);
  if (person == nullptr) return "nobody";
  std::string out;
  for (const RoleSpan& span : person->roles) {
    out += std::string(name_of(span.role)) + " " + (span.group.empty() ? "-" : span.group);
    if (span.from || span.until)
      out += " " + (span.from ? to_string(*span.from) : "") + ".." + (span.until ? to_string(*span.until) : "");
    out += "\n";
  }
  return out;
}

TEST(OneRoster, gives_birth_dates_under_sourcedId) {
  const Folder folder("births1");
  folder.put("users.csv", "sourcedId,givenName,familyName,role\nL1,Tim,Vos,student\nL2,An,Prins,student\n");
  folder.put("demographics.csv",
             "sourcedId,status,dateLastModified,birthDate,sex\nL1,,,2014-02-04,male\nL2,tobedeleted,,2014-02-05,\n");
  Registers registers = read(folder);
  EXPECT_EQ(registers.find("L1")->birth_date, (Date{2014, 2, 4}));
  EXPECT_FALSE(registers.find("L2")->birth_date.has_value());
  folder.put("demographics.csv", "sourcedId,userSourcedId,birthDate\nd1,L1,2014-02-04\n");  // a key of its own too
  registers = read(folder);
  EXPECT_EQ(registers.find("L1")->birth_date, (Date{2014, 2, 4}));
}

/// One class, one pupil, with the days of the enrollment as given.
std::string roles_with_days(std::string_view days, std::size_t notes) {
  const Folder folder("days");
  folder.put("users.csv", "sourcedId,givenName,familyName,role\nL1,Tim,Vos,student\nL2,An,Prins,student\n");
  folder.put("classes.csv", "sourcedId,orgSourcedId,title\nc1,1,6A\n");
  folder.put("enrollments.csv", "classSourcedId,userSourcedId,role,beginDate,endDate\n" + std::string(days));
  const Registers registers = read(folder);
  EXPECT_EQ(notes_of(registers, "days-undecided"), notes) << days;
  return roles_of(registers, "L1");
}

TEST(OneRoster, reads_days_in_the_order_that_the_file_shows) {
  const std::string year = "pupil - ..2025-07-31\npupil - 2026-08-01..\npupil 6A 2025-08-01..2026-07-31\n";
  EXPECT_EQ(roles_with_days("c1,L1,student,8/1/2025,7/31/2026\n", 0), year);
  EXPECT_EQ(roles_with_days("c1,L1,student,1/8/2025,31/7/2026\n", 0), year);
  EXPECT_EQ(roles_with_days("c1,L1,student,08-01-2025,07-31-2026\n", 0), year);
  EXPECT_EQ(roles_with_days("c1,L1,student,1-8-2025,2026-07-31\n", 0), year);
  EXPECT_EQ(roles_with_days("c1,L1,student,2025-07-31T22:00:00.000Z,2026-07-31T00:00:00Z\n", 0), year);
  EXPECT_EQ(roles_with_days("c1,L1,student,8/1/2025 12:00:00 AM,2026-07-31\nc1,L2,student,8/15/2025,\n", 0), year);
  EXPECT_EQ(roles_with_days("c1,L1,student,8/1/2025,7/12/2026\nc1,L2,student,8/1/2025,\n", 1), "pupil 6A\n");
  EXPECT_EQ(roles_with_days("c1,L1,student,8-1-2025,7/31/2026\nc1,L2,student,15/8/2025,\n", 1), "pupil 6A\n");
}

TEST(SchoolDataSync, uses_no_day_of_a_role_in_an_order_that_nothing_shows) {
  const Folder folder("roledays");
  folder.put("users.csv", "sourcedId,username,givenName,familyName\nm1,,Piet,Pot\n");
  folder.put("roles.csv", "userSourcedId,orgSourcedId,role,roleStartDate,roleEndDate\nm1,1,teacher,8/1/2025,6/5/2026\n");
  Registers registers = read(folder);
  EXPECT_EQ(roles_of(registers, "m1"), "staff -\n");
  EXPECT_EQ(notes_of(registers, "days-undecided"), 1u);
  folder.put("roles.csv",
             "userSourcedId,orgSourcedId,role,roleStartDate,roleEndDate\nm1,1,teacher,8/1/2025,6/15/2026\n");
  registers = read(folder);
  EXPECT_EQ(roles_of(registers, "m1"), "staff - 2025-08-01..2026-06-15\n");
}

/// Two school years in one export, as School Data Sync 2.1 gives them.
void put_two_years(const Folder& folder, std::string_view roles) {
  folder.put("users.csv", "sourcedId,username,givenName,familyName\nL1,,Zoë,Berg\nm1,,Piet,Pot\n");
  folder.put("classes.csv", "sourcedId,orgSourcedId,title,sessionSourcedIds\nc24,1,6A,SY24\nc25,1,7A,SY25\n");
  folder.put("enrollments.csv", "classSourcedId,userSourcedId,role\nc24,L1,student\nc25,L1,student\nc25,m1,teacher\n");
  folder.put("roles.csv",
             "userSourcedId,orgSourcedId,role,sessionSourcedId,roleStartDate,roleEndDate\n" + std::string(roles));
}

TEST(SchoolDataSync, puts_a_class_in_the_year_of_its_session) {
  const Folder folder("years");
  put_two_years(folder, "L1,1,student,SY24,2024-08-01,2025-07-31\nL1,1,student,SY25,2025-08-01,2026-07-31\n");
  EXPECT_EQ(roles_of(read(folder), "L1"), "pupil 6A 2024-08-01..2025-07-31\npupil 7A 2025-08-01..2026-07-31\n");
}

TEST(SchoolDataSync, takes_the_days_of_a_session_where_the_role_has_none) {
  const Folder folder("sessions");
  put_two_years(folder, "L1,1,student,SY24,,\nL1,1,student,SY25,,\nm1,1,teacher,,,\n");
  EXPECT_EQ(roles_of(read(folder), "L1"), "pupil 6A\npupil 7A\n");  // nothing says when
  folder.put("academicSessions.csv",
             "sourcedId,title,type,schoolYear,startDate,endDate\nSY24,24,schoolYear,2024,2024-08-01,2025-07-31\n"
             "SY25,25,schoolYear,2025,2025-08-01,2026-07-31\n");
  const Registers registers = read(folder);
  EXPECT_EQ(roles_of(registers, "m1"), "staff - ..2025-07-31\nstaff - 2026-08-01..\nstaff 7A 2025-08-01..2026-07-31\n");
  const Person& pupil = *registers.find("L1");
  EXPECT_TRUE(pupil.has_role(Role::pupil, {2023, 1, 1}));
  EXPECT_EQ(notes_of(registers, "class-outside-roles"), 0u);
}

TEST(SchoolDataSync, knows_a_term_within_its_year_by_the_days) {
  const Folder folder("terms");
  put_two_years(folder, "L1,1,student,Y,2025-08-01,2026-07-31\n");
  folder.put("academicSessions.csv",
             "sourcedId,title,type,startDate,endDate\nSY24,a,term,2024-08-01,2025-01-31\n"
             "SY25,b,term,2025-08-01,2026-01-31\nY,25,schoolYear,2025-08-01,2026-07-31\n");
  const Registers registers = read(folder);
  EXPECT_EQ(roles_of(registers, "L1"), "pupil - 2026-02-01..2026-07-31\npupil 7A 2025-08-01..2026-01-31\n");
  EXPECT_EQ(notes_of(registers, "class-outside-roles"), 1u);
}

TEST(OneRoster, ends_a_class_on_the_last_day_of_the_enrollment) {
  const Folder folder("enrollments");
  folder.put("users.csv", "sourcedId,givenName,familyName,role\nL1,Zoë,Berg,student\nL2,Bo,Vos,student\n");
  folder.put("classes.csv", "sourcedId,title,termSourcedIds\nc1,6A,t1\nc2,6B,t1\n");
  folder.put("enrollments.csv",
             "sourcedId,classSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
             "e1,c1,L1,student,,2025-08-01,2026-01-31\ne2,c2,L1,student,,2026-02-01,\ne3,c1,L2,student,,,\n");
  const Registers registers = read(folder);
  EXPECT_EQ(roles_of(registers, "L1"),
            "pupil - ..2025-07-31\npupil 6A 2025-08-01..2026-01-31\npupil 6B 2026-02-01..\n");
  EXPECT_EQ(roles_of(registers, "L2"), "pupil 6A\n");
}

TEST(SchoolDataSync, makes_a_teacher_who_is_a_guardian_a_parent_too) {
  const Folder folder("guardian");
  folder.put("users.csv", "sourcedId,username,givenName,familyName\nL1,,Zoë,Berg\nm1,,Piet,Pot\n");
  folder.put("roles.csv", "userSourcedId,orgSourcedId,role\nL1,1,student\nm1,1,teacher\n");
  folder.put("relationships.csv", "userSourcedId,relationshipUserSourcedId,relationshipRole\nL1,m1,parent\n");
  const Registers registers = read(folder);
  EXPECT_EQ(roles_of(registers, "m1"), "parent -\nstaff -\n");
  EXPECT_EQ(registers.find("m1")->parent_of, std::vector<std::string>{"L1"});
}

TEST(OneRoster, says_that_a_teacher_is_the_agent_of_a_pupil) {
  const Folder folder("agent");
  folder.put("users.csv",
             "sourcedId,givenName,familyName,role,agentSourcedIds\nL1,Zoë,Berg,student,m1\nm1,Piet,Pot,teacher,\n");
  const Registers registers = read(folder);
  EXPECT_EQ(roles_of(registers, "m1"), "staff -\n");
  EXPECT_EQ(notes_of(registers, "agent-is-staff"), 1u);
}

TEST(OneRoster, knows_who_somebody_is_from_the_classes_where_no_role_is_stated) {
  const Folder folder("no-roles");
  folder.put("users.csv", "sourcedId,givenName,familyName\nL1,Tim,Vos\nm1,Karin,Jansen\no1,An,Vos\n");
  folder.put("classes.csv", "sourcedId,title,termSourcedIds\nc1,6A,\n");
  folder.put("enrollments.csv", "classSourcedId,userSourcedId,role\nc1,L1,student\nc1,m1,teacher\nc1,m1,Teacher\n");
  const Registers registers = read(folder);
  EXPECT_EQ(roles_of(registers, "L1"), "pupil 6A\n");
  EXPECT_EQ(roles_of(registers, "m1"), "staff 6A\n");
  EXPECT_EQ(roles_of(registers, "o1"), "");
  EXPECT_EQ(notes_of(registers, "person-without-role"), 1u);
}

TEST(SchoolDataSync1, is_read_in_the_form_for_the_united_kingdom) {
  const Folder folder("uk");
  folder.put("School.csv", "DfE Number,Name\n10,School\n");
  folder.put("Section.csv", "ID,School DfE Number,Section Name\ns1,10,6A\n");
  folder.put("Student.csv",
             "ID,School DfE Number,First Name,Last Name,Username,Birthdate\nL1,10,Tim,Vos,tim,2014-02-04\n");
  folder.put("Teacher.csv", "ID,School DfE Number,First Name,Last Name,Username\nm1,10,Karin,Jansen,karin\n");
  folder.put("StudentEnrollment.csv", "Section ID,ID\ns1,L1\n");
  const Registers registers = read(folder);
  EXPECT_EQ(roles_of(registers, "L1"), "pupil 6A\n");
  EXPECT_EQ(registers.find("L1")->birth_date, (Date{2014, 2, 4}));
  EXPECT_EQ(roles_of(registers, "m1"), "staff -\n");
}

TEST(SchoolDataSync1, knows_a_teacher_among_the_guardians_by_address_and_name) {
  const Folder folder("guardian1");
  folder.put("Student.csv", "SIS ID,School SIS ID,Username,First Name,Last Name,Grade\n10,1,l1,Zoë,Berg,6\n");
  folder.put("Teacher.csv",
             "SIS ID,School SIS ID,Username,First Name,Last Name,Title\n12,1,p@school.example,Piet,Pot,Teacher\n"
             "13,1,r@school.example,Ria,Rit,Teacher\n");
  folder.put("User.csv",
             "Email,First Name,Last Name,Phone,SIS ID\nP@School.example,piet,Pot,0610000001,10\n"
             "r@school.example,Ron,Rit,,10\n");
  folder.put("Guardianrelationship.csv", "SIS ID,Email,Role\n10,p@school.example,Parent\n10,r@school.example,Parent\n");
  const Registers registers = read(folder);
  EXPECT_EQ(roles_of(registers, "12"), "parent -\nstaff -\n");
  EXPECT_EQ(registers.find("12")->phones, std::vector<std::string>{"+31610000001"});
  EXPECT_EQ(roles_of(registers, "p@school.example"), "nobody");
  EXPECT_EQ(roles_of(registers, "r@school.example"), "parent -\n");  // a partner with the same mailbox
  EXPECT_EQ(roles_of(registers, "13"), "staff -\n");
  EXPECT_EQ(notes_of(registers, "guardian-is-staff"), 1u);
  EXPECT_EQ(notes_of(registers, "two-ids-one-address"), 1u);
}

TEST(VendorRegisters, read_a_middle_name_as_infix_or_first_name) {
  const Folder folder("middle");
  folder.put("users.csv",
             "sourcedId,givenName,middleName,familyName,role,preferredGivenName,preferredFamilyName\n"
             "L1,Zoë,van den,Berg,student,,Bergje\nL2,Jan,Maria,Vos,student,Jack,Vos\n");
  const Registers registers = read(folder);
  EXPECT_EQ(registers.find("L1")->name.display, "Zoë van den Berg");
  EXPECT_EQ(registers.find("L1")->name.infix, "van den");
  EXPECT_EQ(registers.find("L2")->name.given, "Jack");
  EXPECT_EQ(registers.find("L2")->name.first_names, "Jan Maria");
  EXPECT_EQ(notes_of(registers, "preferred-family-name"), 1u);
}

TEST(SchoolDataSync1, reads_the_middle_name) {
  const Folder folder("middle1");
  folder.put("Student.csv",
             "SIS ID,School SIS ID,Username,First Name,Last Name,Grade,Middle Name\n10,1,l1,Zoë,Hof,6,van 't\n"
             "11,1,l2,Bo,Vos,6,Maria\n");
  const Registers registers = read(folder);
  EXPECT_EQ(registers.find("10")->name.display, "Zoë van 't Hof");
  EXPECT_EQ(registers.find("11")->name.first_names, "Bo Maria");
}

TEST(SchoolDataSync1, keeps_a_pupil_and_a_teacher_with_one_number_apart) {
  const Folder folder("shared");
  folder.put("Student.csv", "SIS ID,School SIS ID,Username,First Name,Last Name,Grade\n10,1,l1,Zoë,Berg,6\n");
  folder.put("Teacher.csv", "SIS ID,School SIS ID,Username,First Name,Last Name,Title\n10,1,t1,Karin,Pot,Teacher\n");
  folder.put("Section.csv", "SIS ID,School SIS ID,Section Name\ns1,1,6A\ns2,1,7B\n");
  folder.put("StudentEnrollment.csv", "Section SIS ID,SIS ID\ns1,10\n");
  folder.put("TeacherRoster.csv", "Section SIS ID,SIS ID\ns2,10\n");
  folder.put("User.csv", "Email,First Name,Last Name,Phone,SIS ID\nan@thuis.example,An,Berg,,10\n");
  folder.put("Guardianrelationship.csv", "SIS ID,Email,Role\n10,an@thuis.example,Parent\n");
  Registers registers = read(folder);
  EXPECT_EQ(roles_of(registers, "leerling-10"), "pupil 6A\n");
  EXPECT_EQ(roles_of(registers, "leerkracht-10"), "staff 7B\n");
  EXPECT_EQ(registers.find("an@thuis.example")->parent_of, std::vector<std::string>{"leerling-10"});
  EXPECT_EQ(notes_of(registers, "sis-id-twice"), 2u);
  folder.put("rest.csv", "Section SIS ID,SIS ID\ns2,10\n");
  registers = read(folder);
  EXPECT_EQ(roles_of(registers, "leerling-10"), "pupil 6A\n");
  EXPECT_EQ(notes_of(registers, "section-of-two-people"), 1u);
}

TEST(SchoolDataSync1, reads_a_birth_date_with_a_clock_behind_it) {
  const Folder folder("clock");
  folder.put("Student.csv",
             "SIS ID,School SIS ID,Username,First Name,Last Name,Birthdate\n10,1,l1,Zoë,Berg,4/2/2010 12:00:00 AM\n"
             "11,1,l2,Bo,Vos,4/13/2010 12:00:00 AM\n12,1,l3,Cy,Dam,2010-04-14T00:00:00\n13,1,l4,Di,Hof,april 2010\n");
  const Registers registers = read(folder);
  EXPECT_EQ(registers.find("10")->birth_date, (Date{2010, 4, 2}));
  EXPECT_EQ(registers.find("11")->birth_date, (Date{2010, 4, 13}));
  EXPECT_EQ(registers.find("12")->birth_date, (Date{2010, 4, 14}));
  EXPECT_EQ(notes_of(registers, "birth-date-unreadable"), 1u);
}

TEST(SchoolDataSync1, takes_a_title_only_when_it_is_a_function) {
  const Folder folder("title");
  folder.put("Teacher.csv",
             "SIS ID,School SIS ID,Username,First Name,Last Name,Title\n12,1,t1,Piet,Pot,Mr.\n13,1,t2,Ria,Rit,Mevrouw\n"
             "14,1,t3,Ina,Ink,Directeur\n15,1,t4,Jo,Jong,\n");
  const Registers registers = read(folder);
  const auto function = [&](std::string_view id) { return registers.find(id)->roles.front().function; };
  EXPECT_EQ(function("12"), "teacher");
  EXPECT_EQ(function("13"), "teacher");
  EXPECT_EQ(function("14"), "director");
  EXPECT_EQ(function("15"), "teacher");
}

}  // namespace
}  // namespace schouw
