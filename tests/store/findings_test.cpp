// Findings, their earlier generation, reviews and links.
#include <gtest/gtest.h>

#include "sample.h"

namespace schouw {
namespace {

using testing::new_case;
using testing::TempFolder;

Finding full_finding() {
  Finding f;
  f.id = "id";
  f.fingerprint = "vinger";
  f.fact.detector = "staff-pupil-connection";
  f.fact.detector_version = 3;
  f.fact.platform = "facebook";
  f.fact.conversation_id = "c";
  f.fact.time = testing::minute(4);
  f.fact.band = Band::probable;
  f.fact.persons = {{"p1", Role::staff, "teacher", PersonPart::actor, Band::certain},
                    {"p2", Role::pupil, "", PersonPart::counterpart, Band::probable}};
  f.fact.accounts = {"a", "b"};
  f.fact.evidence = {{{"sha", "map/caf\xe9.zip", "friends.json", Locator::at_index(7)}, "", "", "connection"},
                     {{"sha", "b", "", Locator::with_id("<1>")}, "message", "", ""}};
  f.fact.attributes["weight"] = Json(0.1);
  f.fact.attributes["whole"] = Json(2.0);
  f.fact.attributes["kinds"] = Json(Json::Array{Json("friend"), Json(nullptr), Json(true), Json(-3)});
  f.fact.subject = "x|y";
  f.policy = "ooh";
  f.clauses = {{"ooh-3.2", "3.2", Norm::allowed_if}, {"ooh-4", "4", Norm::sanction}};
  f.verdict = Verdict::discouraged;
  f.severity = Severity::high;
  f.band = Band::possible;
  f.exception_kind = "professional_account";
  f.exception_state = ExceptionState::claimed;
  f.text = {"De export toont {p:p1}.", "The export shows {p:p1}."};
  f.against = {"Een naam", "A name"};
  f.review = ReviewState::unsure;
  f.baseline = Baseline::updated;
  return f;
}

Finding named(std::string id) {
  Finding f;
  f.id = std::move(id);
  return f;
}

std::string ids(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& f : findings) out += f.id;
  return out;
}

TEST(Findings, every_field_comes_back) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  const Finding in = full_finding();
  ASSERT_TRUE(store.replace_findings(std::vector{in, Finding{}}, Json("key")).has_value());
  const auto all = store.findings();
  ASSERT_EQ(all.size(), 2u);
  const Finding& out = all[0];
  EXPECT_EQ(std::tie(out.id, out.fingerprint, out.policy, out.verdict, out.severity, out.band),
            std::tie(in.id, in.fingerprint, in.policy, in.verdict, in.severity, in.band));
  EXPECT_EQ(std::tie(out.exception_kind, out.exception_state, out.text, out.against, out.review, out.baseline),
            std::tie(in.exception_kind, in.exception_state, in.text, in.against, in.review, in.baseline));
  ASSERT_EQ(out.clauses.size(), 2u);
  EXPECT_EQ(out.clauses[1].id, "ooh-4");
  EXPECT_EQ(out.clauses[0].norm, Norm::allowed_if);
  const Fact &a = in.fact, &b = out.fact;
  EXPECT_EQ(std::tie(b.detector, b.detector_version, b.platform, b.conversation_id, b.band, b.accounts, b.subject),
            std::tie(a.detector, a.detector_version, a.platform, a.conversation_id, a.band, a.accounts, a.subject));
  EXPECT_EQ(to_json(b.attributes), to_json(a.attributes));
  EXPECT_EQ(to_json(to_json_value(b.time)), to_json(to_json_value(a.time)));
  ASSERT_EQ(b.evidence.size(), 2u);
  EXPECT_EQ(b.evidence[0].origin, a.evidence[0].origin);
  EXPECT_EQ(b.evidence[1].origin, a.evidence[1].origin);
  EXPECT_EQ(b.evidence[0].connection_id, "connection");
  EXPECT_EQ(b.evidence[1].message_id, "message");
  ASSERT_EQ(b.persons.size(), 2u);
  EXPECT_EQ(b.persons[0].function, "teacher");
  EXPECT_EQ(b.persons[1].part, PersonPart::counterpart);
}

TEST(Findings, the_last_audit_with_another_key_is_kept) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  const auto audit = [&](const char* id, const char* key) {
    ASSERT_TRUE(store.replace_findings(std::vector{named(id)}, Json(key)).has_value());
  };
  EXPECT_EQ(ids(store.earlier_findings()), "");
  audit("a", "1");
  EXPECT_EQ(ids(store.earlier_findings()), "");
  EXPECT_EQ(ids(store.earlier_findings(Json("1"))), "");
  EXPECT_EQ(ids(store.earlier_findings(Json("2"))), "a") << "asked before the new audit is stored";
  audit("b", "2");
  EXPECT_EQ(ids(store.findings()), "b");
  EXPECT_EQ(ids(store.earlier_findings()), "a");
  audit("c", "2");
  EXPECT_EQ(ids(store.findings()), "c");
  EXPECT_EQ(ids(store.earlier_findings()), "a") << "repeating an audit replaces it";
  audit("d", "1");
  EXPECT_EQ(ids(store.earlier_findings()), "c");
  ASSERT_TRUE(store.replace_findings({}, Json("3")).has_value());
  EXPECT_TRUE(store.findings().empty());
  EXPECT_EQ(ids(store.earlier_findings()), "d");
}

TEST(Findings, reviews_outlive_findings) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ASSERT_TRUE(store.put_review({"b", "dismissed", "FG", "2026-08-15T09:00:00Z", "ouder", {"een", "twee"}}).has_value());
  ASSERT_TRUE(store.put_review({"a", "open", "FG", "", "", {}}).has_value());
  ASSERT_TRUE(store.put_review({"a", "confirmed", "FG", "", "", {}}).has_value());
  ASSERT_TRUE(store.replace_findings({}, Json("3")).has_value());
  const auto reviews = store.reviews();
  ASSERT_EQ(reviews.size(), 2u);
  EXPECT_EQ(reviews[0].state, "confirmed");
  EXPECT_EQ(reviews[1].reason, "ouder");
  EXPECT_EQ(reviews[1].comments, (std::vector<std::string>{"een", "twee"}));
}

TEST(Findings, an_account_is_linked_to_one_person) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ASSERT_TRUE(store.put_link("b", "p1", "gezien").has_value());
  ASSERT_TRUE(store.put_link("a", "p1", "gezien").has_value());
  ASSERT_TRUE(store.put_link("b", "p2", "beter gezien").has_value());
  using Links = std::vector<std::array<std::string, 3>>;
  EXPECT_EQ(store.links(), (Links{{"a", "p1", "gezien"}, {"b", "p2", "beter gezien"}}));
  ASSERT_TRUE(store.put_link("a", "", "").has_value());
  EXPECT_EQ(store.links(), (Links{{"b", "p2", "beter gezien"}}));
}

}  // namespace
}  // namespace schouw
