// schouw purge CASE: removes a case at the end of its term. Only what schouw itself puts in a case goes; the exports
// lie elsewhere and are never touched. case.json goes last, so that a purge that was broken off can be repeated.
//
// Gap: removing is not overwriting; on modern disks only encryption of the disk makes deleted data unreadable.
#include <array>
#include <system_error>

#include "ask.h"
#include "case_access.h"
#include "commands.h"
#include "schouw/report/report.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 10> kFiles = {
    "case.db",     "case.db-wal",     "case.db-shm", "case.db-journal", "ledger.jsonl", "ledger.jsonl.tmp",
    "ledger.head", "ledger.head.tmp", "lock",        "case.json.tmp"};

Result<void> remove_whole(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);  // does not follow symbolic links
  if (error) return fail(ErrorCode::io, "file-unwritable", {path.string(), error.message()});
  return {};
}

std::vector<fs::path> parts_of(const fs::path& folder) {
  std::vector<fs::path> parts = {folder / "index"};
  for (const std::string_view kind : {"audit", "dossier", "annual", "access"}) {
    const fs::path base = folder / "reports" / kind;
    for (const char* ending : {".html", ".json", ".jsonl", ".csv", ".xlsx", ".pdf", ".timesketch.csv", ".case.jsonld", "-html", "-csv"})
      parts.push_back(base.string() + ending);
  }
  for (const std::string_view name : kFiles) parts.push_back(folder / name);
  parts.push_back(folder / "case.json");
  return parts;
}

/// What is left and is not ours.
std::vector<std::string> others_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(folder, error); !error && it != fs::directory_iterator(); it.increment(error))
    names.push_back(it->path().filename().string());
  return names;
}

bool confirmed(const Session& session, const Arguments& arguments, const fs::path& folder) {
  if (arguments.has("yes")) return true;
  if (!session.in_is_terminal || !session.err_is_terminal) return false;
  const std::string name = folder.filename().string();
  return ask(session, "ask.purge", {folder.string(), name}) == name;
}

/// Nobody may be writing in it; a case that is damaged can be removed all the same.
Result<void> check_not_in_use(const fs::path& folder) {
  const Result<CaseStore> store = CaseStore::open(folder, StoreMode::read_write);
  if (!store && store.error().code == ErrorCode::in_use) return tl::unexpected(store.error());
  return {};
}

}  // namespace

Result<int> cmd_purge(const Session& session, const Arguments& arguments) {
  std::error_code ignored;
  fs::path folder = fs::absolute(arguments.words[0], ignored).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  if (!fs::is_regular_file(folder / "case.json", ignored))
    return fail(ErrorCode::usage, "not-a-case", {arguments.words[0]});
  if (!confirmed(session, arguments, folder)) return fail(ErrorCode::usage, "not-confirmed");
  if (const auto free = check_not_in_use(folder); !free) return tl::unexpected(free.error());
  for (const fs::path& part : parts_of(folder))
    if (const auto removed = remove_whole(part); !removed) return tl::unexpected(removed.error());
  fs::remove(folder / "reports", ignored);  // only when it is empty
  const std::vector<std::string> others = others_in(folder);
  if (others.empty()) fs::remove(folder, ignored);
  tell(session, "purge.done", {folder.string()});
  if (!others.empty()) warn(session, "purge.others", {std::to_string(others.size()), others.front()});
  return 0;
}

}  // namespace schouw
