// Chats of two with a pupil or parent in which the other is nobody: counted and listed, since no detector can judge them.
#include <gtest/gtest.h>

#include "test_case.h"

namespace schouw::testing {
namespace {

constexpr std::string_view kThree =
    "person_id,role,given_name,family_name,phone\n"
    "m01,staff,Tjeerd,Kuiperij,0610000001\n"
    "l01,pupil,Sem,Bakkerinck,0610000002\n"
    "o01,parent,Petra,Bakkerinck,0610000003\n";

class UnknownParties : public ::testing::Test {
 protected:
  void chat(const std::string& title, std::string_view lines) { write(folder_ / ("exports/WhatsApp-chat met " + title + ".txt"), lines); }

  std::vector<UnknownParty> found(const std::string& kind = "audit") {
    write(folder_ / "people.csv", kThree);
    plan_.registers.people = {folder_ / "people.csv"};
    auto store = create_case(folder_ / "case", plan_);
    EXPECT_TRUE(store.has_value()) << words(store.error());
    ingest_into(*store, {folder_ / "exports"});
    EXPECT_TRUE(run_audit(*store, {.policy = "de-breul", .as_of = Date{2026, 8, 15}}).has_value());
    const auto result = audit_result(*store, {.kind = kind, .persons = kind == "audit" ? std::vector<std::string>{} : std::vector<std::string>{"l01"}});
    EXPECT_TRUE(result.has_value()) << words(result.error());
    return result ? result->unknown_parties : std::vector<UnknownParty>{};
  }

  TempFolder folder_;
  Plan plan_ = plain_plan(folder_.path());
};

constexpr std::string_view kWithPupil = "05-02-2026 20:01 - +31 6 10000002: meneer, mag ik later?\n05-02-2026 20:02 - Tjeerd: ja\n";

TEST_F(UnknownParties, are_those_who_write_to_a_pupil_or_parent_and_whom_no_register_gives) {
  chat("+31 6 10000002", kWithPupil);
  chat("+31 6 10000003", "05-02-2026 20:01 - +31 6 10000003: dag\n05-02-2026 20:02 - T.: dag\n05-02-2026 20:03 - T.: tot morgen\n");
  const auto parties = found();
  ASSERT_EQ(parties.size(), 2u);
  EXPECT_EQ(parties[0].known, Role::parent);
  EXPECT_EQ(parties[0].messages, 3u);
  EXPECT_EQ(parties[1].known, Role::pupil);
  EXPECT_FALSE(parties[1].account_id.empty());
}

TEST_F(UnknownParties, are_not_those_whom_a_detector_can_judge) {
  chat("+31 6 10000002", "05-02-2026 20:01 - +31 6 10000002: meneer?\n05-02-2026 20:02 - +31 6 10000001: ja\n");
  chat("Zus", "05-02-2026 20:01 - +31 6 10000002: he\n05-02-2026 20:02 - +31 6 10000003: he\n");
  chat("Tjeerd", "05-02-2026 20:01 - Tjeerd: hoi\n05-02-2026 20:02 - Els: hoi\n");   // nobody here is a pupil
  EXPECT_TRUE(found().empty());
}

TEST_F(UnknownParties, are_those_of_chats_of_two) {
  chat("Groep", "05-02-2026 20:00 - Tjeerd heeft de groep \"Groep\" gemaakt\n05-02-2026 20:01 - +31 6 10000002: ja\n05-02-2026 20:02 - Tjeerd: nee\n"
                "05-02-2026 20:03 - Els: goed\n");
  EXPECT_TRUE(found().empty());
}

TEST_F(UnknownParties, are_those_of_the_period) {
  chat("+31 6 10000002", kWithPupil);
  plan_.from = Date{2026, 2, 6};
  EXPECT_TRUE(found().empty());
}

TEST_F(UnknownParties, are_those_within_the_scope) {
  chat("+31 6 10000002", kWithPupil);
  plan_.scope = *parse_json_document(R"({"people": ["o01"]})", "scope");
  EXPECT_TRUE(found().empty());
}

TEST_F(UnknownParties, are_not_in_the_dossier_of_somebody) {
  chat("+31 6 10000002", kWithPupil);
  EXPECT_TRUE(found("dossier").empty());
}

}  // namespace
}  // namespace schouw::testing
