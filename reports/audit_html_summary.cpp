// The first page: what was asked, what came out, and what was not read, in words for somebody who reads nothing else.
#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "audit_page.h"
#include "finding_pages.h"

namespace schouw {
namespace {

constexpr std::size_t kFirstLook = 8;

/// Findings per verdict, in the order of Verdict.
struct VerdictCounts {
  std::uint64_t breaches = 0, discouraged = 0, attention = 0;
  std::uint64_t total() const { return breaches + discouraged + attention; }
};

VerdictCounts count_verdicts(const AuditResult& result) {
  VerdictCounts counts;
  for (const Finding& finding : result.findings) {
    switch (finding.verdict) {
      case Verdict::breach: ++counts.breaches; break;
      case Verdict::discouraged: ++counts.discouraged; break;
      case Verdict::attention: ++counts.attention; break;
    }
  }
  return counts;
}

struct Tile {
  Markup kind;
  std::uint64_t n;
  const char* label;
};

/// Files of which something was not read: refused or damaged as a whole, or with a problem that lost a part.
std::uint64_t files_with_gaps(const AuditResult& result) {
  std::set<std::pair<std::string_view, std::string_view>> places;
  for (const ProblemRow& problem : result.problems)
    if (problem.loss != Loss::none) places.emplace(problem.origin.source, problem.origin.entry);
  return std::max<std::uint64_t>(places.size(), result.entries.refused + result.entries.damaged);
}

void write_tiles(const Page& page, const VerdictCounts& counts) {
  const Tile tiles[] = {{"<li class=\"tile breach\"><b>", counts.breaches, "tile.breach"},
                        {"<li class=\"tile discouraged\"><b>", counts.discouraged, "tile.discouraged"},
                        {"<li class=\"tile attention\"><b>", counts.attention, "tile.attention"},
                        {"<li class=\"tile gap\"><b>", files_with_gaps(page.result), "tile.gap"}};
  page.html.raw("<ul class=\"tiles\">\n");
  for (const Tile& tile : tiles) {
    page.html.raw(tile.kind).text(page.say.number(tile.n)).raw("</b> <span>");
    page.html.text(page.say.count(tile.label, tile.n)).raw("</span></li>\n");
  }
  page.html.raw("</ul>\n");
}

void write_outcome(const Page& page, const VerdictCounts& counts) {
  const AuditResult& r = page.result;
  const std::uint64_t records = r.records.messages + r.records.posts + r.records.comments;
  page.html.raw("<p class=\"big\">");
  page.html.text(page.say("summary.tested", {r.header.policy_title, page.say.number(records)})).raw(" ");
  if (counts.total() == 0) {
    page.html.text(page.say("summary.no-findings"));
  } else {
    page.html.text(page.say.count("summary.findings", counts.total()));
  }
  page.html.raw("</p>\n");
  write_tiles(page, counts);
}

// Sentences that only appear when their number is not zero.
void write_remarks(const Page& page) {
  const AuditResult& r = page.result;
  const auto count_if = [&](auto&& is) {
    return static_cast<std::uint64_t>(std::ranges::count_if(r.findings, is));
  };
  const auto problems = [&](std::string_view code) {
    return static_cast<std::uint64_t>(std::ranges::count(r.problems, code, &ProblemRow::code));
  };
  const std::pair<const char*, std::uint64_t> remarks[] = {
      {"summary.new", count_if([](const Finding& f) { return f.baseline == Baseline::new_; })},
      {"summary.exceptions", count_if([](const Finding& f) { return f.exception_state == ExceptionState::met; })},
      {"summary.claimed", count_if([](const Finding& f) { return f.exception_state == ExceptionState::claimed; })},
      {"summary.open", count_if([](const Finding& f) { return f.review == ReviewState::open; })},
      {"summary.confirmed", count_if([](const Finding& f) { return f.review == ReviewState::confirmed; })},
      {"summary.dismissed", count_if([](const Finding& f) { return f.review == ReviewState::dismissed; })},
      {"summary.outside", r.findings_outside_period},
      {"summary.media-not-judged", r.media_not_judged},
      {"summary.register-notes", r.register_notes.size()},
      {"summary.list-in-two-places", problems("list-in-two-places")},
      {"summary.words-of-rules", problems("words-of-rules")},
      {"summary.words-in-part", problems("words-in-part")},
      {"summary.unknown-parties", r.unknown_parties.size()},
      {"summary.ambiguous", r.identity.ambiguous}};
  page.html.raw("<ul class=\"plain\">\n");
  for (const auto& [id, n] : remarks)
    if (n != 0) page.html.raw("<li>").text(page.say.count(id, n)).raw("</li>\n");
  page.html.raw("</ul>\n");
}

void write_first_look(const Page& page) {
  const auto& findings = page.result.findings;
  const auto is_high = [](const Finding& f) { return f.severity == Severity::high; };
  const auto total = static_cast<std::uint64_t>(std::ranges::count_if(findings, is_high));
  if (total == 0) return;
  page.html.element("<h3>", page.say("summary.first"), "</h3>\n<ol class=\"first\">\n");
  std::size_t shown = 0;
  for (const Finding& finding : findings) {
    if (!is_high(finding)) continue;
    if (shown++ == kFirstLook) break;
    page.html.raw("<li>");
    open_finding_link(page, finding.id);
    page.html.text(page.names.sentence(finding.text.in(page.say.lang()))).raw("</a></li>\n");
  }
  page.html.raw("</ol>\n");
  if (total > kFirstLook) paragraph(page, page.say("summary.more", {page.say.number(total - kFirstLook)}));
}

void write_gaps(const Page& page) {
  const AuditResult& r = page.result;
  page.html.raw("<div class=\"box coverage\">\n").element("<h3>", page.say("coverage.title"), "</h3>\n<p>");
  page.html.text(page.say.count("coverage.found", r.entries.found)).raw(" ");
  page.html.text(page.say("coverage.sum", {page.say.number(r.entries.read), page.say.number(r.entries.not_recognised),
                                           page.say.number(r.entries.refused), page.say.number(r.entries.damaged)}));
  page.html.raw("</p>\n");
  if (!r.entries.reconciles()) paragraph(page, page.say("coverage.broken"));
  std::uint64_t lost = 0;
  for (const ProblemRow& problem : r.problems) lost += problem.loss == Loss::none ? 0 : 1;
  const bool whole = lost == 0 && r.entries.refused + r.entries.damaged == 0;
  paragraph(page, whole ? page.say("coverage.nothing-lost") : page.say.count("coverage.lost", lost));
  std::uint64_t unaudited = 0, questions = 0;
  for (const ClauseCoverage& clause : r.clauses) {
    unaudited += clause.state == ClauseCoverage::State::not_audited ? 1 : 0;
    questions += clause.state == ClauseCoverage::State::attest ? 1 : 0;
  }
  if (unaudited + questions != 0)
    paragraph(page, page.say("coverage.clauses", {page.say.number(unaudited), page.say.number(questions)}));
  page.html.raw("<p><a href=\"#sources\">").text(page.say("coverage.link")).raw("</a></p>\n</div>\n");
}

}  // namespace

void write_summary(const Page& page) {
  begin_section(page, "summary");
  write_outcome(page, count_verdicts(page.result));
  write_gaps(page);
  write_remarks(page);
  write_first_look(page);
  page.html.raw("<div class=\"box\">\n").element("<h3>", page.say("limits.title"), "</h3>\n");
  paragraph(page, page.say("limits.shows"));
  paragraph(page, page.say(page.options.naming == Naming::pseudonyms ? "limits.pseudonyms" : "limits.names"));
  page.html.raw("</div>\n");
  end_section(page);
}

void write_mandate(const Page& page) {
  const CaseHeader& h = page.result.header;
  begin_section(page, "mandate");
  page.html.raw("<dl class=\"terms\">\n");
  const auto line = [&](const char* id, std::string_view value) {
    term(page, page.say(id), value.empty() ? page.say("mandate.absent") : std::string(value));
  };
  line("mandate.purpose", page.names.quoted(h.purpose));
  line("mandate.ground", page.names.quoted(h.legal_ground));
  line("mandate.approved", h.approved_by);
  line("mandate.necessity", page.names.quoted(h.necessity));
  line("mandate.dpia", page.names.quoted(h.dpia));
  line("mandate.ends", page.say.date(h.ends));
  line("mandate.policy", h.policy_title);
  line("mandate.version", h.policy_version);
  line("mandate.period", page.say.period(h.period_from, h.period_until));
  line("mandate.as-of", page.say.date(h.as_of));
  line("mandate.zone", h.time_zone);
  page.html.raw("</dl>\n");
  end_section(page);
}

}  // namespace schouw
