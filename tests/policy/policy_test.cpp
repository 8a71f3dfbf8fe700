#include "schouw/policy/policy.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "testing.h"

namespace schouw {
namespace {

constexpr std::string_view kClause =
    R"({"id": "x-1", "article": "1", "section": "A", "source_lines": "1", "norm": "forbidden", "addressees": ["staff"],
 "summary": {"nl": "a", "en": "b"}, "detector": "staff-pupil-connection",
 "rules": [{"detector": "staff-pupil-connection", "severity": "high"}]})";

std::string file_with(std::string_view clauses, std::string_view more = "") {
  return "{\"schema\": 1, \"id\": \"x\", \"title\": \"t\", \"school\": \"s\", \"version\": \"1\",\n\"consent\": {\"giver\": \"parent\"}" +
         std::string(more) + ",\n\"clauses\": [" + std::string(clauses) + "]}";
}

std::string with(std::string_view from, std::string_view to) {
  std::string text(kClause);
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(ShippedPolicies, hold_every_clause_of_the_catalogue) {
  const std::map<std::string, std::size_t> expected = {
      {"cvo-nwf", 34}, {"de-breul", 65}, {"eduvier", 40}, {"merlet", 27}, {"ooh", 71}};
  std::set<std::string> ids;
  ASSERT_EQ(shipped_policies().size(), expected.size());
  for (const auto& [id, count] : expected) {
    const auto policy = load_policy(id);
    ASSERT_TRUE(policy.has_value()) << policy.error().text << " " << policy.error().place;
    EXPECT_EQ(policy->id, id);
    EXPECT_EQ(policy->clauses.size(), count);
    EXPECT_FALSE(policy->contradictions.empty());
    for (const Clause& clause : policy->clauses) {
      EXPECT_TRUE(ids.insert(clause.id).second) << clause.id << " occurs in two policies";
      EXPECT_TRUE(clause.detector == "attest" || is_detector_name(clause.detector)) << clause.id;
      EXPECT_EQ(clause.detector == "attest" && clause.attest.nl.empty(), false) << clause.id;
      EXPECT_TRUE(clause.rules.empty() || !clause.leaves_out.nl.empty()) << clause.id;
    }
  }
  EXPECT_EQ(ids.size(), 237u);
}

TEST(ShippedPolicies, know_their_channels) {
  const Policy breul = *load_policy("de-breul");
  EXPECT_TRUE(breul.is_official("teams"));
  EXPECT_TRUE(breul.is_official("outlook"));
  EXPECT_FALSE(breul.is_social_medium("magister"));
  EXPECT_TRUE(breul.is_social_medium("twitter"));
  EXPECT_EQ(breul.canonical("twitter"), "x");
  EXPECT_TRUE(breul.is_excluded("whatsapp", "breul-a8"));
  EXPECT_FALSE(breul.is_excluded("whatsapp", "breul-a1"));
  EXPECT_FALSE(breul.is_excluded("instagram", "breul-a8"));
}

TEST(PolicyRecord, says_how_each_clause_is_looked_at) {
  const Json record = policy_record(*load_policy("ooh"));
  EXPECT_EQ(record.at("clauses").size(), 71u);
  for (const Json& clause : record.at("clauses").items()) {
    const bool detectors = clause.at("detectors").size() != 0;
    EXPECT_NE(detectors, !clause.at("attest").str("nl").empty()) << clause.str("id");
    for (const char* key : {"id", "article", "norm", "addressees", "summary", "params", "exceptions", "notes"})
      EXPECT_NE(clause.find(key), nullptr) << key;
  }
}

TEST(ParsePolicy, reads_a_small_one) {
  const auto policy = parse_policy(file_with(kClause), "x.json");
  ASSERT_TRUE(policy.has_value()) << policy.error().text << " " << policy.error().place;
  ASSERT_EQ(policy->clauses.size(), 1u);
  EXPECT_EQ(policy->clauses[0].rules[0].severity, Severity::high);
  EXPECT_EQ(policy->sha256.size(), 64u);
}

TEST(ParsePolicy, says_what_is_wrong_and_where) {
  const struct {
    std::string name, input, text, place;
  } table[] = {
      {"unknown key", file_with(with("\"article\"", "\"artikel\": 1, \"article\"")), "policy-unknown-key", "x.json:3"},
      {"unknown key in a rule", file_with(with("\"severity\"", "\"sevrity\": \"low\", \"severity\"")), "policy-unknown-key", "x.json:5"},
      {"unknown norm", file_with(with("forbidden", "verboden")), "policy-unknown-value", "x.json:3"},
      {"unknown detector", file_with(with("\"detector\": \"staff-pupil-connection\",\n", "\"detector\": \"mind-reader\",\n")),
       "policy-unknown-detector", "x.json:4"},
      {"missing field", file_with(with("\"section\": \"A\", ", "")), "policy-missing-field", "x.json:3"},
      {"missing summary in English", file_with(with(", \"en\": \"b\"", "")), "policy-missing-field", "x.json:4"},
      {"wrong type", file_with(with("[\"staff\"]", "\"staff\"")), "policy-wrong-type", "x.json:3"},
      {"unknown severity", file_with(with("\"high\"", "\"huge\"")), "policy-unknown-value", "x.json:5"},
      {"duplicate clause", file_with(std::string(kClause) + ",\n" + std::string(kClause)), "policy-duplicate-clause", "x.json:6"},
      {"attest without a question", file_with(with("\"staff-pupil-connection\",\n \"rules\": [{\"detector\": \"staff-pupil-connection\", \"severity\": \"high\"}]", "\"attest\"")),
       "policy-missing-field", "x.json:3"},
      {"where of no fact", file_with(with("\"severity\"", "\"where\": {\"audiense\": [\"public\"]}, \"severity\"")), "policy-unknown-key", "x.json:5"},
      {"where with no value of it", file_with(with("\"severity\"", "\"where\": {\"audience\": [\"publiek\"]}, \"severity\"")),
       "policy-unknown-value", "x.json:5"},
      {"unless of no topic", file_with(with("\"severity\"", "\"unless\": {\"topic\": [\"sekstinq\"]}, \"severity\"")), "policy-unknown-value",
       "x.json:5"},
      {"limit of no number", file_with(with("\"severity\"", "\"at_least\": {\"day\": 60}, \"severity\"")), "policy-unknown-key", "x.json:5"},
      {"platform with a slip", file_with(with("\"severity\"", "\"platforms\": [\"watsapp\"], \"severity\"")), "policy-platform-name", "x.json:5"},
      {"channel with a capital", file_with(kClause, ",\n\"official_channels\": [\"teams\", \"Magister\"]"), "policy-platform-name", "x.json:3"},
      {"form of consent", file_with(kClause).replace(file_with(kClause).find("\"giver\""), 7, "\"forms\": [\"papier\"], \"giver\""), "policy-unknown-value",
       "x.json:2"},
      {"no clauses", file_with(""), "policy-missing-field", "x.json:1"},
      {"unknown clause in an exclusion",
       file_with(kClause, ",\n\"exclude\": [{\"platform\": \"whatsapp\", \"except_clauses\": [\"y-9\"]}]"),
       "policy-unknown-clause", "x.json:3"},
      {"newer schema", file_with(kClause).replace(11, 1, "2"), "policy-unknown-value", "x.json:1"},
      {"not an object", "[]", "policy-wrong-type", "x.json:1"},
  };
  for (const auto& row : table) {
    const auto policy = parse_policy(row.input, "x.json");
    ASSERT_FALSE(policy.has_value()) << row.name;
    EXPECT_EQ(policy.error().code, ErrorCode::usage) << row.name;
    EXPECT_EQ(policy.error().text, row.text) << row.name;
    EXPECT_EQ(policy.error().place, row.place) << row.name;
    EXPECT_TRUE(has_text("error." + policy.error().text)) << row.name;
  }
}

TEST(ParsePolicy, survives_a_cut_anywhere) {
  const std::string whole = file_with(kClause);
  for (std::size_t n = 0; n < whole.size(); ++n) EXPECT_FALSE(parse_policy(whole.substr(0, n), "x.json").has_value()) << n;
}

TEST(LoadPolicy, names_what_is_shipped_when_it_finds_nothing) {
  const auto policy = load_policy("no-such-school");
  ASSERT_FALSE(policy.has_value());
  EXPECT_EQ(policy.error().code, ErrorCode::usage);
  EXPECT_NE(policy.error().args.at(1).find("de-breul"), std::string::npos);
}

TEST(LoadPolicy, takes_a_path) {
  const auto path = testing::source_dir() / "policies" / "merlet.json";
  const auto by_path = load_policy(path.string());
  ASSERT_TRUE(by_path.has_value());
  EXPECT_EQ(by_path->sha256, load_policy("merlet")->sha256);
}

}  // namespace
}  // namespace schouw
