// schouw purge CASE: removes a case at the end of its term. Only what schouw itself puts in a case goes; the exports
// lie elsewhere and are never touched. case.json goes last, so that a purge that was broken off can be repeated. Beside
// the folder stays a proof of destruction: hashes and numbers, no names.
//
// schouw purge CASE --source SHA256|PATH: takes one export out of it again, with what only that export holds. The ledger
// keeps that it was there and was removed.
//
// Gap: removing is not overwriting; on modern disks only encryption of the disk makes deleted data unreadable.
#include <array>
#include <system_error>

#include "ask.h"
#include "case_access.h"
#include "commands.h"
#include "schouw/base/file.h"
#include "schouw/base/hash.h"
#include "schouw/pipeline/removal.h"
#include "schouw/report/report.h"
#include "schouw/store/ledger.h"
#include "steps.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 11> kFiles = {
    "case.db",      "case.db-wal",      "case.db-shm", "case.db-journal", "case.db.new", "ledger.jsonl",
    "ledger.jsonl.tmp", "ledger.head", "ledger.head.tmp", "lock", "case.json.tmp"};

Result<void> remove_whole(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);  // does not follow symbolic links
  if (error) return fail(ErrorCode::io, "file-unwritable", {path.string(), error.message()});
  return {};
}

std::vector<fs::path> reports_in(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const std::string_view kind : {"audit", "dossier", "annual", "access"}) {
    const fs::path base = folder / "reports" / kind;
    for (const char* ending : {".html", ".json", ".jsonl", ".csv", ".xlsx", ".pdf", ".timesketch.csv", ".case.jsonld",
                               "-html", "-csv"})
      paths.push_back(base.string() + ending);
  }
  return paths;
}

std::vector<fs::path> parts_of(const fs::path& folder) {
  std::vector<fs::path> parts = reports_in(folder);
  parts.push_back(folder / "index");
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

/// What was there, without a word that anybody wrote: hashes, numbers, and the last line of the ledger.
Json proof_of(const Session& session, const fs::path& folder) {
  Json out = Json::object();
  out["format_version"] = 1;
  out["purged_at"] = now_utc();
  out["purged_by"] = session.user;
  out["program"] = program_version();
  Json& sources = out["sources"] = Json::array();
  if (const Result<CaseStore> store = CaseStore::open(folder, StoreMode::read_only)) {
    const CaseFigures figures = figures_of(*store);
    out["messages"] = figures.messages;
    out["findings"] = figures.findings;
    store->each_source([&](SourceRow&& row) {
      Json source = Json::object();
      source["sha256"] = row.sha256;
      source["bytes"] = row.bytes;
      sources.push_back(std::move(source));
    });
  }
  std::uint64_t lines = 0;
  std::string last;
  const auto read = each_ledger_line(folder, [&](const Json& line) {
    ++lines;
    last = to_json(line);
  });
  out["ledger_lines"] = lines;
  out["ledger_last_line_sha256"] = read && !last.empty() ? Json(sha256_hex(last)) : Json();
  return out;
}

bool confirmed(const Session& session, const Arguments& arguments, std::string_view question, const fs::path& what) {
  if (arguments.has("yes")) return true;
  if (!session.in_is_terminal || !session.err_is_terminal) return false;
  const std::string name = what.filename().string();
  return ask(session, question, {what.string(), name}) == name;
}

/// Nobody may be writing in it; a case that is damaged can be removed all the same.
Result<void> check_not_in_use(const fs::path& folder) {
  const Result<CaseStore> store = CaseStore::open(folder, StoreMode::read_write);
  if (!store && store.error().code == ErrorCode::in_use) return tl::unexpected(store.error());
  return {};
}

Result<int> tell_removed(const Session& session, const fs::path& folder, const SourceFile& source,
                         const CaseStore::Removed& removed) {
  Json details = Json::object();
  details["source"] = source.path;
  details["source_sha256"] = source.sha256;
  details["messages"] = removed.messages;
  details["kept"] = removed.kept;
  if (auto noted = note_in_ledger(session, folder, "remove-source", std::move(details)); !noted)
    return tl::unexpected(noted.error());
  tell(session, "purge.source", {source.path, std::to_string(removed.messages), folder.string()});
  if (removed.kept > 0) warn(session, "purge.source-kept", {std::to_string(removed.kept)});
  return 0;
}

Result<int> purge_source(const Session& session, const Arguments& arguments, const fs::path& folder) {
  Result<CaseStore> store = open_case(folder.string(), StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  const Result<SourceFile> source = source_to_remove(*store, arguments.get("source"));
  if (!source && !store->removal_unfinished()) return tl::unexpected(source.error());
  if (source && !confirmed(session, arguments, "ask.purge-source", source->path))
    return fail(ErrorCode::usage, "not-confirmed");
  // Reports in the case folder quote the evidence.
  for (const fs::path& report : reports_in(folder))
    if (const auto removed = remove_whole(report); !removed) return tl::unexpected(removed.error());
  if (!source) {
    if (auto done = finish_removal(std::move(*store)); !done) return tl::unexpected(done.error());
    tell(session, "purge.source-finished", {folder.string()});
    return 0;
  }
  const Result<CaseStore::Removed> removed = remove_source(std::move(*store), *source);
  if (!removed) return tl::unexpected(removed.error());
  return tell_removed(session, folder, *source, *removed);
}

}  // namespace

Result<int> cmd_purge(const Session& session, const Arguments& arguments) {
  std::error_code ignored;
  fs::path folder = fs::absolute(arguments.words[0], ignored).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  if (!fs::is_regular_file(folder / "case.json", ignored))
    return fail(ErrorCode::usage, "not-a-case", {arguments.words[0]});
  if (arguments.has("source")) return purge_source(session, arguments, folder);
  if (!confirmed(session, arguments, "ask.purge", folder)) return fail(ErrorCode::usage, "not-confirmed");
  if (const auto free = check_not_in_use(folder); !free) return tl::unexpected(free.error());
  Json proof = proof_of(session, folder);
  for (const fs::path& part : parts_of(folder))
    if (const auto removed = remove_whole(part); !removed) return tl::unexpected(removed.error());
  fs::remove(folder / "reports", ignored);  // only when it is empty
  const std::vector<std::string> others = others_in(folder);
  if (others.empty()) fs::remove(folder, ignored);
  proof["left_behind"] = static_cast<std::uint64_t>(others.size());
  const fs::path paper = arguments.has("output") ? fs::path(arguments.get("output")) : fs::path(folder.string() + ".purged.json");
  if (const auto put = write_file(paper, to_pretty_json(proof) + "\n"); !put) return tl::unexpected(put.error());
  tell(session, "purge.done", {folder.string(), paper.string()});
  if (!others.empty()) warn(session, "purge.others", {std::to_string(others.size()), others.front()});
  return 0;
}

}  // namespace schouw
