// How good the checks are, as far as people have reviewed what they found: per check what was confirmed and what dismissed.
#include <map>

#include "audit_page.h"

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

}  // namespace

void write_quality(const Page& page) {
  begin_section(page, "quality");
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
    page.html.raw("<tr><th scope=\"row\">").text(check).raw("</th>");
    for (const std::uint64_t n : {row.found, row.confirmed, row.dismissed, row.unsure, row.open})
      page.html.raw("<td class=\"n\">").text(page.say.number(n)).raw("</td>");
    page.html.raw("</tr>\n");
  }
  end_table(page.html);
  end_section(page);
}

}  // namespace schouw
