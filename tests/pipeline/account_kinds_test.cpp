// Whether an account is the school's, professional or private, by the register of accounts.
#include <gtest/gtest.h>

#include "test_case.h"

namespace schouw::testing {
namespace {

constexpr std::string_view kStaffOnly =
    "person_id,role,given_name,family_name,email\n"
    "m01,staff,Karin,Zandvliet,karin@school.example\n"
    "m02,staff,Bas,Mulder,bas@school.example\n";

class AccountKinds : public ::testing::Test {
 protected:
  /// A Facebook download with its own user name.
  void write_download(const std::string& user, const std::string& name, const std::string& mail) {
    write(folder_ / ("exports/facebook-" + user + "/profile_information/profile_information.json"),
          R"({"profile_v2": {"name": {"full_name": ")" + name + R"("}, "username": ")" + user + R"(", "emails": {"emails": [")" + mail + R"("]}}})");
  }

  /// Kind of the account that bears the name.
  std::string kind_of(const std::string& name, const std::string& accounts) {
    write(folder_ / "people.csv", kStaffOnly);
    write(folder_ / "accounts.csv", "person_id;platform;handle;kind\n" + accounts);
    Plan plan = plain_plan(folder_.path());
    plan.registers.people = {folder_ / "people.csv"};
    plan.registers.accounts = {folder_ / "accounts.csv"};
    auto store = create_case(folder_ / "case", plan);
    EXPECT_TRUE(store.has_value()) << words(store.error());
    ingest_into(*store, {folder_ / "exports"});
    for (const Json& account : records(*store, "accounts"))
      for (const Json& shown : account.at("display_names").items())
        if (shown.str() == name) return std::string(account.str("kind"));
    ADD_FAILURE() << "not read: " << name;
    return "?";
  }

  TempFolder folder_;
};

TEST_F(AccountKinds, know_a_page_of_the_school_by_the_title_in_the_register) {
  write_download("deregenboog", "De Regenboog", "info@school.example");
  EXPECT_EQ(kind_of("De Regenboog", ";facebook;De Regenboog;school\n"), "school");
}

TEST_F(AccountKinds, know_a_person_by_the_name_in_the_register) {
  write_download("karinz", "Karin Zandvliet", "karin@school.example");
  EXPECT_EQ(kind_of("Karin Zandvliet", "m01;facebook;Karin Zandvliet;professional\n"), "professional");
}

/// Bas calls himself as Karin is registered: what the register says of her says nothing of him.
TEST_F(AccountKinds, are_not_those_of_somebody_else_of_that_name) {
  write_download("bas", "Karin Zandvliet", "bas@school.example");
  EXPECT_EQ(kind_of("Karin Zandvliet", "m01;facebook;Karin Zandvliet;professional\n"), "unknown");
}

TEST_F(AccountKinds, are_not_told_by_a_name_with_two_kinds) {
  write_download("karinz", "Karin Zandvliet", "karin@school.example");
  EXPECT_EQ(kind_of("Karin Zandvliet", "m01;facebook;Karin Zandvliet;professional\nm01;facebook;karin zandvliet;private\n"), "unknown");
}

TEST_F(AccountKinds, heed_the_handle_before_the_name) {
  write_download("karinz", "Karin Zandvliet", "karin@school.example");
  EXPECT_EQ(kind_of("Karin Zandvliet", "m01;facebook;karinz;private\nm01;facebook;Karin Zandvliet;professional\n"), "private");
}

}  // namespace
}  // namespace schouw::testing
