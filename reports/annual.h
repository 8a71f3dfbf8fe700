// The figures of the annual report: distributions with small numbers hidden, this year's and those that earlier reports
// showed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schouw/base/texts.h"
#include "schouw/model/audit_result.h"

namespace schouw {

struct AnnualCell {
  std::string row = {};                       ///< stable over the years: clause id, role, state; "total"
  Bilingual label = {};
  std::vector<std::optional<std::uint64_t>> years = {};  ///< by AnnualTable::years; none: hidden, or not in that report
  std::vector<bool> there = {};               ///< whether that year's report has the row
};

struct AnnualTable {
  std::string id = {};                        ///< "findings-by-clause"; its title is "report.annual.<id>"
  std::vector<std::string> years = {};        ///< oldest first; the last is of this report
  std::vector<AnnualCell> rows = {};          ///< the last is the total
};

/// A share that may be said, because what it is a share of is large: none when it may not.
struct AnnualRate {
  std::string id = {};
  std::optional<std::uint64_t> per_cent = {};
  std::uint64_t smallest_base = 0;            ///< below it no share is given
};

std::string annual_year(const CaseHeader&);   ///< "2025-2026", or "2026"
std::vector<AnnualTable> annual_tables(const AuditResult&);
std::vector<AnnualRate> annual_rates(const AuditResult&);

}  // namespace schouw
