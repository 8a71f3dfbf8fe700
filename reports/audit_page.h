// The sections of the HTML audit report. Each writes one <section>.
#pragma once

#include <string>
#include <vector>

#include "page.h"

namespace schouw {

void write_summary(const Page&);
void write_findings(const Page&);
void write_clauses(const Page&);
void write_figures(const Page&);
void write_traffic(const Page&);   ///< a part of the figures
void write_trend(const Page&);     ///< against the earlier audit
void write_quality(const Page&);   ///< what people made of what the checks found

/// "Bepaling A1". A number or a bullet alone may come in several sections: "Uitgangspunten, bepaling 1", "Afspraken, bullet 2"; what has
/// neither is called by its section.
std::string clause_title(const Page&, const ClauseCoverage&);

/// Findings in the order of the page: by the first clause that each cites, in the order of the protocol.
std::vector<const Finding*> in_page_order(const AuditResult&);

}  // namespace schouw
