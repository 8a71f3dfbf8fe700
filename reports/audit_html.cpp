// The audit report as one self-contained HTML file: no request leaves the page, its style and script are named in
// the content security policy by their hash, and without the script nothing is hidden.
//   <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-...'; ...">
// Gap: thousands of findings make a long page; the browser lays out only what is on the screen.
#include "audit_page.h"
#include "schouw/base/assert.h"
#include "schouw/base/embedded.h"

namespace schouw {

extern const std::span<const EmbeddedFile> kReportFiles;

namespace {

std::string_view report_file(std::string_view name) {
  for (const EmbeddedFile& file : kReportFiles)
    if (file.name == name) return file.bytes;
  SCHOUW_ASSERT(false && "style sheet and script are embedded");
}

std::string policy_for(std::string_view style, std::string_view script) {
  return "default-src 'none'; style-src " + csp_hash(style) + "; script-src " + csp_hash(script) +
         "; img-src data:; base-uri 'none'; form-action 'none'";
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
  html.raw("<title>").text(page.names.quoted(page.result.header.title)).text(" – ").text(page.say("kicker"));
  html.raw("</title>\n<style>").embedded(style).raw("</style>\n</head>\n");
}

void write_banner(const Page& page) {
  const CaseHeader& header = page.result.header;
  HtmlWriter& html = page.html;
  html.raw("<body>\n<a class=\"skip\" href=\"#main\">").text(page.say("skip")).raw("</a>\n");
  html.raw("<header class=\"banner\">\n<p class=\"kicker\">").text(page.say("kicker")).raw("</p>\n");
  const bool untitled = header.title.empty();
  html.raw("<h1>").text(untitled ? page.say("untitled") : page.names.quoted(header.title)).raw("</h1>\n");
  html.raw("<p class=\"lead\">").text(header.policy_title.empty() ? header.policy_id : header.policy_title);
  html.raw("<br>").text(page.say("banner.period", {page.say.period(header.period_from, header.period_until)}));
  html.raw("<br>").text(page.say("banner.date", {page.say.date(header.as_of)})).raw("</p>\n</header>\n");
}

void write_contents(const Page& page) {
  struct Entry {
    Markup link;
    const char* title;
  };
  static constexpr Entry kEntries[] = {{"#summary", "summary.title"},   {"#mandate", "mandate.title"},
                                       {"#sources", "sources.title"},   {"#findings", "findings.title"},
                                       {"#clauses", "clauses.title"},   {"#people", "people.title"},
                                       {"#figures", "figures.title"},   {"#method", "method.title"},
                                       {"#glossary", "glossary.title"}, {"#signature", "signature.title"}};
  HtmlWriter& html = page.html;
  html.raw("<div class=\"page\">\n<nav class=\"contents\"").attribute("aria-label", page.say("contents"));
  html.raw(">\n<ol>\n");
  for (const Entry& entry : kEntries) {
    html.raw("<li><a href=\"").raw(entry.link).raw("\">").text(page.say(entry.title)).raw("</a></li>\n");
  }
  html.raw("</ol>\n</nav>\n<main id=\"main\" tabindex=\"-1\">\n");
}

void write_end(const Page& page) {
  page.html.raw("</main>\n</div>\n<footer class=\"foot\"><p>");
  page.html.text(page.say("footer", {page.result.program_version})).raw("</p></footer>\n");
  page.html.raw("<script>").embedded(report_file("report.js")).raw("</script>\n</body>\n</html>\n");
}

void write(const AuditResult& result, const ReportOptions& options, const ByteSink& sink) {
  HtmlWriter html(sink);
  const Words say(options.lang);
  const Names names(result, options.naming, options.lang);
  const Page page{result, say, names, options.naming, html};
  write_head(page);
  write_banner(page);
  write_contents(page);
  for (const auto part : {write_summary, write_mandate, write_sources, write_findings, write_clauses, write_people,
                          write_figures, write_method, write_glossary, write_signature})
    part(page);
  write_end(page);
  html.finish();
}

}  // namespace

void begin_section(const Page& page, Markup id) {
  page.html.raw("<section id=\"").raw(id).raw("\" aria-labelledby=\"h-").raw(id).raw("\">\n<h2 id=\"h-").raw(id);
  page.html.raw("\">").text(page.say(std::string(id.text()) + ".title")).raw("</h2>\n");
}

void end_section(const Page& page) { page.html.raw("</section>\n"); }

void paragraph(const Page& page, std::string_view words) { page.html.element("<p>", words, "</p>\n"); }

void term(const Page& page, std::string_view name, std::string_view value) {
  page.html.raw("<div><dt>").text(name).raw("</dt><dd>").text(value).raw("</dd></div>\n");
}

void evidence_term(const Page& page, std::string_view name, std::string_view value) {
  page.html.raw("<div><dt>").text(name).raw("</dt><dd>").evidence(value).raw("</dd></div>\n");
}

VerdictCounts count_verdicts(const AuditResult& result) {
  VerdictCounts counts;
  for (const Finding& finding : result.findings) {
    switch (finding.verdict) {
      case Verdict::breach: ++counts.breaches; break;
      case Verdict::discouraged: ++counts.discouraged; break;
      case Verdict::attention: ++counts.attention; break;
    }
  }
  return counts;
}

bool has_gap(const SourceRow& row) { return row.entries.refused != 0 || row.entries.damaged != 0; }

extern constinit const Report audit_html{
    .id = "audit-html", .kind = "audit", .format = "html", .write = write};

}  // namespace schouw
