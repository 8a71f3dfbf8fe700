// The annual report for board and participation council: counts only, small ones hidden, no names and no quotes. Title and
// purpose of the case are left out too: somebody may stand in them.
#include <algorithm>
#include <array>

#include "annual.h"
#include "page.h"
#include "svg.h"

namespace schouw::annual_html {
namespace {

void write_year(const Page& page) {
  const AuditResult& r = page.result;
  begin_section(page, "year");
  page.html.raw("<p class=\"big\">").text(page.say("year.about", {annual_year(r.header), r.header.policy_title})).raw("</p>\n");
  page.html.raw("<div class=\"box\">\n").element("<h3>", page.say("annual.rule.title"), "</h3>\n");
  paragraph(page, page.say("annual.rule", {page.say.number(r.smallest_shown), page.say.number(r.smallest_shown - 1)}));
  paragraph(page, page.say("annual.rule.rates"));
  page.html.raw("</div>\n<div class=\"box\">\n").element("<h3>", page.say("limits.title"), "</h3>\n");
  paragraph(page, page.say("annual.limits"));
  page.html.raw("</div>\n");
  end_section(page);
}

void write_files(const Page& page) {
  const EntryCounts& n = page.result.entries;
  begin_section(page, "annual-coverage");
  paragraph(page, page.say.count("coverage.found", n.found));
  paragraph(page, page.say("coverage.sum", {page.say.number(n.read), page.say.number(n.not_recognised), page.say.number(n.refused), page.say.number(n.damaged)}));
  paragraph(page, page.say("sources.only-exports"));
  const std::string headings[] = {page.say("annual-coverage.clauses"), "#" + page.say("sources.number")};
  begin_table(page.html, page.say("annual-coverage.table"), headings);
  using State = ClauseCoverage::State;
  const std::pair<State, const char*> states[] = {{State::audited, "coverage-state.audited"}, {State::audited_partly, "coverage-state.partly"},
                                                  {State::not_audited, "coverage-state.not-audited"}, {State::attest, "coverage-state.attest"}};
  for (const auto& [state, id] : states) {
    const auto count = std::ranges::count(page.result.clauses, state, &ClauseCoverage::state);
    page.html.raw("<tr><th scope=\"row\">").text(page.say(id)).raw("</th><td class=\"n\">");
    page.html.text(page.say.number(static_cast<std::uint64_t>(count))).raw("</td></tr>\n");
  }
  end_table(page.html);
  end_section(page);
}

void draw(const Page& page, const AnnualTable& table) {
  BarChart chart{.id = "plot-" + table.id, .title = page.say.name("annual", table.id), .description = page.say("annual.plot"),
                 .series = {annual_year(page.result.header)}, .bars = {}};
  for (const AnnualCell& row : table.rows)
    if (row.row != "total" && row.years.back() && *row.years.back() != 0)
      chart.bars.push_back({row.label.in(page.say.lang()), {*row.years.back()}});
  if (chart.bars.size() > 1) write_rows(page.html, page.say, chart);
}

void write_cell(const Page& page, const AnnualCell& row, std::size_t year) {
  page.html.raw("<td class=\"n\">");
  if (!row.there[year])
    page.html.text(page.say("none"));
  else if (row.years[year])
    page.html.text(page.say.number(*row.years[year]));
  else
    page.html.raw("<span class=\"hid\">").text(page.say("annual.hidden")).raw("</span>");
  page.html.raw("</td>");
}

void write_annual_table(const Page& page, const AnnualTable& table) {
  page.html.element("<h3>", page.say.name("annual", table.id), "</h3>\n");
  paragraph(page, page.say.name("annual", table.id + ".meaning"));
  draw(page, table);
  std::vector<std::string> headings{page.say("annual.row")};
  for (std::string year : table.years) {
    if (const auto dash = year.find('-'); dash != year.npos) year.replace(dash, 1, "\u2011");  // "2025-2026" stays on one line
    headings.push_back("#" + year);
  }
  begin_table(page.html, page.say.name("annual", table.id), headings);
  for (const AnnualCell& row : table.rows) {
    page.html.raw("<tr><th scope=\"row\">").text(row.label.in(page.say.lang())).raw("</th>");
    for (std::size_t i = 0; i < table.years.size(); ++i) write_cell(page, row, i);
    page.html.raw("</tr>\n");
  }
  end_table(page.html);
}

void write_numbers(const Page& page) {
  begin_section(page, "annual-figures");
  if (page.result.earlier.empty()) paragraph(page, page.say("annual.one-year"));
  for (const AnnualTable& table : annual_tables(page.result)) write_annual_table(page, table);
  end_section(page);
}

void write_rates(const Page& page) {
  begin_section(page, "annual-rates");
  const std::string headings[] = {page.say("annual.rate"), "#" + page.say("annual.share")};
  begin_table(page.html, page.say("annual-rates.title"), headings);
  for (const AnnualRate& rate : annual_rates(page.result)) {
    page.html.raw("<tr><th scope=\"row\">").text(page.say.name("annual", rate.id)).raw("</th><td class=\"n\">");
    page.html.text(rate.per_cent ? page.say("annual.per-cent", {page.say.number(*rate.per_cent)}) : page.say("annual.no-rate"));
    page.html.raw("</td></tr>\n");
  }
  end_table(page.html);
  end_section(page);
}

void write_annual_questions(const Page& page) {
  begin_section(page, "annual-questions");
  write_questions(page);
  end_section(page);
}

constexpr std::array kSections = {PageEntry{"year", write_year}, PageEntry{"annual-coverage", write_files},
                                  PageEntry{"annual-figures", write_numbers}, PageEntry{"annual-rates", write_rates},
                                  PageEntry{"annual-questions", write_annual_questions}, PageEntry{"signature", write_signature}};

void write(const AuditResult& result, const ReportOptions& options, const ByteSink& sink) {
  write_page(result, options, sink, kSections);
}

}  // namespace

extern const Report report;
constinit const Report report{.id = "annual-html", .kinds = "annual", .format = "html", .write = write};

}  // namespace schouw::annual_html
