// How the result came about, so that somebody else can repeat it; the words a reader may not know; room to sign.
#include <map>

#include "page.h"

namespace schouw {
namespace {

void write_versions(const Page& page) {
  const AuditResult& r = page.result;
  page.html.raw("<dl class=\"terms\">\n");
  term(page, page.say("method.program"), "schouw " + r.program_version);
  term(page, page.say("method.policy"), r.header.policy_id + " " + r.header.policy_version);
  page.html.raw("<div><dt>").text(page.say("method.policy-hash")).raw("</dt><dd><code class=\"hash\">");
  page.html.text(r.header.policy_sha256).raw("</code></dd></div>\n");
  std::map<std::string, int> detectors;
  for (const Finding& finding : r.findings) detectors[finding.fact.detector] = finding.fact.detector_version;
  for (const ClauseCoverage& clause : r.clauses)
    for (const std::string& detector : clause.detectors) detectors.emplace(detector, 0);
  std::string list;
  for (const auto& [name, version] : detectors) {
    if (!list.empty()) list += ", ";
    list += name;
    if (version != 0) list += " " + std::to_string(version);
  }
  term(page, page.say("method.detectors"), list.empty() ? page.say("none") : list);
  page.html.raw("</dl>\n");
}

void write_hash(const Page& page, std::string_view path, std::string_view size, std::string_view hash) {
  page.html.raw("<tr><th scope=\"row\">").path(page.names.place(path)).raw("</th><td class=\"n\">").text(size);
  page.html.raw("</td><td><code class=\"hash\">").text(hash).raw("</code></td></tr>\n");
}

void write_hashes(const Page& page) {
  page.html.element("<h3>", page.say("hashes.title"), "</h3>\n");
  paragraph(page, page.say("hashes.intro"));
  const std::string headings[] = {page.say("sources.file"), "#" + page.say("hashes.size"), "SHA-256"};
  begin_table(page.html, page.say("hashes.table"), headings);
  for (const SourceRow& row : page.result.sources) write_hash(page, row.path, page.say.bytes(row.bytes), row.sha256);
  for (const auto& [path, hash] : page.result.registers) write_hash(page, path, page.say("hashes.register"), hash);
  end_table(page.html);
}

}  // namespace

void write_method(const Page& page) {
  begin_section(page, "method");
  for (const char* id : {"method.steps", "method.identity", "method.time", "method.words", "method.repeat"})
    paragraph(page, page.say(id));
  write_versions(page);
  write_hashes(page);
  end_section(page);
}

void write_glossary(const Page& page) {
  begin_section(page, "glossary");
  page.html.raw("<dl class=\"glossary\">\n");
  for (const std::string_view word :
       {"account", "finding", "evidence", "clause", "breach", "discouraged", "attention", "certain", "probable",
        "possible", "ambiguous", "export", "hash", "pseudonym", "source", "exception"}) {
    const std::string id = "glossary." + std::string(word);
    page.html.element("<dt>", page.say(id), "</dt>").element("<dd>", page.say(id + ".meaning"), "</dd>\n");
  }
  page.html.raw("</dl>\n");
  end_section(page);
}

void write_signature(const Page& page) {
  begin_section(page, "signature");
  paragraph(page, page.say("signature.intro"));
  page.html.raw("<dl class=\"sign\">\n");
  for (const char* id : {"signature.judgement", "signature.name", "signature.role", "signature.date", "signature.sign"})
    page.html.raw("<div><dt>").text(page.say(id)).raw("</dt><dd></dd></div>\n");
  page.html.raw("</dl>\n");
  end_section(page);
}

}  // namespace schouw
