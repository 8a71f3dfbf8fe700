// A segment: the messages of one batch as one Xapian file that never changes.
//
// It is built as a folder without a term list and without fsync, in one commit, then compacted into a single
// file, which is smaller, costs one file handle, and needs one fsync. A kill leaves a "build-" name behind,
// which the next writer removes.
// Gap: a segment without term list cannot lose one document; a purge rebuilds the index.
#include "segment.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "document.h"
#include "schouw/base/file.h"
#include "schouw/index/index.h"
#include "xapian_error.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr int kBuildFlags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC |
                            Xapian::DB_DANGEROUS | Xapian::DB_NO_TERMLIST;
constexpr unsigned kMergeFlags = Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL;
constexpr std::size_t kMaxTextInMemory = 32u << 20;

// So that names sort as numbers do.
std::string padded(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(12 - std::min<std::size_t>(digits.size(), 12), '0') + digits;
}

void remove_quietly(const fs::path& path) {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

Result<void> sync_file(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = fd >= 0 && ::fchmod(fd, 0600) == 0 && ::fsync(fd) == 0;
  const int error = errno;
  if (fd >= 0) ::close(fd);
  if (synced) return {};
  return fail(ErrorCode::io, "file-unwritable", {path.string(), strerrordesc_np(error)});
}

std::size_t bytes_of(const IndexRow& row) {
  return row.title.size() + row.text.size() + row.attachment_text.size() + row.sender_names.size() +
         row.recipient_names.size();
}

// As many rows as fit in memory; at least one. Returns how many it took.
std::size_t write_rows(const fs::path& folder, std::span<const IndexRow> rows) {
  remove_quietly(folder);
  Xapian::WritableDatabase database(folder.string(), kBuildFlags);
  const Stemmer stemmer;
  std::size_t taken = 0, bytes = 0;
  while (taken < rows.size() && bytes < kMaxTextInMemory) {
    bytes += bytes_of(rows[taken]);
    database.add_document(make_document(rows[taken], stemmer));
    ++taken;
  }
  database.commit();
  database.close();
  return taken;
}

}  // namespace

std::string segment_name(unsigned tier, std::uint64_t number) {
  return std::to_string(tier) + "-" + padded(number) + std::string(kSegmentEnding);
}

fs::path build_path(const fs::path& folder, std::string_view label) {
  return folder / (std::string(kBuildPrefix) + std::string(label) + std::string(kSegmentEnding));
}

Result<void> merge_segments(std::span<const fs::path> from, const fs::path& to) {
  return guarded(to, [&]() -> Result<void> {
    remove_quietly(to);
    Xapian::Database all;
    for (const fs::path& path : from) all.add_database(Xapian::Database(path.string()));
    all.compact(to.string(), kMergeFlags);
    return sync_file(to);
  });
}

Result<fs::path> build_segment(const fs::path& index_folder, std::uint64_t number, std::span<const IndexRow> rows) {
  const Result<void> made = make_private_folder(index_folder);
  if (!made) return tl::unexpected(made.error());
  const fs::path target = build_path(index_folder, padded(number));
  std::vector<fs::path> parts;
  const Result<void> built = guarded(target, [&]() -> Result<void> {
    do {
      const std::string part = std::string(kBuildPrefix) + padded(number) + "-" + std::to_string(parts.size());
      parts.push_back(index_folder / part);
      rows = rows.subspan(write_rows(parts.back(), rows));
    } while (!rows.empty());
    return merge_segments(parts, target);
  });
  for (const fs::path& part : parts) remove_quietly(part);
  if (!built) return tl::unexpected(built.error());
  return target;
}

}  // namespace schouw
