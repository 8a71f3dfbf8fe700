#include "schouw/policy/registers.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "registers_testing.h"
#include "testing.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;
using testing::Folder;
using testing::said;
using testing::slurp;

fs::path corpus() { return testing::source_dir() / "tests" / "corpus" / "registers"; }

/// Everything the plan of the invented school names.
RegisterPaths school() {
  RegisterPaths paths;
  paths.base = corpus();
  paths.people = {corpus() / "csv" / "people.csv"};
  paths.relations = {corpus() / "csv" / "relations.csv"};
  paths.accounts = {corpus() / "csv" / "accounts.csv"};
  paths.consent = {corpus() / "csv" / "consent.csv"};
  paths.exceptions = {corpus() / "csv" / "exceptions.csv"};
  paths.own_identifiers = {corpus() / "csv" / "own.txt"};
  paths.lessons = {corpus() / "lessons" / "lessons.csv", corpus() / "lessons" / "lessons.ics"};
  return paths;
}

std::string json_of(const Result<Registers>& registers) {
  if (!registers) return "error " + said(registers.error());
  return to_pretty_json(to_json_value(*registers)) + "\n";
}

const std::vector<std::string> kFolders = {"sds1", "sds2", "sds21", "oneroster12", "edexml", "uwlr", "magister"};

TEST(Phone, is_written_in_many_ways) {
  struct Case {
    std::string_view written, expected;
  };
  const Case cases[] = {{"06-1234 5678", "+31612345678"},
                        {"0031612345678", "+31612345678"},
                        {"+31 (0)6 12345678", "+31612345678"},
                        {"31612345678", "+31612345678"},
                        {"030-2345678", "+31302345678"},
                        {"tel:+31612345678", "+31612345678"},
                        {"\u202a+31 6 12345678\u202c", "+31612345678"},
                        {"+49 170 1234567", "+491701234567"},
                        {"", ""},
                        {"niet bekend", ""},
                        {"112", ""},
                        {"+31 6 123", ""},
                        {"100004567890123", ""},
                        {"0612345678 of 0687654321", ""}};
  for (const Case& c : cases) EXPECT_EQ(to_e164(c.written).value_or(""), c.expected) << c.written;
}

TEST(OwnRegisters, give_what_the_golden_file_says) {
  testing::expect_golden(corpus() / "csv.expected.json", json_of(load_registers(school())));
}

TEST(OwnAccounts, are_kept_as_the_exports_call_them) {
  struct Case {
    std::string_view platform, handle, kept;
  };
  const Case cases[] = {{"Twitter", "@juf_karin", "x @juf_karin"},
                        {"X (Twitter)", "https://x.com/juf_karin?s=20", "x juf_karin"},
                        {"Insta", "https://www.instagram.com/juf.karin/", "instagram juf.karin"},
                        {"Facebook", "https://www.facebook.com/profile.php?id=100012345&sk=about", "facebook 100012345"},
                        {"facebook", "www.facebook.com/deregenboog", "facebook deregenboog"},
                        {"LinkedIn", "https://www.linkedin.com/in/karin-bos/", "linkedin karin-bos"},
                        {"Microsoft Teams", "karin@school.example", "teams karin@school.example"},
                        {"Facebook", "De Regenboog / unit 2", "facebook De Regenboog / unit 2"},
                        {"Facebook", "A.v.d./Berg", "facebook A.v.d./Berg"},
                        {"TikTok", "tiktok.com/@deregenboog", "tiktok @deregenboog"},
                        {"WhatsApp", "06.1000/0101", "whatsapp 06.1000/0101"},
                        {"Mastodon", "https://mastodon.example/@deregenboog", "mastodon deregenboog@mastodon.example"},
                        {"mastodon", "https://www.mastodon.example/users/karin", "mastodon karin@mastodon.example"},
                        {"mastodon", "https://mastodon.example/@karin@other.example", "mastodon karin@other.example"},
                        {"Reddit", "https://www.reddit.com/r/deregenboog/", "reddit r/deregenboog"},
                        {"Reddit", "https://www.reddit.com/user/karin_b", "reddit karin_b"},
                        {"Website", "De Regenboog", "blog De Regenboog"},
                        {"website", "https://www.regenboog.example/nieuws", "blog https://www.regenboog.example/nieuws"},
                        {"parro", "karin", "parro karin"}};
  for (const Case& c : cases) {
    const Folder folder("accounts");
    RegisterPaths paths;
    paths.base = folder.path();
    paths.people = {folder.put("people.csv", "person_id,role,family_name\nm1,staff,Bos\n")};
    paths.accounts = {folder.put("accounts.csv", "person_id;platform;handle;kind\nm1;" + std::string(c.platform) + ";" +
                                                     std::string(c.handle) + ";private\n")};
    paths.exceptions = {folder.put("exceptions.csv", "kind;subject\nprofessional_account;" + std::string(c.platform) + ": " +
                                                         std::string(c.handle) + "\n")};
    const auto registers = load_registers(paths);
    ASSERT_TRUE(registers.has_value()) << said(registers.error());
    EXPECT_EQ(registers->accounts.at(0).platform + " " + registers->accounts.at(0).handle, c.kept);
    std::string subject(c.kept);
    subject[subject.find(' ')] = ':';
    EXPECT_EQ(registers->exceptions.at(0).subject, subject);
  }
}

TEST(VendorRegisters, give_what_the_golden_files_say) {
  for (const std::string& name : kFolders) {
    SCOPED_TRACE(name);
    testing::expect_golden(corpus() / (name + ".expected.json"), json_of(load_people(corpus() / name, corpus())));
  }
}

TEST(MagisterTimetable, knows_teachers_by_their_code) {
  RegisterPaths paths;
  paths.base = corpus();
  paths.people = {corpus() / "magister"};
  paths.lessons = {corpus() / "lessons" / "afspraken.json"};
  testing::expect_golden(corpus() / "afspraken.expected.json", json_of(load_registers(paths)));
}

TEST(Lessons, of_nobody_are_noted_once_a_file) {
  const Folder folder("nobody");
  RegisterPaths paths;
  paths.base = folder.path();
  paths.people = {folder.put("people.csv", "persoon_id;rol;achternaam\nm1;medewerker;Jansen\n")};
  constexpr std::string_view kLesson =
      "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260105T083000Z\r\nDTEND:20260105T092000Z\r\nSUMMARY:A12 - V6E - JNS\r\n"
      "END:VEVENT\r\n";
  paths.lessons = {folder.put("rooster.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + std::string(kLesson) +
                                                 std::string(kLesson) + "END:VCALENDAR\r\n")};
  const auto registers = load_registers(paths);
  ASSERT_TRUE(registers.has_value()) << said(registers.error());
  EXPECT_EQ(std::ranges::count(registers->notes, "lesson-without-people", &RegisterNote::code), 1);
}

TEST(Registers, keep_no_special_data) {
  for (const std::string& name : kFolders) {
    const auto registers = load_people(corpus() / name, corpus());
    ASSERT_TRUE(registers.has_value()) << said(registers.error());
    const std::string kept = to_json(to_json_value(*registers));
    for (const char* secret : {"Geheim", "geheim", "9999900", "Utrecht", "female"})
      EXPECT_EQ(kept.find(secret), std::string::npos) << name << " keeps " << secret;
  }
  EXPECT_EQ(json_of(load_registers(school())).find("9999900"), std::string::npos);
}

TEST(Registers, come_back_from_json_exactly) {
  std::vector<Result<Registers>> all{load_registers(school())};
  for (const std::string& name : kFolders) all.push_back(load_people(corpus() / name, corpus()));
  for (const auto& registers : all) {
    ASSERT_TRUE(registers.has_value()) << said(registers.error());
    const Json json = to_json_value(*registers);
    const auto parsed = parse_json_document(to_json(json), "case");
    ASSERT_TRUE(parsed.has_value());
    const auto back = registers_from_json(*parsed);
    ASSERT_TRUE(back.has_value()) << said(back.error());
    EXPECT_EQ(to_json(to_json_value(*back)), to_json(json));
    ASSERT_EQ(back->people.size(), registers->people.size());
    for (std::size_t i = 0; i < back->people.size(); ++i) {
      EXPECT_EQ(back->people[i].birth_date, registers->people[i].birth_date);
      EXPECT_EQ(back->people[i].roles.size(), registers->people[i].roles.size());
      EXPECT_EQ(back->people[i].name.display, registers->people[i].name.display);
    }
    EXPECT_EQ(back->files, registers->files);
  }
}

TEST(Registers, that_are_damaged_in_the_case_are_refused) {
  for (const char* bad : {"[]", "{}", R"({"people": 1})",
                          R"({"people": [{"id": "x", "roles": [{"role": "boss"}]}], "accounts": [], "consent": [], )"
                          R"("lessons": [], "exceptions": [], "notes": [], "files": []})"}) {
    const auto read = registers_from_json(*parse_json_document(bad, "case"));
    ASSERT_FALSE(read.has_value()) << bad;
    EXPECT_EQ(read.error().code, ErrorCode::integrity);
  }
}

TEST(Registers, do_not_depend_on_the_order_of_paths_and_rows) {
  const Folder folder("order");
  const std::string head = "person_id,role,given_name,family_name,group,email\n";
  const std::string a = "b,pupil,Bo,Vos,6A,\n", b = "a,parent,An,Vos,,an@thuis.example\n", c = "a,staff,,,6A,\n";
  const auto one = folder.put("one.csv", head + a + b + c),
             two = folder.put("two.csv", head + "z,external,Zoë,Prins,,\n");
  RegisterPaths paths;
  paths.base = folder.path();
  paths.people = {one, two};
  auto first = load_registers(paths);
  ASSERT_TRUE(first.has_value()) << said(first.error());
  paths.people = {two, one, folder.path()};
  const auto second = load_registers(paths);
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(json_of(second), json_of(first));
  folder.put("one.csv", head + c + b + a);
  auto third = load_registers(paths);
  ASSERT_TRUE(third.has_value());
  for (auto* registers : {&*first, &*third}) {  // only lines and hashes may differ
    registers->files.clear();
    for (Person& person : registers->people) person.source.clear();
  }
  EXPECT_EQ(json_of(third), json_of(first));
}

TEST(Registers, join_people_of_two_registers_by_id_only) {
  const Folder folder("join");
  const auto own = folder.put("people.csv",
                              "person_id,role,given_name,infix,family_name,email\nL1,pupil,Sanne,van der,Berg,\n"
                              "m9,staff,Karin,,Zandberg,karin@school.example\n");
  RegisterPaths paths;
  paths.base = folder.path();
  folder.put("users.csv",
             "sourcedId,username,givenName,familyName,password,role\nL1,s@school.example,Sanna,van der Berg,x,student\n"
             "m1,karin@school.example,Karin,Zandberg,x,teacher\n");
  paths.people = {folder.path()};
  const auto registers = load_registers(paths);
  ASSERT_TRUE(registers.has_value()) << said(registers.error());
  ASSERT_EQ(registers->people.size(), 3u);
  const Person* pupil = registers->find("L1");
  ASSERT_NE(pupil, nullptr);
  EXPECT_EQ(pupil->name.display, "Sanne van der Berg");
  EXPECT_EQ(pupil->emails, std::vector<std::string>{"s@school.example"});
  const auto has = [&](std::string_view code) {
    return std::ranges::count(registers->notes, code, &RegisterNote::code);
  };
  EXPECT_EQ(has("spelling-differs"), 1);
  EXPECT_EQ(has("two-ids-one-address"), 1);
}

TEST(VendorRegisters, use_no_birth_date_of_an_order_that_nothing_shows) {
  const Folder folder("births");
  folder.put("users.csv", "sourcedId,givenName,familyName,role\nL1,Tim,Vos,student\nL2,An,Prins,student\n");
  folder.put("demographics.csv", "userSourcedId,birthDate\nL1,4/2/2014\nL2,5/2/2014\n");
  auto registers = load_people(folder.path(), folder.path());
  ASSERT_TRUE(registers.has_value()) << said(registers.error());
  EXPECT_FALSE(registers->find("L1")->birth_date.has_value());
  EXPECT_EQ(std::ranges::count(registers->notes, "birth-dates-undecided", &RegisterNote::code), 1);
  folder.put("demographics.csv", "userSourcedId,birthDate\nL1,4/2/2014\nL2,5/22/2014\n");
  registers = load_people(folder.path(), folder.path());
  ASSERT_TRUE(registers.has_value()) << said(registers.error());
  EXPECT_EQ(registers->find("L1")->birth_date, (Date{2014, 4, 2}));
}

TEST(VendorRegisters, say_that_a_delivery_is_only_what_changed) {
  const Folder folder("delta");
  folder.put("users.csv", "sourcedId,givenName,familyName,role\nL1,Tim,Vos,student\n");
  folder.put("manifest.csv", "propertyName,value\noneroster.version,1.1\nfile.users,delta\nfile.orgs,absent\n");
  const auto registers = load_people(folder.path(), folder.path());
  ASSERT_TRUE(registers.has_value()) << said(registers.error());
  const auto note = std::ranges::find(registers->notes, "roster-delta", &RegisterNote::code);
  ASSERT_NE(note, registers->notes.end());
  EXPECT_EQ(note->args, std::vector<std::string>{"file.users"});
  EXPECT_TRUE(has_text("register.roster-delta"));
}

struct WrongCase {
  std::string_view name, people, relations, accounts, consent, exceptions, lessons, error, place;
};
constexpr std::string_view kGood = "person_id,role,family_name\nL1,pupil,Berg\nm1,staff,Bos\n";

TEST(WrongRegisters, say_file_line_and_remedy) {
  const WrongCase cases[] = {
      {"role", "person_id,role\nL1,pupil\nL2,koning\n", "", "", "", "", "", "register-unknown-role", "people.csv:3"},
      {"column", "person_id,family_name\nL1,Berg\n", "", "", "", "", "", "register-missing-column", "people.csv:1"},
      {"twice", "person_id,role,rol\nL1,pupil,pupil\n", "", "", "", "", "", "register-column-twice", "people.csv:1"},
      {"no id", "person_id,role\n,pupil\n", "", "", "", "", "", "register-empty-field", "people.csv:2"},
      {"date", "person_id,role,birth_date\nL1,pupil,2015-02-30\n", "", "", "", "", "", "register-bad-date",
       "people.csv:2"},
      {"term", "person_id,role,van,tot\nL1,pupil,2025-08-01,2024-08-01\n", "", "", "", "", "",
       "register-dates-reversed", "people.csv:2"},
      {"birth", "person_id,role,birth_date\nL1,pupil,2015-02-03\nL1,pupil,03/02/2016\n", "", "", "", "", "",
       "register-contradiction", "people.csv:3"},
      {"name", "person_id,role,family_name\nL1,pupil,Berg\nL1,parent,Vos\n", "", "", "", "", "",
       "register-contradiction", "people.csv:3"},
      {"quote", "person_id,role\nL1,pupil\nL2,\"pupil\nL3,pupil\n", "", "", "", "", "", "register-unclosed-quote",
       "people.csv:3"},
      {"wide", "person_id,role,family_name\nL1,pupil,Berg, de\n", "", "", "", "", "", "register-too-many-fields",
       "people.csv:2"},
      {"nobody", "person_id,role\n", "", "", "", "", "", "register-no-people", "people.csv"},
      {"stranger", kGood, "person_id,relation,other_id\nx9,parent_of,L1\n", "", "", "", "", "register-unknown-person",
       "relations.csv:2"},
      {"relation", kGood, "person_id,relation,other_id\nm1,buur_van,L1\n", "", "", "", "", "register-unknown-relation",
       "relations.csv:2"},
      {"itself", kGood, "person_id,relation,other_id\nm1,ouder_van,m1\n", "", "", "", "", "register-own-parent",
       "relations.csv:2"},
      {"owner", kGood, "", "person_id,platform,handle,kind\nx9,x,a,private\n", "", "", "", "register-unknown-person",
       "accounts.csv:2"},
      {"poster", kGood, "", "person_id,platform,handle,kind,may_post\n,x,a,school,m1|x9\n", "", "", "",
       "register-unknown-person", "accounts.csv:2"},
      {"kind", kGood, "", "person_id,platform,handle,kind\nm1,x,a,secret\n", "", "", "", "register-unknown-kind",
       "accounts.csv:2"},
      {"school", kGood, "", "person_id,platform,handle,kind\nm1,x,a,school\n", "", "", "",
       "register-school-account-owner", "accounts.csv:2"},
      {"ownerless", kGood, "", "person_id,platform,handle,kind\n,x,a,private\n", "", "", "",
       "register-account-without-person", "accounts.csv:2"},
      {"answer", kGood, "", "", "person_id,category,answer\nL1,website,misschien\n", "", "", "register-unknown-answer",
       "consent.csv:2"},
      {"giver", kGood, "", "", "person_id,category,answer,given_by\nL1,website,ja,buurman\n", "", "",
       "register-unknown-word", "consent.csv:2"},
      {"exception", kGood, "", "", "", "kind,subject\nfeest,6B\n", "", "register-unknown-kind", "exceptions.csv:2"},
      {"handle", kGood, "", "", "", "kind,subject\nprofessional_account,juf.karin\n", "", "register-exception-account",
       "exceptions.csv:2"},
      {"family", kGood, "", "", "", "kind,subject\nfamily_tie,m1\n", "", "register-exception-family",
       "exceptions.csv:2"},
      {"tie", kGood, "", "", "", "kind,subject\nfamily_tie,m1|x9\n", "", "register-unknown-person", "exceptions.csv:2"},
      {"time", kGood, "", "", "", "", "start,end,group,staff_ids\nmaandag,2025-09-01T09:00,6B,m1\n",
       "register-bad-time", "lessons.csv:2"},
      {"staff", kGood, "", "", "", "", "start,end,group,staff_ids\n2025-09-01T08:00,2025-09-01T09:00,6B,x9\n",
       "register-unknown-person", "lessons.csv:2"},
  };
  for (const WrongCase& c : cases) {
    SCOPED_TRACE(c.name);
    const Folder folder("wrong");
    RegisterPaths paths;
    paths.base = folder.path();
    paths.people = {folder.put("people.csv", c.people)};
    if (!c.relations.empty()) paths.relations = {folder.put("relations.csv", c.relations)};
    if (!c.accounts.empty()) paths.accounts = {folder.put("accounts.csv", c.accounts)};
    if (!c.consent.empty()) paths.consent = {folder.put("consent.csv", c.consent)};
    if (!c.exceptions.empty()) paths.exceptions = {folder.put("exceptions.csv", c.exceptions)};
    if (!c.lessons.empty()) paths.lessons = {folder.put("lessons.csv", c.lessons)};
    const auto registers = load_registers(paths);
    ASSERT_FALSE(registers.has_value());
    EXPECT_EQ(registers.error().text, c.error) << said(registers.error());
    EXPECT_EQ(registers.error().place, c.place);
    EXPECT_EQ(registers.error().code, ErrorCode::usage);
    EXPECT_TRUE(has_text("error." + registers.error().text));
    EXPECT_EQ(said(registers.error()).find('{'), std::string::npos) << said(registers.error());
  }
}

TEST(WrongRegisters, that_are_missing_or_something_else) {
  const Folder folder("else");
  const fs::path picture = folder.put("kat.jpg", "\xff\xd8\xff\xe0 no register");
  const fs::path cut = folder.put("edex.xml", "<EDEX><leerlingen><leerling key=\"1\">");
  const fs::path doctype = folder.put("type.xml", "<!DOCTYPE EDEX [<!ENTITY a \"b\">]><EDEX/>");
  const fs::path either = folder.put("lijst.csv", "SIS ID,School SIS ID,Username\n1,2,jan\n");
  const auto code = [&](const fs::path& path) {
    const auto registers = load_people(path, folder.path());
    return registers ? std::string("none") : registers.error().text + " " + registers.error().place;
  };
  EXPECT_EQ(code(folder.path() / "weg.csv"), "register-not-found weg.csv");
  EXPECT_EQ(code(picture), "register-not-recognised kat.jpg");
  EXPECT_EQ(code(cut), "register-xml edex.xml:1");
  EXPECT_EQ(code(either), "register-student-or-teacher lijst.csv:1");
  EXPECT_NE(code(doctype), "none");
}

TEST(LooksLikeRegister, knows_registers_and_leaves_exports_alone) {
  for (const char* name :
       {"csv/people.csv", "csv/relations.csv", "csv/accounts.csv", "csv/consent.csv", "csv/exceptions.csv",
        "lessons/lessons.csv", "sds1/Student.csv", "sds1/Teacher.csv", "sds1/StudentEnrollment.csv", "sds1/User.csv",
        "sds1/Guardianrelationship.csv", "sds21/users.csv", "sds21/roles.csv", "sds21/demographics.csv",
        "sds21/userFlags.csv", "oneroster12/manifest.csv", "oneroster12/users.csv", "edexml/school.xml",
        "uwlr/leerlinggegevens.xml"})
    EXPECT_TRUE(looks_like_register(name, slurp(corpus() / name))) << name;
  EXPECT_TRUE(looks_like_register("school.xml", slurp(corpus() / "edexml" / "school.xml").substr(0, 300)));
  const std::string_view others[] = {"",
                                     "31-12-2025 08:00 - Karin: hoi",
                                     "date,sender,text\n1,2,3\n",
                                     "<html></html>",
                                     "{\"messages\": []}",
                                     "Row_number,File_ID,Export_native_path\n1,2,3\n",
                                     "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
                                     "Name,Email\nJan,jan@thuis.example\n",
                                     "onderwerp,soort\na,b\n",
                                     "\xff\xd8\xff\xe0"};
  for (const std::string_view head : others) EXPECT_FALSE(looks_like_register("x.csv", head)) << head;
}

TEST(VendorRegisters, survive_every_cut) {
  for (const char* name : {"edexml/school.xml", "sds21/users.csv", "magister/contactpersonen.json", "csv/people.csv"}) {
    const std::string whole = slurp(corpus() / name);
    const Folder folder("cut");
    for (std::size_t size = 0; size < whole.size(); size += 7) {
      const auto path = folder.put(fs::path(name).filename().string(), whole.substr(0, size));
      const auto registers = load_people(path, folder.path());
      if (registers) continue;
      EXPECT_TRUE(has_text("error." + registers.error().text)) << registers.error().text;
    }
  }
}

TEST(RegisterNotes, all_have_a_text) {
  std::vector<RegisterNote> notes = load_registers(school())->notes;
  for (const std::string& name : kFolders) {
    const auto more = load_people(corpus() / name, corpus())->notes;
    notes.insert(notes.end(), more.begin(), more.end());
  }
  EXPECT_GT(notes.size(), 10u);
  for (const RegisterNote& note : notes) {
    EXPECT_TRUE(has_text("register." + note.code)) << note.code;
    EXPECT_EQ(text(Lang::en, "register." + note.code, note.args).find('{'), std::string::npos) << note.code;
    EXPECT_FALSE(note.place.empty()) << note.code;
  }
}

std::ptrdiff_t people_with(const Registers& registers, Role role) {
  return std::ranges::count_if(registers.people, [&](const Person& person) {
    return std::ranges::any_of(person.roles, [&](const RoleSpan& span) { return span.role == role; });
  });
}

void expect_numbers(const Registers& registers, const Json& numbers) {
  const std::pair<std::string_view, std::ptrdiff_t> got[] = {
      {"persons", static_cast<std::ptrdiff_t>(registers.people.size())},
      {"pupils", people_with(registers, Role::pupil)},
      {"staff", people_with(registers, Role::staff)},
      {"parents", people_with(registers, Role::parent)}};
  for (const auto& [name, number] : got) {
    const Json& wanted = numbers.at(name);
    if (wanted.str("mark") != "sure") continue;
    EXPECT_EQ(number, wanted.at("v").integer().value_or(-1)) << name;
  }
}

/// What an independent reader found in registers of others.
TEST(RegisterFixtures, agree_with_an_independent_reader) {
  const fs::path root = testing::fixtures_dir();
  if (root.empty()) GTEST_SKIP() << "no files of others on this machine";
  const auto expected = parse_json_document(slurp(root / "EXPECT.json"), "EXPECT.json");
  ASSERT_TRUE(expected.has_value());
  std::size_t cases = 0;
  for (const Json& one : expected->at("cases").items()) {
    if (one.str("kind") != "register") continue;
    SCOPED_TRACE(std::string(one.str("id")));
    ++cases;
    const auto registers = load_people(root / one.at("paths").items()[0].str(), root);
    ASSERT_TRUE(registers.has_value()) << said(registers.error());
    expect_numbers(*registers, one.at("numbers"));
  }
  EXPECT_EQ(cases, 6u);
}

}  // namespace
}  // namespace schouw
