// A case in a folder of its own that is removed afterwards, and what comes out of it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/pipeline/audit.h"
#include "schouw/pipeline/case_setup.h"
#include "schouw/pipeline/ingest.h"
#include "schouw/pipeline/records.h"
#include "testing.h"

namespace schouw::testing {

void write(const std::filesystem::path& file, std::string_view bytes);

/// One file as tar (POSIX ustar).
std::string tar_of(std::string_view name, std::string_view bytes);

/// A plan with all that a report asks for, and no registers.
Plan plain_plan(const std::filesystem::path& folder);

/// Fails the test when the operation failed, saying why.
std::string words(const Error&);

struct IngestRun {
  IngestTotals totals;
  bool losses = false;
};
IngestRun ingest_into(CaseStore&, const std::vector<std::filesystem::path>&, int jobs = 2);

std::vector<Json> records(const CaseStore&, std::string_view kind);
/// The English texts of the problems of this code.
std::vector<std::string> problems_of(const CaseStore&, std::string_view code);
/// One record a line, as `export` prints them.
std::string exported(const CaseStore&, std::string_view kind);
/// All kinds together: equal texts are equal cases.
std::string exported_whole(const CaseStore&);

}  // namespace schouw::testing
