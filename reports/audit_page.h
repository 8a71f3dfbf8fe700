// The parts of the HTML audit report, in the order of the page. Each writes one <section>.
#pragma once

#include <functional>

#include "html_writer.h"
#include "naming.h"
#include "schouw/model/audit_result.h"
#include "words.h"

namespace schouw {

struct Page {
  const AuditResult& result;
  const Words& say;
  const Names& names;
  Naming naming;
  HtmlWriter& html;
};

void write_summary(const Page&);
void write_mandate(const Page&);
void write_sources(const Page&);
void write_findings(const Page&);
void write_finding(const Page&, const Finding&);   ///< one <article>
void write_clauses(const Page&);
void write_people(const Page&);
void write_figures(const Page&);
void write_method(const Page&);
void write_glossary(const Page&);
void write_signature(const Page&);

/// <section id=...> with its <h2>, the text "report.<id>.title"; close with end_section().
void begin_section(const Page&, Markup id);
void end_section(const Page&);
void paragraph(const Page&, std::string_view words);

/// A row of a list of terms: <div><dt>..</dt><dd>..</dd></div>.
void term(const Page&, std::string_view name, std::string_view value);
/// The same with a value out of evidence.
void evidence_term(const Page&, std::string_view name, std::string_view value);

/// Findings per verdict, in the order of Verdict.
struct VerdictCounts {
  std::uint64_t breaches = 0, discouraged = 0, attention = 0;
  std::uint64_t total() const { return breaches + discouraged + attention; }
};
VerdictCounts count_verdicts(const AuditResult&);

/// Whether a source was left unread in whole or in part.
bool has_gap(const SourceRow&);

}  // namespace schouw
