#include "places.h"

#include "packed.h"

namespace schouw {
namespace {
constexpr std::size_t kMostKept = 16'384;
}

std::int64_t Places::entry_row(std::int64_t source, std::string_view path) {
  if (last_entry_ != 0 && source == last_source_ && path == last_path_) return last_entry_;
  Query q = db_.query("SELECT row FROM entry WHERE source = ? AND path = ?");
  q.with(source, path);
  if (q.step()) {
    last_entry_ = q.integer(0);
  } else {
    db_.run("INSERT INTO entry (source, path) VALUES (?, ?)", source, path);
    last_entry_ = db_.last_row();
  }
  last_source_ = source;
  last_path_ = path;
  return last_entry_;
}

const Place& Places::at(std::int64_t entry) {
  if (const auto known = read_.find(entry); known != read_.end()) return known->second;
  if (read_.size() >= kMostKept) read_.clear();
  Query q = db_.query(
      "SELECT s.row, s.sha256, s.path, e.path, e.format, s.finished FROM entry e JOIN source s ON s.row = e.source "
      "WHERE e.row = ?");
  q.with(entry);
  if (!q.step()) raise_damaged("entry " + std::to_string(entry));
  Place place{q.integer(0), q.text(1), q.text(2), q.text(3), q.text(4), q.integer(5) != 0};
  return read_.emplace(entry, std::move(place)).first->second;
}

Origin Places::origin(std::int64_t entry, Locator locator) {
  const Place& place = at(entry);
  return {place.sha256, place.source_path, place.entry_path, std::move(locator)};
}

bool Places::some_unfinished() { return db_.number("SELECT EXISTS (SELECT 1 FROM source WHERE finished = 0)") != 0; }

void Places::forget() {
  read_.clear();
  last_entry_ = 0;
}

}  // namespace schouw
