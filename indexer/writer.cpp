// The writing side: publishing in order, tiers, and clearing up after a kill.
//
//   0-000000000017.glass   batch 17                        sixteen of a tier become one of the next:
//   1-000000000000.glass   batches 0 to 15                 at most fifteen a tier, so at most 60 files for
//   build-000000000018.glass   not published yet           164 million messages
//
// Order: the bytes of the segment on disk, its name, the manifest, and then the folder on disk, once for both. A file
// system that kept the manifest and lost the name gives a damaged index, which is noticed. Whatever is not in the
// manifest is removed when a writer opens. A damaged index starts again from nothing: it is a cache, and the store has every row.
#include <algorithm>
#include <charconv>

#include "manifest.h"
#include "schouw/base/assert.h"
#include "schouw/base/file.h"
#include "schouw/index/index.h"
#include "segment.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTierSize = 16;

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

// The number build_segment() put into the name.
std::uint64_t number_of(const fs::path& segment) {
  const std::string name = segment.filename().string();
  std::uint64_t number = 0;
  SCHOUW_ASSERT(name.starts_with(kBuildPrefix));
  const char* end = name.data() + name.size();
  const auto read = std::from_chars(name.data() + kBuildPrefix.size(), end, number);
  SCHOUW_ASSERT(read.ec == std::errc());
  return number;
}

}  // namespace

struct IndexWriter::State {
  fs::path folder;
  Manifest manifest;

  Result<void> add(const fs::path& built, unsigned tier, std::uint64_t number, Manifest next);
  Result<void> merge(unsigned tier);
};

// `next` is the manifest without the segment; it becomes ours only when it is on disk.
Result<void> IndexWriter::State::add(const fs::path& built, unsigned tier, std::uint64_t number, Manifest next) {
  const Result<void> moved = move_into_place(built, folder / segment_name(tier, number));
  if (!moved) return moved;
  Result<SegmentEntry> entry = describe_segment(folder, tier, number);
  if (!entry) return tl::unexpected(entry.error());
  next.segments.push_back(std::move(*entry));
  const Result<void> written = write_manifest(folder, next);
  if (written) manifest = std::move(next);
  return written;
}

// Segments stand in the order of their batches, so a tier is always the tail of the list.
Result<void> IndexWriter::State::merge(unsigned tier) {
  std::vector<fs::path> paths;
  for (auto entry = manifest.segments.rbegin(); entry != manifest.segments.rend() && entry->tier == tier; ++entry)
    paths.push_back(folder / entry->file);
  if (paths.size() < kTierSize) return {};
  std::ranges::reverse(paths);
  const std::uint64_t first = manifest.segments[manifest.segments.size() - paths.size()].number;
  const fs::path built = build_path(folder, "merge");
  const Result<void> merged = merge_segments(paths, built);
  if (!merged) return merged;
  Manifest next = manifest;
  next.segments.resize(next.segments.size() - paths.size());
  const Result<void> added = add(built, tier + 1, first, std::move(next));
  if (!added) return added;
  std::error_code ignored;  // what stays behind is removed by the next writer
  for (const fs::path& path : paths) fs::remove(path, ignored);
  return merge(tier + 1);
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
  writer.state_->manifest = std::move(*manifest);
  const Result<void> removed = remove_unlisted(index_folder, writer.state_->manifest);
  if (!removed) return tl::unexpected(removed.error());
  return writer;
}

std::int64_t IndexWriter::watermark() const { return state_->manifest.watermark; }
std::uint64_t IndexWriter::next_number() const { return state_->manifest.next_number; }

Result<void> IndexWriter::publish(const fs::path& segment, std::int64_t last_row) {
  const std::uint64_t number = number_of(segment);
  Manifest next = state_->manifest;
  SCHOUW_ASSERT(number >= next.next_number && last_row >= next.watermark);
  next.next_number = number + 1;
  next.watermark = last_row;
  const Result<void> added = state_->add(segment, 0, number, std::move(next));
  if (!added) return added;
  return state_->merge(0);
}

Result<void> IndexWriter::clear() {
  // The empty manifest first: a kill halfway leaves an empty index, not one that misses segments.
  state_->manifest = {};
  const Result<void> emptied = write_manifest(state_->folder, state_->manifest);
  if (!emptied) return emptied;
  return remove_unlisted(state_->folder, state_->manifest);
}

}  // namespace schouw
