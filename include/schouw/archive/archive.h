// Turns containers into entries: zip, tar (plain, gzip, zstd), 7z, gzip and plain files, nested to a depth, streamed,
// never unpacked to disk. Folders are the caller's business.
//
// libarchive reads the data, with formats enabled one by one (never RAR: Debian's reader crashes on hostile
// files). For zip, our own reader of the central directory works beside it, because in a dozen known cases libarchive
// returns fewer entries than a zip holds, without an error. So found = read + not_recognised +
// refused + damaged holds for every archive. Sources: PKWARE APPNOTE 6.3.10, POSIX ustar/pax, 7zFormat.txt.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "schouw/base/result.h"
#include "schouw/model/entry.h"
#include "schouw/model/problem.h"

namespace schouw {

/// All of them are options, printed by `schouw doctor`. Hitting one is a Problem, never a crash.
struct ArchiveLimits {
  int depth = 8;                                    ///< archives within archives
  std::uint64_t entries = 1'000'000;                ///< per source, all depths together
  std::uint64_t entry_bytes = 8ull << 30;
  std::uint64_t total_bytes = 64ull << 30;          ///< uncompressed, per source
  std::uint64_t ratio = 200;                        ///< uncompressed : compressed, checked past ratio_floor
  std::uint64_t ratio_floor = 10ull << 20;
  std::uint64_t nested_in_memory = 64ull << 20;     ///< an inner archive up to this size is held in memory; larger
                                                    ///< ones go to an unlinked temporary file in `scratch`
  std::uint64_t seconds = 3600;                     ///< wall time per source
  std::uint64_t no_progress_seconds = 60;
};

struct ArchiveOptions {
  ArchiveLimits limits = {};
  std::vector<std::string> passphrases = {};   ///< tried in order on encrypted entries
  std::filesystem::path scratch = {};          ///< a folder inside the case; empty: never write
  std::function<bool()> stop = {};             ///< asked between chunks: true ends the walk
};

/// Is told about every entry, in the order of the archive (for zip: of its central directory).
class EntryVisitor {
 public:
  virtual ~EntryVisitor() = default;

  /// An entry with bytes. The visitor answers what became of it: read, not_recognised, or damaged when it noticed that
  /// itself. The walker overrules with `damaged` when the data was cut or its checksum is wrong.
  virtual EntryState entry(EntryReader& reader) = 0;

  /// The final word on an entry: after entry(), and also for those never offered (refused, damaged).
  /// `path` as EntryReader::path. Called exactly once per entry; inner archives count as their entries,
  /// plus once as `read` themselves when they could be opened at all.
  virtual void done(std::string_view path, EntryState state) = 0;

  /// A problem of the container. `path` empty: of the source as a whole.
  virtual void problem(std::string_view path, Problem problem) = 0;
};

/// Walks one source file. Folders inside archives, macOS resource forks (__MACOSX/, ._*), .DS_Store, Thumbs.db
/// and zero-byte directory markers are not entries. A file that is no container is one entry of itself.
/// Fails only when the file cannot be opened or read at all.
/// `shown_path`: the source path as records carry it.
Result<void> walk_source(const std::filesystem::path& file, std::string_view shown_path, const ArchiveOptions&,
                         EntryVisitor&);

/// What container the first bytes announce.
enum class Container { none, zip, tar, gzip, zstd, seven_zip, rar, other_archive };
Container sniff_container(std::string_view head);

/// Whether this is a file that operating systems add and nobody wrote (.DS_Store, Thumbs.db, __MACOSX/).
bool is_system_litter(std::string_view path);

}  // namespace schouw
