// "Mijn nummer is 06 …", said by somebody who is known, tells whose an account with nothing but that number is.
#include <gtest/gtest.h>

#include "test_case.h"

namespace schouw::testing {
namespace {

constexpr std::string_view kSpeakers =
    "person_id,role,given_name,family_name,phone\n"
    "m01,staff,Karin,Zandvliet,0612345601\n"
    "l01,pupil,Tijn,Kwikstaart,0612345602\n"
    "o01,parent,Marit,Kwikstaart,\n";

class StatedNumbers : public ::testing::Test {
 protected:
  /// Person and band of the account with the number, after an audit: "o01 probable"; "" for nobody.
  std::string owner_of(const std::string& number, const std::string& chat, const std::string& own = "") {
    write(folder_ / "people.csv", kSpeakers);
    write(folder_ / "own.txt", own);
    write(folder_ / "exports/WhatsApp-chat met Ouders.txt", chat);
    write(folder_ / "exports/WhatsApp-chat met een nummer.txt",
          "03-03-26 10:00 - " + number + ": Tot morgen\n03-03-26 10:02 - Karin Zandvliet: Tot dan\n");
    Plan plan = plain_plan(folder_.path());
    plan.registers.people = {folder_ / "people.csv"};
    if (!own.empty()) plan.registers.own_identifiers = {folder_ / "own.txt"};
    auto store = create_case(folder_ / "case", plan);
    EXPECT_TRUE(store.has_value()) << words(store.error());
    ingest_into(*store, {folder_ / "exports"});
    AuditOptions options;
    options.policy = "de-breul";
    options.as_of = Date{2026, 8, 1};
    options.program_version = "1";
    const auto audited = run_audit(*store, options);
    EXPECT_TRUE(audited.has_value()) << words(audited.error());
    for (const Json& message : records(*store, "messages")) {
      if (message.str("text") != "Tot morgen") continue;
      const std::string person(message.at("sender").str("person_id"));
      return person.empty() ? person : person + " " + std::string(message.at("sender").str("band"));
    }
    ADD_FAILURE() << "not read";
    return "?";
  }

  TempFolder folder_;
};

TEST_F(StatedNumbers, are_of_who_says_so) {
  EXPECT_EQ(owner_of("+31 6 12345699", "02-03-26 10:00 - Marit Kwikstaart: dit is mijn nieuwe nummer: 06-12345699\n"), "o01 probable");
}

TEST_F(StatedNumbers, of_somebody_else_are_nobodys) {
  EXPECT_EQ(owner_of("+31 6 12345699", "02-03-26 10:00 - Marit Kwikstaart: mijn moeders nummer is 06-12345699\n"), "");
}

TEST_F(StatedNumbers, said_by_two_are_nobodys) {
  EXPECT_EQ(owner_of("+31 6 12345699",
                     "02-03-26 10:00 - Marit Kwikstaart: mijn nummer is 06-12345699\n"
                     "02-03-26 10:01 - Tijn Kwikstaart: mijn nummer is 06-12345699\n"),
            "");
}

TEST_F(StatedNumbers, said_by_a_stranger_are_nobodys) {
  EXPECT_EQ(owner_of("+31 6 12345699", "02-03-26 10:00 - Onbekend Iemand: mijn nummer is 06-12345699\n"), "");
}

TEST_F(StatedNumbers, give_way_to_the_register) {
  EXPECT_EQ(owner_of("+31 6 12345602", "02-03-26 10:00 - Marit Kwikstaart: mijn nummer is 06-12345602\n"), "l01 certain");
}

TEST_F(StatedNumbers, of_the_school_are_nobodys) {
  EXPECT_EQ(owner_of("+31 6 12345699", "02-03-26 10:00 - Marit Kwikstaart: mijn nummer is 06-12345699\n", "06 12345699\n"), "");
}

}  // namespace
}  // namespace schouw::testing
