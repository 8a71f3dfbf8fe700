// Keys: who owns them, who shares them, and what a name that contradicts does.
#include <gtest/gtest.h>

#include "school.h"

namespace schouw::testing {
namespace {

School family() {
  School school;
  school.parent("o1", "Karin", "", "Visser", {"p1"}).phone("+31612345678").email("visser@post.example");
  school.parent("o2", "Dirk", "", "Wiersma", {"p1"}).phone("+31687654321").email("dirk@post.example");
  school.pupil("p1", "Tom", "", "Visser", "3B").phone("+31612345678").email("visser@post.example");
  school.native_id("100463");
  school.staff("t1", "Bert", "van", "Ommen").email("b.vanommen@school.example").native_id(
      "0f6b2c1e-1111-4222-8333-444455556666");
  return school;
}

TEST(Phone, is_a_key_however_it_is_written) {
  const School school = family();
  const Resolver resolver = school.resolver();
  for (const char* written : {"+31687654321", "+31 6 87654321", "06-87654321", "0031687654321", "06 87 65 43 21"}) {
    AccountProfile account = shown_as("");
    account.phone = written;
    const Match match = resolver.resolve(account);
    EXPECT_EQ(told(match), "certain o2") << written;
    EXPECT_EQ(keys_of(match), "phone");
    EXPECT_EQ(match.evidence[0].value, "+31687654321");
  }
  AccountProfile other = shown_as("");
  other.phone = "+31687654322";
  EXPECT_EQ(told(resolver.resolve(other)), "none") << "one digit off";
  EXPECT_EQ(told(resolver.resolve(shown_as("+31 6 87654321"))), "certain o2") << "a sender without a name";
}

TEST(Phone, of_two_people_is_decided_by_the_name_or_not_at_all) {
  const School school = family();
  const Resolver resolver = school.resolver();
  const auto with = [&](std::string name) {
    AccountProfile account = shown_as(std::move(name));
    account.phone = "0612345678";
    return told(resolver.resolve(account));
  };
  EXPECT_EQ(with(""), "ambiguous o1 p1");
  EXPECT_EQ(with("Visser"), "ambiguous o1 p1");
  EXPECT_EQ(with("Fam. Visser"), "ambiguous o1 p1");
  EXPECT_EQ(with("🌸"), "ambiguous o1 p1");
  EXPECT_EQ(with("Karin Visser"), "probable o1");
  EXPECT_EQ(with("K. Visser"), "probable o1");
  EXPECT_EQ(with("Tom"), "probable p1");
  EXPECT_EQ(with("Mama van Tom"), "probable o1");
  EXPECT_EQ(with("Tom Visser (moeder)"), "probable o1");
  EXPECT_EQ(with("Dirk Wiersma"), "ambiguous o1 p1") << "neither of them";
}

TEST(Key, whose_name_contradicts_is_probable_and_says_so) {
  const School school = family();
  const Resolver resolver = school.resolver();
  const auto with = [&](std::string name) {
    AccountProfile account = shown_as(std::move(name));
    account.phone = "0687654321";
    return resolver.resolve(account);
  };
  EXPECT_EQ(told(with("Dirk Wiersma")), "certain o2");
  EXPECT_EQ(keys_of(with("Dirk Wiersma")), "phone name");
  EXPECT_EQ(told(with("Papa van Tom")), "certain o2");
  EXPECT_EQ(told(with("Tom Visser (vader)")), "certain o2");
  EXPECT_EQ(told(with("Dirk Wiersma (vader)")), "certain o2");
  EXPECT_EQ(told(with("Snoepie")), "certain o2") << "a nickname says nothing";
  const Match child = with("Tom Visser");
  EXPECT_EQ(told(child), "probable o2");
  EXPECT_EQ(keys_of(child), "phone name-contradicts");
  EXPECT_EQ(child.evidence[1].value, "Tom Visser");
  EXPECT_EQ(told(with("Tom")), "probable o2");
  EXPECT_EQ(told(with("Mama van Lisa")), "probable o2") << "his only child is Tom";
}

TEST(Key, of_a_child_under_the_name_of_a_parent_names_nobody) {
  School school = family();
  school.pupil("p2", "Lisa", "", "Bosma").phone("+31611111111").parent("o3", "Eva", "", "Bosma", {"p2"});
  AccountProfile account = shown_as("Mama van Lisa");
  account.phone = "0611111111";
  EXPECT_EQ(told(school.resolver().resolve(account)), "ambiguous o3 p2");
  account.display_names = {"Oma van Lisa"};
  EXPECT_EQ(told(school.resolver().resolve(account)), "ambiguous o3 p2");
  account.display_names = {"Lisa Bosma (moeder)"};
  EXPECT_EQ(told(school.resolver().resolve(account)), "ambiguous o3 p2");
  account.display_names = {"Lisa Bosma"};
  EXPECT_EQ(told(school.resolver().resolve(account)), "certain p2");
}

TEST(Mail, is_a_key_in_any_case_and_a_user_name_may_be_one) {
  const School school = family();
  const Resolver resolver = school.resolver();
  AccountProfile account = shown_as("Ommen, B. van (Bert)", "mail");
  account.email = "B.vanOmmen@School.example";
  EXPECT_EQ(told(resolver.resolve(account)), "certain t1");
  AccountProfile teams = shown_as("", "teams");
  teams.handle = "b.vanommen@school.example";
  EXPECT_EQ(told(resolver.resolve(teams)), "certain t1");
  account.email = "b.vanommen@elsewhere.example";
  EXPECT_LE(resolver.resolve(account).band, Band::probable) << "the same local part elsewhere";
}

TEST(Mail, shared_by_family_is_ambiguous) {
  const School school = family();
  const Resolver resolver = school.resolver();
  AccountProfile account = shown_as("Familie Visser", "mail");
  account.email = "visser@post.example";
  EXPECT_EQ(told(resolver.resolve(account)), "ambiguous o1 p1");
  account.display_names = {"Tom Visser"};
  EXPECT_EQ(told(resolver.resolve(account)), "probable p1");
}

TEST(NativeId, is_a_key_on_school_systems_only_when_it_is_short) {
  const School school = family();
  const Resolver resolver = school.resolver();
  AccountProfile account = shown_as("", "magister");
  account.native_id = "100463";
  EXPECT_EQ(told(resolver.resolve(account)), "certain p1");
  account.platform = "telegram";
  EXPECT_EQ(told(resolver.resolve(account)), "none") << "a stranger's number";
  AccountProfile teams = shown_as("", "teams");
  teams.native_id = "0F6B2C1E-1111-4222-8333-444455556666";
  EXPECT_EQ(told(resolver.resolve(teams)), "certain t1");
  AccountProfile mail = shown_as("", "mail");
  mail.email = "100463@school.example";
  EXPECT_EQ(told(resolver.resolve(mail)), "certain p1");
  mail.email = "100463@elsewhere.example";
  EXPECT_EQ(told(resolver.resolve(mail)), "none");
}

TEST(AccountRegister, names_its_line) {
  School school = family();
  school.account("Instagram", "@Juf.Bert", "t1", "registers/accounts.csv:2");
  school.account("facebook", "Bert van O", "t1", "registers/accounts.csv:3");
  school.account("twitter", "tomv", "p1", "registers/accounts.csv:4");
  school.account("facebook", "deschool", "", "registers/accounts.csv:5");
  school.account("whatsapp", "06 11223344", "o2", "registers/accounts.csv:6");
  const Resolver resolver = school.resolver();
  AccountProfile account = shown_as("", "instagram");
  account.handle = "juf.bert";
  const Match match = resolver.resolve(account);
  EXPECT_EQ(told(match), "certain t1");
  EXPECT_EQ(match.evidence.at(0).key, "account-register");
  EXPECT_EQ(match.evidence.at(0).value, "registers/accounts.csv:2");
  account.platform = "snapchat";
  EXPECT_EQ(told(resolver.resolve(account)), "none") << "registered for another platform";
  EXPECT_EQ(told(resolver.resolve(shown_as("Bert van O", "facebook"))), "probable t1") << "registered by name: a name";
  AccountProfile x = shown_as("", "x");
  x.handle = "TomV";
  EXPECT_EQ(told(resolver.resolve(x)), "certain p1");
  AccountProfile page = shown_as("Tom Visser", "facebook");
  page.handle = "deschool";
  EXPECT_EQ(told(resolver.resolve(page)), "none") << "the school's own account is nobody's";
  AccountProfile phone = shown_as("");
  phone.phone = "+31 6 11223344";
  EXPECT_EQ(told(resolver.resolve(phone)), "certain o2");
}

TEST(AccountRegister, with_two_owners_is_ambiguous) {
  School school = family();
  school.account("instagram", "klas3b", "t1", "registers/accounts.csv:2");
  school.account("instagram", "klas3b", "o1", "registers/accounts.csv:3");
  AccountProfile account = shown_as("", "instagram");
  account.handle = "klas3b";
  EXPECT_EQ(told(school.resolver().resolve(account)), "ambiguous o1 t1");
}

TEST(Keys, at_odds_name_nobody_and_narrow_each_other) {
  const School school = family();
  const Resolver resolver = school.resolver();
  AccountProfile account = shown_as("");
  account.phone = "0687654321";
  account.email = "b.vanommen@school.example";
  EXPECT_EQ(told(resolver.resolve(account)), "ambiguous o2 t1");
  account.phone = "0612345678";
  account.email = {};
  account.native_id = "100463";
  account.platform = "magister";
  EXPECT_EQ(told(resolver.resolve(account)), "certain p1") << "two have the number, one of them the id";
}

TEST(OwnIdentifiers, of_the_school_are_no_key) {
  School school = family();
  school.staff("t2", "Eva", "", "Kramer").email("info@school.example").phone("+31513123456");
  school.own("info@school.example").own("0513-123456");
  const Resolver resolver = school.resolver();
  AccountProfile account = shown_as("", "mail");
  account.email = "info@school.example";
  EXPECT_EQ(told(resolver.resolve(account)), "none");
  AccountProfile phone = shown_as("");
  phone.phone = "0513 123 456";
  EXPECT_EQ(told(resolver.resolve(phone)), "none");
}

TEST(ManualLink, overrides_everything) {
  const School school = family();
  AccountProfile account = shown_as("Dirk Wiersma");
  account.phone = "0687654321";
  const Resolver linked = school.resolver({{"a", "t1", "told so"}});
  EXPECT_EQ(told(linked.resolve(account)), "certain t1");
  EXPECT_EQ(keys_of(linked.resolve(account)), "link");
  EXPECT_EQ(linked.resolve(account).evidence[0].value, "told so");
  EXPECT_EQ(told(school.resolver({{"b", "t1", "x"}}).resolve(account)), "certain o2") << "another account";
  EXPECT_EQ(told(school.resolver({{"a", "t1", "x"}, {"a", "p1", "y"}}).resolve(account)), "certain p1") << "the last";
  EXPECT_EQ(told(school.resolver({{"a", "gone", "x"}}).resolve(account)), "none") << "nobody else is guessed instead";
}

}  // namespace
}  // namespace schouw::testing
