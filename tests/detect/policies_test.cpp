// The same facts under five protocols, and what an audit says it did not look at.
#include <gtest/gtest.h>

#include "fake_case.h"

namespace schouw::testing {
namespace {

constexpr std::string_view kPeople = R"({"people": [
  {"id": "t1", "roles": [{"role": "staff", "function": "teacher"}], "given": "Karin", "family": "Zandberg"},
  {"id": "p1", "roles": [{"role": "pupil"}], "given": "Sanne", "family": "Oldehove", "birth": "2012-05-01"}],
 "accounts": [
  {"id": "a-t1", "platform": "facebook", "name": "Karin Zandberg", "kind": "private", "person": "t1"},
  {"id": "a-p1", "platform": "facebook", "name": "Sanne Oldehove", "person": "p1"},
  {"id": "w-t1", "platform": "whatsapp", "person": "t1"}, {"id": "w-p1", "platform": "whatsapp", "person": "p1"}],)";

FakeCase policy_case(std::string_view rest) {
  const auto data = parse_json_document(std::string(kPeople) + std::string(rest) + "}", "case");
  EXPECT_TRUE(data.has_value());
  return FakeCase(data.value_or(Json::object()));
}

std::string verdicts(const CaseView& view, std::string_view policy) {
  std::string out;
  for (const Finding& finding : audit_case(view, *load_policy(policy))) {
    for (const ClauseCitation& clause : finding.clauses) out += clause.id + " ";
    out += std::string(name_of(finding.verdict)) + "; ";
  }
  return out;
}

TEST(Policies, differ_on_a_friend) {
  const FakeCase view = policy_case(
      R"("connections": [{"platform": "facebook", "kind": "friend", "owner": "a-t1", "other": "a-p1", "since": "2026-03-01T10:00:00"}])");
  EXPECT_EQ(verdicts(view, "ooh"), "ooh-a7 breach; ");
  EXPECT_EQ(verdicts(view, "eduvier"), "eduvier-1-12b eduvier-2-1 breach; ");
  EXPECT_EQ(verdicts(view, "cvo-nwf"), "");
  EXPECT_EQ(verdicts(view, "merlet"), "merlet-10 breach; ");
  EXPECT_EQ(verdicts(view, "de-breul"), "breul-a9 discouraged; breul-e6 breach; ");
}

TEST(Policies, differ_on_whatsapp) {
  const FakeCase view = policy_case(
      R"("conversations": [{"id": "k1", "platform": "whatsapp", "kind": "direct", "messages": [
         {"from": "w-t1", "at": "2026-03-02T16:10:00"}, {"from": "w-p1", "at": "2026-03-02T16:12:00"}]}])");
  EXPECT_EQ(verdicts(view, "de-breul"), "breul-a1 breul-a1-only breul-a2 breach; ");
  for (const std::string_view silent : {"ooh", "eduvier", "cvo-nwf", "merlet"}) EXPECT_EQ(verdicts(view, silent), "") << silent;
}

TEST(Policies, differ_on_a_professional_account) {
  const FakeCase view = policy_case(
      R"("exceptions": [{"kind": "professional_account", "subject": "facebook:Karin Zandberg"}],
         "connections": [{"platform": "facebook", "kind": "friend", "owner": "a-t1", "other": "a-p1", "since": "2026-03-01T10:00:00"}])");
  EXPECT_EQ(verdicts(view, "ooh"), "ooh-a7 breach; ");
  EXPECT_EQ(verdicts(view, "eduvier"), "eduvier-1-12b eduvier-2-1 attention; ");
  EXPECT_EQ(verdicts(view, "de-breul"), "breul-e6 breach; ");
}

TEST(Policies, differ_on_a_picture_with_consent_on_a_private_account) {
  const FakeCase view = policy_case(
      R"("consent": [{"person": "p1", "answer": "yes", "by": "parent", "form": "written", "date": "2025-09-01"}],
         "media": [{"platform": "facebook", "publisher": "a-t1", "at": "2026-03-01T10:00:00", "tagged": ["a-p1"]}])");
  EXPECT_EQ(verdicts(view, "eduvier"), "eduvier-2-4 eduvier-2-4-private breach; ");
  for (const std::string_view silent : {"ooh", "cvo-nwf", "merlet", "de-breul"}) EXPECT_EQ(verdicts(view, silent), "") << silent;
}

TEST(Fingerprint, survives_new_evidence_and_a_new_version) {
  const std::string_view one =
      R"("connections": [{"platform": "facebook", "kind": "friend", "owner": "a-t1", "other": "a-p1", "since": "2026-03-01T10:00:00"}])";
  const std::string_view two =
      R"("connections": [{"platform": "facebook", "kind": "friend", "owner": "a-p1", "other": "a-t1"},
                        {"platform": "facebook", "kind": "friend", "owner": "a-t1", "other": "a-p1", "since": "2026-03-01T10:00:00"}])";
  Policy policy = *load_policy("ooh");
  const auto before = audit_case(policy_case(one), policy);
  policy.version = "2";
  const auto after = audit_case(policy_case(two), policy);
  ASSERT_EQ(before.size(), 1u);
  ASSERT_EQ(after.size(), 1u);
  EXPECT_EQ(before[0].fingerprint, after[0].fingerprint);
  EXPECT_EQ(before[0].id, after[0].id);
  EXPECT_NE(before[0].fact.evidence.size(), after[0].fact.evidence.size());
}

TEST(Coverage, lists_every_clause_once_and_says_which_were_not_audited) {
  std::map<std::string, int> states;
  std::size_t total = 0;
  for (const std::string& id : shipped_policies()) {
    const Policy policy = *load_policy(id);
    const auto rows = clause_coverage(policy);
    EXPECT_EQ(rows.size(), policy.clauses.size());
    total += rows.size();
    for (const ClauseCoverage& row : rows) {
      EXPECT_TRUE(row.state != ClauseCoverage::State::attest || !row.question.nl.empty()) << row.id;
      EXPECT_TRUE(row.state != ClauseCoverage::State::audited_partly || !row.leaves_out.en.empty()) << row.id;
      // A clause without rules is one whose detector does not exist; whoever makes it gives the clause its rules.
      if (row.state == ClauseCoverage::State::not_audited) {
        ++states["not_audited"];
        EXPECT_EQ(find_detector(policy.find(row.id)->detector), nullptr) << row.id << " has a detector and no rule";
      }
      else if (row.state == ClauseCoverage::State::attest) ++states["attest"];
      else ++states["audited"];
    }
  }
  EXPECT_EQ(states["attest"], 85);
  EXPECT_EQ(total, 237u);
  EXPECT_EQ(states["audited"] + states["not_audited"] + states["attest"], 237);
}

}  // namespace
}  // namespace schouw::testing
