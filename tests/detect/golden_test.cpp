// Every case below tests/corpus/detect/<detector>/<case>/ is judged under all five protocols and compared with
// expected.json beside it. A hit gives a breach or a discouraged act under some protocol, a near-miss under none.
#include <gtest/gtest.h>

#include <set>

#include "fake_case.h"
#include "schouw/base/texts.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

struct Case {
  std::string detector;
  fs::path folder;
};

std::vector<Case> cases() {
  std::vector<Case> found;
  for (const fs::path& detector : folders_in(source_dir() / "tests/corpus/detect"))
    for (const fs::path& folder : folders_in(detector)) found.push_back({detector.filename(), folder});
  return found;
}

FakeCase load(const fs::path& folder) {
  const auto data = parse_json_document(slurp(folder / "case.json"), (folder / "case.json").string());
  EXPECT_TRUE(data.has_value());
  return FakeCase(data.value_or(Json::object()));
}

/// The strongest verdicts that any protocol gives on account of this detector.
std::set<std::string> verdicts(const Json& all, std::string_view detector) {
  std::set<std::string> out;
  for (const auto& [policy, findings] : all.members())
    for (const Json& finding : findings.items())
      if (finding.str("detector") == detector) out.emplace(finding.str("verdict"));
  return out;
}

/// Words rank for a human, whatever a policy says of them.
bool of_text(const fs::path& folder, std::string_view detector) {
  return find_detector(detector)->detect == nullptr || folder.filename().string().starts_with("hit-text");
}

/// Detectors whose facts are for a human to weigh under every protocol.
bool only_attention(std::string_view detector) {
  static const std::set<std::string_view> kIds = {
      "account-check-cadence",         "departed-staff-admin",    "false-identity-sender",      "multiple-children-in-image",
      "must-not-miss-info-on-facebook", "negative-reaction-left-up", "official-logo-profile-photo",
      "privacy-settings-open",         "unknown-contact",         "whatsapp-group-exception"};
  return kIds.contains(detector);
}

class DetectGolden : public ::testing::TestWithParam<Case> {};

TEST_P(DetectGolden, judges_as_expected) {
  const auto& [detector, folder] = GetParam();
  ASSERT_NE(find_detector(detector), nullptr) << detector << " is not in detectors.def";
  const FakeCase view = load(folder);
  const Json all = findings_of(view);
  const auto seen = verdicts(all, detector);
  const bool hit = folder.filename().string().starts_with("hit");
  const bool strong = seen.contains("breach") || seen.contains("discouraged");
  if (of_text(folder, detector)) {
    EXPECT_EQ(!seen.empty(), hit);
    EXPECT_FALSE(strong);
  } else if (!hit || !only_attention(detector)) {
    // Where a human must weigh, attention is all that a hit ever gives.
    EXPECT_EQ(strong, hit);
  }
  EXPECT_TRUE(!hit || !seen.empty());
  expect_golden(folder / "expected.json", to_pretty_json(all) + "\n");
}

TEST_P(DetectGolden, never_is_surer_than_its_weakest_person) {
  const FakeCase view = load(GetParam().folder);
  for (const std::string& id : shipped_policies())
    for (const Finding& finding : audit_case(view, shipped_policy(id))) {
      EXPECT_FALSE(finding.clauses.empty());
      EXPECT_FALSE(finding.fact.evidence.empty());
      EXPECT_LE(finding.fact.evidence.size(), kMaxEvidence);
      EXPECT_EQ(finding.text.nl.find('['), std::string::npos) << finding.text.nl;
      EXPECT_EQ(finding.against.nl.find('['), std::string::npos) << finding.against.nl;
      for (const FactPerson& person : finding.fact.persons) {
        EXPECT_LE(finding.band, person.band);
        EXPECT_GE(person.band, Band::possible) << "an ambiguous person is named";
      }
      EXPECT_TRUE(finding.band >= Band::probable || finding.verdict == Verdict::attention);
    }
}

INSTANTIATE_TEST_SUITE_P(Corpus, DetectGolden, ::testing::ValuesIn(cases()), [](const auto& one) {
  std::string name = one.param.detector + "_" + one.param.folder.filename().string();
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
});
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DetectGolden);

TEST(Detectors, each_has_a_hit_two_near_misses_a_page_and_a_name) {
  for (const Detector* detector : detectors()) {
    std::size_t hits = 0, misses = 0;
    for (const fs::path& folder : folders_in(source_dir() / "tests/corpus/detect" / detector->id))
      ++(folder.filename().string().starts_with("hit") ? hits : misses);
    EXPECT_GE(hits, 1u) << detector->id;
    EXPECT_GE(misses, 2u) << detector->id;
    EXPECT_TRUE(fs::exists(source_dir() / "docs/findings" / (std::string(detector->id) + ".md"))) << detector->id;
    EXPECT_TRUE(is_detector_name(detector->id));
    EXPECT_TRUE(has_text("report.detector." + std::string(detector->id))) << detector->id;
  }
}

}  // namespace
}  // namespace schouw::testing
