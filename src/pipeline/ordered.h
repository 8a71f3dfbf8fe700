// The only place with threads. Sources are read side by side, everything is committed in the order of the input:
//
//   read (a thread a source or some small neighbours, each into its own bounded lane)
//     -> source (empties the lanes one after another) -> prepare (parallel) -> commit (in order)
//     -> index (parallel; a part that is built is published when all before it are)
//
// One job is one thread, which does all of this in turn.
//
// Slices are cut by readers, so where they are cut does not depend on timing; lanes and tokens are bounded, so a fast
// reader waits for a slow commit and memory is slices in flight, not size of the input.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "schouw/base/result.h"
#include "slice.h"

namespace schouw {

/// Takes a slice; false: stop reading.
using SliceSink = std::function<bool(Slice&&)>;

/// Rows for one part of the index, numbered in commit order.
struct PartOrder {
  std::uint64_t number = 0;
  std::vector<IndexRow> rows;                 ///< empty again once it is built
  std::int64_t last_row = 0;                  ///< of the rows
  Result<std::filesystem::path> built = {};   ///< filled in by the index stage
};

/// Reads one source.
using ReadSource = std::function<void(std::size_t source, const SliceSink&)>;

/// Makes what is committed out of what was read.
using Prepare = std::function<Batch(Slice&)>;

struct OrderedStages {
  std::function<std::uint64_t(std::size_t source)> bytes;   ///< small neighbours are handed over together
  std::function<ReadSource()> reader;   ///< asked for once by each reader thread, which keeps it for its sources
  std::function<Prepare()> preparer;    ///< asked for once by each thread that prepares
  /// In order, from one thread at a time. Gives the parts that became full. False in `go_on`: stop.
  std::function<std::vector<PartOrder>(Slice&&, Batch&&, bool& go_on)> commit;
  std::function<void(PartOrder&)> index;                             ///< parallel
  std::function<void(const PartOrder&)> publish;                     ///< in order, from one thread at a time
};

/// Runs sources 0..count-1 through the stages. An exception of a stage ends all threads and comes out here.
void run_ordered(std::size_t count, int jobs, const OrderedStages&);

/// `work(i)` for every i, on up to `jobs` threads; for what is done before sources are read, and after.
void run_parallel(std::size_t count, int jobs, const std::function<void(std::size_t)>& work);

/// `jobs`, or the number of cores when it is 0.
int thread_count(int jobs);

}  // namespace schouw
