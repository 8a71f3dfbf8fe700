// The writing side: publishing in order, and clearing up after a kill.
//
//   build-000000000017      a part, not on disk for certain and not in the manifest: thirty-two of them become
//   000000000000.glass      a segment, of parts 0 to 31: some 80,000 messages
//
// What is left at the end of an ingest goes into one segment together with the last one, when that one is small. So all
// segments but the last are full: 125 files for ten million messages. Past 512, the oldest thirty-two become one, before
// file handles or Xapian's document numbers run out.
//
// Order: the bytes of the segment on disk, its name, the manifest, and then the folder on disk, once for both. A file
// system that kept the manifest and lost the name gives a damaged index, which is noticed. Whatever is not in the
// manifest is removed when a writer opens. A damaged index starts again from nothing: it is a cache, and the store has
// every row.
#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "manifest.h"
#include "schouw/base/assert.h"
#include "schouw/base/file.h"
#include "schouw/index/index.h"
#include "segment.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMergedAtOnce = 32;
constexpr std::uint64_t kFull = 80'000;              // documents; of a segment that is not merged again soon
constexpr std::size_t kMostSegments = 512;           // of the 1,024 files that a process may have open
constexpr std::int64_t kMostNumbers = std::numeric_limits<std::uint32_t>::max() / 10 * 9;
constexpr std::size_t kPartRows = 2'500;             // when a segment is built anew

tl::unexpected<Error> cannot_write(const fs::path& path, const std::error_code& error) {
  if (error == std::errc::no_space_on_device) return fail(ErrorCode::io, "disk-full", {path.string()});
  return fail(ErrorCode::io, "file-unwritable", {path.string(), error.message()});
}

Result<void> remove_unlisted(const fs::path& folder, const Manifest& manifest) {
  std::error_code error;
  std::vector<fs::path> unlisted;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    const bool listed = std::ranges::any_of(manifest.segments, [&](const auto& entry) { return entry.file == name; });
    if (!listed && at->path() != manifest_path(folder)) unlisted.push_back(at->path());
  }
  for (const fs::path& path : unlisted)
    if (!error) fs::remove_all(path, error);
  if (error) return cannot_write(folder, error);
  return {};
}

Result<void> move_into_place(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) return cannot_write(to, error);
  return {};
}

// The number build_part() put into the name.
std::uint64_t number_of(const fs::path& part) {
  const std::string name = part.filename().string();
  std::uint64_t number = 0;
  SCHOUW_ASSERT(name.starts_with(kBuildPrefix));
  const char* end = name.data() + name.size();
  const auto read = std::from_chars(name.data() + kBuildPrefix.size(), end, number);
  SCHOUW_ASSERT(read.ec == std::errc());
  return number;
}

bool holds_one_of(const SegmentEntry& entry, std::span<const std::int64_t> sorted_rows) {
  const auto row = std::ranges::lower_bound(sorted_rows, entry.first_row);
  return entry.documents > 0 && row != sorted_rows.end() && *row <= entry.last_row;
}

}  // namespace

struct IndexWriter::State {
  fs::path folder;
  Manifest manifest;
  std::vector<fs::path> parts;       ///< published, not yet in a segment
  std::uint64_t next_part = 0;       ///< parts are numbered from 0 by every writer
  std::int64_t last_row = 0;         ///< of the parts

  fs::path file_of(const SegmentEntry& entry) const { return folder / entry.file; }
  Result<void> merge(const std::vector<fs::path>& from, Manifest next, std::size_t at);
  Result<void> merge_parts();
  Result<void> merge_oldest();
  bool too_many() const;
  Result<std::vector<fs::path>> build_anew(const SegmentEntry& entry, const EachRow& each_row);
};

// `next` is the manifest without the new segment, which comes at `at`; it becomes ours only when it is on disk. Until then
// the files it is made of count, so it gets a name that none had before.
Result<void> IndexWriter::State::merge(const std::vector<fs::path>& from, Manifest next, std::size_t at) {
  const fs::path built = folder / (std::string(kBuildPrefix) + "merge");
  if (Result<void> merged = merge_segments(from, built); !merged) return merged;
  Result<SegmentEntry> entry = describe_segment(built, next.next_number++);
  if (!entry) return tl::unexpected(entry.error());
  if (entry->documents > 0) {
    if (Result<void> moved = move_into_place(built, file_of(*entry)); !moved) return moved;
    next.segments.insert(next.segments.begin() + static_cast<std::ptrdiff_t>(at), *entry);
  }
  if (Result<void> written = write_manifest(folder, next); !written) return written;
  manifest = std::move(next);
  std::error_code ignored;  // what stays behind is removed by the next writer
  fs::remove(built, ignored);
  for (const fs::path& path : from) fs::remove_all(path, ignored);
  return {};
}

Result<void> IndexWriter::State::merge_parts() {
  if (parts.empty()) return {};
  Manifest next = manifest;
  std::vector<fs::path> from;
  if (!next.segments.empty() && next.segments.back().documents < kFull) {
    from.push_back(file_of(next.segments.back()));
    next.segments.pop_back();
  }
  from.insert(from.end(), parts.begin(), parts.end());
  next.watermark = last_row;
  const std::size_t at = next.segments.size();
  if (Result<void> merged = merge(from, std::move(next), at); !merged) return merged;
  parts.clear();
  return merge_oldest();
}

// Document numbers of all segments together are row times number of segments, and have 32 bits.
bool IndexWriter::State::too_many() const {
  const auto segments = static_cast<std::int64_t>(manifest.segments.size());
  return manifest.segments.size() > kMostSegments || manifest.watermark >= kMostNumbers / std::max<std::int64_t>(segments, 1);
}

// Larger ones stand in front. The first that are still small become one; when there are none left, the next larger ones.
Result<void> IndexWriter::State::merge_oldest() {
  for (std::uint64_t small = kFull * kMergedAtOnce; too_many() && manifest.segments.size() > 1; small *= kMergedAtOnce) {
    const auto first = std::ranges::find_if(manifest.segments, [&](const auto& entry) { return entry.documents < small; });
    const auto begin = first - manifest.segments.begin();
    const auto count = std::min<std::ptrdiff_t>(kMergedAtOnce, manifest.segments.end() - first);
    if (count < 2) continue;
    Manifest next = manifest;
    std::vector<fs::path> from;
    for (auto entry = first; entry != first + count; ++entry) from.push_back(file_of(*entry));
    next.segments.erase(next.segments.begin() + begin, next.segments.begin() + begin + count);
    if (Result<void> merged = merge(from, std::move(next), static_cast<std::size_t>(begin)); !merged) return merged;
  }
  return {};
}

Result<std::vector<fs::path>> IndexWriter::State::build_anew(const SegmentEntry& entry, const EachRow& each_row) {
  std::vector<fs::path> built;
  std::vector<IndexRow> rows;
  Result<void> done;
  const auto build = [&] {
    Result<fs::path> part = build_part(folder, next_part++, rows);
    rows.clear();
    if (part)
      built.push_back(std::move(*part));
    else
      done = tl::unexpected(part.error());
  };
  each_row(entry.first_row - 1, entry.last_row, [&](IndexRow&& row) {
    rows.push_back(std::move(row));
    if (done && rows.size() >= kPartRows) build();
  });
  if (done && (!rows.empty() || built.empty())) build();
  if (!done) return tl::unexpected(done.error());
  return built;
}

IndexWriter::IndexWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
IndexWriter::~IndexWriter() = default;
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;

Result<IndexWriter> IndexWriter::open(const fs::path& index_folder) {
  const Result<void> made = make_private_folder(index_folder);
  if (!made) return tl::unexpected(made.error());
  Result<Manifest> manifest = read_manifest(index_folder);
  if (!manifest && manifest.error().code != ErrorCode::integrity) return tl::unexpected(manifest.error());
  IndexWriter writer(std::make_unique<State>());
  writer.state_->folder = index_folder;
  if (!manifest) {
    const Result<void> cleared = writer.clear();
    if (!cleared) return tl::unexpected(cleared.error());
    return writer;
  }
  writer.state_->last_row = manifest->watermark;
  writer.state_->manifest = std::move(*manifest);
  const Result<void> removed = remove_unlisted(index_folder, writer.state_->manifest);
  if (!removed) return tl::unexpected(removed.error());
  return writer;
}

std::int64_t IndexWriter::watermark() const { return state_->manifest.watermark; }
std::uint64_t IndexWriter::next_number() const { return state_->next_part; }

Result<void> IndexWriter::publish(const fs::path& part, std::int64_t last_row) {
  const std::uint64_t number = number_of(part);
  SCHOUW_ASSERT(number >= state_->next_part && last_row >= state_->last_row);
  state_->next_part = number + 1;
  state_->last_row = last_row;
  state_->parts.push_back(part);
  return state_->parts.size() < kMergedAtOnce ? Result<void>{} : state_->merge_parts();
}

Result<void> IndexWriter::finish() { return state_->merge_parts(); }

Result<void> IndexWriter::remove(std::span<const std::int64_t> sorted_rows, const EachRow& each_row,
                                 std::int64_t last_row) {
  State& state = *state_;
  for (std::size_t i = 0; i < state.manifest.segments.size();) {
    const SegmentEntry entry = state.manifest.segments[i];
    if (!holds_one_of(entry, sorted_rows)) {
      ++i;
      continue;
    }
    const Result<std::vector<fs::path>> parts = state.build_anew(entry, each_row);
    if (!parts) return tl::unexpected(parts.error());
    Manifest next = state.manifest;
    next.segments.erase(next.segments.begin() + static_cast<std::ptrdiff_t>(i));
    const std::size_t others = next.segments.size();
    if (Result<void> merged = state.merge(*parts, std::move(next), i); !merged) return merged;
    std::error_code error;
    fs::remove(state.file_of(entry), error);
    if (error) return cannot_write(state.file_of(entry), error);
    i += state.manifest.segments.size() - others;   // a segment that lost everything is gone
  }
  // The store may give a row number again that it gave to a removed message.
  Manifest next = state.manifest;
  next.watermark = std::min(next.watermark, last_row);
  if (Result<void> written = write_manifest(state.folder, next); !written) return written;
  state.manifest = std::move(next);
  state.last_row = state.manifest.watermark;
  return {};
}

Result<void> IndexWriter::clear() {
  // The empty manifest first: a kill halfway leaves an empty index, not one that misses segments.
  state_->manifest = {};
  state_->parts.clear();
  state_->next_part = 0;
  state_->last_row = 0;
  const Result<void> emptied = write_manifest(state_->folder, state_->manifest);
  if (!emptied) return emptied;
  return remove_unlisted(state_->folder, state_->manifest);
}

}  // namespace schouw
