// Everyone a finding names, and how sure the accounts in the exports are somebody's.
#include "page.h"

namespace schouw {
namespace {

std::string role_words(const Page& page, const RoleSpan& span) {
  std::string out = page.say.role(span.role);
  if (!span.function.empty()) out += ", " + page.say.name("function", span.function);
  if (!span.group.empty()) out += ", " + page.say("people.group", {span.group});
  if (span.from || span.until) {
    out += " (" + page.say.period(span.from ? to_string(*span.from) : "", span.until ? to_string(*span.until) : "") + ")";
  }
  return out;
}

void write_row(const Page& page, const PersonRow& row) {
  HtmlWriter& html = page.html;
  html.raw("<tr><th scope=\"row\">").evidence(page.names.person(row.id)).raw("</th><td>");
  for (std::size_t i = 0; i < row.roles.size(); ++i) {
    if (i != 0) html.raw("<br>");
    html.text(role_words(page, row.roles[i]));
  }
  html.raw("</td><td>");
  for (std::size_t i = 0; i < row.accounts.size(); ++i) {
    if (i != 0) html.raw("<br>");
    if (page.options.naming == Naming::names)
      html.evidence(row.accounts[i]);
    else
      html.text(page.names.account(row.accounts[i]));
  }
  html.raw("</td><td class=\"n\">").text(page.say.number(row.findings)).raw("</td></tr>\n");
}

}  // namespace

void write_people(const Page& page) {
  begin_section(page, "people");
  paragraph(page, page.say(page.options.naming == Naming::pseudonyms ? "people.pseudonyms" : "people.names"));
  if (page.options.naming == Naming::pseudonyms) paragraph(page, page.say("people.replaced"));
  if (page.result.people.empty()) {
    paragraph(page, page.say("people.none"));
    return end_section(page);
  }
  const std::string headings[] = {page.say("people.person"), page.say("people.roles"), page.say("people.accounts"),
                                  "#" + page.say("people.findings")};
  begin_table(page.html, page.say("people.table"), headings);
  for (const PersonRow& row : page.result.people) write_row(page, row);
  end_table(page.html);
  end_section(page);
}

}  // namespace schouw
