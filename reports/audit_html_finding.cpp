// One finding: what the export shows, how sure that is, who is concerned, what argues against it, and the cited
// lines among their neighbours.
#include <algorithm>

#include "page.h"
#include "place.h"
#include "talk.h"

namespace schouw {
namespace {

std::string joined(const std::vector<ClauseCitation>& clauses, std::string_view separator,
                   std::string ClauseCitation::*field) {
  std::vector<std::string_view> words;  // two clauses can stand in one article
  for (const ClauseCitation& clause : clauses) {
    const std::string& word = (clause.*field).empty() ? clause.id : clause.*field;
    if (std::ranges::find(words, word) == words.end()) words.push_back(word);
  }
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

Markup severity_class(Severity severity) {
  switch (severity) {
    case Severity::high: return "<span class=\"badge high\"><span aria-hidden=\"true\">▲</span> ";
    case Severity::medium: return "<span class=\"badge medium\"><span aria-hidden=\"true\">◆</span> ";
    case Severity::low: return "<span class=\"badge low\"><span aria-hidden=\"true\">●</span> ";
  }
  return "<span class=\"badge\">";
}

void write_badges(const Page& page, const Finding& finding) {
  HtmlWriter& html = page.html;
  const std::string verdict = "verdict." + std::string(name_of(finding.verdict));
  html.raw("<p class=\"badges\">").raw(severity_class(finding.severity));
  html.text(page.say("severity.label", {page.say.name("severity", name_of(finding.severity))})).raw("</span> ");
  html.raw("<span class=\"badge verdict\">");
  html.text(page.say(verdict, {joined(finding.clauses, ", ", &ClauseCitation::article)})).raw("</span> ");
  html.raw("<span class=\"badge band\">").text(page.say("band.label", {page.say.band(finding.band)})).raw("</span>");
  if (finding.baseline == Baseline::new_ || finding.baseline == Baseline::updated)
    html.raw(" <span class=\"badge\">").text(page.say.name("baseline", name_of(finding.baseline))).raw("</span>");
  html.raw("</p>\n");
}

void write_persons(const Page& page, const Finding& finding) {
  HtmlWriter& html = page.html;
  html.raw("<div><dt>").text(page.say("finding.people")).raw("</dt><dd>");
  if (finding.fact.persons.empty()) html.text(page.say("finding.nobody"));
  bool first = true;
  for (const FactPerson& person : finding.fact.persons) {
    if (!first) html.raw("<br>");
    first = false;
    html.raw("<b>").evidence(page.names.person(person.person_id)).raw("</b> – ");
    html.text(page.say("finding.person", {page.say.role(person.role), page.say.name("part", name_of(person.part)),
                                          page.say.band(person.band)}));
  }
  html.raw("</dd></div>\n");
}

void write_review(const Page& page, const Finding& finding) {
  term(page, page.say("finding.review"), page.say.name("review", name_of(finding.review)));
  const auto found = page.result.reviews.find(finding.id);
  if (found == page.result.reviews.end()) return;
  const ReviewNote& note = found->second;
  if (!note.by.empty()) evidence_term(page, page.say("review.by"), note.by);
  if (!note.at.empty()) term(page, page.say("review.at"), page.say.date(note.at.substr(0, 10)));
  if (!note.reason.empty()) evidence_term(page, page.say("review.reason"), page.names.quoted(note.reason));
  for (const std::string& comment : note.comments)
    evidence_term(page, page.say("review.comment"), page.names.quoted(comment));
}

void write_exception(const Page& page, const Finding& finding) {
  if (finding.exception_state == ExceptionState::none && finding.exception_kind.empty()) {
    return term(page, page.say("finding.exception"), page.say.name("exception", "none"));
  }
  const std::string state = page.say.name("exception", name_of(finding.exception_state));
  const std::string kind = page.say.name("exception-kind", finding.exception_kind);
  term(page, page.say("finding.exception"), kind.empty() ? state : page.say("exception.with-kind", {kind, state}));
}

void write_terms(const Page& page, const Finding& finding) {
  const Fact& fact = finding.fact;
  page.html.raw("<dl class=\"terms\">\n");
  std::string when = page.say.time(fact.time);
  if (fact.time.local_ms && !fact.time.zone_known) when += " " + page.say("time.zone-assumed");
  term(page, page.say("finding.time"), when);
  if (!fact.platform.empty()) {
    const auto found = page.result.channel_class.find(fact.platform);
    const std::string_view kind = found == page.result.channel_class.end() ? "unknown" : std::string_view(found->second);
    term(page, page.say("finding.platform"),
         page.say("finding.channel", {page.say.platform(fact.platform), page.say.name("channel", kind)}));
  }
  write_persons(page, finding);
  write_exception(page, finding);
  write_review(page, finding);
  page.html.raw("</dl>\n");
}

void write_excerpts(const Page& page, const Finding& finding) {
  for (const ConversationExcerpt& excerpt : page.result.excerpts(finding)) write_talk(page, excerpt, "excerpt.cited");
}

void write_evidence(const Page& page, const Finding& finding) {
  page.html.element("<h5>", page.say("finding.places"), "</h5>\n");
  write_places(page, finding.fact.evidence);
  const auto total = finding.fact.attributes.at("messages_total").integer();
  if (total && *total > static_cast<std::int64_t>(finding.fact.evidence.size())) {
    paragraph(page, page.say("finding.more-places", {page.say.number(finding.fact.evidence.size()),
                                                     page.say.number(static_cast<std::uint64_t>(*total))}));
  }
}

void write_against(const Page& page, const Finding& finding) {
  const std::string& against = finding.against.in(page.say.lang());
  page.html.raw("<div class=\"against\">\n").element("<h5>", page.say("finding.against"), "</h5>\n");
  paragraph(page, against.empty() ? page.say("finding.against-none") : page.names.sentence(against));
  page.html.raw("</div>\n");
}

}  // namespace

void write_finding(const Page& page, const Finding& finding) {
  HtmlWriter& html = page.html;
  html.raw("<article class=\"finding\"").anchor("id", "f-", finding.id).attribute("data-platform", finding.fact.platform);
  html.attribute("data-clause", joined(finding.clauses, " ", &ClauseCitation::id));
  html.attribute("data-severity", name_of(finding.severity)).attribute("data-verdict", name_of(finding.verdict));
  html.raw(">\n");
  html.element("<h4>", page.names.sentence(finding.text.in(page.say.lang())), "</h4>\n");
  write_badges(page, finding);
  write_terms(page, finding);
  write_against(page, finding);
  write_excerpts(page, finding);
  write_evidence(page, finding);
  html.raw("<p class=\"ids\">").text(page.say("finding.id")).raw(" <code>").text(finding.id).raw("</code> · ");
  html.text(page.say("finding.detector")).raw(" <code>").text(finding.fact.detector);
  html.text(" " + std::to_string(finding.fact.detector_version)).raw("</code></p>\n</article>\n");
}

}  // namespace schouw
