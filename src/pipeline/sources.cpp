// Paths as the user gave them to regular files in a fixed order. A symbolic link that the user names is followed; one
// that lies in a folder is not (it may lead anywhere), but it is listed.
#include <algorithm>
#include <system_error>

#include "schouw/archive/archive.h"
#include "schouw/base/sort_unique.h"
#include "schouw/pipeline/ingest.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

std::string slashed(const fs::path& path) { return path.generic_string(); }

fs::path absolute_normal(const fs::path& path) {
  std::error_code ignored;
  fs::path absolute = fs::absolute(path, ignored).lexically_normal();
  return absolute.has_filename() ? absolute : absolute.parent_path();  // "exports/" is "exports"
}

/// Relative to the plan's folder; without one, or outside it, to the parent of the path that was given.
std::string shown_path(const fs::path& file, const fs::path& given, const fs::path& plan_folder) {
  if (!plan_folder.empty()) {
    const fs::path relative = file.lexically_relative(absolute_normal(plan_folder));
    if (!relative.empty() && *relative.begin() != "..") return slashed(relative);
  }
  return slashed(file.lexically_relative(given.parent_path()));
}

bool is_case_folder(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / "case.json", ignored) && fs::exists(folder / "case.db", ignored);
}

Result<void> list_folder(const fs::path& folder, const fs::path& given, const fs::path& plan_folder,
                         std::vector<InputPath>& out) {
  std::error_code error;
  fs::directory_iterator it(folder, error);
  if (error) return fail(ErrorCode::io, "folder-unreadable", {folder.string(), error.message()});
  for (; it != fs::directory_iterator(); it.increment(error)) {
    const fs::path& path = it->path();
    if (is_system_litter(slashed(path.filename()))) continue;
    std::error_code ignored;  // the folder tells the kind of most of its entries, so that nothing has to be asked of them
    const bool is_link = it->is_symlink(ignored);
    if (!is_link && it->is_directory(ignored)) {
      if (is_case_folder(path)) continue;
      if (auto listed = list_folder(path, given, plan_folder, out); !listed) return listed;
    } else {
      out.push_back({path, shown_path(path, given, plan_folder), is_link || !it->is_regular_file(ignored)});
    }
  }
  if (error) return fail(ErrorCode::io, "folder-unreadable", {folder.string(), error.message()});
  return {};
}

}  // namespace

Result<std::vector<InputPath>> list_inputs(std::span<const fs::path> paths, const fs::path& plan_folder) {
  std::vector<InputPath> out;
  for (const fs::path& path : paths) {
    const fs::path given = absolute_normal(path);
    std::error_code ignored;
    const fs::file_status status = fs::status(given, ignored);
    if (!fs::exists(status)) return fail(ErrorCode::io, "path-not-found", {path.string()});
    if (fs::is_directory(status)) {
      if (auto listed = list_folder(given, given, plan_folder, out); !listed)
        return tl::unexpected<Error>(listed.error());
    } else {
      out.push_back({given, shown_path(given, given, plan_folder), !fs::is_regular_file(status)});
    }
  }
  std::ranges::sort(out, {}, [](const InputPath& input) { return std::tie(input.shown, input.path); });
  drop_repeats(out, &InputPath::path);
  return out;
}

}  // namespace schouw
