// What every HTML report has: one self-contained file. No request leaves the page, its style and script are named in
// the content security policy by their hash, and without the script nothing is hidden.
//   <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-...'; ...">
#include "page.h"

#include "schouw/base/assert.h"
#include "schouw/base/embedded.h"

namespace schouw {

extern const std::span<const EmbeddedFile> kReportFiles;

namespace {

std::string policy_for(std::string_view style, std::string_view script) {
  return "default-src 'none'; style-src " + csp_hash(style) + "; script-src " + csp_hash(script) +
         "; img-src data:; base-uri 'none'; form-action 'none'";
}

std::string kicker(const Page& page) {
  const std::string& kind = page.result.kind;
  return page.say(kind == "audit" ? "kicker" : "kicker." + kind);
}

/// An audit goes by the title of the case. What leaves the school does not: somebody may stand in it.
std::string heading(const Page& page) {
  if (page.result.kind != "audit") return page.say.name("kind", page.result.kind);
  const std::string& title = page.result.header.title;
  return title.empty() ? page.say("untitled") : page.names.quoted(title);
}

void write_head(const Page& page) {
  const std::string_view style = report_file("report.css");
  HtmlWriter& html = page.html;
  html.raw("<!doctype html>\n<html").attribute("lang", page.say.lang() == Lang::nl ? "nl" : "en").raw(">\n<head>\n");
  html.raw("<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"");
  html.attribute("content", policy_for(style, report_file("report.js"))).raw(">\n");
  html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
  html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  html.raw("<meta name=\"robots\" content=\"noindex\">\n");
  html.raw("<title>").text(heading(page)).text(" – ").text(kicker(page));
  html.raw("</title>\n<style>").embedded(style).raw("</style>\n</head>\n");
}

void write_banner(const Page& page) {
  const CaseHeader& header = page.result.header;
  HtmlWriter& html = page.html;
  html.raw("<body>\n<a class=\"skip\" href=\"#main\">").text(page.say("skip")).raw("</a>\n");
  html.raw("<header class=\"banner\">\n<p class=\"kicker\">").text(kicker(page)).raw("</p>\n");
  html.raw("<h1>").text(heading(page)).raw("</h1>\n");
  html.raw("<p class=\"lead\">").text(header.policy_title.empty() ? header.policy_id : header.policy_title);
  html.raw("<br>").text(page.say("banner.period", {page.say.period(header.period_from, header.period_until)}));
  html.raw("<br>").text(page.say("banner.date", {page.say.date(header.as_of)})).raw("</p>\n</header>\n");
}

void write_contents(const Page& page, std::span<const PageEntry> entries) {
  HtmlWriter& html = page.html;
  html.raw("<div class=\"page\">\n<nav class=\"contents\"").attribute("aria-label", page.say("contents"));
  html.raw(">\n<ol>\n");
  for (const PageEntry& entry : entries)
    html.raw("<li><a href=\"#").raw(entry.id).raw("\">").text(page.say(std::string(entry.id.text()) + ".title")).raw("</a></li>\n");
  html.raw("</ol>\n</nav>\n<main id=\"main\" tabindex=\"-1\">\n");
}

void write_end(const Page& page) {
  page.html.raw("</main>\n</div>\n<footer class=\"foot\"><p>");
  page.html.text(page.say(page.result.kind == "annual" ? "footer.annual" : "footer", {page.result.program_version})).raw("</p></footer>\n");
  page.html.raw("<script>").embedded(report_file("report.js")).raw("</script>\n</body>\n</html>\n");
}

}  // namespace

std::string_view report_file(std::string_view name) {
  for (const EmbeddedFile& file : kReportFiles)
    if (file.name == name) return file.bytes;
  SCHOUW_ASSERT(false && "the files of reports/ are embedded");
}

void write_page(const AuditResult& result, const ReportOptions& options, const ByteSink& sink, std::span<const PageEntry> entries) {
  HtmlWriter html(sink);
  const Words say(options.lang);
  const Names names(result, options.naming, options.lang);
  const Page page{result, say, names, options, html};
  write_head(page);
  write_banner(page);
  write_contents(page, entries);
  for (const PageEntry& section : entries) section.write(page);
  write_end(page);
  html.finish();
}

void begin_section(const Page& page, Markup id) {
  page.html.raw("<section id=\"").raw(id).raw("\" aria-labelledby=\"h-").raw(id).raw("\">\n<h2 id=\"h-").raw(id);
  page.html.raw("\">").text(page.say(std::string(id.text()) + ".title")).raw("</h2>\n");
}

void end_section(const Page& page) { page.html.raw("</section>\n"); }

void number_cell(const Page& page, std::uint64_t n) {
  page.html.raw("<td class=\"n\">").text(page.say.number(n)).raw("</td>");
}

void paragraph(const Page& page, std::string_view words) { page.html.element("<p>", words, "</p>\n"); }

void term(const Page& page, std::string_view name, std::string_view value) {
  page.html.raw("<div><dt>").text(name).raw("</dt><dd>").text(value).raw("</dd></div>\n");
}

void evidence_term(const Page& page, std::string_view name, std::string_view value) {
  page.html.raw("<div><dt>").text(name).raw("</dt><dd>").evidence(value).raw("</dd></div>\n");
}

}  // namespace schouw
