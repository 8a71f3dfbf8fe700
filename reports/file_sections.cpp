// What a case holds about the people of a dossier or an access request. Everyone else stands under a placeholder that is
// the same throughout the case.
#include <map>

#include "file_page.h"
#include "place.h"
#include "svg.h"
#include "talk.h"

namespace schouw {
namespace {

std::string month_of(const RecordTime& time) {
  return time.local_ms ? to_string(date_of(*time.local_ms)).substr(0, 7) : std::string();
}

struct MonthCount {
  std::uint64_t own = 0, findings = 0;
};

std::map<std::string, MonthCount> months_of(const Page& page) {
  std::map<std::string, MonthCount> months;
  for (const ConversationExcerpt& talk : page.result.file->conversations)
    for (const QuotedMessage& message : talk.messages)
      if (message.cited) ++months[month_of(message.time)].own;
  for (const Finding& finding : page.result.findings) ++months[month_of(finding.fact.time)].findings;
  return months;
}

/// Two plots of one month axis: messages and findings do not add up to anything.
void draw_timeline(const Page& page, const std::map<std::string, MonthCount>& months, std::string_view what, std::uint64_t MonthCount::*count) {
  constexpr std::size_t kMostColumns = 24;
  BarChart chart{.id = "timeline-" + std::string(what), .title = page.say.name("timeline", what), .description = page.say("timeline.description"),
                 .series = {page.say.name("timeline", what)}, .bars = {}};
  for (const auto& [month, n] : months)
    if (!month.empty()) chart.bars.push_back({page.say.short_month(month) + " " + month.substr(2, 2), {n.*count}});
  if (chart.bars.size() > kMostColumns) chart.bars.erase(chart.bars.begin(), chart.bars.end() - kMostColumns);
  if (chart.bars.size() > 12)
    for (std::size_t i = 0; i < chart.bars.size(); ++i)
      if (i % 3 != 0) chart.bars[i].label.clear();
  write_columns(page.html, page.say, chart);
}

void cell(const Page& page, std::string_view words) { page.html.raw("<td>").text(words).raw("</td>"); }
void evidence_cell(const Page& page, std::string_view words) { page.html.raw("<td>").evidence(words).raw("</td>"); }

/// A name or placeholder: not broken where it need not be.
void name_cell(const Page& page, std::string_view name) { page.html.raw("<td class=\"name\">").evidence(name).raw("</td>"); }

void place_cell(const Page& page, const Origin& origin) {
  page.html.raw("<td>");
  write_place(page, origin);
  page.html.raw("</td></tr>\n");
}

std::string party(const Page& page, const std::string& account, const std::string& person) {
  return person.empty() ? page.names.account(account) : page.names.person(person);
}

}  // namespace

std::string subjects_of(const Page& page) {
  std::string out;
  for (const std::string& id : page.result.file->subjects) out += (out.empty() ? "" : ", ") + page.names.person(id);
  return out;
}

void write_timeline(const Page& page) {
  begin_section(page, "timeline");
  const std::map<std::string, MonthCount> months = months_of(page);
  if (months.empty()) {
    paragraph(page, page.say("timeline.none"));
    return end_section(page);
  }
  for (const auto& [what, count] : {std::pair("own", &MonthCount::own), std::pair("findings", &MonthCount::findings)}) {
    page.html.element("<h3>", page.say.name("timeline", what), "</h3>\n");
    draw_timeline(page, months, what, count);
  }
  const std::string headings[] = {page.say("months.month"), "#" + page.say("timeline.own"), "#" + page.say("timeline.findings")};
  begin_table(page.html, page.say("timeline.table"), headings);
  for (const auto& [month, n] : months) {
    page.html.raw("<tr><th scope=\"row\">").text(month.empty() ? page.say("time.none") : page.say.month(month)).raw("</th>");
    for (const std::uint64_t count : {n.own, n.findings}) page.html.raw("<td class=\"n\">").text(page.say.number(count)).raw("</td>");
    page.html.raw("</tr>\n");
  }
  end_table(page.html);
  end_section(page);
}

void write_conversations(const Page& page) {
  const PersonFile& file = *page.result.file;
  begin_section(page, "conversations");
  paragraph(page, page.say(page.result.kind == "access" ? "conversations.access" : file.subjects.size() > 1 ? "conversations.between" : "conversations.of-one"));
  if (file.outside_period != 0) paragraph(page, page.say.count("conversations.outside-period", file.outside_period));
  if (file.outside_scope != 0) paragraph(page, page.say.count("conversations.outside-scope", file.outside_scope));
  if (file.conversations.empty()) paragraph(page, page.say("conversations.none"));
  for (const ConversationExcerpt& talk : file.conversations) {
    const std::string kind = page.say.name("conversation-kind", excerpt_kind(talk));
    page.html.element("<h3>", page.say("conversations.head", {page.say.platform(talk.platform), kind}), "</h3>\n");
    paragraph(page, page.say.count("conversations.shown", talk.messages.size(), {page.say.number(talk.messages_total)}));
    write_talk(page, talk, "excerpt.own");
  }
  end_section(page);
}

void write_connections(const Page& page) {
  begin_section(page, "connections");
  if (page.result.file->connections.empty()) {
    paragraph(page, page.say("connections.none"));
    return end_section(page);
  }
  paragraph(page, page.say("connections.intro"));
  const std::string headings[] = {page.say.name("column", "platform"), page.say.name("column", "connection"), page.say.name("column", "owner"),
                                  page.say.name("column", "other"), page.say.name("column", "since"), page.say("problems.where")};
  begin_table(page.html, page.say("connections.table"), headings);
  for (const FileConnection& row : page.result.file->connections) {
    page.html.raw("<tr><th scope=\"row\">").text(page.say.platform(row.platform)).raw("</th>");
    cell(page, page.say.name("connection", row.kind));
    name_cell(page, party(page, row.owner_account, row.owner_person));
    name_cell(page, party(page, row.other_account, row.other_person));
    cell(page, page.say.time(row.since));
    place_cell(page, row.origin);
  }
  end_table(page.html);
  end_section(page);
}

void write_file_media(const Page& page) {
  begin_section(page, "media");
  if (page.result.file->media.empty()) {
    paragraph(page, page.say("media.none"));
    return end_section(page);
  }
  paragraph(page, page.say("media.intro"));
  const std::string headings[] = {page.say.name("column", "media-kind"), page.say.name("column", "time"), page.say.name("column", "publisher"),
                                  page.say.name("column", "shown"), page.say.name("column", "caption"), page.say("problems.where")};
  begin_table(page.html, page.say("media.table"), headings);
  for (const FileMedia& row : page.result.file->media) {
    page.html.raw("<tr><th scope=\"row\">").text(page.say.name("media-kind", row.kind) + ", " + page.say.platform(row.platform)).raw("</th>");
    cell(page, page.say.time(row.published));
    name_cell(page, party(page, row.publisher_account, row.publisher_person));
    std::string shown;
    for (const std::string& id : row.shown) shown += (shown.empty() ? "" : ", ") + page.names.person(id);
    name_cell(page, shown);
    evidence_cell(page, page.names.quoted(row.caption));
    place_cell(page, row.origin);
  }
  end_table(page.html);
  end_section(page);
}

void write_file_findings(const Page& page) {
  begin_section(page, "file-findings");
  paragraph(page, page.say(page.result.findings.empty() ? "file-findings.none" : "findings.intro"));
  if (!page.result.findings.empty())
    page.html.element("<h3>", page.say.count("findings.in-group", page.result.findings.size()), "</h3>\n");
  for (const Finding& finding : page.result.findings) write_finding(page, finding);
  end_section(page);
}

void write_unsure(const Page& page) {
  begin_section(page, "unsure");
  if (page.result.file->unsure.empty()) {
    paragraph(page, page.say("unsure.none"));
    return end_section(page);
  }
  paragraph(page, page.say("unsure.intro"));
  const std::string headings[] = {page.say.name("column", "account"), page.say.name("column", "platform"), page.say.name("column", "band"),
                                  "#" + page.say.name("column", "messages")};
  begin_table(page.html, page.say("unsure.table"), headings);
  for (const UnsureAccount& row : page.result.file->unsure) {
    page.html.raw("<tr><th scope=\"row\">").text(page.names.account(row.account_id)).raw("</th>");
    cell(page, page.say.platform(row.platform));
    cell(page, page.say.band(row.band));
    page.html.raw("<td class=\"n\">").text(page.say.number(row.messages)).raw("</td></tr>\n");
  }
  end_table(page.html);
  end_section(page);
}

void write_masked(const Page& page) {
  begin_section(page, "masked");
  paragraph(page, page.say("masked.intro"));
  paragraph(page, page.say("masked.limits"));
  const std::string headings[] = {page.say.name("column", "shown-as"), page.say.name("column", "reason"), "#" + page.say.name("column", "times")};
  begin_table(page.html, page.say("masked.table"), headings);
  for (const auto& [shown, times] : page.names.replacements()) {
    page.html.raw("<tr><th scope=\"row\">").evidence(shown).raw("</th>");
    cell(page, page.say.name("mask-reason", "third-party"));
    page.html.raw("<td class=\"n\">").text(page.say.number(times)).raw("</td></tr>\n");
  }
  end_table(page.html);
  end_section(page);
}

}  // namespace schouw
