// The registry of reports; reports.def is the list.
#include "schouw/report/report.h"

namespace schouw {

#define SCHOUW_REPORT(symbol) namespace symbol { extern const Report report; }
#include "reports.def"
#undef SCHOUW_REPORT

namespace {
#define SCHOUW_REPORT(symbol) &symbol::report,
constexpr const Report* kReports[] = {
#include "reports.def"
};
#undef SCHOUW_REPORT
}  // namespace

std::span<const Report* const> reports() { return kReports; }

const Report* find_report(std::string_view kind, std::string_view format) {
  for (const Report* report : kReports)
    if (report->format == format && (" " + std::string(report->kinds) + " ").find(" " + std::string(kind) + " ") != std::string::npos)
      return report;
  return nullptr;
}

}  // namespace schouw
