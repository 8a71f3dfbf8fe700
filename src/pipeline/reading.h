// One source file to slices: walks its entries, lets the importer that bids highest read, and keeps the account of
// what became of every entry.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ordered.h"
#include "schouw/archive/archive.h"
#include "schouw/base/file.h"
#include "schouw/base/time.h"
#include "schouw/pipeline/ingest.h"
#include "schouw/worker/worker.h"
#include "stated_files.h"

namespace schouw {

struct SourceToRead {
  std::size_t number = 0;
  std::filesystem::path path;
  std::string shown;
  std::string sha256;  ///< empty: the file could not be read when it was hashed
  FileStamp stamp = {};  ///< when it was hashed
  bool is_link = false;  ///< listed, never opened
  std::vector<std::string> twins = {};  ///< other paths of the same bytes, in the downloads of other people
};

/// What all sources of an ingest are read with, besides the limits.
struct ReadTerms {
  std::optional<Date> as_of;
  const Zone& zone;      ///< of clocks that say no zone
  const std::vector<InputPath>& given;  ///< every file of this ingest
  const PathSet& given_paths;           ///< as shown
};

/// Never fails: a file that cannot be opened is one damaged entry with a problem. The last slice has `last` set,
/// unless `sink` said to stop: then the source stays unfinished.
/// `worker` runs the importers that get no rights.
void read_source(const SourceToRead&, const ArchiveOptions&, const ReadTerms&, Worker& worker, const SliceSink& sink);

}  // namespace schouw
