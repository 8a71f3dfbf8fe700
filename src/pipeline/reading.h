// One source file to slices: walks its entries, lets the importer that bids highest read, and keeps the account of
// what became of every entry.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ordered.h"
#include "schouw/archive/archive.h"
#include "schouw/base/file.h"
#include "schouw/base/time.h"
#include "schouw/pipeline/ingest.h"
#include "schouw/worker/worker.h"
#include "stated_files.h"

namespace schouw {

/// One of the given files. There may be a million of them.
struct SourceToRead {
  /// What only a file has whose bytes lie somewhere else too.
  struct Elsewhere {
    std::string shown;                ///< the place that counts
    std::vector<std::string> twins;     ///< other places, in the downloads of other people
    std::vector<std::string> unclear;   ///< other places, in downloads of which nothing shows whose they are
    std::string home;                   ///< the place in a download that says whose it is, where that is not the one that counts
  };

  const InputPath* file = nullptr;   ///< lives as long as the ingest
  std::string sha256 = {};           ///< empty: the file could not be read when it was hashed
  FileStamp stamp = {};              ///< when it was hashed
  std::unique_ptr<Elsewhere> elsewhere = {};

  std::string_view shown() const { return elsewhere && !elsewhere->shown.empty() ? elsewhere->shown : file->shown(); }
  std::string_view home() const { return elsewhere ? std::string_view(elsewhere->home) : std::string_view(); }
  std::span<const std::string> unclear() const { return elsewhere ? elsewhere->unclear : std::span<const std::string>(); }
  std::span<const std::string> twins() const { return elsewhere ? elsewhere->twins : std::span<const std::string>(); }
};

/// Every file of an ingest, read or not. Any thread may ask.
class GivenFiles {
 public:
  explicit GivenFiles(const std::vector<InputPath>& files) : files_(files) {}
  const std::vector<InputPath>& files() const { return files_; }
  const PathSet& paths() const;   ///< as shown; made when first asked for, as few exports list their own files

 private:
  const std::vector<InputPath>& files_;
  mutable std::once_flag made_;
  mutable PathSet paths_;
};

/// What all sources of an ingest are read with, besides the limits.
struct ReadTerms {
  std::optional<Date> as_of;
  const Zone& zone;      ///< of clocks that say no zone
  const GivenFiles& given;
};

/// Never fails: a file that cannot be opened is one damaged entry with a problem. The last slice has `last` set,
/// unless `sink` said to stop: then the source stays unfinished.
/// `worker` runs the importers that get no rights.
/// `number`: of the source in this ingest.
void read_source(const SourceToRead&, std::size_t number, const ArchiveOptions&, const ReadTerms&, Worker& worker,
                 const SliceSink& sink);

}  // namespace schouw
