// X's manifest.js: "data/tweets.js" holds 12 posts. no-data.txt of Facebook: this folder holds nothing.
//
//   stated 12, read 11   ->  count-differs (partial)
//   stated 0, read 2     ->  count-differs (none)
//
// That a listed file is not there, stated_files.cpp says.
//
// Gap: files of an unpacked download are each a source of their own, so nothing is compared there.
#include "stated_counts.h"

namespace schouw {
namespace {

Problem difference(const StatedCount& stated, std::uint64_t read) {
  Problem problem{.code = "count-differs", .severity = Severity::high, .locator = Locator::at_index(0)};
  problem.loss = read < stated.items ? Loss::partial : Loss::none;
  problem.args = {stated.path, std::to_string(stated.items), std::to_string(read)};
  if (stated.items > read) problem.lost_records = stated.items - read;
  return problem;
}

bool is_folder(const StatedCount& stated) { return stated.path.ends_with('/'); }

}  // namespace

void StatedCounts::add(std::string_view entry, const std::vector<StatedCount>& stated) {
  for (const StatedCount& one : stated) said_.push_back({std::string(entry), one});
}

void StatedCounts::count(std::string_view entry, std::uint64_t items) { counted_[std::string(entry)] += items; }

StatedCounts::Found StatedCounts::found(const StatedCount& stated) const {
  Found found;
  if (is_folder(stated)) {
    for (auto one = counted_.lower_bound(stated.path); one != counted_.end() && one->first.starts_with(stated.path);
         ++one)
      found = {found.items + one->second, true};
    return found;
  }
  for (const auto& [path, items] : counted_)
    if (path_ends_with(path, stated.path)) found = {found.items + items, true};
  return found;
}

std::vector<StatedCounts::Difference> StatedCounts::differences() const {
  std::vector<Difference> out;
  for (const Said& said : said_) {
    const StatedCount& stated = said.count;
    const Found read = found(stated);
    if (read.any && read.items != stated.items) out.push_back({said.entry, difference(stated, read.items)});
  }
  return out;
}

}  // namespace schouw
