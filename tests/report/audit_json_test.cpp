// The audit report for programs. docs/schema/audit-report.schema.json describes it; script/check_schemas.py holds the
// golden files to that.
#include <gtest/gtest.h>

#include "sample.h"
#include "schouw/base/json.h"
#include "testing.h"

namespace schouw::testing {
namespace {

std::string json(Lang lang = Lang::nl, Naming naming = Naming::pseudonyms) {
  return written(report_of("json"), rich_result(), lang, naming);
}

TEST(AuditJson, golden) {
  const auto dir = source_dir() / "tests/corpus/report/audit-json";
  expect_golden(dir / "rich/expected.json", json());
  expect_golden(dir / "rich-names-en/expected.json", json(Lang::en, Naming::names));
  expect_golden(dir / "empty/expected.json", written(report_of("json"), empty_result(), Lang::nl, Naming::pseudonyms));
}

TEST(AuditJson, is_json_and_has_every_finding) {
  const auto document = parse_json_document(json(), "report.json");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->at("findings").size(), rich_result().findings.size());
  EXPECT_EQ(document->at("format_version").integer(), 1);
}

TEST(AuditJson, has_no_name_unless_asked) {
  const std::string hidden = json();
  const std::string shown = json(Lang::nl, Naming::names);
  for (const PersonRow& person : rich_result().people) {
    EXPECT_EQ(hidden.find('"' + person.display + '"'), std::string::npos) << person.display;
    EXPECT_NE(shown.find('"' + person.display + '"'), std::string::npos) << person.display;
  }
}

TEST(AuditJson, gives_the_same_bytes_twice) { EXPECT_EQ(json(), json()); }

}  // namespace
}  // namespace schouw::testing
