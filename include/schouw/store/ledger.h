// ledger.jsonl: who did what when, each line chained to the one before by SHA-256. The only file of a case with
// readings of the clock; the caller passes in the time and the user, because only cli may ask for them.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "schouw/base/json.h"
#include "schouw/base/result.h"

namespace schouw {

struct LedgerEntry {
  std::string action;  ///< init, ingest, audit, report, export, ...
  std::string at;      ///< ISO 8601 UTC
  std::string by;      ///< OS user and host
  std::string version;
  Json details = Json::object();
};

/// Appends one line and syncs it. The hash of a line covers the one before, so any edit, removal or reorder shows.
Result<void> append_ledger(const std::filesystem::path& case_folder, const LedgerEntry&);

/// Every line, in order, without checking the chain: verify_ledger does that.
Result<void> each_ledger_line(const std::filesystem::path& case_folder, const std::function<void(const Json&)>&);

/// The number of lines; integrity error with the number of the line where the chain breaks.
Result<std::uint64_t> verify_ledger(const std::filesystem::path& case_folder);

}  // namespace schouw
