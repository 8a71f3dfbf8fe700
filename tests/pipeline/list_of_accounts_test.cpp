// Who stands in a list of all accounts of a school together takes part in nothing together.
#include <gtest/gtest.h>

#include "test_case.h"

namespace schouw::testing {
namespace {

constexpr std::string_view kRegister =
    "person_id,role,given_name,family_name,email\n"
    "m01,staff,Tjeerd,Kuiperij,t.kuiperij@school.example\n"
    "l01,pupil,Sem,Bakkerinck,s.bakkerinck@leerling.school.example\n";

constexpr std::string_view kOfTwo =
    R"({"Name": "Tjeerd Kuiperij", "UserId": "00000000-0000-0000-0000-000000000001", "UserName": "t.kuiperij@school.example", "Role": "Owner"},
       {"Name": "Sem Bakkerinck", "UserId": "00000000-0000-0000-0000-000000000002", "UserName": "s.bakkerinck@leerling.school.example", "Role": "Member"})";

constexpr std::string_view kAccounts =
    R"([{"Id": "00000000-0000-0000-0000-000000000001", "DisplayName": "Tjeerd Kuiperij", "Mail": "t.kuiperij@school.example",
         "UserPrincipalName": "t.kuiperij_thuis.example#EXT#@school.example"},
        {"Id": "00000000-0000-0000-0000-000000000002", "DisplayName": "Sem Bakkerinck", "Mail": "s.bakkerinck@leerling.school.example",
         "UserPrincipalName": "s.bakkerinck@leerling.school.example"}])";

std::uint64_t findings_about(const std::string& path, std::string_view bytes) {
  const TempFolder folder;
  write(folder / "people.csv", kRegister);
  write(folder / ("exports/" + path), bytes);
  Plan plan = plain_plan(folder.path());
  plan.policy = "de-breul";
  plan.registers.people = {folder / "people.csv"};
  auto store = create_case(folder / "case", plan);
  EXPECT_TRUE(store.has_value()) << words(store.error());
  ingest_into(*store, {folder / "exports"});
  EXPECT_EQ(records(*store, "conversations").front().at("participants").size(), 2u);
  const auto audited = run_audit(*store, {.policy = "de-breul", .as_of = Date{2026, 8, 15}});
  EXPECT_TRUE(audited.has_value());
  return store->findings().size();
}

TEST(ListOfAccounts, is_no_conversation_of_those_who_stand_in_it) {
  EXPECT_EQ(findings_about("users/usersList.json", kAccounts), 0u);
}

TEST(ListOfAccounts, of_slack_is_no_conversation_either) {
  constexpr std::string_view kUsers =
      R"([{"id": "U01AAAAAA", "name": "tjeerd", "real_name": "Tjeerd Kuiperij", "profile": {"email": "t.kuiperij@school.example"}},
          {"id": "U01BBBBBB", "name": "sem", "real_name": "Sem Bakkerinck", "profile": {"email": "s.bakkerinck@leerling.school.example"}}])";
  EXPECT_EQ(findings_about("users.json", kUsers), 0u);
}

// The same two in a team, the teacher with an account from outside.
TEST(ListOfAccounts, is_told_from_the_members_of_a_team) {
  std::string members = "[" + std::string(kOfTwo) + "]";
  members.replace(members.find("t.kuiperij@school.example"), 25, "t.kuiperij_thuis.example#EXT#@school.example");
  EXPECT_EQ(findings_about("teams/00000000-0000-0000-0000-0000000000aa/teamMembers.json", members), 1u);
}

}  // namespace
}  // namespace schouw::testing
