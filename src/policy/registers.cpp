// Finds the files of a plan's registers, gives each to its reader, and puts the result together.
//
//   {"registers": ["registers/people.csv", "registers/sds/"], "consent": ["registers/consent.csv"], ...}
//
// The files of one folder are read as one set: School Data Sync spreads a person over four of them.
// Gap: an archive is not opened; unpack it first (the error says so).
#include "schouw/policy/registers.h"

#include <algorithm>
#include <functional>
#include <set>
#include <system_error>

#include "registers_draft.h"
#include "registers_kind.h"
#include "registers_lessons.h"
#include "registers_own.h"
#include "registers_sets.h"
#include "schouw/base/file.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

/// What an explicit list of the plan may hold.
using Reader = void (*)(std::string_view bytes, const std::string& file, RegisterDraft& draft);

bool is_sds1(RegisterKind kind) {
  using enum RegisterKind;
  return kind == sds1_student || kind == sds1_teacher || kind == sds1_student_or_teacher || kind == sds1_section ||
         kind == sds1_membership || kind == sds1_guardian || kind == sds1_guardian_relation;
}

bool is_roster(RegisterKind kind) {
  using enum RegisterKind;
  return kind == roster_users || kind == roster_roles || kind == roster_classes || kind == roster_enrollments ||
         kind == roster_relationships || kind == roster_demographics || kind == roster_sessions ||
         kind == roster_manifest || kind == roster_other;
}

class Loader {
 public:
  Loader(fs::path base, std::string time_zone) : base_(std::move(base)) { draft_.time_zone = std::move(time_zone); }

  /// A list where the plan already says what the files are.
  void list(const std::vector<fs::path>& paths, Reader reader) {
    for (const fs::path& path : files_of(paths)) {
      const auto file = open(path);
      if (file) reader(file->bytes, file->name, draft_);
    }
  }

  void people(const std::vector<fs::path>& paths) {
    std::map<fs::path, std::vector<RegisterFile>> folders;
    for (const fs::path& path : files_of(paths)) {
      if (draft_.files.contains(name_of(path))) continue;
      auto file = open(path);
      if (!file) return;
      file->kind = register_kind(file->name, file->bytes);
      if (file->kind == RegisterKind::none) none_of_ours(*file, path, paths);
      folders[path.parent_path()].push_back(std::move(*file));
    }
    for (const auto& [folder, files] : folders) read_folder(files);
    // The reader of the first table that is none of ours says which column is missing.
    if (!paths.empty() && draft_.people.empty() && stranger_)
      read_own_people(stranger_->bytes, stranger_->name, draft_);
    if (!paths.empty() && draft_.people.empty()) draft_.fail("register-no-people", {}, {name_of(paths.front()), 0});
  }

  Result<Registers> finish() { return finish_registers(std::move(draft_)); }

 private:
  std::string name_of(const fs::path& path) const {
    if (base_.empty()) return path.generic_string();
    const fs::path name =
        fs::absolute(path).lexically_normal().lexically_proximate(fs::absolute(base_).lexically_normal());
    return name.generic_string();
  }

  /// Every regular file, once, sorted: the order in the plan changes nothing.
  std::set<fs::path> files_of(const std::vector<fs::path>& paths) {
    std::set<fs::path> out;
    for (const fs::path& path : paths) {
      std::error_code error;
      if (fs::is_directory(path, error))
        add_folder(path, out);
      else if (fs::is_regular_file(path, error))
        out.insert(path.lexically_normal());
      else
        draft_.fail("register-not-found", {name_of(path)}, {name_of(path), 0});
    }
    return out;
  }

  void add_folder(const fs::path& folder, std::set<fs::path>& out) {
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; it != end; it.increment(error)) {
      const std::string name = it->path().filename().string();
      if (name.starts_with('.') || name.starts_with("~$")) continue;  // left behind by an office or file program
      if (it->is_regular_file(error)) out.insert(it->path().lexically_normal());
    }
    if (error) draft_.error = Error{ErrorCode::io, "file-unreadable", {name_of(folder), error.message()}, {}};
  }

  std::optional<RegisterFile> open(const fs::path& path) {
    if (draft_.failed()) return {};
    auto bytes = read_file(path);
    if (!bytes) {
      draft_.error = bytes.error();
      return {};
    }
    RegisterFile file{name_of(path), std::move(*bytes), RegisterKind::none};
    draft_.files[file.name] = sha256_hex(file.bytes);
    return file;
  }

  /// In a folder a strange file is left alone and noted; a file that the plan itself names must be a register.
  void none_of_ours(RegisterFile& file, const fs::path& path, const std::vector<fs::path>& paths) {
    const auto same = [&](const fs::path& given) { return given.lexically_normal() == path; };
    const std::string ending = ascii_lower(path.extension().string());
    const bool table = ending == ".csv" || ending == ".txt" || ending == ".tsv";
    if (std::ranges::none_of(paths, same)) {
      if (table && !stranger_) stranger_ = file;
      draft_.files.erase(file.name);
      draft_.note("file-not-a-register", {file.name}, {file.name, 0});
      return;
    }
    if (table)
      file.kind = RegisterKind::own_people;  // its reader says which column is missing
    else
      draft_.fail("register-not-recognised", {file.name}, {file.name, 0});
  }

  void read_folder(std::span<const RegisterFile> files) {
    std::vector<RegisterFile> sds1, roster;
    for (const RegisterFile& file : files) {
      if (is_sds1(file.kind)) sds1.push_back(file);
      if (is_roster(file.kind)) roster.push_back(file);
      read_single(file);
    }
    if (!sds1.empty()) read_sds1(sds1, draft_);
    if (!roster.empty()) read_roster(roster, draft_);
  }

  void read_single(const RegisterFile& file) {
    using enum RegisterKind;
    if (file.kind == own_people) return read_own_people(file.bytes, file.name, draft_);
    if (file.kind == pupil_list) return read_pupil_list(file.bytes, file.name, draft_);
    if (file.kind == own_relations) return read_own_relations(file.bytes, file.name, draft_);
    if (file.kind == edexml) return read_edexml(file, draft_);
    if (file.kind == magister_contacts) return read_magister_contacts(file, draft_);
    const bool other_list = file.kind == own_accounts || file.kind == own_consent || file.kind == own_exceptions ||
                            file.kind == own_lessons || file.kind == magister_lessons || file.kind == icalendar;
    if (!other_list) return;
    draft_.files.erase(file.name);
    draft_.note("file-for-another-list", {file.name}, {file.name, 0});
  }

  fs::path base_;
  RegisterDraft draft_;
  std::optional<RegisterFile> stranger_;  ///< the first table in a folder that is no register
};

}  // namespace

Result<Registers> load_registers(const RegisterPaths& paths) {
  Loader loader(paths.base, paths.time_zone);
  loader.list(paths.relations, &read_own_relations);
  loader.list(paths.accounts, &read_own_accounts);
  loader.list(paths.consent, &read_own_consent);
  loader.list(paths.lessons, &read_lessons);
  loader.list(paths.exceptions, &read_own_exceptions);
  loader.list(paths.own_identifiers, &read_own_identifiers);
  loader.people(paths.people);
  return loader.finish();
}

Result<Registers> load_people(const fs::path& file_or_folder, const fs::path& base) {
  Loader loader(base, RegisterPaths{}.time_zone);
  loader.people({file_or_folder});
  return loader.finish();
}

}  // namespace schouw
