// Our own lists as schools fill them in.
#include <gtest/gtest.h>

#include <algorithm>

#include "registers_testing.h"

namespace schouw {
namespace {

using testing::Folder;
using testing::said;

using Words = std::vector<std::string>;

Registers own_people(std::string_view rows) {
  const Folder folder("own");
  const auto file = folder.put("people.csv", rows);
  auto registers = load_people(file, folder.path());
  EXPECT_TRUE(registers.has_value()) << said(registers.error());
  return registers ? *registers : Registers{};
}

TEST(OwnPeople, may_have_several_columns_of_numbers_and_addresses) {
  const Registers registers = own_people(
      "persoon_id;rol;telefoon;mobiel;e-mail;emailadres\n"
      "o1;ouder;010-2345678;06 10000001;a@thuis.example;b@thuis.example\no2;ouder;;06 10000002;;\n");
  EXPECT_EQ(registers.find("o1")->phones, (Words{"+31102345678", "+31610000001"}));
  EXPECT_EQ(registers.find("o1")->emails, (Words{"a@thuis.example", "b@thuis.example"}));
  EXPECT_EQ(registers.find("o2")->phones, Words{"+31610000002"});
  EXPECT_TRUE(std::ranges::none_of(registers.notes, [](const RegisterNote& note) { return note.code == "unknown-column"; }));
}

}  // namespace
}  // namespace schouw
