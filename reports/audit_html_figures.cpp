// Counts, drawn and in a table. A figure never holds what its table does not.
#include <array>
#include <map>

#include "audit_page.h"
#include "clause_name.h"
#include "svg.h"

namespace schouw {
namespace {

constexpr std::size_t kMostColumns = 24;
constexpr std::size_t kMostRows = 20;

using Months = std::map<std::string, std::map<std::string, std::uint64_t>>;
constexpr std::array<const char*, 3> kClasses{"official", "private", "unknown"};

std::size_t class_of(const AuditResult& result, const std::string& platform) {
  const auto found = result.channel_class.find(platform);
  if (found == result.channel_class.end()) return 2;
  return found->second == "official" ? 0 : found->second == "private" ? 1 : 2;
}

Bar month_bar(const Page& page, const std::string& month, const std::map<std::string, std::uint64_t>& platforms) {
  Bar bar{.label = month, .parts = {0, 0, 0}};
  for (const auto& [platform, n] : platforms) bar.parts[class_of(page.result, platform)] += n;
  return bar;
}

void draw_months(const Page& page) {
  const Months& months = page.result.messages_per_month;
  BarChart chart{.id = "per-month", .title = page.say("months.title"), .description = page.say("months.description"),
                 .series = {}, .bars = {}};
  for (const char* kind : kClasses) chart.series.push_back(page.say.name("channel", kind));
  for (const auto& [month, platforms] : months) chart.bars.push_back(month_bar(page, month, platforms));
  if (chart.bars.size() > kMostColumns) {
    chart.bars.erase(chart.bars.begin(), chart.bars.end() - kMostColumns);
    paragraph(page, page.say("months.cut", {page.say.number(kMostColumns)}));
  }
  const std::size_t every = chart.bars.size() > 12 ? 3 : 1;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    const std::string month = chart.bars[i].label;
    const bool with_year = i == 0 || month.ends_with("-01");
    chart.bars[i].label = i % every == 0 ? page.say.short_month(month) : "";
    if (!chart.bars[i].label.empty() && (with_year || every > 1)) chart.bars[i].label += " " + month.substr(2, 2);
  }
  write_columns(page.html, page.say, chart);
}

void write_months_table(const Page& page) {
  const AuditResult& r = page.result;
  std::vector<std::string> headings{page.say("months.month")};
  for (const auto& [platform, n] : r.messages_per_platform)
    headings.push_back("#" + page.say("months.platform", {page.say.platform(platform),
                                                          page.say.name("channel", kClasses[class_of(r, platform)])}));
  headings.push_back("#" + page.say("total"));
  headings.push_back("#" + page.say("teams.share"));
  begin_table(page.html, page.say("months.table"), headings);
  const auto row = [&](std::string_view head, const std::map<std::string, std::uint64_t>& platforms) {
    page.html.raw("<tr><th scope=\"row\">").text(head).raw("</th>");
    std::uint64_t sum = 0, official = 0;
    for (const auto& [platform, all] : r.messages_per_platform) {
      const auto found = platforms.find(platform);
      const std::uint64_t n = found == platforms.end() ? 0 : found->second;
      sum += n;
      if (class_of(r, platform) == 0) official += n;
      page.html.raw("<td class=\"n\">").text(page.say.number(n)).raw("</td>");
    }
    page.html.raw("<td class=\"n\">").text(page.say.number(sum)).raw("</td><td class=\"n\">");
    page.html.text(sum == 0 ? page.say("none") : page.say("annual.per-cent", {page.say.number((official * 200 + sum) / (2 * sum))}));
    page.html.raw("</td></tr>\n");
  };
  for (const auto& [month, platforms] : r.messages_per_month) row(page.say.month(month), platforms);
  row(page.say("total"), r.messages_per_platform);
  end_table(page.html);
}

void write_months(const Page& page) {
  page.html.element("<h3>", page.say("months.title"), "</h3>\n");
  if (page.result.messages_per_platform.empty()) return paragraph(page, page.say("months.none"));
  if (!page.result.messages_per_month.empty()) draw_months(page);
  if (page.result.messages_outside_period != 0)
    paragraph(page, page.say.count("months.outside", page.result.messages_outside_period));
  write_months_table(page);
}

void write_per_clause_table(const Page& page) {
  const std::string headings[] = {page.say("clauses.clause"), "#" + page.say("clauses.breaches"),
                                  "#" + page.say("clauses.discouraged"), "#" + page.say("clauses.attention")};
  begin_table(page.html, page.say("per-clause.table"), headings);
  for (const ClauseCoverage& clause : page.result.clauses) {
    if (clause.breaches + clause.discouraged + clause.attention == 0) continue;
    page.html.raw("<tr><th scope=\"row\">").text(clause_with_summary(clause, page.say.lang())).raw("</th>");
    for (const std::uint64_t n : {clause.breaches, clause.discouraged, clause.attention})
      page.html.raw("<td class=\"n\">").text(page.say.number(n)).raw("</td>");
    page.html.raw("</tr>\n");
  }
  end_table(page.html);
}

void write_per_clause(const Page& page) {
  page.html.element("<h3>", page.say("per-clause.title"), "</h3>\n");
  BarChart chart{.id = "per-clause", .title = page.say("per-clause.title"),
                 .description = page.say("per-clause.description"), .series = {}, .bars = {}};
  for (const char* verdict : {"breach", "discouraged", "attention"})
    chart.series.push_back(page.say.name("verdict-word", verdict));
  for (const ClauseCoverage& clause : page.result.clauses) {
    if (clause.breaches + clause.discouraged + clause.attention == 0) continue;
    chart.bars.push_back({.label = clause_with_summary(clause, page.say.lang()),
                          .parts = {clause.breaches, clause.discouraged, clause.attention}});
  }
  if (chart.bars.empty()) return paragraph(page, page.say("per-clause.none"));
  if (chart.bars.size() > kMostRows) {
    paragraph(page, page.say("per-clause.cut", {page.say.number(kMostRows)}));
    chart.bars.resize(kMostRows);
  }
  paragraph(page, page.say("per-clause.note"));
  write_rows(page.html, page.say, chart);
  write_per_clause_table(page);
}

void write_identity(const Page& page) {
  const IdentityFigures& n = page.result.identity;
  const std::pair<Band, std::uint64_t> rows[] = {{Band::certain, n.certain},
                                                 {Band::probable, n.probable},
                                                 {Band::possible, n.possible},
                                                 {Band::ambiguous, n.ambiguous},
                                                 {Band::none, n.none}};
  page.html.element("<h3>", page.say("identity.title"), "</h3>\n");
  paragraph(page, page.say("identity.intro"));
  BarChart chart{.id = "identity", .title = page.say("identity.title"),
                 .description = page.say("identity.description"), .series = {page.say("identity.accounts")},
                 .bars = {}};
  for (const auto& [band, count] : rows) chart.bars.push_back({.label = page.say.band(band), .parts = {count}});
  write_rows(page.html, page.say, chart);
  const std::string headings[] = {page.say("identity.band"), "#" + page.say("identity.accounts"),
                                  page.say("identity.meaning")};
  begin_table(page.html, page.say("identity.title"), headings);
  for (const auto& [band, count] : rows) {
    page.html.raw("<tr><th scope=\"row\">").text(page.say.band(band)).raw("</th><td class=\"n\">");
    page.html.text(page.say.number(count)).raw("</td><td>");
    page.html.text(page.say("band-meaning." + std::string(name_of(band)))).raw("</td></tr>\n");
  }
  end_table(page.html);
}

}  // namespace

void write_figures(const Page& page) {
  begin_section(page, "figures");
  write_months(page);
  write_traffic(page);
  write_per_clause(page);
  write_identity(page);
  end_section(page);
}

}  // namespace schouw
