// The dossier: what the case holds about one or more people, for whoever weighs a complaint and for the file of staff or
// pupil. It decides nothing and leaves room for what the people concerned say.
#include <array>

#include "file_page.h"

namespace schouw::dossier_html {
namespace {

void write_dossier(const Page& page) {
  const PersonFile& file = *page.result.file;
  begin_section(page, "dossier");
  std::uint64_t messages = 0;
  for (const ConversationExcerpt& talk : file.conversations)
    for (const QuotedMessage& message : talk.messages) messages += message.cited ? 1 : 0;
  page.html.raw("<p class=\"big\">").text(page.say("dossier.about", {subjects_of(page)})).raw("</p>\n<ul class=\"plain\">\n");
  for (const std::string& line : {page.say.count("dossier.messages", messages), page.say.count("dossier.conversations", file.conversations.size()),
                                  page.say.count("dossier.connections", file.connections.size()), page.say.count("dossier.media", file.media.size()),
                                  page.say.count("dossier.findings", page.result.findings.size())})
    page.html.element("<li>", line, "</li>\n");
  page.html.raw("</ul>\n<div class=\"box\">\n").element("<h3>", page.say("limits.title"), "</h3>\n");
  paragraph(page, page.say("limits.shows"));
  paragraph(page, page.say("dossier.masked"));
  page.html.raw("</div>\n");
  end_section(page);
}

void field(const Page& page, std::string_view words) {
  page.html.raw("<div class=\"field\"><p>").text(words).raw("</p></div>\n");
}

/// Hoor en wederhoor: room to write, for each of the people and each finding.
void write_hearing(const Page& page) {
  begin_section(page, "hearing");
  paragraph(page, page.say("hearing.intro"));
  for (const std::string& id : page.result.file->subjects) {
    page.html.raw("<h3>").evidence(page.names.person(id)).raw("</h3>\n<dl class=\"sign\">\n");
    for (const char* line : {"hearing.invited", "hearing.heard", "hearing.present"})
      page.html.raw("<div><dt>").text(page.say(line)).raw("</dt><dd></dd></div>\n");
    page.html.raw("</dl>\n");
    field(page, page.say("hearing.response"));
    std::size_t number = 0;
    for (const Finding& finding : page.result.findings) {
      ++number;
      for (const FactPerson& person : finding.fact.persons) {
        if (person.person_id != id) continue;
        field(page, page.say("hearing.on-finding", {page.say.number(number), page.names.sentence(finding.text.in(page.say.lang()))}));
        break;
      }
    }
  }
  end_section(page);
}

constexpr std::array kSections = {
    PageEntry{"dossier", write_dossier},         PageEntry{"mandate", write_mandate},
    PageEntry{"timeline", write_timeline},       PageEntry{"conversations", write_conversations},
    PageEntry{"connections", write_connections}, PageEntry{"media", write_file_media},
    PageEntry{"file-findings", write_file_findings}, PageEntry{"hearing", write_hearing},
    PageEntry{"people", write_people},           PageEntry{"unsure", write_unsure},
    PageEntry{"sources", write_sources},         PageEntry{"masked", write_masked},
    PageEntry{"method", write_method},           PageEntry{"signature", write_signature}};

void write(const AuditResult& result, const ReportOptions& options, const ByteSink& sink) {
  write_page(result, options, sink, kSections);
}

}  // namespace

extern const Report report;
constinit const Report report{.id = "dossier-html", .kinds = "dossier", .format = "html", .write = write};

}  // namespace schouw::dossier_html
