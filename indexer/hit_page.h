// One page of hits out of all segments. The segments are searched in two shares, each by a thread of its own where the caller
// has one; the page and the counts are the same with one thread.
//
// Thread rule: a share is its own database and query, for Xapian counts who holds either without a lock.
#pragma once

#include <cstdint>
#include <vector>

#include <xapian.h>

#include "facet_spy.h"
#include "schouw/base/parallel_for.h"
#include "schouw/index/index.h"

namespace schouw {

struct Share {
  Xapian::Database database;
  Xapian::Query query;
};

/// What is asked of all shares.
struct AskedPage {
  Xapian::doccount first = 0, count = 0;   ///< of the hits in order
  Xapian::doccount at_least = 0;           ///< so many hits of a share are looked at, so that the total is exact
  double average_length = 0;               ///< of the messages of all shares
  bool by_time = false;                    ///< newest first; else by weight, then newest first
  bool weighs = true;                      ///< some word has a weight
  bool facets = false;
  Xapian::doccount end() const { return first + count; }
};

struct HitPage {
  std::vector<std::int64_t> rows;          ///< in order
  std::uint64_t total = 0;
  bool total_is_exact = true;
  FacetCounts facets;
};

/// May throw Xapian::Error; the caller guards.
HitPage find_page(const std::vector<Share>& shares, const AskedPage& asked, const ParallelFor& parallel_for);

}  // namespace schouw
