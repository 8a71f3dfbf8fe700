// The parts that all HTML reports share.
#pragma once

#include <span>

#include "html_writer.h"
#include "naming.h"
#include "schouw/model/audit_result.h"
#include "schouw/report/report.h"
#include "words.h"

namespace schouw {

struct Page {
  const AuditResult& result;
  const Words& say;
  const Names& names;
  const ReportOptions& options;
  HtmlWriter& html;
};

struct PageEntry {
  Markup id;                                ///< of the section; its title is "report.<id>.title"
  void (*write)(const Page&);
};

/// A whole page: head, banner, list of contents, the sections in their order, footer and script.
void write_page(const AuditResult&, const ReportOptions&, const ByteSink&, std::span<const PageEntry>);

/// A file of reports/ that is part of the program: style sheet, script, measured.json.
std::string_view report_file(std::string_view name);

/// <section id=...> with its <h2>, the text "report.<id>.title"; close with end_section().
void begin_section(const Page&, Markup id);
void end_section(const Page&);
void paragraph(const Page&, std::string_view words);
void number_cell(const Page&, std::uint64_t);  ///< in a row of a table

/// A row of a list of terms: <div><dt>..</dt><dd>..</dd></div>.
void term(const Page&, std::string_view name, std::string_view value);
/// The same with a value out of evidence.
void evidence_term(const Page&, std::string_view name, std::string_view value);

// Sections that several kinds of reports have.
void write_mandate(const Page&);
void write_sources(const Page&);
void write_people(const Page&);
void write_method(const Page&);
void write_glossary(const Page&);
void write_signature(const Page&);
void write_questions(const Page&);                 ///< what a human must answer, with room for it; no <section>
void write_finding(const Page&, const Finding&);   ///< one <article>

}  // namespace schouw
