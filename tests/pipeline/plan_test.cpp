// The plan file: what is wrong in it is said with file and line.
#include <gtest/gtest.h>

#include "test_case.h"

namespace schouw::testing {
namespace {

struct Wrong {
  std::string_view name, plan, error, place;
};

TEST(Plan, says_what_is_wrong_and_where) {
  const Wrong cases[] = {
      {"unknown key", "{\n \"purpos\": \"x\"}", "plan-unknown-key", "plan.json:2"},
      {"not an object", "[]", "plan-no-object", "plan.json:1"},
      {"wrong kind", "{\"title\":\n 3}", "plan-value", "plan.json:2"},
      {"no such date", "{\"as_of\": \"2026-02-30\"}", "plan-date", "plan.json:1"},
      {"backwards", "{\"period\": {\"from\": \"2026-02-01\", \"until\": \"2026-01-01\"}}", "plan-period-backwards",
       "plan.json:1"},
      {"unknown zone", "{\"time_zone\": \"Europe/Ameland\"}", "plan-time-zone", "plan.json:1"},
      {"register not there", "{\"registers\": [\"weg.csv\"]}", "plan-file-missing", "plan.json:1"},
      {"register pattern without a file", "{\"registers\": [\"weg*.csv\"]}", "plan-file-missing", "plan.json:1"},
      {"report without path", "{\"reports\": [{\"kind\": \"audit\"}]}", "plan-value", "plan.json:1"},
      {"unknown protocol", "{\"title\": \"x\",\n \"policy\": \"de-bruil\"}", "policy-not-found", "plan.json:2"},
      {"no JSON", "{", "json-syntax", "plan.json:1"},
  };
  for (const Wrong& wrong : cases) {
    SCOPED_TRACE(std::string(wrong.name));
    const TempFolder folder;
    write(folder / "plan.json", wrong.plan);
    const auto plan = load_plan(folder / "plan.json");
    ASSERT_FALSE(plan.has_value());
    EXPECT_EQ(plan.error().text, wrong.error);
    EXPECT_EQ(plan.error().place, wrong.place);
    EXPECT_EQ(plan.error().code, ErrorCode::usage);
  }
}

TEST(Plan, expands_patterns_and_paths_from_its_own_folder) {
  const TempFolder folder;
  write(folder / "a/exports/b.zip", "x");
  write(folder / "a/exports/a.txt", "x");
  write(folder / "a/exports/.hidden", "x");
  write(folder / "a/plan.json",
        "{\"exports\": [\"exports/*\", \"none/*\"], \"case\": \"case/\", \"policy\": \"eigen/protocol.json\"}");
  const auto plan = load_plan(folder / "a/plan.json");
  ASSERT_TRUE(plan.has_value()) << words(plan.error());
  ASSERT_EQ(plan->exports.size(), 2u);
  EXPECT_EQ(plan->exports[0].filename(), "a.txt");
  EXPECT_EQ(plan->policy, (folder / "a/eigen/protocol.json").string());
  EXPECT_EQ(plan->case_folder.filename(), "case");
  EXPECT_EQ(plan->time_zone, "Europe/Amsterdam");
}

TEST(Plan, patterns) {
  EXPECT_TRUE(fits_pattern("*", ""));
  EXPECT_TRUE(fits_pattern("*.zip", "a.zip"));
  EXPECT_TRUE(fits_pattern("a?c*", "abcd"));
  EXPECT_TRUE(fits_pattern("*a*b", "xxaxxbab"));
  EXPECT_FALSE(fits_pattern("*.zip", "a.zip2"));
  EXPECT_FALSE(fits_pattern("?", ""));
}

TEST(Purpose, what_is_missing_is_named) {
  CaseSetup setup;
  setup.purpose = "x";
  setup.approved_by = " ";
  const auto checked = check_purpose(setup);
  ASSERT_FALSE(checked.has_value());
  EXPECT_EQ(checked.error().code, ErrorCode::refused);
  EXPECT_EQ(checked.error().args.front(), "legal_ground, approved_by");
  setup.legal_ground = "y";
  setup.approved_by = "z";
  EXPECT_TRUE(check_purpose(setup).has_value());
}

}  // namespace
}  // namespace schouw::testing
