// Purview's load file: "NativeFiles/ab.msg" of 400 files, 3 of which are not in the archive.
//
//   Reports-Zaak.zip      Items_0.csv: "Exchange/b@school.example/Inbox/m.eml"
//   Items.1.001.Zaak.zip  Exchange/b@school.example/Inbox/m.eml                 -> it is there, in another part
//
// Gap: a part of the download that is given in another ingest, or lies in another folder, is missing in this one and is
// said so; nothing is lost by it.
#include "stated_files.h"

#include <algorithm>

#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"

namespace schouw {
namespace {

constexpr std::size_t kMostStated = 1'000'000;

/// In one of the folders, which end in '/'; the empty one holds everything.
bool lies_in(std::string_view path, const std::unordered_set<std::string>& folders) {
  if (folders.empty()) return false;
  for (auto slash = path.rfind('/'); slash != std::string_view::npos; slash = path.rfind('/', slash - 1)) {
    if (folders.contains(std::string(path.substr(0, slash + 1)))) return true;
    if (slash == 0) break;
  }
  return folders.contains("");
}

}  // namespace

void PathSet::add(std::string_view path) { paths_.insert(ascii_lower(path)); }

bool PathSet::holds(std::string_view list, std::string_view relative) const {
  const std::string wanted = ascii_lower(relative);
  std::string folder = ascii_lower(list);
  for (;;) {
    const auto slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
    if (paths_.contains(folder.empty() ? wanted : folder + "/" + wanted)) return true;
    if (folder.empty()) return false;
  }
}

void StatedFiles::add(std::string_view path) {
  if (stated_.size() < kMostStated) stated_.emplace_back(path);
}

SoughtFiles::SoughtFiles(const StatedFiles& stated, std::string_view list, const PathSet& there)
    : stated_(stated), list_(ascii_lower(list)) {
  for (const std::string& one : stated.paths())
    if (!there.holds(list, one)) ++left_[ascii_lower(one)];
}

void SoughtFiles::see(const std::vector<std::string>& paths, Part part) {
  if (left_.empty()) return;
  const std::string_view name = base_name(list_);
  std::unordered_set<std::string> of_others;
  for (const std::string& path : paths) {
    const std::string lower = ascii_lower(path);
    const bool this_list = part == Part::with_this_list && lower == list_;
    if (!this_list && base_name(lower) == name) of_others.insert(lower.substr(0, lower.size() - name.size()));
  }
  for (const std::string& path : paths)
    if (const std::string lower = ascii_lower(path); !lies_in(lower, of_others)) see_one(lower);
}

void SoughtFiles::see_one(const std::string& lower) {
  left_.erase(lower);
  for (auto slash = lower.find('/'); slash != std::string::npos; slash = lower.find('/', slash + 1)) {
    const std::string end = lower.substr(slash + 1);
    if (end.find('/') == std::string::npos) return;
    left_.erase(end);
  }
}

std::vector<Problem> SoughtFiles::problems() const {
  if (left_.empty()) return {};
  std::uint64_t missing = 0;
  for (const auto& [path, times] : left_) missing += times;
  const auto& all = stated_.paths();
  const auto first =
      std::ranges::find_if(all, [&](const std::string& one) { return left_.contains(ascii_lower(one)); });
  return {{.code = "stated-files-missing",
           .severity = Severity::high,
           .loss = Loss::none,
           .locator = Locator::at_byte(0),
           .args = {std::to_string(all.size()), std::to_string(missing), visible(prefix(*first, 300))}}};
}

}  // namespace schouw
