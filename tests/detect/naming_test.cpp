// Who is named: the one who did it or whom it is about, and nobody who only stands near by.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "fake_case.h"
#include "relations.h"

namespace schouw::testing {
namespace {

constexpr std::string_view kSchool = R"({"people": [
  {"id": "t1", "roles": [{"role": "staff"}], "given": "Karin", "family": "Zandberg"},
  {"id": "t2", "roles": [{"role": "staff"}], "given": "Joost", "family": "Hemelrijk"},
  {"id": "p1", "roles": [{"role": "pupil", "group": "3A"}], "given": "Sanne", "family": "Oldehove"},
  {"id": "p2", "roles": [{"role": "pupil", "group": "3A"}], "given": "Bram", "family": "Terpstra"},
  {"id": "p3", "roles": [{"role": "pupil", "group": "3A"}], "given": "Iris", "family": "Waterman"},
  {"id": "o2", "roles": [{"role": "parent"}], "given": "Els", "family": "Terpstra", "parent_of": ["p2"]}],
 "accounts": [
  {"id": "t1", "platform": "facebook", "person": "t1"}, {"id": "t2", "platform": "facebook", "person": "t2"},
  {"id": "p1", "platform": "facebook", "person": "p1"}, {"id": "p2", "platform": "facebook", "person": "p2"},
  {"id": "p3", "platform": "facebook", "person": "p3"}, {"id": "o2", "platform": "facebook", "person": "o2"}],)";

/// People of the findings of a detector under all five protocols: "t1 p1 ".
std::string named(std::string_view detector, std::string_view rest) {
  const auto data = parse_json_document(std::string(kSchool) + std::string(rest) + "}", "case");
  EXPECT_TRUE(data.has_value()) << rest;
  const FakeCase view(data.value_or(Json::object()));
  std::set<std::string> people;
  std::size_t findings = 0;
  for (const std::string& id : shipped_policies())
    for (const Finding& finding : audit_case(view, shipped_policy(id))) {
      if (finding.fact.detector != detector) continue;
      ++findings;
      for (const FactPerson& person : finding.fact.persons) people.insert(person.person_id);
    }
  std::string out = findings == 0 ? "nothing " : "";
  for (const std::string& id : people) out += id + " ";
  return out;
}

TEST(Relatives, are_not_who_is_named_with_them) {
  struct Row {
    const char* text;
    bool relative;
  };
  const Row rows[] = {{"De moeder van Tom Visser is ziek", true},   {"mama van Tom Visser", true},
                      {"opa en oma van Tom Visser", true},          {"Tom Visser zijn vader drinkt", true},
                      {"Tom Visser z'n zus", true},                 {"Tom Visser's moeder belde", true},
                      {"the mother of Tom Visser", true},           {"de mem fan Tom Visser", true},
                      {"Tom Visser is ziek", false},                {"de fiets van Tom Visser", false},
                      {"Ik sprak zijn moeder. Tom Visser was er ook", false},
                      {"Tom Visser zijn fiets", false},             {"mijn moeder en Tom Visser", false},
                      {"de vader van een ander, Tom Visser", false}};
  for (const Row& row : rows) {
    const std::string text = row.text;
    EXPECT_EQ(stands_for_relative(text, text.find("Tom"), 10), row.relative) << text;
  }
  EXPECT_FALSE(stands_for_relative("Tom", 2, 40));
}

TEST(Naming, of_a_relative_told_about_leaves_the_pupil_out) {
  const std::string_view talk = R"("conversations": [{"id": "k", "platform": "facebook", "kind": "group", "members": [{"account": "o2"}, {"account": "p3"}],
    "messages": [{"from": "t1", "at": "2026-03-02T16:10:00", "text": "#Sanne Oldehove heeft kanker en slikt medicatie"}]}])";
  const auto with = [&](std::string_view before) {
    std::string out(talk);
    return out.replace(out.find('#'), 1, before);
  };
  EXPECT_EQ(named("personal-data-disclosed", with("")), "p1 t1 ");
  EXPECT_EQ(named("personal-data-disclosed", with("De moeder van ")).find("p1"), std::string::npos);
}

TEST(Naming, of_a_row_of_unkind_words_leaves_out_who_was_only_told) {
  const std::string row = R"("conversations": [{"id": "k", "platform": "facebook", "kind": "direct",
    "members": [{"account": "p1"}, {"account": "p2"}], "messages": [
    {"from": "p1", "at": "2026-03-02T10:00:00", "text": "Iris Waterman zielig hoor"},
    {"from": "p1", "at": "2026-03-03T10:00:00", "text": "Iris Waterman pas op"},
    {"from": "p1", "at": "2026-03-04T10:00:00", "text": "Iris Waterman zielig hoor"}]}])";
  EXPECT_EQ(named("indecency-bullying-threat-sexting", row), "p1 p3 ");
}

TEST(Naming, of_a_quarrel_is_of_those_who_wrote) {
  EXPECT_EQ(named("derailing-conversation", R"("conversations": [{"id": "k", "platform": "facebook", "kind": "group",
    "members": [{"account": "t1"}, {"account": "t2"}, {"account": "o2"}], "messages": [
    {"from": "o2", "at": "2026-03-02T10:00:00", "text": "Dit is schandalig"},
    {"from": "t1", "at": "2026-03-02T10:05:00", "text": "Dat is onzin"},
    {"from": "o2", "at": "2026-03-02T10:07:00", "text": "U liegt"},
    {"from": "o2", "at": "2026-03-02T10:09:00", "text": "belachelijk, ik stap naar een advocaat"}]}])"),
            "o2 t1 ");
}

}  // namespace
}  // namespace schouw::testing
