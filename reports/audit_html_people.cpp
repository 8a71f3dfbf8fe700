// Everyone a finding names, and how sure the accounts in the exports are somebody's.
#include <algorithm>
#include <span>
#include <vector>

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

/// An id is made of a name, so it stands only where names may stand.
void write_unknown_row(const Page& page, const UnknownParty& party, bool with_account) {
  page.html.raw("<tr><td>").text(page.say.platform(party.platform)).raw("</td><td>").text(page.say.role(party.known));
  page.html.raw("</td><td class=\"n\">").text(page.say.number(party.messages));
  page.html.raw("</td><td>").text(page.say.span(party.first, party.last)).raw("</td>");
  if (with_account) page.html.raw("<td><code>").text(party.account_id).raw("</code></td>");
  page.html.raw("</tr>\n");
}

void write_unknown_parties(const Page& page) {
  constexpr std::size_t kShown = 50;
  const auto& parties = page.result.unknown_parties;
  if (parties.empty() || page.result.kind != "audit") return;  // a dossier is not about the chats of others
  const bool with_account = page.options.naming == Naming::names;
  page.html.element("<h3>", page.say("unknown-parties.title"), "</h3>\n");
  paragraph(page, page.say.count("unknown-parties.count", parties.size()));
  paragraph(page, page.say("unknown-parties.meaning"));
  paragraph(page, page.say(with_account ? "unknown-parties.link" : "unknown-parties.with-names"));
  if (parties.size() > kShown) paragraph(page, page.say("unknown-parties.cut", {page.say.number(kShown)}));
  std::vector<std::string> headings = {page.say("unknown-parties.platform"), page.say("unknown-parties.known"),
                                       "#" + page.say("unknown-parties.messages"), page.say("unknown-parties.period")};
  if (with_account) headings.push_back(page.say("unknown-parties.account"));
  begin_table(page.html, page.say("unknown-parties.title"), headings);
  for (const UnknownParty& party : std::span(parties).first(std::min(kShown, parties.size()))) write_unknown_row(page, party, with_account);
  end_table(page.html);
}

}  // namespace

void write_people(const Page& page) {
  begin_section(page, "people");
  paragraph(page, page.say(page.options.naming == Naming::pseudonyms ? "people.pseudonyms" : "people.names"));
  if (page.options.naming == Naming::pseudonyms) paragraph(page, page.say("people.replaced"));
  if (page.result.people.empty()) {
    paragraph(page, page.say("people.none"));
    write_unknown_parties(page);
    return end_section(page);
  }
  const std::string headings[] = {page.say("people.person"), page.say("people.roles"), page.say("people.accounts"),
                                  "#" + page.say("people.findings")};
  begin_table(page.html, page.say("people.table"), headings);
  for (const PersonRow& row : page.result.people) write_row(page, row);
  end_table(page.html);
  write_unknown_parties(page);
  end_section(page);
}

}  // namespace schouw
