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

}  // namespace
}  // namespace schouw
