// How good the checks are: as measured on invented schools (reports/measured.json, docs/quality.md), and as far as people have reviewed
// what they found, per check what was confirmed and what dismissed.
#include <cmath>
#include <map>

#include "audit_page.h"
#include "schouw/base/assert.h"
#include "schouw/base/json.h"

namespace schouw {
namespace {

struct Reviewed {
  std::uint64_t found = 0, confirmed = 0, dismissed = 0, unsure = 0, open = 0;
};

void count(const Finding& finding, Reviewed& row) {
  ++row.found;
  switch (finding.review) {
    case ReviewState::confirmed: ++row.confirmed; break;
    case ReviewState::dismissed: ++row.dismissed; break;
    case ReviewState::unsure: ++row.unsure; break;
    case ReviewState::open: ++row.open; break;
  }
}

std::string percentage(const Page& page, const Json& share) {
  return page.say.number(static_cast<std::uint64_t>(std::lround(share.number().value_or(0) * 100))) + "%";
}

/// The head of a row: what people call the check, and its name in the other forms of the report.
void write_check(const Page& page, const std::string& id) {
  page.html.raw("<tr><th scope=\"row\">").text(page.say.name("detector", id));
  page.html.raw("<br><small><code>").text(id).raw("</code></small></th>");
}

void write_measured(const Page& page) {
  const Result<Json> measured = parse_json_document(report_file("measured.json"), "measured.json");
  SCHOUW_ASSERT(measured.has_value());
  const auto figure = [&](const char* key) { return page.say.number(static_cast<std::uint64_t>(measured->at(key).integer().value_or(0))); };
  page.html.element("<h3>", page.say("measured.title"), "</h3>\n");
  paragraph(page, page.say("measured.intro", {figure("schools"), figure("messages")}));
  const std::string headings[] = {page.say("quality.check"), "#" + page.say("measured.planted"), "#" + page.say("measured.precision"),
                                  "#" + page.say("measured.recall")};
  begin_table(page.html, page.say("measured.table"), headings);
  for (const auto& [check, row] : measured->at("checks").members()) {
    write_check(page, check);
    page.html.raw("<td class=\"n\">").text(page.say.number(static_cast<std::uint64_t>(row.at("planted").integer().value_or(0)))).raw("</td><td class=\"n\">");
    page.html.text(percentage(page, row.at("precision"))).raw("</td><td class=\"n\">").text(percentage(page, row.at("recall"))).raw("</td></tr>\n");
  }
  end_table(page.html);
  for (const auto& [topic, figures] : measured->at("words").members()) {
    const Json& row = figures;
    const auto ends = [&](const char* key, std::size_t i) { return percentage(page, row.at(key).items()[i]); };
    paragraph(page, page.say("measured.words." + topic, {ends("precision", 0), ends("precision", 1), ends("recall", 0), ends("recall", 1)}));
  }
}

}  // namespace

void write_quality(const Page& page) {
  begin_section(page, "quality");
  write_measured(page);
  page.html.element("<h3>", page.say("quality.table"), "</h3>\n");
  std::map<std::string, Reviewed> rows;
  for (const Finding& finding : page.result.findings) count(finding, rows[finding.fact.detector]);
  paragraph(page, page.say("quality.intro"));
  paragraph(page, page.say("quality.misses"));
  if (rows.empty()) {
    paragraph(page, page.say("quality.none"));
    return end_section(page);
  }
  const std::string headings[] = {page.say("quality.check"),         "#" + page.say("quality.found"),  "#" + page.say("quality.confirmed"),
                                  "#" + page.say("quality.dismissed"), "#" + page.say("quality.unsure"), "#" + page.say("quality.open")};
  begin_table(page.html, page.say("quality.table"), headings);
  for (const auto& [check, row] : rows) {
    write_check(page, check);
    for (const std::uint64_t n : {row.found, row.confirmed, row.dismissed, row.unsure, row.open})
      page.html.raw("<td class=\"n\">").text(page.say.number(n)).raw("</td>");
    page.html.raw("</tr>\n");
  }
  end_table(page.html);
  end_section(page);
}

}  // namespace schouw
