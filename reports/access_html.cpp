// The access report (GDPR art. 15): the information sheet, and a copy of the data of one person in their context, with
// everyone else masked. A human reads it before it goes out; there is room to sign for that.
#include <array>

#include "file_page.h"

namespace schouw::access_html {
namespace {

void write_sheet(const Page& page) {
  const CaseHeader& h = page.result.header;
  begin_section(page, "sheet");
  page.html.raw("<p class=\"big\">").text(page.say("sheet.about", {subjects_of(page)})).raw("</p>\n");
  paragraph(page, page.say("sheet.intro"));
  page.html.raw("<dl class=\"terms\">\n");
  const auto line = [&](const char* id, const std::string& value) {
    term(page, page.say(id), value.empty() ? page.say("sheet.fill-in") : value);
  };
  line("sheet.purposes", page.names.quoted(h.purpose));
  line("sheet.ground", page.names.quoted(h.legal_ground));
  line("sheet.categories", page.say("sheet.categories.value"));
  line("sheet.recipients", "");
  line("sheet.transfers", "");
  line("sheet.retention", h.ends.empty() ? "" : page.say("sheet.retention.value", {page.say.date(h.ends)}));
  line("sheet.source", page.say("sheet.source.value"));
  line("sheet.automated", page.say("sheet.automated.value"));
  line("sheet.rights", page.say("sheet.rights.value"));
  line("sheet.complaint", page.say("sheet.complaint.value"));
  page.html.raw("</dl>\n");
  end_section(page);
}

void write_clock(const Page& page) {
  const PersonFile& file = *page.result.file;
  begin_section(page, "clock");
  page.html.raw("<dl class=\"terms\">\n");
  term(page, page.say("clock.received"), page.say.date(file.received));
  term(page, page.say("clock.due"), page.say.date(file.due));
  term(page, page.say("clock.extended"), page.say.date(file.due_extended));
  page.html.raw("</dl>\n");
  paragraph(page, page.say("clock.rule"));
  end_section(page);
}

void write_register(const Page& page) {
  begin_section(page, "register-data");
  paragraph(page, page.say("register-data.intro"));
  const std::string headings[] = {page.say.name("column", "field"), page.say.name("column", "value")};
  begin_table(page.html, page.say("register-data.table"), headings);
  for (const auto& [field, value] : page.result.file->register_data) {
    page.html.raw("<tr><th scope=\"row\">").text(page.say.name("register-field", field)).raw("</th><td>");
    page.html.evidence(page.say.date(page.say.name(field, value))).raw("</td></tr>\n");
  }
  end_table(page.html);
  end_section(page);
}

void write_second_reader(const Page& page) {
  begin_section(page, "second-reader");
  paragraph(page, page.say("second-reader.intro"));
  page.html.raw("<dl class=\"sign\">\n");
  for (const char* id : {"second-reader.made-by", "second-reader.read-by", "signature.date", "signature.sign"})
    page.html.raw("<div><dt>").text(page.say(id)).raw("</dt><dd></dd></div>\n");
  page.html.raw("</dl>\n");
  end_section(page);
}

constexpr std::array kSections = {
    PageEntry{"sheet", write_sheet},             PageEntry{"clock", write_clock},
    PageEntry{"register-data", write_register},  PageEntry{"conversations", write_conversations},
    PageEntry{"connections", write_connections}, PageEntry{"media", write_file_media},
    PageEntry{"file-findings", write_file_findings}, PageEntry{"unsure", write_unsure},
    PageEntry{"masked", write_masked},           PageEntry{"second-reader", write_second_reader}};

void write(const AuditResult& result, const ReportOptions& options, const ByteSink& sink) {
  write_page(result, options, sink, kSections);
}

}  // namespace

extern const Report report;
constinit const Report report{.id = "access-html", .kinds = "access", .format = "html", .write = write};

}  // namespace schouw::access_html
