// What a report says of its checks is what docs/quality.md says.
#include <gtest/gtest.h>

#include <cstdio>

#include "schouw/base/file.h"
#include "schouw/base/json.h"

namespace schouw::testing {
namespace {

Json measured() {
  return *parse_json_document(*read_file("reports/measured.json"), "measured.json");
}

std::string three(double share) {
  char text[16];
  std::snprintf(text, sizeof text, "%.3f", share);
  return text;
}

TEST(Measured, is_the_table_of_the_page_on_quality) {
  const std::string page = *read_file("docs/quality.md");
  const Json checks = measured().at("checks");
  ASSERT_GE(checks.size(), 20u);
  for (const auto& [check, row] : checks.members()) {
    const std::string line = "| " + check + " | " + std::to_string(*row.at("planted").integer()) + " | " + three(*row.at("precision").number()) + " | ";
    const auto at = page.find(line);
    ASSERT_NE(at, page.npos) << line;
    EXPECT_NE(page.substr(at, page.find('\n', at) - at).find(" | " + three(*row.at("recall").number()) + " | "), std::string::npos) << check;
  }
}

}  // namespace
}  // namespace schouw::testing
