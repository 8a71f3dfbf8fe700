// What holds for every HTML report, whatever the evidence contains.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "sample.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "testing.h"

namespace schouw::testing {
namespace {

std::string html(Lang lang = Lang::nl, Naming naming = Naming::pseudonyms) {
  return written(report_of("html"), rich_result(), lang, naming);
}

std::string_view between(std::string_view all, std::string_view open, std::string_view close) {
  const auto from = all.find(open);
  if (from == std::string_view::npos) return {};
  const auto start = from + open.size();
  return all.substr(start, all.find(close, start) - start);
}

std::string csp_source(std::string_view bytes) {
  const std::string hex = sha256_hex(bytes);
  std::string digest;
  for (std::size_t i = 0; i < hex.size(); i += 2) digest += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return "&#39;sha256-" + base64_encode(digest) + "&#39;";
}

TEST(AuditHtml, names_its_own_style_and_script_by_hash_and_nothing_else) {
  const std::string page = html();
  const std::string_view policy = between(page, "Content-Security-Policy\" content=\"", "\"");
  EXPECT_TRUE(policy.starts_with("default-src &#39;none&#39;;")) << policy;
  EXPECT_NE(policy.find("style-src " + csp_source(between(page, "<style>", "</style>"))), policy.npos) << policy;
  EXPECT_NE(policy.find("script-src " + csp_source(between(page, "<script>", "</script>"))), policy.npos) << policy;
  EXPECT_EQ(policy.find("unsafe"), policy.npos);
  EXPECT_EQ(std::ranges::count(page, '\0'), 0);
}

TEST(AuditHtml, asks_nothing_of_the_network) {
  const std::string page = html();
  for (const char* start : {"src=\"", "href=\"", "action=\"", "url("})
    for (auto at = page.find(start); at != page.npos; at = page.find(start, at + 1)) {
      const char next = page[at + std::string_view(start).size()];
      EXPECT_EQ(next, '#') << page.substr(at, 60);
    }
  EXPECT_EQ(page.find("@import"), page.npos);
}

// "Karin heeft je toegevoegd" is told by the app: no account said it.
TEST(AuditHtml, gives_a_notice_of_the_app_no_sender) {
  AuditResult result = rich_result();
  result.excerpts_of = [of = result.excerpts_of](const Finding& finding) {
    std::vector<ConversationExcerpt> talks = of(finding);
    for (ConversationExcerpt& talk : talks) {
      QuotedMessage& notice = talk.messages.front();
      notice.account_id.clear();
      notice.person_id.clear();
      notice.sender_label.clear();
    }
    return talks;
  };
  const Naming both[] = {Naming::pseudonyms, Naming::names};
  for (const Naming naming : both)
    EXPECT_NE(written(report_of("html"), result, Lang::nl, naming).find("<i>Melding van de app</i>"), std::string::npos);
  EXPECT_EQ(html().find("Melding van de app"), std::string::npos);
  EXPECT_NE(written("json", result).find("\"sender\":null"), std::string::npos);
}

TEST(AuditHtml, calls_clauses_so_that_they_can_be_told_apart) {
  AuditResult result = rich_result();
  ASSERT_GE(result.clauses.size(), 4u);
  const std::pair<const char*, const char*> places[] = {{"-", "Inleiding"}, {"1", "Uitgangspunten"}, {"bullet 2", "Afspraken"}, {"B3", "Medewerkers"}};
  for (std::size_t i = 0; i < std::size(places); ++i) {
    result.clauses[i].article = places[i].first;
    result.clauses[i].section = places[i].second;
  }
  const std::string page = written(report_of("html"), result, Lang::nl, Naming::pseudonyms);
  for (const char* title : {">Inleiding<", ">Uitgangspunten, bepaling 1<", ">Afspraken, bullet 2<", ">Bepaling B3<"})
    EXPECT_NE(page.find(title), page.npos) << title;
  EXPECT_EQ(page.find("Bepaling -"), page.npos);
}

TEST(AuditHtml, gives_clauses_of_one_article_different_names_in_the_filter) {
  AuditResult result = rich_result();
  ASSERT_FALSE(result.findings.empty());
  result.clauses[0].article = result.clauses[1].article = "A9";
  result.findings[0].clauses = {{result.clauses[0].id, "A9"}, {result.clauses[1].id, "A9"}};
  const std::string page = written(report_of("html"), result, Lang::nl, Naming::pseudonyms);
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string_view label = between(page, "<option value=\"" + result.clauses[i].id + "\">", "<");
    EXPECT_TRUE(label.starts_with("A9 – " + result.clauses[i].summary.nl.substr(0, 20))) << label;
  }
}

TEST(AuditHtml, names_every_kind_of_exception_in_words) {
  AuditResult result = rich_result();
  for (const char* kind : {"whatsapp_group", "professional_account", "family_tie", "school_account", "lesson_permission_leadership",
                           "lesson_permission_teacher"}) {
    result.findings[0].exception_kind = kind;
    result.findings[0].exception_state = ExceptionState::met;
    for (const Lang lang : {Lang::nl, Lang::en})
      EXPECT_EQ(written(report_of("html"), result, lang, Naming::pseudonyms).find(kind), std::string::npos) << kind;
  }
}

TEST(AuditHtml, lets_no_evidence_become_markup) {
  const std::string page = html();
  EXPECT_EQ(page.find("<script>alert"), page.npos);
  EXPECT_EQ(page.find("<img"), page.npos);
  EXPECT_EQ(page.find("<b>Brouwer"), page.npos);
  EXPECT_NE(page.find("&lt;script&gt;alert(&#39;x&#39;)"), page.npos);
  EXPECT_NE(page.find("<bdi>"), page.npos);
  EXPECT_EQ(page.find("style=\""), page.npos) << "the policy forbids inline style";
}

TEST(AuditHtml, marks_what_a_screen_cannot_show) {
  const std::string page = html();
  EXPECT_TRUE(is_utf8(page));
  EXPECT_TRUE(std::ranges::none_of(page, [](char c) { return (c >= 0 && c < 0x20 && c != '\n' && c != '\t') || c == 0x7f; }));
  EXPECT_EQ(page.find("\u202E"), page.npos);
  EXPECT_NE(page.find("⟦U+202E⟧"), page.npos);
}

TEST(AuditHtml, shows_every_finding_clause_source_and_problem) {
  const AuditResult r = rich_result();
  const std::string page = html();
  for (const Finding& f : r.findings) {
    EXPECT_NE(page.find("id=\"f-" + f.id + "\""), page.npos) << f.id;
    EXPECT_NE(page.find("<code>" + f.id + "</code>"), page.npos) << f.id;
  }
  for (const ClauseCoverage& c : r.clauses) EXPECT_NE(page.find("Bepaling " + c.article), page.npos) << c.article;
  for (const SourceRow& s : r.sources) EXPECT_NE(page.find(s.sha256), page.npos) << s.path;
  for (const ProblemRow& p : r.problems) EXPECT_NE(page.find(p.code), page.npos) << p.code;
  EXPECT_NE(page.find("regel 17"), page.npos);
  EXPECT_NE(page.find("precies 16 ontbreekt"), page.npos);
  EXPECT_NE(page.find("Is het protocol dit jaar besproken?"), page.npos);
}

TEST(AuditHtml, names_nobody_without_being_asked) {
  const std::string page = html();
  for (const char* name : {"Karin van der Linde", "Linde, Karin", "Milan", "Özdemir", "Brouwer", "Mama van Tom", "Tess"})
    EXPECT_EQ(page.find(name), page.npos) << name;
  EXPECT_EQ(page.find("06-12345678"), page.npos);
  EXPECT_NE(page.find("Medewerker-2QK7"), page.npos);
  EXPECT_NE(page.find("Account-"), page.npos);
  EXPECT_NE(page.find("Goedemorgen, morgen gaan we naar het bos.\nNeem laarzen mee."), page.npos);
}

/// The archive of a download bears the user name of its owner.
TEST(AuditHtml, shows_no_user_name_made_of_a_given_name) {
  AuditResult result = rich_result();
  result.labels.push_back({content_id({"instagram", "karinvdl"}), "m-12", {"karinvdl"}});
  result.sources.push_back({.path = "exports/instagram-karinvdl-2026-05-01.zip", .sha256 = std::string(64, 'e')});
  const std::string page = written(report_of("html"), result, Lang::nl, Naming::pseudonyms);
  EXPECT_EQ(page.find("karinvdl"), page.npos);
  EXPECT_NE(page.find("instagram-Medewerker-"), page.npos);
  EXPECT_NE(written(report_of("html"), result, Lang::nl, Naming::names).find("instagram-karinvdl-2026"), page.npos);
}

/// WhatsApp calls the file of a chat with somebody who is not a contact after their number.
TEST(AuditHtml, shows_no_number_of_somebody_known_in_the_name_of_a_file) {
  AuditResult result = rich_result();
  result.others.push_back({.id = "o-9", .display = "Wil de Ree", .keys = {"+31610000320"}, .pseudonym = "Ouder-V20A"});
  for (const char* name : {"chat met +31 6 10000320.txt", "06-10000320.txt", "0031610000320.zip", "chat met +31 6 10000321.txt",
                           "2026 06-10000320.csv", "chat 0610000320-2.csv"})
    result.sources.push_back({.path = name, .sha256 = sha256_hex(name)});
  const std::string page = written(report_of("html"), result, Lang::nl, Naming::pseudonyms);
  EXPECT_EQ(page.find("10000320"), page.npos);
  for (const char* shown : {"chat met Ouder-V20A.txt", ">Ouder-V20A.txt", ">Ouder-V20A.zip", "chat met +31 6 10000321.txt", "2026 Ouder-V20A.csv", "chat Ouder-V20A-2.csv"})
    EXPECT_NE(page.find(shown), page.npos) << shown;
  EXPECT_NE(written(report_of("html"), result, Lang::nl, Naming::names).find("chat met +31 6 10000320.txt"), page.npos);
}

TEST(AuditHtml, names_people_when_asked) {
  const std::string page = html(Lang::nl, Naming::names);
  EXPECT_NE(page.find("Karin van der Linde"), page.npos);
  EXPECT_NE(page.find("Mama van Tom"), page.npos);
  EXPECT_NE(page.find("06-12345678"), page.npos);
  EXPECT_EQ(page.find("Medewerker-2QK7"), page.npos);
}

TEST(AuditHtml, is_complete_in_both_languages) {
  for (const Lang lang : {Lang::nl, Lang::en})
    for (const AuditResult& result : {rich_result(), empty_result()}) {
      const std::string page = written(report_of("html"), result, lang, Naming::pseudonyms);
      EXPECT_EQ(page.find("[report."), page.npos) << page.substr(page.find("[report."), 60);
      EXPECT_EQ(page.find("{0}"), page.npos);
      EXPECT_NE(page.find(lang == Lang::nl ? "<html lang=\"nl\">" : "<html lang=\"en\">"), page.npos);
      EXPECT_NE(page.find(lang == Lang::nl ? "15 augustus 2026" : "15 August 2026"), page.npos);
    }
  EXPECT_NE(html(Lang::nl).find("24.690 berichten"), std::string::npos);
  EXPECT_NE(html(Lang::en).find("24,690 messages"), std::string::npos);
}

TEST(AuditHtml, has_the_marks_that_assistive_technology_needs) {
  const std::string page = html();
  const auto count = [&](std::string_view what) {
    std::size_t n = 0;
    for (auto at = page.find(what); at != page.npos; at = page.find(what, at + 1)) ++n;
    return n;
  };
  EXPECT_EQ(count("<h1>"), 1u);
  EXPECT_EQ(count("<main "), 1u);
  EXPECT_EQ(count("<table>"), count("<caption>"));
  EXPECT_EQ(count("<th>"), 0u) << "every heading has a scope";
  EXPECT_EQ(count("<svg role=\"img\""), 6u);
  EXPECT_EQ(count("<desc"), count("<svg "));
  EXPECT_EQ(count("<section "), count("</section>"));
  EXPECT_EQ(count("<div"), count("</div>"));
  EXPECT_EQ(count("<bdi>"), count("</bdi>"));
}

TEST(AuditHtml, gives_the_same_bytes_twice) { EXPECT_EQ(html(), html()); }

TEST(AuditHtml, writes_twenty_thousand_findings_in_small_pieces) {
  const AuditResult r = large_result(20'000);
  std::size_t largest = 0, total = 0;
  const auto start = std::chrono::steady_clock::now();
  report_of("html").write(r, {}, [&](std::string_view piece) {
    largest = std::max(largest, piece.size());
    total += piece.size();
  });
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  RecordProperty("seconds", std::to_string(took.count()));
  EXPECT_LT(largest, std::size_t{1} << 20);
  EXPECT_GT(total, std::size_t{20} << 20);
}

TEST(AuditHtml, golden) {
  const auto dir = source_dir() / "tests/corpus/report/audit-html";
  expect_golden_page(dir / "rich/expected.html", html());
  expect_golden_page(dir / "rich-names-en/expected.html", html(Lang::en, Naming::names));
  expect_golden_page(dir / "empty/expected.html", written(report_of("html"), empty_result(), Lang::nl, Naming::pseudonyms));
}

}  // namespace
}  // namespace schouw::testing
