// What a report may be asked: a slip in a filter would give a report without findings, and nobody would know why.
#include "report_request.h"

#include <gtest/gtest.h>

#include "test_case.h"

namespace schouw::testing {
namespace {

TEST(ReportRequest, refuses_a_filter_that_can_fit_nothing) {
  const auto policy = load_policy("de-breul");
  ASSERT_TRUE(policy.has_value());
  Registers registers;
  registers.people.push_back({.id = "m01"});
  const struct {
    std::string key, value, error;
  } cases[] = {
      {"clause", "A1", ""},         {"clause", "breul-a1", ""},
      {"clause", "a1", "report-clause-unknown"},
      {"clause", "A.1", "report-clause-unknown"},
      {"person", "m01", ""},        {"person", "m99", "report-person-unknown"},
      {"severity", "high", ""},     {"severity", "hoog", "option-value"},
      {"verdict", "attention", ""}, {"verdict", "breach, discouraged", "option-value"},
      {"review", "open", ""},       {"review", "", "option-value"},
      {"platform", "whatsapp", ""}, {"colour", "red", "report-filter"},
  };
  for (const auto& asked : cases) {
    SCOPED_TRACE(asked.key + " " + asked.value);
    const Result<void> right = check_request({.filter = {{asked.key, asked.value}}}, *policy, registers);
    EXPECT_EQ(right ? "" : right.error().text, asked.error);
  }
}

TEST(ReportRequest, knows_a_platform_by_the_names_that_people_use) {
  for (const auto& [asked, left] : {std::pair{"instagram", 1u}, {"insta", 1u}, {"Instagram", 1u}, {"x", 0u}, {"twitter", 0u}, {"parro", 0u}}) {
    AuditResult result;
    result.findings.resize(1);
    result.findings.front().fact.platform = "instagram";
    apply_filter({.filter = {{"platform", asked}}}, result);
    EXPECT_EQ(result.findings.size(), left) << asked;
  }
}

}  // namespace
}  // namespace schouw::testing
