// The audit report as HTML: one file, or past 5,000 findings an index with the findings in files beside it.
// Gap: search and filters work within one file.
#include <array>

#include "audit_page.h"
#include "finding_pages.h"

namespace schouw::audit_html {
namespace {

constexpr std::array kSections = {
    PageEntry{"summary", write_summary},   PageEntry{"mandate", write_mandate},     PageEntry{"sources", write_sources},
    PageEntry{"findings", write_findings}, PageEntry{"trend", write_trend},         PageEntry{"clauses", write_clauses},   PageEntry{"people", write_people},
    PageEntry{"figures", write_figures},   PageEntry{"quality", write_quality},     PageEntry{"method", write_method},       PageEntry{"glossary", write_glossary},
    PageEntry{"signature", write_signature}};
constexpr std::array kPart = {PageEntry{"findings", write_findings}};

void write(const AuditResult& result, const ReportOptions& options, const ByteSink& sink) {
  write_page(result, options, sink, options.part.empty() ? std::span<const PageEntry>(kSections) : kPart);
}

}  // namespace

extern const Report report;
constinit const Report report{
    .id = "audit-html", .kinds = "audit", .format = "html", .write = write, .parts = finding_pages};

}  // namespace schouw::audit_html
