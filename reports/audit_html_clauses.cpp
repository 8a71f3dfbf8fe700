// What was judged and what was not: every clause of the protocol has a row, those that no export can show too.
#include <algorithm>

#include "audit_page.h"
#include "finding_pages.h"

namespace schouw {
namespace {

using State = ClauseCoverage::State;

const char* state_id(State state) {
  switch (state) {
    case State::audited: return "coverage-state.audited";
    case State::audited_partly: return "coverage-state.partly";
    case State::not_audited: return "coverage-state.not-audited";
    case State::attest: return "coverage-state.attest";
  }
  return "none";
}

void write_row(const Page& page, const ClauseCoverage& clause) {
  HtmlWriter& html = page.html;
  const Lang lang = page.say.lang();
  const std::uint64_t n = clause.breaches + clause.discouraged + clause.attention;
  html.raw("<tr><th scope=\"row\">");
  const bool linked = n != 0 && findings_here(page).last != 0;
  if (linked) html.raw("<a").anchor("href", "#g-", clause.id).raw(">");
  html.text(clause_title(page, clause));
  if (linked) html.raw("</a>");
  html.raw("</th><td>").text(clause.summary.in(lang)).raw("</td><td>");
  html.text(page.say.name("norm", name_of(clause.norm))).raw("</td><td>").text(page.say(state_id(clause.state)));
  if (!clause.leaves_out.in(lang).empty()) html.raw("<br><small>").text(clause.leaves_out.in(lang)).raw("</small>");
  html.raw("</td>");
  for (const std::uint64_t count : {clause.breaches, clause.discouraged, clause.attention})
    html.raw("<td class=\"n\">").text(page.say.number(count)).raw("</td>");
  html.raw("</tr>\n");
}

void write_all(const Page& page) {
  const std::string headings[] = {page.say("clauses.clause"),          page.say("clauses.summary"),
                                  page.say("clauses.norm"),            page.say("clauses.state"),
                                  "#" + page.say("clauses.breaches"),  "#" + page.say("clauses.discouraged"),
                                  "#" + page.say("clauses.attention")};
  begin_table(page.html, page.say("clauses.table"), headings);
  for (const ClauseCoverage& clause : page.result.clauses) write_row(page, clause);
  end_table(page.html);
}

void write_not_audited(const Page& page) {
  page.html.element("<h3>", page.say("not-audited.title"), "</h3>\n");
  if (std::ranges::count(page.result.clauses, State::not_audited, &ClauseCoverage::state) == 0)
    return paragraph(page, page.say("not-audited.none"));
  paragraph(page, page.say("not-audited.intro"));
  page.html.raw("<ul>\n");
  for (const ClauseCoverage& clause : page.result.clauses) {
    if (clause.state != State::not_audited) continue;
    page.html.raw("<li><b>").text(clause_title(page, clause)).raw("</b> ");
    page.html.text(clause.summary.in(page.say.lang())).raw("</li>\n");
  }
  page.html.raw("</ul>\n");
}

void write_contradictions(const Page& page) {
  const Lang lang = page.say.lang();
  page.html.element("<h3>", page.say("contradictions.title"), "</h3>\n");
  const bool noted = std::ranges::any_of(page.result.clauses, [&](const auto& c) { return !c.note.in(lang).empty(); });
  if (page.result.contradictions.empty() && !noted) return paragraph(page, page.say("contradictions.none"));
  paragraph(page, page.say("contradictions.intro"));
  page.html.raw("<ul>\n");
  for (const Bilingual& text : page.result.contradictions) page.html.element("<li>", text.in(lang), "</li>\n");
  for (const ClauseCoverage& clause : page.result.clauses) {
    if (clause.note.in(lang).empty()) continue;
    page.html.raw("<li><b>").text(clause_title(page, clause)).raw("</b> ").text(clause.note.in(lang)).raw("</li>\n");
  }
  page.html.raw("</ul>\n");
}

}  // namespace

std::string clause_title(const Page& page, const ClauseCoverage& clause) {
  const std::string& article = clause.article.empty() ? clause.id : clause.article;
  const auto is_digit = [&](std::size_t i) { return i < article.size() && article[i] >= '0' && article[i] <= '9'; };
  const bool lettered = article.front() >= 'A' && article.front() <= 'Z' && is_digit(1);
  if (lettered || clause.section.empty() || clause.section == "-") return page.say("clause.label", {article});
  if (article == "-") return clause.section;
  return is_digit(0) ? page.say("clause.in-section", {clause.section, article}) : clause.section + ", " + article;
}

void write_questions(const Page& page) {
  if (std::ranges::count(page.result.clauses, State::attest, &ClauseCoverage::state) == 0)
    return paragraph(page, page.say("attest.none"));
  paragraph(page, page.say("attest.intro"));
  page.html.raw("<ol class=\"questions\">\n");
  for (const ClauseCoverage& clause : page.result.clauses) {
    if (clause.state != State::attest) continue;
    const std::string& question = clause.question.in(page.say.lang());
    page.html.raw("<li><b>").text(clause_title(page, clause)).raw("</b> ");
    page.html.text(question.empty() ? clause.summary.in(page.say.lang()) : question);
    page.html.raw("<span class=\"answer\">").text(page.say("attest.answer")).raw("</span></li>\n");
  }
  page.html.raw("</ol>\n");
}

void write_clauses(const Page& page) {
  begin_section(page, "clauses");
  paragraph(page, page.say("clauses.intro"));
  write_all(page);
  write_not_audited(page);
  page.html.element("<h3>", page.say("attest.title"), "</h3>\n");
  write_questions(page);
  write_contradictions(page);
  end_section(page);
}

}  // namespace schouw
