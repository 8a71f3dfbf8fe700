// A record is judged by the version of the protocol that was in force on its day; and what an audit no longer finds is
// listed against the one before.
#include <gtest/gtest.h>

#include <algorithm>

#include "test_case.h"
#include "testing.h"

namespace schouw::testing {
namespace {

constexpr std::string_view kPeople =
    "person_id;role;function;given_name;family_name;phone\n"
    "t1;staff;teacher;Karin;Zandberg;06 1000 0001\n"
    "p1;pupil;;Sanne;Oldehove;06 1000 0002\n";

/// A chat of one day; each day is a chat of its own.
void write_chat(const TempFolder& folder, std::string_view name, std::string_view day) {
  const std::string chat = std::string(day) + " 16:05 - +31 6 10000001: Hoi\n" + std::string(day) + " 16:06 - +31 6 10000002: Hoi\n";
  write(folder / ("exports/WhatsApp-chat met " + std::string(name) + ".txt"), chat);
}

/// In force from 2025-08-01; WhatsApp is forbidden from 2026-01-01 on.
constexpr std::string_view kPolicy = R"({"schema": 1, "id": "ours", "title": "Protocol", "school": "Zandpoort", "version": "2",
  "effective_from": "2026-01-01", "consent": {"giver": "parent"},
  "clauses": [
    {"id": "ours-1", "article": "1", "section": "-", "source_lines": "1", "norm": "forbidden",
     "summary": {"nl": "Geen WhatsApp.", "en": "No WhatsApp."}, "detector": "whatsapp-with-pupils-or-parents",
     "rules": [{"detector": "whatsapp-with-pupils-or-parents", "severity": "high"}]}],
  "earlier": [{"version": "1", "effective_from": "2025-08-01", "effective_until": "2025-12-31",
    "clauses": [
    {"id": "ours-1", "article": "1", "section": "-", "source_lines": "1", "norm": "discouraged",
     "summary": {"nl": "Liever geen WhatsApp.", "en": "Rather no WhatsApp."}, "detector": "whatsapp-with-pupils-or-parents",
     "rules": [{"detector": "whatsapp-with-pupils-or-parents", "severity": "low"}]}]}]})";

struct School {
  TempFolder folder;
  Plan plan = plain_plan(folder.path());

  School() {
    write(folder / "registers/people.csv", kPeople);
    write(folder / "ours.json", kPolicy);
    plan.registers.people = {folder / "registers/people.csv"};
    plan.policy = (folder / "ours.json").string();
  }

  CaseStore open() {
    auto store = create_case(folder / "case", plan);
    EXPECT_TRUE(store.has_value()) << words(store.error());
    ingest_into(*store, {folder / "exports"});
    return std::move(*store);
  }
};

void audit(CaseStore& store, std::string_view policy = {}) {
  AuditOptions options;
  options.policy = policy;
  options.as_of = {2026, 8, 1};
  options.program_version = "test";
  const auto done = run_audit(store, options);
  ASSERT_TRUE(done.has_value()) << words(done.error());
}

/// "2026-02-03 breach new", a finding each, by time.
std::vector<std::string> seen(const CaseStore& store) {
  std::vector<std::string> out;
  for (const Json& finding : records(store, "findings"))
    out.push_back(std::string(finding.at("time").str("local").substr(0, 10)) + " " + std::string(finding.str("verdict")) +
                  " " + std::string(finding.str("baseline")));
  std::ranges::sort(out);
  return out;
}

TEST(Versions, each_day_has_its_own) {
  School school;
  write_chat(school.folder, "A", "10-05-2025");
  write_chat(school.folder, "B", "10-10-2025");
  write_chat(school.folder, "C", "03-02-2026");
  CaseStore store = school.open();
  audit(store);
  EXPECT_EQ(seen(store), (std::vector<std::string>{"2025-05-10 attention new", "2025-10-10 discouraged new",
                                                   "2026-02-03 breach new"}));
}

TEST(Versions, a_version_says_only_in_what_it_differed) {
  const auto policy = parse_policy(kPolicy, "ours.json");
  ASSERT_TRUE(policy.has_value()) << words(policy.error());
  ASSERT_EQ(policy->earlier.size(), 1u);
  EXPECT_EQ(policy->earlier[0].consent.giver, "parent");
  EXPECT_EQ(policy->earlier[0].clauses.at(0).norm, Norm::discouraged);
  EXPECT_EQ(policy->clauses.at(0).norm, Norm::forbidden);
}

TEST(Versions, leave_no_day_between_them) {
  std::string text(kPolicy);
  const auto at = text.find("2025-12-31");
  text.replace(at, 10, "2025-12-30");
  const auto policy = parse_policy(text, "ours.json");
  ASSERT_FALSE(policy.has_value());
  EXPECT_EQ(policy.error().text, "policy-versions-apart");
  EXPECT_TRUE(policy.error().place.starts_with("ours.json:")) << policy.error().place;
}

TEST(Baseline, lists_what_is_no_longer_found) {
  School school;
  write_chat(school.folder, "C", "03-02-2026");
  CaseStore store = school.open();
  audit(store);
  ASSERT_EQ(seen(store), (std::vector<std::string>{"2026-02-03 breach new"}));
  audit(store, "cvo-nwf");
  EXPECT_EQ(seen(store), (std::vector<std::string>{"2026-02-03 breach absent"}));
  EXPECT_TRUE(store.findings().empty()) << "what is absent is listed and counts nowhere";
  audit(store, "cvo-nwf");
  EXPECT_EQ(seen(store), (std::vector<std::string>{"2026-02-03 breach absent"})) << "repeating an audit changes nothing";
}

}  // namespace
}  // namespace schouw::testing
