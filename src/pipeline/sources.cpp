// Paths as the user gave them to regular files in a fixed order. A symbolic link that the user names is followed; one
// that lies in a folder is not (it may lead anywhere), but it is listed.
#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

#include "schouw/archive/archive.h"
#include "schouw/base/sort_unique.h"
#include "schouw/pipeline/ingest.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

fs::path absolute_normal(const fs::path& path) {
  std::error_code ignored;
  fs::path absolute = fs::absolute(path, ignored).lexically_normal();
  return absolute.has_filename() ? absolute : absolute.parent_path();  // "exports/" is "exports"
}

/// How many bytes of a path are not shown: the plan's folder; without one, or outside it, the parent of what was given.
class ShownPart {
 public:
  ShownPart(const fs::path& given, const fs::path& plan_folder)
      : plan_(plan_folder.empty() ? std::string() : with_slash(absolute_normal(plan_folder))),
        parent_(with_slash(given.parent_path()).size()) {}

  std::uint32_t begin(const std::string& path) const {
    const bool in_plan = !plan_.empty() && path.starts_with(plan_);
    return static_cast<std::uint32_t>(in_plan ? plan_.size() : parent_);
  }

 private:
  static std::string with_slash(const fs::path& folder) {
    const std::string& name = folder.native();
    return name.ends_with('/') ? name : name + '/';
  }

  std::string plan_;
  std::size_t parent_;
};

bool is_case_folder(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / "case.json", ignored) && fs::exists(folder / "case.db", ignored);
}

Result<void> list_folder(const fs::path& folder, const ShownPart& shown, std::vector<InputPath>& out) {
  std::error_code error;
  fs::directory_iterator it(folder, error);
  if (error) return fail(ErrorCode::io, "folder-unreadable", {folder.string(), error.message()});
  for (; it != fs::directory_iterator(); it.increment(error)) {
    const fs::path& path = it->path();
    if (is_system_litter(path.filename().native())) continue;
    std::error_code ignored;  // the folder tells the kind of most of its entries, so that nothing has to be asked of them
    const bool is_link = it->is_symlink(ignored);
    if (!is_link && it->is_directory(ignored)) {
      if (is_case_folder(path)) continue;
      if (auto listed = list_folder(path, shown, out); !listed) return listed;
    } else {
      out.push_back({path.native(), shown.begin(path.native()), is_link || !it->is_regular_file(ignored)});
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
    const ShownPart shown(given, plan_folder);
    if (fs::is_directory(status)) {
      if (auto listed = list_folder(given, shown, out); !listed) return tl::unexpected<Error>(listed.error());
    } else {
      out.push_back({given.native(), shown.begin(given.native()), !fs::is_regular_file(status)});
    }
  }
  std::ranges::sort(out, {}, [](const InputPath& input) { return std::pair(input.shown(), std::string_view(input.path)); });
  drop_repeats(out, &InputPath::path);
  return out;
}

}  // namespace schouw
