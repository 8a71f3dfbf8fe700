// EDEXML as older school programs write it.
#include <gtest/gtest.h>

#include <algorithm>

#include "registers_testing.h"

namespace schouw {
namespace {

using testing::Folder;
using testing::said;

std::string edexml(std::string_view declaration, std::string_view given_name) {
  return std::string(declaration) + "\n<EDEX><groepen><groep key=\"1\"><naam>6A</naam></groep></groepen><leerlingen>\n" +
         "<leerling key=\"L1\"><achternaam>Berg</achternaam><roepnaam>" + std::string(given_name) +
         "</roepnaam><groep key=\"1\"/></leerling></leerlingen></EDEX>\n";
}

TEST(Edexml, in_another_encoding_than_it_declares_is_read_as_what_it_is) {
  struct Case {
    std::string_view declaration, written, expected;
    bool noted;
  };
  const Case cases[] = {
      {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "Zo\xeb", "Zoë", true},
      {"", "Zo\xeb", "Zoë", true},
      {"<?xml version=\"1.0\" encoding='us-ascii'?>", "Zoë", "Zoë", true},
      {"<?xml version=\"1.0\" encoding=\"us-ascii\"?>", "Zo\xeb", "Zoë", true},
      {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", "Zoë", "Zoë", true},
      {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "Zoë Ré\xff", "Zoë Ré\ufffd", true},
      {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "Zoë", "Zoë", false},
      {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", "Zo\xeb", "Zoë", false},
      {"<?xml version=\"1.0\" encoding=\"windows-1252\"?>", "Zo\xeb", "Zoë", false},
      {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "Zo&#235;", "Zoë", false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.declaration) + " " + std::string(c.expected));
    const Folder folder("encoding");
    folder.put("school.xml", edexml(c.declaration, c.written));
    const auto registers = load_people(folder.path(), folder.path());
    ASSERT_TRUE(registers.has_value()) << said(registers.error());
    EXPECT_EQ(registers->find("L1")->name.given, c.expected);
    EXPECT_EQ(registers->find("L1")->source, "school.xml:3");
    EXPECT_EQ(std::ranges::count(registers->notes, "xml-other-encoding", &RegisterNote::code), c.noted ? 1 : 0);
  }
}

TEST(Edexml, is_known_behind_a_long_remark_and_in_lower_case) {
  const std::string whole = edexml("<?xml version=\"1.0\"?>", "Zoë");
  const auto open = whole.find("<EDEX>");
  std::string lower = whole;
  lower.replace(open, 6, "<edex>").replace(lower.find("</EDEX>"), 7, "</edex>");
  for (const std::string& bytes :
       {lower, whole.substr(0, open) + "<!--" + std::string(70'000, 'x') + "-->\n<?pi?>" + whole.substr(open)}) {
    const Folder folder("remark");
    folder.put("school.xml", bytes);
    const auto registers = load_people(folder.path(), folder.path());
    ASSERT_TRUE(registers.has_value()) << said(registers.error());
    EXPECT_EQ(registers->people.size(), 1u);
  }
  const Folder folder("unclosed");
  folder.put("school.xml", "<!--" + std::string(70'000, 'x') + whole);
  EXPECT_FALSE(load_people(folder.path(), folder.path()).has_value());
}

TEST(Edexml, reads_days_with_a_zone_behind_them) {
  const Folder folder("zone");
  folder.put("school.xml",
             "<EDEX><leerlingen><leerling key=\"L1\"><achternaam>Berg</achternaam><geboortedatum>2014-02-04+01:00"
             "</geboortedatum><instroomdatum>2020-08-01Z</instroomdatum></leerling><leerling key=\"L2\"><achternaam>Vos"
             "</achternaam><geboortedatum>2014-02-03T23:00:00.000Z</geboortedatum></leerling><leerling key=\"L3\">"
             "<achternaam>Dam</achternaam><geboortedatum>2014-02-04T00:00:00</geboortedatum></leerling>"
             "<leerling key=\"L4\"><achternaam>Hof</achternaam><geboortedatum>2014-02-04x</geboortedatum></leerling>"
             "</leerlingen></EDEX>\n");
  const auto registers = load_people(folder.path(), folder.path());
  ASSERT_TRUE(registers.has_value()) << said(registers.error());
  for (const char* id : {"L1", "L2", "L3"}) EXPECT_EQ(registers->find(id)->birth_date, (Date{2014, 2, 4})) << id;
  EXPECT_FALSE(registers->find("L4")->birth_date.has_value());
  EXPECT_EQ(registers->find("L1")->roles.front().from, (Date{2020, 8, 1}));
  EXPECT_EQ(std::ranges::count(registers->notes, "birth-date-unreadable", &RegisterNote::code), 1);
}

}  // namespace
}  // namespace schouw
