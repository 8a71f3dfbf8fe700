// A part: the messages of one batch as a Xapian folder, without a term list and without fsync, in one commit. Xapian's cost
// grows with what one commit holds, so parts are small. Thirty-two of them are compacted into a segment: one file, one fsync.
// A kill leaves "build-" names behind, which the next writer removes.
//
// Documents keep the number of their row through every merge.
// Gap: a segment without term list cannot lose one document; a removal builds it anew.
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
constexpr unsigned kMergeFlags =
    Xapian::DBCOMPACT_SINGLE_FILE | Xapian::DBCOMPACT_NO_RENUMBER | Xapian::Compactor::FULL;
constexpr std::size_t kMaxTextBetweenCommits = 32u << 20;

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

std::size_t bytes_of(const IndexRow& row) { return row.title.size() + row.text.size() + row.attachment_text.size(); }

// One commit, unless the texts are so large that they do not fit in memory.
void write_rows(const fs::path& folder, std::span<const IndexRow> rows) {
  remove_quietly(folder);
  Xapian::WritableDatabase database(folder.string(), kBuildFlags);
  thread_local StemCache stems;   // the next part has the same words
  std::size_t bytes = 0;
  for (const IndexRow& row : rows) {
    database.replace_document(static_cast<Xapian::docid>(row.row), make_document(row, stems));
    bytes += bytes_of(row);
    if (bytes < kMaxTextBetweenCommits) continue;
    database.commit();
    bytes = 0;
  }
  database.commit();
  database.close();
}

}  // namespace

std::string segment_name(std::uint64_t number) { return padded(number) + std::string(kSegmentEnding); }

fs::path part_path(const fs::path& folder, std::uint64_t number) {
  return folder / (std::string(kBuildPrefix) + padded(number));
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

Result<fs::path> build_part(const fs::path& index_folder, std::uint64_t number, std::span<const IndexRow> rows) {
  const Result<void> made = make_private_folder(index_folder);
  if (!made) return tl::unexpected(made.error());
  const fs::path target = part_path(index_folder, number);
  const Result<void> built = guarded(target, [&]() -> Result<void> {
    write_rows(target, rows);
    return {};
  });
  if (!built) return tl::unexpected(built.error());
  return target;
}

}  // namespace schouw
