// Sources and coverage: one row per file that was given, then every problem with its place.
#include <algorithm>

#include "audit_page.h"
#include "place.h"

namespace schouw {
namespace {

/// Left unread in whole or in part.
bool has_gap(const SourceRow& row) { return row.entries.refused != 0 || row.entries.damaged != 0; }

void write_totals(const Page& page) {
  const EntryCounts& e = page.result.entries;
  const std::string headings[] = {page.say("sources.what"), "#" + page.say("sources.number"),
                                  page.say("sources.meaning")};
  begin_table(page.html, page.say("sources.totals"), headings);
  const std::pair<const char*, std::uint64_t> rows[] = {
      {"found", e.found}, {"read", e.read}, {"not-recognised", e.not_recognised}, {"refused", e.refused},
      {"damaged", e.damaged}};
  for (const auto& [id, n] : rows) {
    page.html.raw("<tr><th scope=\"row\">").text(page.say(std::string("entries.") + id)).raw("</th>");
    number_cell(page, n);
    page.html.raw("<td>").text(page.say(std::string("entries.") + id + ".meaning")).raw("</td></tr>\n");
  }
  end_table(page.html);
  paragraph(page, page.say(e.reconciles() ? "sources.reconciles" : "coverage.broken"));
}

/// What was not read of a file, by why; most have nothing here.
void write_unread(const Page& page, const EntryCounts& e) {
  page.html.raw("<td class=\"n\">");
  const std::pair<const char*, std::uint64_t> rows[] = {
      {"entries.not-recognised", e.not_recognised}, {"entries.refused", e.refused}, {"entries.damaged", e.damaged}};
  bool any = false;
  for (const auto& [id, n] : rows) {
    if (n == 0) continue;
    if (any) page.html.raw("<br>");
    page.html.text(page.say(id)).text(": ").text(page.say.number(n));
    any = true;
  }
  if (!any) page.html.text(page.say.number(0));
  page.html.raw("</td>");
}

void write_source(const Page& page, const SourceRow& row) {
  HtmlWriter& html = page.html;
  html.raw(has_gap(row) || row.status == "partial" ? Markup("<tr class=\"gap\">") : Markup("<tr>"));
  html.raw("<th scope=\"row\">").path(page.names.place(row.path)).raw("</th><td>");
  html.text(page.say.name("status", row.status));
  if (!row.platform.empty()) html.raw("<br>").text(page.say.platform(row.platform));
  if (!row.format.empty()) html.raw("<br><code>").text(row.format).raw("</code>");
  html.raw("</td>");
  html.raw("<td class=\"n\">");
  html.text(page.say("sources.read-of", {page.say.number(row.entries.read), page.say.number(row.entries.found)}));
  html.raw("</td>");
  write_unread(page, row.entries);
  for (const std::uint64_t n : {row.problems, row.records.messages + row.records.posts + row.records.comments,
                                row.records.connections, row.records.media})
    number_cell(page, n);
  html.raw("<td>").text(page.say.span(row.first, row.last)).raw("</td></tr>\n");
}

void write_source_table(const Page& page) {
  std::vector<std::string> headings;
  for (const char* id : {"sources.file", "sources.status"})
    headings.push_back(page.say(id));
  for (const char* id : {"entries.read", "sources.unread", "sources.problems", "sources.messages", "sources.connections",
                         "sources.media"})
    headings.push_back("#" + page.say(id));
  headings.push_back(page.say("sources.span"));
  begin_table(page.html, page.say("sources.table"), headings);
  for (const SourceRow& row : page.result.sources) write_source(page, row);
  end_table(page.html);
}

void write_problem(const Page& page, const ProblemRow& row) {
  HtmlWriter& html = page.html;
  html.raw("<tr><th scope=\"row\">").text(page.names.place(row.text.in(page.say.lang())));
  html.raw(" <code>").text(row.code).raw("</code></th><td>").text(page.say.name("severity", name_of(row.severity)));
  html.raw("</td><td>").text(page.say.name("loss", name_of(row.loss)));
  if (row.lost_records != 0) html.raw("<br>").text(page.say.count("problems.records", row.lost_records));
  if (row.lost_bytes != 0) html.raw("<br>").text(page.say("problems.bytes", {page.say.bytes(row.lost_bytes)}));
  html.raw("</td><td>");
  write_place(page, row.origin);
  html.raw("</td></tr>\n");
}

void write_problems(const Page& page) {
  page.html.element("<h3>", page.say("problems.title"), "</h3>\n");
  if (page.result.problems.empty()) return paragraph(page, page.say("problems.none"));
  paragraph(page, page.say.count("problems.count", page.result.problems.size()));
  const std::string headings[] = {page.say("problems.what"), page.say("problems.severity"), page.say("problems.loss"),
                                  page.say("problems.where")};
  begin_table(page.html, page.say("problems.table"), headings);
  for (const ProblemRow& row : page.result.problems) write_problem(page, row);
  end_table(page.html);
}

/// Many notes are of one kind; a row says what, how often and where first.
struct NoteKind {
  const RegisterNoteRow* first = nullptr;
  std::uint64_t times = 0;
  std::string places;
};

std::vector<NoteKind> note_kinds(const std::vector<RegisterNoteRow>& notes) {
  constexpr std::uint64_t kPlaces = 3;
  std::vector<NoteKind> out;
  for (const RegisterNoteRow& note : notes) {
    auto kind = std::ranges::find_if(out, [&](const NoteKind& one) { return one.first->withheld.nl == note.withheld.nl; });
    if (kind == out.end()) kind = out.insert(out.end(), NoteKind{&note, 0, {}});
    if (++kind->times <= kPlaces) kind->places += (kind->places.empty() ? "" : ", ") + note.place;
    else if (kind->times == kPlaces + 1) kind->places += ", …";
  }
  return out;
}

void write_register_notes(const Page& page) {
  const auto& notes = page.result.register_notes;
  if (notes.empty() || page.result.kind != "audit") return;   // a report about one person names nobody else
  const bool names = page.options.naming == Naming::names;
  page.html.element("<h3>", page.say("register-notes.title"), "</h3>\n");
  paragraph(page, page.say("register-notes.meaning"));
  const std::string headings[] = {page.say("problems.what"), "#" + page.say("sources.number"), page.say("problems.where")};
  begin_table(page.html, page.say("register-notes.title"), headings);
  for (const NoteKind& kind : note_kinds(notes)) {
    const Bilingual& text = names ? kind.first->text : kind.first->withheld;
    page.html.raw("<tr><th scope=\"row\">").text(page.names.place(text.in(page.say.lang())));
    page.html.raw(" <code>").text(kind.first->code).raw("</code></th>");
    number_cell(page, kind.times);
    page.html.raw("<td>").text(page.names.place(kind.places)).raw("</td></tr>\n");
  }
  end_table(page.html);
}

}  // namespace

void write_sources(const Page& page) {
  begin_section(page, "sources");
  write_totals(page);
  paragraph(page, page.say("sources.only-exports"));
  if (page.result.sources.empty())
    paragraph(page, page.say("sources.empty"));
  else
    write_source_table(page);
  write_problems(page);
  write_register_notes(page);
  end_section(page);
}

}  // namespace schouw
