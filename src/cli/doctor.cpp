// schouw doctor [CASE]: limits, the libraries this process really loaded, how safe the folder of a case is, and what the case
// keeps longer than its term.
//
// Gap: a folder that is synchronised to somewhere else is recognised by the names of known programs only.
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "case_access.h"
#include "commands.h"
#include "limits.h"
#include "output.h"
#include "schouw/base/file.h"
#include "schouw/base/sort_unique.h"
#include "schouw/base/utf8.h"
#include "schouw/pipeline/case_setup.h"
#include "schouw/pipeline/retention.h"
#include "schouw/worker/worker.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

/// Lines of a file that the kernel makes up; none where there is no /proc.
std::vector<std::string> kernel_lines(const fs::path& path) {
  std::vector<std::string> out;
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return out;
  for (const std::string_view line : split(*bytes, '\n')) out.emplace_back(line);
  return out;
}

/// As loaded: libxapian.so.30.12.3, not libxapian.so.30.
std::vector<std::string> libraries() {
  std::vector<std::string> names;
  for (const std::string& line : kernel_lines("/proc/self/maps")) {
    const std::size_t slash = line.rfind('/');
    const std::string name = slash == line.npos ? std::string() : line.substr(slash + 1);
    if (name.starts_with("lib") && name.find(".so") != name.npos) names.push_back(name);
  }
  sort_unique(names);
  return names;
}

struct FolderFacts {
  std::string owner, file_system;
  unsigned mode = 0;
  std::uint64_t free_bytes = 0;
  std::vector<std::string> warnings;  ///< ids of texts: "doctor.<id>"
};

bool lies_below(std::string_view path, std::string_view folder) {
  if (folder == "/") return true;
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

/// Of the mount that holds this path: "ext4", "nfs4", "fuse.sshfs". proc(5): mount point is the fifth field, the type
/// the first behind a lone dash.
std::string file_system_of(const fs::path& path) {
  std::string type = "?";
  std::size_t longest = 0;
  for (const std::string& line : kernel_lines("/proc/self/mountinfo")) {
    const std::vector<std::string_view> fields = split(line, ' ');
    const auto dash = std::ranges::find(fields, std::string_view("-"));
    if (fields.size() < 5 || dash == fields.end() || dash + 1 == fields.end()) continue;
    if (fields[4].size() < longest || !lies_below(path.native(), fields[4])) continue;
    longest = fields[4].size();
    type = std::string(*(dash + 1));
  }
  return type;
}

bool is_elsewhere(std::string_view file_system) {
  constexpr std::array<std::string_view, 5> kBeginnings = {"nfs", "cifs", "smb", "fuse", "9p"};
  return std::ranges::any_of(kBeginnings, [&](std::string_view name) { return file_system.starts_with(name); });
}

bool looks_synchronised(const fs::path& folder) {
  constexpr std::array<std::string_view, 8> kPrograms = {"onedrive",  "dropbox",  "google drive", "googledrive",
                                                         "nextcloud", "owncloud", "icloud",       "syncthing"};
  const std::string path = ascii_lower(folder.string());
  return std::ranges::any_of(kPrograms, [&](std::string_view name) { return path.find(name) != path.npos; });
}

constexpr std::uint64_t kLittleSpace = 1ull << 30;

Result<FolderFacts> facts_of(const fs::path& folder) {
  struct stat status = {};
  if (::stat(folder.c_str(), &status) != 0) return fail(ErrorCode::usage, "path-not-found", {folder.string()});
  FolderFacts facts;
  facts.mode = status.st_mode & 07777u;
  std::array<char, 4096> buffer = {};
  passwd entry = {};
  passwd* found = nullptr;
  facts.owner = std::to_string(status.st_uid);
  if (::getpwuid_r(status.st_uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
    facts.owner = entry.pw_name;
  std::error_code ignored;
  facts.free_bytes = fs::space(folder, ignored).available;
  const fs::path whole = fs::canonical(folder, ignored);
  facts.file_system = file_system_of(whole);
  if ((facts.mode & 077u) != 0) facts.warnings.emplace_back("open-to-others");
  if (status.st_uid != ::geteuid()) facts.warnings.emplace_back("owner-differs");
  if (facts.free_bytes < kLittleSpace) facts.warnings.emplace_back("little-space");
  if (is_elsewhere(facts.file_system)) facts.warnings.emplace_back("network-folder");
  if (looks_synchronised(whole)) facts.warnings.emplace_back("synchronised-folder");
  return facts;
}

std::string octal(unsigned mode) {
  std::string out;
  for (int shift = 9; shift >= 0; shift -= 3) out += static_cast<char>('0' + ((mode >> shift) & 7u));
  return out;
}

Json folder_json(const FolderFacts& facts) {
  Json out = Json::object();
  out["mode"] = octal(facts.mode);
  out["owner"] = facts.owner;
  out["file_system"] = facts.file_system;
  out["free_bytes"] = facts.free_bytes;
  out["warnings"] = Json::array();
  for (const std::string& warning : facts.warnings) out["warnings"].push_back(Json(warning));
  return out;
}

Json program_json(const ArchiveLimits& limits) {
  Json out = Json::object();
  out["version"] = program_version();
  out["compiler"] = __VERSION__;
  out["cores"] = static_cast<std::int64_t>(::sysconf(_SC_NPROCESSORS_ONLN));
  out["limits"] = Json::object();
  for (const LimitRow& row : limit_rows()) out["limits"][row.option] = row.get(limits);
  const WorkerLimits worker;
  out["worker"]["memory_bytes"] = worker.memory_bytes;
  out["worker"]["cpu_seconds"] = worker.cpu_seconds;
  out["worker"]["confined"] = can_confine();
  out["libraries"] = Json::array();
  for (const std::string& name : libraries()) out["libraries"].push_back(Json(name));
  return out;
}

void write_program(const Session& session, const ArchiveLimits& limits, Output& out) {
  out.line(say(session, "doctor.program", {program_version(), __VERSION__}));
  out.line(say(session, "doctor.limits"));
  TextTable table;
  for (const LimitRow& row : limit_rows())
    table.row({"  --" + std::string(row.option), std::to_string(row.get(limits)),
               text(session.lang, "option." + std::string(row.option))});
  table.write(out);
  const WorkerLimits worker;
  out.line(say(session, can_confine() ? "doctor.worker" : "doctor.worker-unavailable",
               {std::to_string(worker.memory_bytes >> 20), std::to_string(worker.cpu_seconds)}));
  out.line(say(session, "doctor.libraries"));
  for (const std::string& name : libraries()) out.line("  " + name);
}

/// What a case keeps longer than its term.
Result<std::vector<PastTerm>> overdue_in(const std::string& folder, const Arguments& arguments) {
  if (!is_case_folder(folder)) return std::vector<PastTerm>{};
  const Result<CaseStore> store = open_case(folder, StoreMode::read_only);
  if (!store) return tl::unexpected(store.error());
  const Result<HouseRules> rules = case_house_rules(*store);
  if (!rules) return tl::unexpected(rules.error());
  const auto asked = arguments.date("as-of");
  return past_term(*store, *rules, asked ? *asked : today_in(case_setup(*store).time_zone));
}

void write_overdue(const Session& session, const std::string& folder, const std::vector<PastTerm>& overdue, Output& out) {
  if (!is_case_folder(folder)) return;
  out.line(say(session, overdue.empty() ? "doctor.terms-kept" : "doctor.terms-past", {std::to_string(overdue.size())}));
  for (const PastTerm& row : overdue)
    out.line("  ! " + say(session, "doctor.past-" + row.what, {on_one_line(row.name), to_string(row.since), to_string(row.until)}));
}

Json overdue_json(const std::vector<PastTerm>& overdue) {
  Json out = Json::array();
  for (const PastTerm& row : overdue) {
    Json record = Json::object();
    record["what"] = row.what;
    record["name"] = row.name;
    record["since"] = to_string(row.since);
    record["until"] = to_string(row.until);
    out.push_back(std::move(record));
  }
  return out;
}

void write_folder(const Session& session, const std::string& folder, const FolderFacts& facts, Output& out) {
  out.line(say(session, "doctor.folder",
               {folder, octal(facts.mode), facts.owner, facts.file_system, std::to_string(facts.free_bytes >> 20)}));
  for (const std::string& warning : facts.warnings) out.line("  ! " + say(session, "doctor." + warning, {folder}));
  if (facts.warnings.empty()) out.line("  " + say(session, "doctor.folder-safe"));
}

}  // namespace

Result<int> cmd_doctor(const Session& session, const Arguments& arguments) {
  const ArchiveLimits limits = limits_from(arguments);
  std::optional<FolderFacts> facts;
  std::vector<PastTerm> overdue;
  if (!arguments.words.empty()) {
    Result<FolderFacts> found = facts_of(arguments.words[0]);
    if (!found) return tl::unexpected(found.error());
    facts = std::move(*found);
    Result<std::vector<PastTerm>> past = overdue_in(arguments.words[0], arguments);
    if (!past) return tl::unexpected(past.error());
    overdue = std::move(*past);
  }
  Result<Output> out = Output::to("-");
  const Format format = format_from(arguments.get("format"), Format::text);
  if (format == Format::text) {
    write_program(session, limits, *out);
    if (facts) {
      write_folder(session, arguments.words[0], *facts, *out);
      write_overdue(session, arguments.words[0], overdue, *out);
    }
  } else {
    Json record = program_json(limits);
    if (facts) record["case_folder"] = folder_json(*facts);
    if (facts) record["past_term"] = overdue_json(overdue);
    write_object(*out, format, record);
  }
  if (const auto done = out->finish(); !done) return tl::unexpected(done.error());
  return 0;
}

}  // namespace schouw
