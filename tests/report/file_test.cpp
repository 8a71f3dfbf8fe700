// Dossier and access: everyone but the people they are about stays masked, whatever is asked and in whatever form.
#include <gtest/gtest.h>

#include "naming.h"
#include "sample.h"
#include "schouw/base/utf8.h"
#include "testing.h"

namespace schouw::testing {
namespace {

/// 200 people who are not concerned, in every place where a name can stand.
/// What every name, family name, user name and address of theirs begins with, and nothing else in a report.
constexpr std::string_view kBeginnings[] = {"zwjq", "qrst", "wxhq", "ymql"};

std::string word(std::string_view begin, std::size_t i) {
  static constexpr std::string_view kSounds[] = {"ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu"};
  return std::string(begin) + std::string(kSounds[i / 100]) + std::string(kSounds[i / 10 % 10]) + std::string(kSounds[i % 10]);
}

AuditResult with_canaries(std::string_view kind) {
  AuditResult out = file_result(kind);
  ConversationExcerpt& talk = out.file->conversations.front();
  const QuotedMessage model = talk.messages.front();
  for (std::size_t i = 0; i < 200; ++i) {
    const std::string given = word("Zwjq", i), family = word("Qrst", i), handle = word("wxhq", i) + "77", mail = word("ymql", i);
    PersonRow person{.id = "q-" + std::to_string(i), .display = given + " van der " + family, .given = given, .pseudonym = "Ouder-" + word("C", i)};
    person.keys = {mail + "@thuis.example"};
    AccountLabels account{.account_id = "acc" + std::to_string(i), .person_id = i % 2 == 0 ? person.id : "", .labels = {given + " " + family, handle}};
    QuotedMessage message = model;
    message.sender_label = given + " " + family;
    message.account_id = account.account_id;
    message.person_id = account.person_id;
    message.text = given + " zegt: vraag " + ascii_lower(given) + " of " + family + ", " + given + " van der " + family + ", of mail " + mail +
                   "@thuis.example, insta @" + handle + " of " + handle;
    message.attachments = {given + "_" + family + ".jpg"};
    message.origin.entry = "Chat met " + given + " " + family + ".txt";
    talk.messages.push_back(std::move(message));
    FileConnection edge = out.file->connections.front();
    edge.other_label = given + " " + family;
    edge.other_account = account.account_id;
    edge.other_person = account.person_id;
    out.file->connections.push_back(std::move(edge));
    talk.title += " " + given;
    out.others.push_back(std::move(person));
    out.labels.push_back(std::move(account));
  }
  return out;
}

void expect_no_canary(const Report& report, const AuditResult& canaries, Naming naming) {
  std::vector<std::string> parts{""};
  if (report.parts != nullptr)
    for (std::string& part : report.parts(canaries)) parts.push_back(std::move(part));
  for (const std::string& part : parts) {
    const std::string bytes = ascii_lower(written(report.format, canaries, Lang::nl, naming, part));
    for (const std::string_view name : kBeginnings) {
      const auto at = bytes.find(name);
      ASSERT_EQ(at, bytes.npos) << report.id << ' ' << part << ' ' << bytes.substr(at - std::min<std::size_t>(at, 80), 160);
    }
  }
}

TEST(PersonFiles, none_of_200_third_parties_is_named_in_any_form) {
  for (const char* kind : {"dossier", "access"}) {
    const AuditResult canaries = with_canaries(kind);
    for (const Report* report : reports()) {
      if (find_report(kind, report->format) != report || report->format == "xlsx") continue;
      for (const Naming naming : {Naming::pseudonyms, Naming::names}) expect_no_canary(*report, canaries, naming);
    }
  }
}

TEST(PersonFiles, a_setting_of_an_account_is_shown_as_one_and_not_as_talk) {
  AuditResult access = file_result("access");
  ConversationExcerpt& talk = access.file->conversations.front();
  talk.title = "settings";
  talk.messages.resize(1);
  talk.messages.front().setting = "private_account";
  talk.messages.front().text = "false";
  const std::string page = written("html", access);
  EXPECT_NE(page.find("Besloten account: uit"), std::string::npos);
  EXPECT_NE(page.find("Instellingen van het account"), std::string::npos);
  EXPECT_EQ(page.find("Uit het gesprek settings"), std::string::npos);
}

TEST(PersonFiles, a_profile_and_a_post_are_no_conversation_of_two) {
  AuditResult access = file_result("access");
  ConversationExcerpt& talk = access.file->conversations.front();
  talk.messages.resize(1);
  talk.kind = ConversationKind::direct;
  talk.title = "profile";
  const std::string profile = written("html", access);
  EXPECT_NE(profile.find("Tekst in het profiel"), std::string::npos);
  EXPECT_EQ(profile.find("Uit het gesprek profile"), std::string::npos);
  talk.kind = ConversationKind::public_;
  talk.title.clear();
  EXPECT_NE(written("html", access).find("<figcaption>Openbaar</figcaption>"), std::string::npos);
  talk.kind = ConversationKind::group;
  talk.title = "profile";
  EXPECT_NE(written("html", access).find("Uit het gesprek"), std::string::npos) << "a group may be called so";
}

TEST(PersonFiles, a_dossier_gives_names_only_when_asked_and_only_of_its_subjects) {
  const AuditResult dossier = file_result("dossier");
  EXPECT_EQ(written("html", dossier).find("Karin van der Linde"), std::string::npos);
  const std::string named = written("html", dossier, Lang::nl, Naming::names);
  EXPECT_NE(named.find("Karin van der Linde"), named.npos);
  EXPECT_NE(named.find("Milan Özdemir"), named.npos);
  EXPECT_EQ(named.find("Brouwer"), named.npos);
  EXPECT_NE(named.find("Ouder-9ZX2"), named.npos);
}

TEST(PersonFiles, an_access_report_names_its_subject_and_nobody_else) {
  const std::string page = written("html", file_result("access"));
  EXPECT_NE(page.find("Karin van der Linde"), page.npos);
  EXPECT_EQ(page.find("Özdemir"), page.npos);
  EXPECT_NE(page.find("15 september 2026"), page.npos);
  EXPECT_NE(page.find("15 november 2026"), page.npos);
}

TEST(PersonFiles, log_what_was_replaced) {
  const auto document = parse_json_document(written("json", file_result("access")), "access.json");
  ASSERT_TRUE(document.has_value());
  EXPECT_GT(document->at("masked").size(), 0u);
  for (const Json& row : document->at("masked").items()) EXPECT_GT(row.at("times").integer().value_or(0), 0);
}

TEST(PersonFiles, a_name_with_an_initial_is_that_name_in_paths_too) {
  for (const AuditResult& result : {rich_result(), file_result("dossier")}) {
    const Names names(result, Naming::pseudonyms, Lang::nl);
    EXPECT_EQ(names.place("exports/k-linde-postvak.json"), "exports/Medewerker-2QK7-postvak.json");
    EXPECT_EQ(names.place("exports/k.van.der.linde.zip"), "exports/Medewerker-2QK7.zip");
  }
}

TEST(PersonFiles, addresses_and_handles_are_masked) {
  EXPECT_EQ(mask_addresses("mail a.b@c.example. Of @anna_1!", "[adres]"), "mail [adres]. Of [adres]!");
  EXPECT_EQ(mask_addresses("5 @ 3 @", "[adres]"), "5 @ 3 @");
}

TEST(PersonFiles, golden) {
  const auto dir = source_dir() / "tests/corpus/report";
  expect_golden_page(dir / "dossier-html/rich/expected.html", written("html", file_result("dossier"), Lang::nl, Naming::names));
  expect_golden_page(dir / "access-html/rich/expected.html", written("html", file_result("access")));
}

TEST(KindPages, let_no_evidence_become_markup_and_ask_nothing_of_the_network) {
  for (const AuditResult& result : {file_result("dossier"), file_result("access"), annual_result()})
    for (const Lang lang : {Lang::nl, Lang::en}) {
      const std::string page = written("html", result, lang, Naming::names);
      for (const char* what : {"<script>alert", "<img", "<b>Brouwer", "style=\"", "@import", "[report.", "{0}", " src=\"http", "href=\"http"})
        EXPECT_EQ(page.find(what), page.npos) << result.kind << ' ' << what;
    }
}

/// Behind a title a family name of the register is replaced, also of somebody who is in none of the findings.
TEST(Names, behind_a_title_are_replaced_whoever_is_shown) {
  AuditResult result;
  result.others.push_back({.id = "o1", .display = "Erik van Kluut", .pseudonym = "Ouder-AAAA"});
  const Names names(result, Naming::pseudonyms, Lang::nl);
  EXPECT_EQ(names.quoted("Beste heer Kluut, dank"), "Beste heer [naam], dank");
  EXPECT_EQ(names.quoted("mevrouw van Kluut belt"), "mevrouw van [naam] belt");
  EXPECT_EQ(names.quoted("Een kluut, zei meneer. Kluut is een vogel"), "Een kluut, zei meneer. Kluut is een vogel");
  EXPECT_EQ(names.quoted("De Kluut is een vogel"), "De Kluut is een vogel");
  EXPECT_EQ(Names(result, Naming::names, Lang::nl).quoted("Beste heer Kluut"), "Beste heer Kluut");
}

}  // namespace
}  // namespace schouw::testing
