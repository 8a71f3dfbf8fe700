// Where the five protocols differ: one case, five verdicts. The number is the row of the comparison of the protocols of the clause catalogue;
// rows that no export can show (whom to consult, who reports to the police, what a school sanctions) are questions for a
// human, and that is what is tested of them; docs/quality.md says why. A difference that disappears is a protocol that is
// audited as if it were another.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "fake_case.h"

namespace schouw::testing {
namespace {

constexpr std::string_view kRowsSchool = R"({"people": [
  {"id": "t1", "roles": [{"role": "staff", "function": "teacher"}], "given": "Karin", "family": "Zandberg"},
  {"id": "d1", "roles": [{"role": "staff", "function": "director"}], "given": "Joost", "family": "Hemelrijk"},
  {"id": "m1", "roles": [{"role": "staff", "function": "leadership"}], "given": "Petra", "family": "Veldkamp"},
  {"id": "p1", "roles": [{"role": "pupil", "group": "3A"}], "given": "Sanne", "family": "Oldehove", "birth": "2012-05-01"},
  {"id": "p2", "roles": [{"role": "pupil", "group": "3A"}], "given": "Bram", "family": "Terpstra", "birth": "2012-06-01"},
  {"id": "p3", "roles": [{"role": "pupil", "group": "5A"}], "given": "Iris", "family": "Waterman", "birth": "2009-08-15"},
  {"id": "p4", "roles": [{"role": "pupil", "group": "5A"}], "given": "Joris", "family": "Eikelboom", "birth": "2008-08-15"},
  {"id": "o1", "roles": [{"role": "parent"}], "given": "Mieke", "family": "Oldehove", "parent_of": ["p1"]}],
 "accounts": [
  {"id": "f-t1", "platform": "facebook", "name": "Karin Zandberg", "kind": "private", "person": "t1"},
  {"id": "f-d1", "platform": "facebook", "name": "Joost Hemelrijk", "kind": "private", "person": "d1"},
  {"id": "f-m1", "platform": "facebook", "name": "Petra Veldkamp", "kind": "private", "person": "m1"},
  {"id": "f-p1", "platform": "facebook", "name": "Sanne Oldehove", "person": "p1"},
  {"id": "f-p2", "platform": "facebook", "name": "Bram Terpstra", "person": "p2"},
  {"id": "f-p3", "platform": "facebook", "name": "Iris Waterman", "person": "p3"},
  {"id": "f-p4", "platform": "facebook", "name": "Joris Eikelboom", "person": "p4"},
  {"id": "f-o1", "platform": "facebook", "name": "Mieke Oldehove", "person": "o1"},
  {"id": "f-x", "platform": "facebook", "name": "Buurman"},
  {"id": "b-t1", "platform": "blog", "name": "Karins blog", "kind": "private", "person": "t1"},
  {"id": "x-d1", "platform": "twitter", "name": "Joost H.", "kind": "private", "person": "d1"},
  {"id": "w-t1", "platform": "whatsapp", "person": "t1"}, {"id": "w-d1", "platform": "whatsapp", "person": "d1"},
  {"id": "w-m1", "platform": "whatsapp", "person": "m1"}, {"id": "w-p1", "platform": "whatsapp", "person": "p1"},
  {"id": "w-p2", "platform": "whatsapp", "person": "p2"}, {"id": "i-p1", "platform": "instagram", "handle": "sanne.o", "person": "p1"},
  {"id": "i-t1", "platform": "instagram", "handle": "juf.karin", "kind": "professional", "person": "t1"},
  {"id": "f-s", "platform": "facebook", "name": "Scholengemeenschap Zandpoort", "kind": "school"},
  {"id": "i-s", "platform": "instagram", "name": "Scholengemeenschap Zandpoort"}],
 "registered_accounts": [{"platform": "facebook", "handle": "Scholengemeenschap Zandpoort"},
                         {"platform": "instagram", "handle": "Scholengemeenschap Zandpoort"}],)";

/// Clauses with their verdicts, of the findings of these detectors; the five in the order of their ids.
using Verdicts = std::map<std::string, std::string>;

Verdicts judge_all(std::string_view rest, const std::set<std::string>& detectors) {
  const auto data = parse_json_document(std::string(kRowsSchool) + std::string(rest) + "}", "case");
  EXPECT_TRUE(data.has_value()) << rest;
  const FakeCase view(data.value_or(Json::object()));
  Verdicts out;
  for (const std::string& id : shipped_policies()) {
    std::string& all = out[id];
    for (const Finding& finding : audit_case(view, shipped_policy(id))) {
      if (!detectors.contains(finding.fact.detector)) continue;
      for (const ClauseCitation& clause : finding.clauses) all += clause.id + " ";
      all += std::string(name_of(finding.verdict)) + "; ";
    }
  }
  return out;
}

/// OOH, Eduvier, CVO, Merlet, De Breul: the order of the comparison.
Verdicts five(std::string ooh, std::string eduvier, std::string cvo, std::string merlet, std::string breul) {
  return {{"ooh", std::move(ooh)}, {"eduvier", std::move(eduvier)}, {"cvo-nwf", std::move(cvo)},
          {"merlet", std::move(merlet)}, {"de-breul", std::move(breul)}};
}

TEST(Rows, row_01_whatsapp_with_a_pupil) {
  EXPECT_EQ(judge_all(R"("conversations": [{"id": "k", "platform": "whatsapp", "kind": "direct", "messages": [
                         {"from": "w-t1", "at": "2026-03-02T16:10:00"}, {"from": "w-p1", "at": "2026-03-02T16:12:00"}]}])",
                      {"whatsapp-with-pupils-or-parents"}),
            five("", "", "", "", "breul-a1 breul-a1-only breul-a2 breach; "));
}

TEST(Rows, row_02_a_group_of_the_leadership) {
  EXPECT_EQ(judge_all(R"("exceptions": [{"kind": "whatsapp_group", "subject": "Nood"}],
                         "conversations": [{"id": "k", "platform": "whatsapp", "kind": "group", "title": "Nood", "messages": [
                         {"from": "w-d1", "at": "2026-03-02T16:10:00"}, {"from": "w-m1", "at": "2026-03-02T16:12:00"}]}])",
                      {"whatsapp-group-exception", "whatsapp-with-pupils-or-parents"}),
            five("", "", "", "", "breul-a3-group attention; "));
}

TEST(Rows, row_03_whatsapp_is_left_out_of_the_rest_of_one) {
  EXPECT_EQ(judge_all(R"("conversations": [{"id": "k", "platform": "whatsapp", "kind": "group", "messages": [
                         {"from": "w-d1", "at": "2026-03-02T16:10:00"}, {"from": "w-m1", "at": "2026-03-02T16:12:00"}]}],
                         "media": [{"platform": "whatsapp", "conversation": "k", "publisher": "w-d1",
                                    "at": "2026-03-02T16:10:00", "tagged": ["w-p1"]}])",
                      {"unconsented-media"}),
            five("ooh-a5 ooh-a6 breach; ooh-k1b attention; ", "eduvier-1-7 breach; ", "cvo-a2 cvo-a6 cvo-c1 breach; ",
                 "merlet-9 breach; ", ""));
}

TEST(Rows, row_03_a_threat_on_whatsapp) {
  EXPECT_EQ(judge_all(R"("conversations": [{"id": "k", "platform": "whatsapp", "kind": "direct", "members": [{"account": "w-p1"}, {"account": "w-p2"}],
                         "messages": [{"from": "w-p2", "at": "2026-03-02T16:10:00", "text": "ik weet waar je woont, wacht maar na school"}]}])",
                      {"indecency-bullying-threat-sexting"}),
            five("ooh-u3 ooh-a8 ooh-k2 attention; ", "eduvier-i3 eduvier-1-1 eduvier-1-9e eduvier-1-9 attention; ", "cvo-i2 cvo-u3 cvo-a7 attention; ",
                 "", ""));
}

/// Two exempt a registered professional account, one for the teacher and not for the pupil, one nobody.
TEST(Rows, row_04_a_professional_account) {
  EXPECT_EQ(judge_all(R"("connections": [{"platform": "instagram", "kind": "follows", "owner": "i-t1", "other": "i-p1",
                                          "since": "2026-03-01T10:00:00"}])",
                      {"staff-pupil-connection"}),
            five("ooh-a7 breach; ", "eduvier-1-12b eduvier-2-1 attention; ", "", "merlet-10 attention; ", "breul-e6 breach; "));
}

TEST(Rows, row_04_a_friend) {
  EXPECT_EQ(judge_all(R"("connections": [{"platform": "facebook", "kind": "friend", "owner": "f-t1", "other": "f-p1",
                                          "since": "2026-03-01T10:00:00"}])",
                      {"staff-pupil-connection"}),
            five("ooh-a7 breach; ", "eduvier-1-12b eduvier-2-1 breach; ", "", "merlet-10 breach; ",
                 "breul-a9 discouraged; breul-e6 breach; "));
}

TEST(Rows, row_05_a_parent) {
  EXPECT_EQ(judge_all(R"("connections": [{"platform": "facebook", "kind": "friend", "owner": "f-t1", "other": "f-o1",
                                          "since": "2026-03-01T10:00:00"}])",
                      {"staff-parent-connection"}),
            five("", "", "", "", "breul-a9-parents discouraged; "));
}

/// Being followed is something another does; all four that have a rule count it, and say so.
TEST(Rows, row_06_a_follower) {
  EXPECT_EQ(judge_all(R"("connections": [{"platform": "facebook", "kind": "followed_by", "owner": "f-t1", "other": "f-p1",
                                          "since": "2026-03-01T10:00:00"}])",
                      {"staff-pupil-connection"}),
            five("ooh-a7 breach; ", "eduvier-1-12b eduvier-2-1 breach; ", "", "merlet-10 breach; ",
                 "breul-a9 discouraged; breul-e6 breach; "));
}

TEST(Rows, row_06_a_direct_message_as_connection) {
  EXPECT_EQ(judge_all(R"("conversations": [{"id": "k", "platform": "facebook", "kind": "direct", "messages": [
                         {"from": "f-t1", "at": "2026-03-02T16:10:00"}, {"from": "f-p1", "at": "2026-03-02T16:12:00"}]}])",
                      {"staff-pupil-connection"}),
            five("ooh-a7 attention; ", "eduvier-1-12b eduvier-2-1 attention; ", "", "merlet-10 attention; ",
                 "breul-a9 discouraged; breul-e6 attention; "));
}

constexpr std::string_view kTalk = R"("conversations": [{"id": "k", "platform": "facebook", "kind": "public", "messages": [
  {"from": "%", "at": "2026-03-02T16:10:00", "kind": "post", "text": "#"}, {"from": "f-t1", "at": "2026-03-02T16:11:00", "kind": "comment", "text": "Valt mee"},
  {"from": "%", "at": "2026-03-02T16:12:00", "kind": "comment", "text": "Nee hoor"}, {"from": "f-t1", "at": "2026-03-02T16:13:00", "kind": "comment", "text": "Echt wel"}]}])";

std::string talk(std::string_view who, std::string_view about) {
  std::string out;
  for (const char c : kTalk) {
    if (c == '%') out += who;
    else if (c == '#') out += about;
    else out += c;
  }
  return out;
}

TEST(Rows, row_07_discussions) {
  const std::set<std::string> detector{"public-discussion-with-pupil-or-parent"};
  EXPECT_EQ(judge_all(talk("f-o1", "De toets was te lang"), detector), five("", "eduvier-2-5 breach; ", "", "merlet-11 breach; ", ""));
  EXPECT_EQ(judge_all(talk("f-p1", "De toets was te lang"), detector),
            five("", "eduvier-2-5 breach; ", "", "merlet-11 breach; ", "breul-e5 breach; "));
  EXPECT_EQ(judge_all(talk("f-p1", "Ajax wint"), detector), five("", "", "", "merlet-11 breach; ", "breul-e5 breach; "));
}

std::string utterance(std::string_view kind, std::string_view account, std::string_view platform, std::string_view at,
                      std::string_view text) {
  return R"("conversations": [{"id": "k", "platform": ")" + std::string(platform) +
         R"(", "kind": "public", "messages": [{"from": ")" + std::string(account) + R"(", "at": ")" + std::string(at) +
         R"(", "kind": ")" + std::string(kind) + R"(", "text": ")" + std::string(text) + R"("}]}])";
}

TEST(Rows, row_08_the_employer_and_the_function) {
  const std::set<std::string> detector{"missing-affiliation-disclosure"};
  EXPECT_EQ(judge_all(utterance("comment", "f-t1", "facebook", "2026-03-02T11:00:00", "Scholengemeenschap Zandpoort is prima"), detector),
            five("ooh-b1-disclose breach; ", "", "cvo-b1-disclose breach; ", "", "breul-b1 breach; "));
  EXPECT_EQ(judge_all(utterance("comment", "f-t1", "facebook", "2026-03-02T11:00:00", "Ik werk bij Scholengemeenschap Zandpoort"), detector),
            five("", "", "", "", "breul-b1 breach; "));
}

TEST(Rows, row_09_a_notice_of_own_opinion) {
  const std::set<std::string> detector{"missing-disclaimer"};
  EXPECT_EQ(judge_all(utterance("post", "b-t1", "blog", "2026-03-02T20:00:00", "Over Scholengemeenschap Zandpoort"), detector),
            five("ooh-c4 breach; ", "", "cvo-c5 breach; ", "merlet-p3 attention; ", "breul-c4 breul-c4-third breach; "));
  EXPECT_EQ(judge_all(utterance("post", "b-t1", "blog", "2026-03-02T20:00:00", "Mijn eigen mening over Scholengemeenschap Zandpoort"), detector),
            five("", "", "", "", "breul-c4-third breach; "));
}

std::string picture(std::string_view publisher, std::string_view tagged, std::string_view consent,
                    std::string_view kind = "image") {
  return R"("consent": [)" + std::string(consent) + R"(], "media": [{"platform": "facebook", "kind": ")" + std::string(kind) +
         R"(", "publisher": ")" + std::string(publisher) + R"(", "at": "2026-03-01T10:00:00", "tagged": [")" +
         std::string(tagged) + R"("]}])";
}

TEST(Rows, row_10_who_permits) {
  EXPECT_EQ(judge_all(picture("f-p2", "f-p1", R"({"person": "p1", "answer": "yes", "by": "parent", "form": "written", "date": "2025-09-01"})"),
                      {"unconsented-media"}),
            five("", "eduvier-1-8 attention; ", "", "", ""));
}

TEST(Rows, row_11_exactly_sixteen) {
  const auto parent_for = [](std::string_view pupil) {
    return judge_all(picture("f-s", "f-" + std::string(pupil),
                             R"({"person": ")" + std::string(pupil) +
                                 R"(", "answer": "yes", "by": "parent", "form": "written", "date": "2025-09-01"})"),
                     {"unconsented-media"});
  };
  const std::string ooh = "ooh-a5 ooh-a6 attention; ", cvo = "cvo-a2 cvo-a6 attention; ";
  // One protocol says who consents from 16 on, and leaves sixteen itself open: there it is no breach.
  EXPECT_EQ(parent_for("p3"), five(ooh, "eduvier-1-7 attention; ", cvo, "merlet-9 attention; ", "breul-a8 breul-d3 attention; "));
  EXPECT_EQ(parent_for("p4"), five(ooh, "eduvier-1-7 attention; ", cvo, "merlet-9 attention; ", "breul-a8 breul-d3 breach; "));
}

TEST(Rows, row_12_a_form_of_last_year) {
  EXPECT_EQ(judge_all(picture("f-s", "f-p1", R"({"person": "p1", "answer": "yes", "by": "parent", "form": "written", "date": "2025-01-10"})"),
                      {"consent-register-gap"}),
            five("ooh-r4-consent breach; ", "", "", "", ""));
  EXPECT_EQ(judge_all(picture("f-s", "f-p1", R"({"person": "p1", "answer": "yes", "by": "parent", "form": "oral", "date": "2025-09-10"})"),
                      {"consent-register-gap"}),
            five("ooh-r4-consent breach; ", "", "", "", "breul-a8-consent breach; "));
}

TEST(Rows, row_14_a_private_account) {
  EXPECT_EQ(judge_all(picture("f-t1", "f-p1", R"({"person": "p1", "answer": "yes", "by": "parent", "form": "written", "date": "2025-09-01"})"),
                      {"unconsented-media", "school-media-on-private-account"}),
            five("", "eduvier-2-4 eduvier-2-4-private breach; ", "", "", ""));
}

TEST(Rows, row_15_a_recording_of_sound) {
  EXPECT_EQ(judge_all(picture("f-t1", "f-p1", "", "audio"), {"unconsented-media"}),
            five("ooh-a5 ooh-a6 breach; ooh-k1b attention; ", "", "cvo-a2 cvo-a6 cvo-c1 breach; ", "", "breul-a8 breach; "));
}

TEST(Rows, row_16_a_parent_publishes) {
  EXPECT_EQ(judge_all(picture("f-o1", "f-p2", ""), {"unconsented-media"}),
            five("ooh-a5 ooh-a6 breach; ooh-k1b attention; ", "eduvier-1-8-parents discouraged; ", "cvo-a2 cvo-a6 breach; ", "",
                 "breul-a8 breach; "));
}

TEST(Rows, row_17_lessons_and_who_may_permit) {
  const std::string act = R"("lessons": [{"start": "2026-03-02T09:00:00", "end": "2026-03-02T09:50:00", "group": "3A", "staff": ["t1"]}],
    "conversations": [{"id": "k", "platform": "facebook", "kind": "public", "messages": [
      {"from": "f-p1", "at": "2026-03-02T09:20:00", "kind": "post", "text": "saai"}]}])";
  const std::set<std::string> detector{"social-media-during-lessons"};
  EXPECT_EQ(judge_all(act, detector),
            five("ooh-a1 breach; ", "eduvier-1-6 attention; ", "cvo-a1 breach; ", "", "breul-a4 breul-e8 breach; "));
  EXPECT_EQ(judge_all(R"("exceptions": [{"kind": "lesson_permission", "subject": "3A", "decided_by": "schoolleiding"}],)" + act, detector),
            five("ooh-a1 breach; ", "eduvier-1-6 attention; ", "cvo-a1 breach; ", "", "breul-a4 attention; breul-e8 breach; "));
}

TEST(Rows, row_18_channels_that_are_not_in_use) {
  EXPECT_EQ(judge_all(utterance("post", "i-s", "instagram", "2026-03-02T10:00:00", "Feest"), {"channel-not-in-use"}),
            five("ooh-t-instagram breach; ", "", "", "", ""));
}

TEST(Rows, row_19_who_publishes_on_facebook) {
  const auto by = [](std::string_view who) {
    return R"("conversations": [{"id": "k", "platform": "facebook", "kind": "public", "messages": [
      {"from": "f-s", "at": "2026-03-02T10:00:00", "kind": "post", "text": "Een"},
      {"from": ")" + std::string(who) + R"(", "at": "2026-03-02T11:00:00", "kind": "post", "text": "Twee"}]}])";
  };
  const std::set<std::string> detectors{"unauthorised-poster", "pupil-page-admin"};
  EXPECT_EQ(judge_all(by("f-d1"), detectors), five("", "", "", "", ""));
  EXPECT_EQ(judge_all(by("f-m1"), detectors), five("ooh-m2 attention; ", "", "", "", ""));
  EXPECT_EQ(judge_all(by("f-t1"), detectors), five("ooh-t-facebook-poster ooh-m2 breach; ", "", "", "", ""));
  EXPECT_EQ(judge_all(R"("connections": [{"platform": "facebook", "kind": "admin", "owner": "f-p1", "other": "f-s", "since": "2026-01-10T10:00:00"}])",
                      {"pupil-page-admin"}),
            five("", "", "", "", "breul-d4 breach; "));
}

TEST(Rows, row_20_and_31_the_head_on_twitter_which_is_x) {
  EXPECT_EQ(judge_all(utterance("post", "x-d1", "twitter", "2026-03-02T10:00:00", "Mooie dag op Scholengemeenschap Zandpoort"), {"unclear-capacity"}),
            five("ooh-t-twitter-content ooh-b1 attention; ", "eduvier-2-2 breach; ", "cvo-b1 attention; ",
                 "merlet-7 merlet-p2 breach; merlet-12 attention; ", ""));
}

TEST(Rows, row_21_images_on_facebook) {
  EXPECT_EQ(judge_all(R"("media": [{"platform": "facebook", "publisher": "f-s", "at": "2026-03-01T10:00:00", "caption": "Selfie", "tagged": ["f-p1"]}])",
                      {"face-visible", "multiple-children-in-image"}),
            five("ooh-r4a attention; ooh-t-facebook-anonymity discouraged; ", "", "", "", ""));
}

TEST(Rows, row_22_reactions_removed_or_answered) {
  EXPECT_EQ(judge_all(R"("conversations": [
      {"id": "k1", "platform": "facebook", "kind": "public", "messages": [
        {"from": "f-s", "at": "2026-07-20T10:00:00", "kind": "post", "text": "Rooster"},
        {"from": "f-x", "at": "2026-07-20T11:00:00", "kind": "comment", "text": "Schandalig"}]},
      {"id": "k2", "platform": "facebook", "kind": "direct", "messages": [
        {"from": "f-o1", "at": "2026-07-06T11:00:00", "text": "Wanneer begint de school?"},
        {"from": "f-s", "at": "2026-07-07T11:00:00", "text": "Op 17 augustus"}]},
      {"id": "k3", "platform": "facebook", "kind": "direct", "members": [{"account": "f-s"}], "messages": [
        {"from": "f-o1", "at": "2026-07-06T11:00:00", "text": "Wanneer begint de school?"}]}])",
                      {"negative-reaction-left-up", "stale-school-account"}),
            five("ooh-k3 ooh-x5 attention; ", "", "", "", "breul-d1-fresh breach; "));
}

/// Which of these clauses are questions for a human, by protocol.
Verdicts asked(const std::set<std::string>& clauses) {
  Verdicts out;
  for (const std::string& id : shipped_policies()) {
    std::string& all = out[id];
    for (const ClauseCoverage& clause : clause_coverage(shipped_policy(id)))
      if (clauses.contains(clause.id)) all += clause.id + (clause.state == ClauseCoverage::State::attest ? " " : " audited ");
  }
  return out;
}

TEST(Rows, row_13_harm_is_for_a_human_where_there_is_consent) {
  EXPECT_EQ(judge_all(picture("f-s", "f-p1", R"({"person": "p1", "answer": "yes", "by": "parent", "form": "written", "date": "2025-09-01"})"),
                      {"unconsented-media"}),
            five("", "", "", "", ""));
  // Three say that harm overrides consent. No export shows harm: their clauses say that the detector leaves it out.
  for (const auto& [policy, clause] : {std::pair{"ooh", "ooh-a5"}, {"eduvier", "eduvier-1-7"}, {"merlet", "merlet-9"}}) {
    const auto all = clause_coverage(shipped_policy(policy));
    const auto found = std::ranges::find(all, std::string_view(clause), &ClauseCoverage::id);
    ASSERT_NE(found, all.end()) << clause;
    EXPECT_EQ(found->state, ClauseCoverage::State::audited_partly) << clause;
    EXPECT_FALSE(found->leaves_out.nl.empty()) << clause;
  }
}

TEST(Rows, row_23_whom_to_consult_in_doubt) {
  EXPECT_EQ(asked({"ooh-b3", "eduvier-2-6", "cvo-b3", "merlet-6-doubt", "merlet-12-doubt", "breul-b3"}),
            five("ooh-b3 ", "eduvier-2-6 ", "cvo-b3 ", "merlet-6-doubt merlet-12-doubt ", "breul-b3 "));
}

TEST(Rows, row_24_an_unwanted_message_that_was_not_told) {
  EXPECT_EQ(judge_all(R"("conversations": [{"id": "k", "platform": "facebook", "kind": "direct",
                         "members": [{"account": "f-p1"}, {"account": "f-p2"}], "messages": [
                         {"from": "f-p2", "at": "2026-03-02T16:10:00", "text": "ik weet waar je woont, wacht maar na school"}]}])",
                      {"unwanted-message-unreported"}),
            five("", "eduvier-1-9f attention; ", "", "", "breul-e9 attention; "));
}

TEST(Rows, rows_25_to_27_what_the_school_does_is_for_a_human) {
  EXPECT_EQ(asked({"ooh-s2", "cvo-s2", "breul-s2"}), five("ooh-s2 ", "", "cvo-s2 ", "", "breul-s2 "));
  EXPECT_EQ(asked({"ooh-s5", "eduvier-3-4", "cvo-s5", "breul-s5"}), five("ooh-s5 ", "eduvier-3-4 ", "cvo-s5 ", "", "breul-s5 "));
  EXPECT_EQ(asked({"ooh-s6", "eduvier-3-5", "cvo-s6", "merlet-p4", "breul-s6"}),
            five("ooh-s6 ", "eduvier-3-5 ", "cvo-s6 ", "merlet-p4 ", "breul-s6 "));
}

TEST(Rows, row_28_a_pupil_is_no_addressee_of_one) {
  EXPECT_EQ(judge_all(picture("f-p2", "f-p1", ""), {"unconsented-media"}),
            five("ooh-a5 ooh-a6 breach; ooh-k1b attention; ", "eduvier-1-7 breach; eduvier-1-8 attention; ", "cvo-a2 cvo-a6 breach; ",
                 "", "breul-a8 breul-e7 breach; "));
}

TEST(Rows, row_29_on_a_sunday) {
  EXPECT_EQ(judge_all(utterance("comment", "f-t1", "facebook", "2026-03-01T14:00:00", "Scholengemeenschap Zandpoort is prima"),
                      {"missing-affiliation-disclosure", "unclear-capacity"}),
            five("ooh-b1 attention; ooh-c3 breach; ", "eduvier-2-2 breach; ", "cvo-b1 attention; cvo-c4 breach; ",
                 "merlet-7 breach; merlet-12 attention; ", "breul-c3 breach; "));
}

TEST(Rows, row_30_opinions_against_the_mission_are_scored_by_nobody) {
  EXPECT_EQ(asked({"ooh-c2", "cvo-c3", "breul-c2"}), five("ooh-c2 ", "", "cvo-c3 ", "", "breul-c2 "));
  EXPECT_EQ(find_detector("contrary-to-mission"), nullptr);
}

TEST(Rows, row_32_from_when_a_protocol_holds) {
  for (const std::string& id : shipped_policies()) {
    const auto from = shipped_policy(id).effective_from;
    EXPECT_EQ(from ? to_string(*from) : "", id == "eduvier" ? "2018-05-24" : id == "cvo-nwf" ? "2020-08-01" : "") << id;
  }
  // On a day before it holds the same act is attention at most.
  const auto data = parse_json_document(std::string(kRowsSchool) + R"("connections": [{"platform": "facebook", "kind": "friend",
      "owner": "f-t1", "other": "f-p1", "since": "2026-03-01T10:00:00"}]})", "case");
  ASSERT_TRUE(data.has_value());
  const FakeCase view(*data);
  for (const InForce in_force : {InForce::yes, InForce::not_yet})
    for (const Finding& finding : audit_case(view, shipped_policy("eduvier"), in_force)) {
      if (finding.fact.detector != "staff-pupil-connection") continue;
      EXPECT_EQ(finding.verdict, in_force == InForce::yes ? Verdict::breach : Verdict::attention);
    }
}

}  // namespace
}  // namespace schouw::testing
