// schouw doctor [CASE]: limits, the libraries this process really loaded, and how safe the folder of a case is.
//
// Gap: a folder that is synchronised to somewhere else is recognised by the names of known programs only.
#include <link.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "commands.h"
#include "limits.h"
#include "output.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

int note_library(dl_phdr_info* info, std::size_t, void* names) {
  std::error_code ignored;
  const fs::path whole = fs::canonical(info->dlpi_name, ignored);  // libxapian.so.30.12.3, not libxapian.so.30
  const std::string name = whole.filename().string();
  if (name.starts_with("lib")) static_cast<std::vector<std::string>*>(names)->push_back(name);
  return 0;
}

std::vector<std::string> libraries() {
  std::vector<std::string> names;
  ::dl_iterate_phdr(note_library, &names);
  std::ranges::sort(names);
  return names;
}

struct FolderFacts {
  std::string owner, file_system;
  unsigned mode = 0;
  std::uint64_t free_bytes = 0;
  std::vector<std::string> warnings;   ///< ids of texts: "doctor.<id>"
};

std::string_view name_of_file_system(long type) {
  constexpr std::array<std::pair<long, std::string_view>, 9> kTypes = {{{0xEF53, "ext"},
                                                                        {0x58465342, "xfs"},
                                                                        {0x9123683E, "btrfs"},
                                                                        {0x01021994, "tmpfs"},
                                                                        {0x794C7630, "overlay"},
                                                                        {0x6969, "nfs"},
                                                                        {0xFF534D42, "cifs"},
                                                                        {0xFE534D42, "smb2"},
                                                                        {0x65735546, "fuse"}}};
  const auto found = std::ranges::find(kTypes, type & 0xFFFFFFFF, &std::pair<long, std::string_view>::first);
  return found == kTypes.end() ? "?" : found->second;
}

bool is_elsewhere(std::string_view file_system) {
  constexpr std::array<std::string_view, 4> kNames = {"nfs", "cifs", "smb2", "fuse"};
  return std::ranges::find(kNames, file_system) != kNames.end();
}

bool looks_synchronised(const fs::path& folder) {
  constexpr std::array<std::string_view, 8> kPrograms = {"onedrive",     "dropbox",  "google drive", "googledrive",
                                                         "nextcloud",    "owncloud", "icloud",       "syncthing"};
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
  struct statfs system = {};
  if (::statfs(folder.c_str(), &system) == 0) facts.file_system = name_of_file_system(static_cast<long>(system.f_type));
  if ((facts.mode & 077u) != 0) facts.warnings.emplace_back("open-to-others");
  if (status.st_uid != ::geteuid()) facts.warnings.emplace_back("owner-differs");
  if (facts.free_bytes < kLittleSpace) facts.warnings.emplace_back("little-space");
  if (is_elsewhere(facts.file_system)) facts.warnings.emplace_back("network-folder");
  if (looks_synchronised(fs::canonical(folder, ignored))) facts.warnings.emplace_back("synchronised-folder");
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
  out.line(say(session, "doctor.libraries"));
  for (const std::string& name : libraries()) out.line("  " + name);
}

void write_folder(const Session& session, const std::string& folder, const FolderFacts& facts, Output& out) {
  out.line(say(session, "doctor.folder", {folder, octal(facts.mode), facts.owner, facts.file_system,
                                          std::to_string(facts.free_bytes >> 20)}));
  for (const std::string& warning : facts.warnings) out.line("  ! " + say(session, "doctor." + warning, {folder}));
  if (facts.warnings.empty()) out.line("  " + say(session, "doctor.folder-safe"));
}

}  // namespace

Result<int> cmd_doctor(const Session& session, const Arguments& arguments) {
  const ArchiveLimits limits = limits_from(arguments);
  std::optional<FolderFacts> facts;
  if (!arguments.words.empty()) {
    Result<FolderFacts> found = facts_of(arguments.words[0]);
    if (!found) return tl::unexpected(found.error());
    facts = std::move(*found);
  }
  Result<Output> out = Output::to("-");
  const Format format = format_from(arguments.get("format"), Format::text);
  if (format == Format::text) {
    write_program(session, limits, *out);
    if (facts) write_folder(session, arguments.words[0], *facts, *out);
  } else {
    Json record = program_json(limits);
    if (facts) record["case_folder"] = folder_json(*facts);
    write_object(*out, format, record);
  }
  if (const auto done = out->finish(); !done) return tl::unexpected(done.error());
  return 0;
}

}  // namespace schouw
