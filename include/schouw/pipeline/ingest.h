// Ingest: exports to records in the case. Decode in parallel, commit in order, bounded memory; the result does not
// depend on the number of threads (docs/ARCHITECTURE.md, "The pipeline").
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "schouw/archive/archive.h"
#include "schouw/base/result.h"
#include "schouw/base/time.h"
#include "schouw/store/case_store.h"

namespace schouw {

struct IngestProgress {
  std::uint64_t files_done = 0, files_total = 0;
  std::uint64_t bytes_done = 0, bytes_total = 0;   ///< of the files as they lie on disk
  std::uint64_t messages = 0;
  std::string_view current = {};                   ///< path of the source that is being committed
};

struct IngestOptions {
  int jobs = 0;                          ///< 0: as many as there are cores
  ArchiveOptions archive = {};           ///< `scratch` and `stop` are filled in by ingest
  std::optional<Date> as_of = {};        ///< later times are flagged; none: the day of the case, if any
  bool trust_mtime = false;              ///< path, size and mtime replace the hash
  std::filesystem::path plan_folder = {};          ///< what `source` is relative to; empty: the parent of each path
  std::function<void(const IngestProgress&)> progress = {};   ///< called from one thread, once a batch
  std::function<bool()> stop = {};       ///< true: finish what is under way, then stop; called from several threads
};

struct IngestTotals {
  std::uint64_t files = 0;               ///< regular files found
  std::uint64_t read = 0;                ///< read now
  std::uint64_t unchanged = 0;           ///< known already
  std::uint64_t messages = 0;            ///< committed now, before deduplication
  std::uint64_t bytes = 0;
  bool stopped = false;                  ///< `stop` gave true; what was committed stays
};

/// A file to be read. There may be a million of them: one string each.
struct InputPath {
  std::string path;              ///< absolute
  std::uint32_t shown_at = 0;    ///< where the part begins that records carry as `source`
  bool is_link = false;          ///< a symbolic link: listed as refused

  std::string_view shown() const { return std::string_view(path).substr(shown_at); }
};
/// Regular files below the paths, sorted, without files that operating systems add; symbolic links are not followed. io
/// error for a path that does not exist.
Result<std::vector<InputPath>> list_inputs(std::span<const std::filesystem::path> paths,
                                           const std::filesystem::path& plan_folder);

Result<IngestTotals> ingest(CaseStore&, std::span<const std::filesystem::path> paths, const IngestOptions&);

/// Throws the index away and builds it from case.db.
Result<void> rebuild_index(CaseStore&, const std::function<bool()>& stop = {});

/// Folder of the index of a case.
std::filesystem::path index_folder(const CaseStore&);

}  // namespace schouw
