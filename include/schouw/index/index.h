// Full text: Xapian, a cache of case.db that `schouw verify --rebuild-index` recreates.
//
// Many small immutable segments of about 2,500 messages, one commit each, built in parallel from batches in
// input order, merged in tiers (never more than kMaxSegments open files' worth). Fields and prefixes are in
// indexer/fields.def; Dutch stems by Kraaij-Pohlmann, named explicitly and stored as metadata.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/result.h"
#include "schouw/model/index_row.h"

namespace schouw {

/// Builds one segment on disk under a temporary name. Safe to call from several threads for different segments.
/// Returns the folder, to be handed to publish().
Result<std::filesystem::path> build_segment(const std::filesystem::path& index_folder, std::uint64_t number,
                                            std::span<const IndexRow> rows);

/// The set of segments of a case. One writer.
class IndexWriter {
 public:
  static Result<IndexWriter> open(const std::filesystem::path& index_folder);
  ~IndexWriter();
  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;

  std::int64_t watermark() const;                   ///< the last store row that is in a published segment
  std::uint64_t next_number() const;
  /// Makes the segment part of the index, durably; merges a tier when it is full. Segments are published in order.
  Result<void> publish(const std::filesystem::path& segment, std::int64_t last_row);
  /// Removes everything: the next ingest or rebuild starts at row 0.
  Result<void> clear();

 private:
  struct State;
  explicit IndexWriter(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

/// Reads every segment whole: integrity error "index-damaged" when a byte is not what was published. For
/// `schouw verify`; searching looks at sizes only.
Result<void> verify_index(const std::filesystem::path& index_folder);

/// What search may look up while parsing; given by the caller, so that index knows no identity.
struct QueryContext {
  /// person id or (part of) a name -> account ids; for `persoon:`
  std::function<std::vector<std::string>(std::string_view)> accounts_of_person = {};
  /// role name in Dutch or English -> account ids; for `rol:`
  std::function<std::vector<std::string>(std::string_view)> accounts_of_role = {};
};

struct SearchRequest {
  std::string query;
  std::uint64_t first = 0, count = 20;
  bool by_time = false;                     ///< newest first; else by relevance, then time
  bool facets = false;
};

struct SearchHit {
  std::string message_id;
  std::string snippet;                      ///< plain text; hits between U+E000 and U+E001
};

struct SearchAnswer {
  std::uint64_t total = 0;
  bool total_is_exact = true;
  std::vector<SearchHit> hits;
  std::map<std::string, std::map<std::string, std::uint64_t>> facets;   ///< platform, kind, month -> value -> count
  std::string explained;                    ///< the parsed query, for --explain
};

/// Reading side; opens all published segments.
class IndexReader {
 public:
  static Result<IndexReader> open(const std::filesystem::path& index_folder);
  ~IndexReader();
  IndexReader(IndexReader&&) noexcept;
  IndexReader& operator=(IndexReader&&) noexcept;

  /// Query language: docs/search.md. A query that cannot be parsed is a usage error that says where.
  Result<SearchAnswer> search(const SearchRequest&, const QueryContext&) const;
  std::uint64_t documents() const;

 private:
  struct State;
  explicit IndexReader(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace schouw
