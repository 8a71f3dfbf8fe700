// The index follows the store: rows to parts of equal size, built, and published in order.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "ordered.h"
#include "schouw/index/index.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// Collects rows until a part is full; rows come in commit order, so parts do not depend on threads.
class PartCutter {
 public:
  explicit PartCutter(std::uint64_t next_number) : next_(next_number) {}

  void add(IndexRow row);
  bool full() const;
  bool empty() const { return rows_.empty(); }
  /// Not from nothing.
  PartOrder cut();

 private:
  std::uint64_t next_;
  std::vector<IndexRow> rows_;
};

/// Builds parts and makes them visible; after the first error nothing more is published. The case is right all the
/// same, and the next ingest catches up.
class Indexing {
 public:
  Indexing(IndexWriter& writer, std::filesystem::path folder) : writer_(writer), folder_(std::move(folder)) {}

  void build(PartOrder&) const;
  void publish(const PartOrder&);
  void put(PartOrder);
  /// Rows that are in the case and not yet in the index.
  void catch_up(const CaseStore&, const std::function<bool()>& stop);
  /// The first error, or what finishing the index gives.
  Result<void> finish();

 private:
  IndexWriter& writer_;
  std::filesystem::path folder_;
  std::optional<Error> error_;
};

/// Takes rows that were removed from the store out of the index; before rows are added, for their numbers may come again.
Result<void> remove_gone_rows(CaseStore&, IndexWriter&);

}  // namespace schouw
