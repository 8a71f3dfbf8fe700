#include "case_access.h"

#include <system_error>

#include "schouw/base/file.h"
#include "steps.h"
#include "schouw/store/ledger.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShortestId = 6;

bool begins(const Finding& finding, std::string_view id) {
  return finding.id.starts_with(id) || finding.fingerprint.starts_with(id);
}

}  // namespace

bool is_case_folder(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / "case.json", ignored) || fs::exists(folder / "case.db", ignored);
}

Result<CaseStore> open_case(std::string_view folder, StoreMode mode) {
  std::error_code denied;  // whoever may not look into a folder is not told that it is empty
  if (!fs::exists(fs::path(folder) / "case.json", denied) && denied == std::errc::permission_denied)
    return fail(ErrorCode::io, "file-permission", {std::string(folder)});
  if (!is_case_folder(folder)) return fail(ErrorCode::usage, "case-not-found", {std::string(folder)});
  return CaseStore::open(folder, mode);
}

Result<CaseStore> open_case_to_look_into(const Session& session, std::string_view folder) {
  Result<CaseStore> store = open_case(folder, StoreMode::read_only);
  if (!store) return store;
  const Result<void> allowed = check_purpose(case_setup(*store));
  if (!allowed) {
    print_counts(session, figures_of(*store));
    return tl::unexpected(allowed.error());
  }
  return store;
}

Result<std::vector<std::string>> read_passphrases(std::string_view path) {
  std::vector<std::string> out;
  if (path.empty()) return out;
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  for (std::string_view line : split(*bytes, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) out.emplace_back(line);
  }
  return out;
}

Date day_of_audit(const Arguments& arguments, const CaseSetup& setup) {
  if (const auto asked = arguments.date("as-of")) return *asked;
  return setup.as_of ? *setup.as_of : today_in(setup.time_zone);
}

Result<void> note_in_ledger(const Session& session, const fs::path& case_folder, std::string_view action,
                            Json details) {
  return append_ledger(case_folder, {.action = std::string(action),
                                     .at = now_utc(),
                                     .by = session.user,
                                     .version = program_version(),
                                     .details = std::move(details)});
}

Result<Finding> find_finding(const CaseStore& store, std::string_view id) {
  std::optional<Finding> found;
  std::size_t count = 0;
  for (Finding& finding : store.findings()) {
    if (id.size() < kShortestId || !begins(finding, id)) continue;
    ++count;
    found = std::move(finding);
  }
  if (count > 1) return fail(ErrorCode::usage, "ambiguous-id", {std::string(id), std::to_string(count)});
  if (!found) return fail(ErrorCode::usage, "unknown-finding", {std::string(id)});
  return std::move(*found);
}

}  // namespace schouw
