// Findings, grouped by the first clause each cites, in the order of the protocol. The filter hides cards by their
// data attributes; without the script every card is there.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "audit_page.h"
#include "clause_name.h"
#include "finding_pages.h"

namespace schouw {
namespace {

std::string_view first_clause(const Finding& finding) {
  return finding.clauses.empty() ? std::string_view{} : std::string_view(finding.clauses.front().id);
}

void write_option(const Page& page, std::string_view value, std::string_view label) {
  page.html.raw("<option").attribute("value", value).raw(">").text(label).raw("</option>");
}

struct Choice {
  std::string value, label;
};

void write_select(const Page& page, Markup key, const char* label, const std::vector<Choice>& choices) {
  page.html.raw("<label><span>").text(page.say(label)).raw("</span><select data-filter=\"").raw(key).raw("\">");
  write_option(page, "", page.say("filter.all"));
  for (const Choice& choice : choices) write_option(page, choice.value, choice.label);
  page.html.raw("</select></label>\n");
}

std::vector<Choice> named(const Page& page, std::string_view group, std::initializer_list<std::string_view> names) {
  std::vector<Choice> choices;
  for (const std::string_view name : names) choices.push_back({std::string(name), page.say.name(group, name)});
  return choices;
}

/// In the order of the protocol. With what each says: several clauses may stand in one article.
std::vector<Choice> cited_clauses(const Page& page) {
  constexpr std::size_t kMostBytes = 72;   // a list of choices is as wide as its longest line
  std::map<std::string_view, std::string_view> cited;
  for (const Finding& finding : page.result.findings)
    for (const ClauseCitation& clause : finding.clauses) cited.emplace(clause.id, clause.article);
  std::vector<Choice> choices;
  for (const ClauseCoverage& clause : page.result.clauses) {
    if (cited.erase(clause.id) == 0) continue;
    choices.push_back({clause.id, shortened(clause_with_summary(clause, page.say.lang()), kMostBytes)});
  }
  for (const auto& [id, article] : cited) choices.push_back({std::string(id), std::string(article.empty() ? id : article)});
  return choices;
}

void write_filters(const Page& page) {
  std::set<std::string> platforms;
  for (const Finding& finding : page.result.findings) platforms.insert(finding.fact.platform);
  std::vector<Choice> by_platform;
  for (const std::string& id : platforms)
    by_platform.push_back({id, id.empty() ? page.say("none") : page.say.platform(id)});

  HtmlWriter& html = page.html;
  html.raw("<form class=\"filters\" id=\"filters\" role=\"search\" hidden").attribute("aria-label", page.say("filter.title"));
  html.attribute("data-shown", page.say("filter.shown")).raw(">\n<label class=\"wide\"><span>");
  html.text(page.say("filter.text")).raw("</span><input type=\"search\" data-filter=\"text\" autocomplete=\"off\"></label>\n");
  write_select(page, "platform", "filter.platform", by_platform);
  write_select(page, "clause", "filter.clause", cited_clauses(page));
  write_select(page, "severity", "filter.severity", named(page, "severity", {"high", "medium", "low"}));
  write_select(page, "verdict", "filter.verdict", named(page, "verdict-word", {"breach", "discouraged", "attention"}));
  html.raw("<button type=\"reset\">").text(page.say("filter.reset")).raw("</button>\n");
  html.raw("<p id=\"filter-status\" role=\"status\" aria-live=\"polite\"></p>\n</form>\n");
}

void write_group_head(const Page& page, const ClauseCoverage* clause, std::string_view id, std::size_t n) {
  HtmlWriter& html = page.html;
  html.raw("<section class=\"group\"").anchor("id", "g-", id).raw(">\n<h3>");
  if (clause == nullptr) {
    html.text(id.empty() ? page.say("findings.no-clause") : page.say("clause.label", {std::string(id)}));
  } else {
    html.text(clause_title(page, *clause));
  }
  html.raw(" <span class=\"count\">").text(page.say.count("findings.in-group", n)).raw("</span></h3>\n");
  if (clause == nullptr) return;
  html.raw("<p class=\"norm\"><span class=\"badge\">").text(page.say.name("norm", name_of(clause->norm))).raw("</span> ");
  html.text(clause->summary.in(page.say.lang())).raw("</p>\n");
}

void write_groups(const Page& page, std::span<const Finding* const> findings) {
  for (std::size_t first = 0; first < findings.size();) {
    const std::string_view id = first_clause(*findings[first]);
    std::size_t last = first;
    while (last < findings.size() && first_clause(*findings[last]) == id) ++last;
    const auto clause = std::ranges::find(page.result.clauses, id, &ClauseCoverage::id);
    write_group_head(page, clause == page.result.clauses.end() ? nullptr : &*clause, id, last - first);
    for (; first < last; ++first) write_finding(page, *findings[first]);
    page.html.raw("</section>\n");
  }
}

}  // namespace

void write_findings(const Page& page) {
  begin_section(page, "findings");
  if (page.result.findings.empty()) {
    paragraph(page, page.say("findings.none"));
    return end_section(page);
  }
  paragraph(page, page.say("findings.intro"));
  paragraph(page, page.say("findings.bands"));
  const FindingSpan here = findings_here(page);
  if (here.first == here.last) {
    write_finding_index(page);
    return end_section(page);
  }
  write_filters(page);
  const std::vector<const Finding*> order = in_page_order(page.result);
  write_groups(page, std::span(order).subspan(here.first, here.last - here.first));
  end_section(page);
}

}  // namespace schouw
