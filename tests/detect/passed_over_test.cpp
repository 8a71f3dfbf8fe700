// What the detectors of text pass over is a protocol, or more of one thing than is kept; both are told. A letter is judged,
// however long it is and whatever it quotes.
#include <gtest/gtest.h>

#include <algorithm>

#include "fake_case.h"
#include "schouw/detect/rules_text.h"

namespace schouw::testing {
namespace {

std::string repeated(std::string_view sentence, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += std::string(sentence) + "\\n";
  return out;
}

FakeCase case_of(const std::string& text) {
  const auto data = parse_json_document(R"({"people": [
      {"id": "t1", "roles": [{"role": "staff"}], "given": "Karin", "family": "Zandberg"},
      {"id": "p1", "roles": [{"role": "pupil", "group": "3A"}], "given": "Sanne", "family": "Oldehove"}],
    "accounts": [{"id": "m-t1", "platform": "mail", "person": "t1"}, {"id": "m-p1", "platform": "mail", "person": "p1"}],
    "conversations": [{"id": "k", "platform": "mail", "kind": "mail", "messages": [
      {"from": "m-t1", "to": ["m-p1"], "at": "2026-03-02T16:10:00", "text": ")" + text + R"("}]}]})", "case");
  EXPECT_TRUE(data.has_value());
  return FakeCase(data.value_or(Json::object()));
}

std::vector<PassedOver> passed_over(const FakeCase& view) {
  std::vector<PassedOver> out;
  each_passed_over(view, [&](const CaseMessage&, PassedOver why, std::uint64_t) { out.push_back(why); });
  return out;
}

std::size_t threats(const FakeCase& view) {
  return static_cast<std::size_t>(std::ranges::count_if(audit_case(view, shipped_policy("merlet")), [](const Finding& f) {
    return f.fact.detector == "indecency-bullying-threat-sexting";
  }));
}

const std::string kRules = repeated(
    "Protocol: medewerkers en leerlingen mogen op sociale media niemand uitschelden, zoals met: krijg de kanker.", 20);

TEST(PassedOver, a_protocol_is_not_judged_and_told) {
  const FakeCase view = case_of(kRules);
  EXPECT_EQ(threats(view), 0u);
  EXPECT_EQ(passed_over(view), std::vector{PassedOver::as_rules});
}

TEST(PassedOver, a_long_letter_that_names_the_protocol_is_judged) {
  const FakeCase view = case_of(
      repeated("Volgens het protocol mogen leerlingen en ouders op sociale media veel, maar ik vind dat mijn school meer moet doen.", 5) +
      repeated("Gisteren was ik met mijn klas in het museum en het was een mooie dag voor iedereen die mee kon.", 15) +
      "Ik sla je in elkaar.");
  EXPECT_EQ(threats(view), 1u);
  EXPECT_TRUE(passed_over(view).empty());
}

TEST(PassedOver, more_of_one_thing_than_is_kept_is_told) {
  const FakeCase view = case_of(repeated("Stuur me een appje.", 300) + "Ik sla je in elkaar.");
  EXPECT_EQ(threats(view), 1u);
  EXPECT_EQ(passed_over(view), std::vector{PassedOver::in_part});
}

TEST(PassedOver, a_short_text_is_never_a_protocol) {
  EXPECT_FALSE(is_rules_text(repeated("Protocol sociale media", 10)));
  EXPECT_TRUE(is_rules_text(kRules));
}

}  // namespace
}  // namespace schouw::testing
