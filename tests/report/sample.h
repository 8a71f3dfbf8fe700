// A result made by hand, with everything a report can meet: hostile strings, every verdict, band and state.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "schouw/report/report.h"

namespace schouw::testing {

AuditResult rich_result();
AuditResult empty_result();
AuditResult large_result(std::size_t findings);
/// The rich result as a dossier about two people or an access report about one; and as an annual report.
AuditResult file_result(std::string_view kind);
AuditResult annual_result();

std::string written(const Report&, const AuditResult&, Lang, Naming);
/// The report of the kind of this result; `part` for a file beside the first.
std::string written(std::string_view format, const AuditResult&, Lang = Lang::nl, Naming = Naming::pseudonyms,
                    std::string part = {});
const Report& report_of(std::string_view format);

/// Compares a page with its golden file, in which the style sheet, the script and their hashes are left out: they are files of
/// their own, and a test of the page says that the hashes fit.
void expect_golden_page(const std::filesystem::path& golden, std::string page);

}  // namespace schouw::testing
