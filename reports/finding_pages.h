// Past a number of findings a browser is slow with one page: then they lie in files beside the report, a fixed number each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page.h"

namespace schouw {

/// "findings-001.html" and so on; none when all findings fit in the report itself.
std::vector<std::string> finding_pages(const AuditResult&);

/// Which findings of in_page_order() stand in the file that is being written: [first, last).
struct FindingSpan {
  std::size_t first = 0, last = 0;
};
FindingSpan findings_here(const Page&);

/// Opens <a> to a finding, in whichever file it stands.
void open_finding_link(const Page&, std::string_view finding_id);

/// For the report itself: where which findings are.
void write_finding_index(const Page&);

}  // namespace schouw
