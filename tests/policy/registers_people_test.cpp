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

TEST(OwnPeople, know_the_words_of_a_school_for_roles) {
  struct Case {
    std::string_view written;
    Role role;
    std::string_view function;
  };
  const Case cases[] = {{"leerlinge", Role::pupil, ""},
                        {"Ouder 1", Role::parent, ""},
                        {"ouder/verzorger 1", Role::parent, ""},
                        {"verzorger 2", Role::parent, ""},
                        {"Ouders", Role::parent, ""},
                        {"wettelijk vertegenwoordiger", Role::parent, ""},
                        {"mentor", Role::staff, "teacher"},
                        {"OP", Role::staff, "teacher"},
                        {"invalkracht", Role::staff, "teacher"},
                        {"rector", Role::staff, "director"},
                        {"conrector", Role::staff, "leadership"},
                        {"schoolleider", Role::staff, "leadership"},
                        {"Teamleider", Role::staff, "leadership"},
                        {"stagiair(e)", Role::staff, "intern"},
                        {"OOP", Role::staff, "oop"},
                        {"IB", Role::staff, "ib"},
                        {"intern begeleider", Role::staff, "intern begeleider"},
                        {"onderwijsassistent", Role::staff, "onderwijsassistent"},
                        {"administratie", Role::staff, "administratie"},
                        {"Conciërge", Role::staff, "conciërge"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.written);
    const Registers registers = own_people("persoon_id;rol;achternaam\np1;" + std::string(c.written) + ";Vos\n");
    ASSERT_EQ(registers.people.size(), 1u);
    EXPECT_EQ(registers.people[0].roles[0].role, c.role);
    EXPECT_EQ(registers.people[0].roles[0].function, c.function);
  }
}

Result<Registers> related(std::string_view relation) {
  const Folder folder("related");
  RegisterPaths paths;
  paths.base = folder.path();
  paths.people = {folder.put("people.csv", "persoon_id;rol\nL1;leerling\nL2;leerling\no1;ouder\nm1;docent\n")};
  paths.relations = {folder.put("relations.csv", "persoon_id;relatie;ander_id\n" + std::string(relation) + "\n")};
  return load_registers(paths);
}

TEST(OwnRelations, with_a_bare_word_go_by_the_roles) {
  for (const char* relation : {"o1;moeder;L1", "L1;Moeder;o1", "o1;vader;L1", "o1;ouder;L1", "o1;ouder/verzorger 2;L1",
                               "L1;voogd;o1", "o1;parent;L1", "o1;guardian;L1", "o1;mother_of;L1", "L1;kind van;o1"}) {
    SCOPED_TRACE(relation);
    const auto registers = related(relation);
    ASSERT_TRUE(registers.has_value()) << said(registers.error());
    EXPECT_EQ(registers->find("o1")->parent_of, Words{"L1"});
    EXPECT_TRUE(registers->find("L1")->parent_of.empty());
  }
  for (const char* relation : {"L1;moeder;L2", "o1;moeder;m1"}) {
    const auto registers = related(relation);
    ASSERT_FALSE(registers.has_value()) << relation;
    EXPECT_EQ(registers.error().text, "register-relation-order");
    EXPECT_EQ(registers.error().place, "relations.csv:2");
    EXPECT_TRUE(has_text("error.register-relation-order"));
  }
}

TEST(OwnConsent, knows_the_words_of_a_school) {
  const Folder folder("consent");
  RegisterPaths paths;
  paths.base = folder.path();
  paths.people = {folder.put("people.csv", "persoon_id;rol\nL1;leerling\n")};
  paths.consent = {folder.put("consent.csv",
                              "persoon_id;categorie;antwoord;gegeven_door;vorm\nL1;a;Akkoord;Ouder/verzorger 1;per e-mail\n"
                              "L1;b;geen toestemming;Voogd 1;\nL1;c;toestemming;ouder2;mondeling\nL1;d;wel;;\n"
                              "L1;e;niet akkoord;;telefonisch\n")};
  const auto registers = load_registers(paths);
  ASSERT_TRUE(registers.has_value()) << said(registers.error());
  std::string out;
  for (const ConsentRecord& row : registers->consent)
    out += row.category + (row.yes ? " yes " : " no ") + row.given_by + " " + row.form + "\n";
  EXPECT_EQ(out, "a yes parent digital\nb no guardian \nc yes parent oral\nd yes  \ne no  oral\n");
}

TEST(OwnConsent, has_the_words_that_forms_and_parent_apps_give) {
  const Folder folder("consent-forms");
  const auto answer = [&](std::string_view word) -> std::string {
    RegisterPaths paths;
    paths.base = folder.path();
    paths.people = {folder.put("people.csv", "persoon_id;rol\nL1;leerling\n")};
    paths.consent = {
        folder.put("consent.csv", "persoon_id;categorie;antwoord\nL1;website;" + std::string(word) + "\n")};
    const auto registers = load_registers(paths);
    if (!registers) return registers.error().text;
    if (registers->consent.empty()) return registers->notes.empty() ? "lost" : registers->notes.front().code;
    return registers->consent.front().yes ? "yes" : "no";
  };
  for (const char* word : {"geen bezwaar", "Toegestaan", "✓", "toestemming gegeven", "Wel akkoord"})
    EXPECT_EQ(answer(word), "yes") << word;
  for (const char* word :
       {"bezwaar", "wel bezwaar", "Niet toegestaan", "✗", "geen akkoord", "Ingetrokken", "geweigerd"})
    EXPECT_EQ(answer(word), "no") << word;
  for (const char* word : {"niet ingevuld", "n.v.t.", "-", "Geen antwoord"})
    EXPECT_EQ(answer(word), "consent-not-answered") << word;
  // What may be either is for the school to say.
  for (const char* word : {"geen", "Ja, maar niet op Facebook", "onder voorwaarden", "Ja/Nee"})
    EXPECT_EQ(answer(word), "register-unknown-answer") << word;
}

TEST(OwnConsent, may_have_a_column_for_each_category) {
  const Folder folder("consent-wide");
  RegisterPaths paths;
  paths.base = folder.path();
  paths.people = {folder.put("people.csv", "persoon_id;rol\nL1;leerling\nL2;leerling\n")};
  paths.consent = {
      folder.put("consent.csv",
                 "Leerlingnummer;Website;Sociale media;Facebook;Nieuwsbrief;Foto op de bus?;Gegeven door;Datum\n"
                 "L1;ja;ja;nee;;ja;ouder 1;01-09-2025\nL2;Geen bezwaar;x;nvt;nee;;;\n")};
  const auto registers = load_registers(paths);
  ASSERT_TRUE(registers.has_value()) << said(registers.error());
  std::string out;
  for (const ConsentRecord& row : registers->consent)
    out += row.person_id + " " + row.category + "/" + row.medium + (row.yes ? " yes " : " no ") + row.given_by + " " +
           (row.date ? to_string(*row.date) : "") + " " + row.source + "\n";
  EXPECT_EQ(out,
            "L1 social_media/* yes parent 2025-09-01 consent.csv:2\nL1 social_media/facebook no parent 2025-09-01 "
            "consent.csv:2\nL1 website/* yes parent 2025-09-01 consent.csv:2\nL2 newsletter/* no   consent.csv:3\n"
            "L2 social_media/* yes   consent.csv:3\nL2 website/* yes   consent.csv:3\n");
  EXPECT_EQ(std::ranges::count(registers->notes, "consent-not-answered", &RegisterNote::code), 2);
  EXPECT_EQ(std::ranges::count(registers->notes, "unknown-column", &RegisterNote::code), 1);
}

TEST(MagisterContacts, of_years_ago_are_staff_by_their_code_only) {
  const Folder folder("contacts");
  folder.put("contacts.json",
             R"([{"Id":7,"Roepnaam":"Karin","Achternaam":"Zand","Docentcode":"zan","Type":3,"Naam":"Karin Zand"},)"
             R"({"Id":8,"Voornaam":"Bo","Achternaam":"Vos","Docentcode":"","Groep":"2A","Type":3,"Naam":"Bo Vos"},)"
             R"({"Id":9,"Achternaam":null,"Type":1,"Naam":"2A"}])");
  const auto registers = load_people(folder.path(), folder.path());
  ASSERT_TRUE(registers.has_value()) << said(registers.error());
  ASSERT_EQ(registers->people.size(), 2u);
  EXPECT_EQ(registers->find("7")->roles[0].role, Role::staff);
  EXPECT_EQ(registers->find("7")->roles[0].function, "");
  EXPECT_TRUE(registers->find("8")->roles.empty());
  EXPECT_EQ(registers->find("8")->name.given, "Bo");
  const auto has = [&](std::string_view code) {
    return std::ranges::count(registers->notes, code, &RegisterNote::code);
  };
  EXPECT_EQ(has("person-without-role"), 1);
  EXPECT_EQ(has("contact-not-a-person"), 1);
  EXPECT_TRUE(has_text("register.contact-not-a-person"));
}

TEST(OwnPeople, have_numbers_as_schools_write_them) {
  struct Case {
    std::string_view written;
    Words phones;
    std::string_view note;
  };
  const Case cases[] = {{"0610000001 / 0610000002", {"+31610000001", "+31610000002"}, ""},
                        {"06-10000001 (thuis)", {"+31610000001"}, ""},
                        {"mobiel: 06-10000001", {"+31610000001"}, ""},
                        {"06-10000001 (privé) / 030-2345678 (vast)", {"+31302345678", "+31610000001"}, ""},
                        {"+31 (0)6 10000001", {"+31610000001"}, ""},
                        {"+32 475/12 34 56", {"+32475123456"}, ""},
                        {"06-10000001 (moeder)", {}, "phone-with-word"},
                        {"moeder: 06-10000001", {}, "phone-with-word"},
                        {"0610000001 / 123", {"+31610000001"}, "phone-invalid"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.written);
    const Registers registers = own_people("persoon_id;rol;telefoon\np1;leerling;" + std::string(c.written) + "\n");
    ASSERT_EQ(registers.people.size(), 1u);
    EXPECT_EQ(registers.people[0].phones, c.phones);
    EXPECT_EQ(registers.notes.empty() ? "" : registers.notes[0].code, c.note);
    EXPECT_LE(registers.notes.size(), 1u);
    EXPECT_TRUE(c.note.empty() || has_text("register." + std::string(c.note)));
  }
}

TEST(OwnPeople, of_the_staff_that_bear_one_name_are_noted) {
  const auto notes = [](const std::string& rows) {
    const Registers registers = own_people("persoon_id,rol,roepnaam,achternaam,geboortedatum\n" + rows);
    return std::ranges::count(registers.notes, "two-ids-of-staff", &RegisterNote::code);
  };
  EXPECT_EQ(notes("m1,medewerker,Karin,Wit,1980-01-02\n7,medewerker,Karin,Wit,\n"), 1);
  EXPECT_EQ(notes("m1,medewerker,Karin,Wit,\nL7,leerling,Karin,Wit,\n"), 0);
  EXPECT_EQ(notes("m1,medewerker,Karin,Wit,\nm1,ouder,,,\n"), 0);
}

TEST(OwnPeople, have_addresses_as_mail_programs_copy_them) {
  const Registers registers = own_people(
      "persoon_id,rol,e-mail\np1,ouder,Ans de Wit <A@thuis.example>\np2,ouder,mailto:b@thuis.example\n"
      "p3,ouder,c@thuis.example / d@thuis.example\np4,ouder,<e@thuis.example>|f@thuis.example\n");
  EXPECT_EQ(registers.find("p1")->emails, Words{"a@thuis.example"});
  EXPECT_EQ(registers.find("p2")->emails, Words{"b@thuis.example"});
  EXPECT_EQ(registers.find("p3")->emails, (Words{"c@thuis.example", "d@thuis.example"}));
  EXPECT_EQ(registers.find("p4")->emails, (Words{"e@thuis.example", "f@thuis.example"}));
  EXPECT_TRUE(registers.notes.empty());
}

TEST(OwnPeople, knows_a_first_name_under_the_commonest_name_of_its_column) {
  const Registers registers = own_people(
      "persoon_id;rol;voornaam;tussenvoegsels;achternaam;stamgroep\nL1;leerling;Zoë;van den;Berg;6A\n"
      "L2;leerling;Jan Willem;;Vos;6A\n");
  EXPECT_EQ(registers.find("L1")->name.given, "Zoë");
  EXPECT_EQ(registers.find("L1")->name.display, "Zoë van den Berg");
  EXPECT_EQ(registers.find("L1")->roles.front().group, "6A");
  EXPECT_EQ(registers.find("L2")->name.first_names, "Jan Willem");
  EXPECT_TRUE(registers.find("L2")->name.given.empty());
}

TEST(PupilLists, of_the_schools_system_are_read_as_they_are) {
  const Registers magister = own_people(
      "Stamnr;Roepnaam;Tussenv;Achternaam;Klas;Geb.datum;E-mail;Mobiel leerling;E-mail verzorger 1\r\n"
      "10001;Sanne;van den;Berg;2A;13-04-2011;thuis@ouder.example;06-10000201;noor@ouder.example\r\n");
  const Person* sanne = magister.find("10001");
  ASSERT_NE(sanne, nullptr);
  EXPECT_EQ(sanne->name.display, "Sanne van den Berg");
  EXPECT_EQ(sanne->birth_date, (Date{2011, 4, 13}));
  ASSERT_EQ(sanne->roles.size(), 1u);
  EXPECT_EQ(sanne->roles.front().role, Role::pupil);
  EXPECT_EQ(sanne->roles.front().group, "2A");
  EXPECT_EQ(sanne->phones, Words{"+31610000201"});
  // An address in a list of pupils may be a parent's.
  EXPECT_TRUE(sanne->emails.empty());
  EXPECT_EQ(std::ranges::count(magister.notes, "unknown-column", &RegisterNote::code), 2);

  const Registers somtoday = own_people(
      "\"Leerlingnummer\",\"Achternaam\",\"Voorvoegsel\",\"Roepnaam\",\"Stamgroep\",\"E-mail leerling\"\n"
      "\"7\",\"Wit\",\"de\",\"Bas\",\"3M1\",\"7@leerling.example\"\n");
  EXPECT_EQ(somtoday.find("7")->name.display, "Bas de Wit");
  EXPECT_EQ(somtoday.find("7")->emails, Words{"7@leerling.example"});
  EXPECT_EQ(somtoday.find("7")->roles.front().group, "3M1");
}

TEST(PupilLists, may_stand_below_a_title_and_above_a_total) {
  const Registers list = own_people(
      "sep=;\nDe Regenboog;;;\n;;;\nLeerlingenlijst 2025-2026;;;\n"
      "Leerlingnummer;Roepnaam;Achternaam;Groep\n9;Noor;Prins;6A\nTotaal: 1 leerling;;;\nAantal;1;;\n");
  ASSERT_EQ(list.people.size(), 1u);
  EXPECT_EQ(list.find("9")->name.display, "Noor Prins");
  EXPECT_EQ(list.find("9")->source, "people.csv:6");
  EXPECT_EQ(std::ranges::count(list.notes, "lines-above-header", &RegisterNote::code), 1);
  EXPECT_EQ(std::ranges::count(list.notes, "total-row", &RegisterNote::code), 2);
  // Somebody may bear such a name, and blank lines are no title.
  const Registers named = own_people("\n\nLeerlingnummer;Roepnaam;Achternaam\nAantal;Noor;Totaal\n");
  ASSERT_EQ(named.people.size(), 1u);
  EXPECT_TRUE(named.notes.empty());
}

TEST(PupilLists, may_have_days_as_a_spreadsheet_counts_them) {
  const Registers list = own_people("Leerlingnummer;Roepnaam;Achternaam;Geboortedatum\n9;Noor;Prins;41671\n8;Bas;Prins;41672\n");
  EXPECT_EQ(list.find("9")->birth_date, (Date{2014, 2, 1}));
  EXPECT_EQ(list.find("8")->birth_date, (Date{2014, 2, 2}));
  EXPECT_EQ(std::ranges::count(list.notes, "spreadsheet-days", &RegisterNote::code), 1);
  // A number that would be another century's is no day.
  const Folder folder("no-day");
  EXPECT_FALSE(load_people(folder.put("people.csv", "Leerlingnummer;Achternaam;Geboortedatum\n9;Prins;99999\n"), folder.path()));
}

TEST(PupilLists, may_have_the_whole_name_in_one_column) {
  struct Case {
    std::string_view written, given, infix, family;
  };
  for (const Case& c : {Case{"Visser, Bas de", "Bas", "de", "Visser"}, Case{"de Visser, Bas", "Bas", "de", "Visser"},
                        Case{"Bas van den Berg", "Bas", "van den", "Berg"}, Case{"Prins, Noor", "Noor", "", "Prins"},
                        Case{"Prins-de Wit, Noor", "Noor", "", "Prins-de Wit"}}) {
    const Registers list = own_people("Leerlingnummer;Naam\n9;\"" + std::string(c.written) + "\"\n");
    const Person* person = list.find("9");
    ASSERT_NE(person, nullptr) << c.written;
    EXPECT_EQ(person->name.given, c.given) << c.written;
    EXPECT_EQ(person->name.infix, c.infix) << c.written;
    EXPECT_EQ(person->name.family, c.family) << c.written;
  }
  // Nothing shows which part is the family name: it is not guessed.
  for (const std::string_view unclear : {"Prins Noor", "Noor Prins Bakker", "Bas Visser de Wit", "Berg Bas van den",
                                         "Visser, B. de (Bas)", "Visser, de, Bas", "Bas", "de Wit Bas"}) {
    const Registers list = own_people("Leerlingnummer;Naam\n9;\"" + std::string(unclear) + "\"\n");
    EXPECT_TRUE(list.find("9")->name.family.empty()) << unclear;
    EXPECT_EQ(std::ranges::count(list.notes, "name-not-split", &RegisterNote::code), 1) << unclear;
  }
  const Registers own = own_people("persoon_id;rol;naam\nm1;leraar;\"Zandberg, K.M. van\"\n");
  EXPECT_EQ(own.find("m1")->name.initials, "K.M.");
  EXPECT_EQ(own.find("m1")->name.display, "K.M. van Zandberg");
}

TEST(PupilLists, know_other_names_of_their_columns) {
  const Registers list = own_people(
      "sep=;\nLlnr;Roepnaam;Tussenvoegsel;Familienaam;Basisgroep;Geb.dat.;E-mail (leerling);Mobiel (leerling)\n"
      "8;Noor;;Prins;6A;1-2-2014;8@leerling.example;06 10000202\n");
  const Person* noor = list.find("8");
  ASSERT_NE(noor, nullptr);
  EXPECT_EQ(noor->name.display, "Noor Prins");
  EXPECT_EQ(noor->birth_date, (Date{2014, 2, 1}));
  EXPECT_EQ(noor->roles.front().group, "6A");
  EXPECT_EQ(noor->emails, Words{"8@leerling.example"});
  EXPECT_EQ(noor->phones, Words{"+31610000202"});
}

TEST(PupilLists, without_what_must_be_there_say_what_is_missing) {
  const Folder folder("missing");
  folder.put("leerlingen.csv", "Nummer;Naam;Klas\n1;Sanne Berg;2A\n");
  const auto registers = load_people(folder.path(), folder.path());
  ASSERT_FALSE(registers.has_value());
  EXPECT_EQ(registers.error().text, "register-missing-column");
  EXPECT_EQ(registers.error().place, "leerlingen.csv:1");
}

}  // namespace
}  // namespace schouw
