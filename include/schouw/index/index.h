// Full text search: Xapian, a cache of case.db that `schouw verify --rebuild-index` recreates.
//
// Parts of 2,500 messages are built in parallel from batches in input order, each in one commit; thirty-two of them become
// one segment, a file that never changes. A document has the number of its row in the store, and holds only the words
// of the message: names, titles of conversations and texts come from the store. Fields and prefixes are in
// indexer/fields.def; Dutch stems are by Kraaij-Pohlmann, named explicitly and noted in the manifest.
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
#include "schouw/base/parallel_for.h"
#include "schouw/model/index_row.h"

namespace schouw {

/// Builds one part on disk under a temporary name. Safe to call from several threads for different parts; rows ascend.
/// Returns the folder, to be handed to publish().
Result<std::filesystem::path> build_part(const std::filesystem::path& index_folder, std::uint64_t number,
                                         std::span<const IndexRow> rows);

/// The set of segments of a case. One writer.
class IndexWriter {
 public:
  static Result<IndexWriter> open(const std::filesystem::path& index_folder);
  ~IndexWriter();
  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;

  std::int64_t watermark() const;                   ///< the last store row that is in a published segment
  std::uint64_t next_number() const;                ///< of the next part
  /// Takes the next part, in order. Every thirty-second makes one durable segment of them; until then a kill loses them.
  Result<void> publish(const std::filesystem::path& part, std::int64_t last_row);
  /// Makes a segment of the parts that are left, however few. Without it they are lost.
  Result<void> finish();
  /// Removes everything: the next ingest or rebuild starts at row 0.
  Result<void> clear();

  /// Removes rows from the index. A segment cannot lose a document, so segments that hold one of the rows are rebuilt
  /// from `each_row(after, until, take)`, which gives what is left. `last_row` is the last row that the store still
  /// has.
  using EachRow = std::function<void(std::int64_t after, std::int64_t until, const std::function<void(IndexRow&&)>&)>;
  Result<void> remove(std::span<const std::int64_t> sorted_rows, const EachRow& each_row, std::int64_t last_row);

 private:
  struct State;
  explicit IndexWriter(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

/// Reads every segment in full: integrity error "index-damaged" when a byte differs from what was published. For
/// `schouw verify`; a search checks sizes only.
Result<void> verify_index(const std::filesystem::path& index_folder);

/// What a search may look up. The caller passes it in, so that index knows neither store nor identity.
struct QueryContext {
  using Names = std::function<void(std::string_view id, std::string_view name)>;
  /// person id or (part of) a name -> account ids; for `persoon:`
  std::function<std::vector<std::string>(std::string_view)> accounts_of_person = {};
  /// role name in Dutch or English -> account ids; for `rol:`
  std::function<std::vector<std::string>(std::string_view)> accounts_of_role = {};
  /// All names, handles, addresses and numbers of accounts, with the account id; for `van:` and `aan:`
  std::function<void(const Names&)> each_account_name = {};
  /// All titles of conversations, with the conversation id; for `gesprek:`
  std::function<void(const Names&)> each_conversation_title = {};
  /// The row of the message with this id; for `id:`
  std::function<std::optional<std::int64_t>(std::string_view)> row_of_id = {};
  /// Rows in segments that no longer count, ascending: versions that were replaced by a newer one.
  std::vector<std::int64_t> replaced_rows = {};
};

struct SearchRequest {
  std::string query;
  std::uint64_t first = 0, count = 20;
  bool by_time = false;                     ///< newest first; otherwise by relevance, then time
  bool facets = false;
};

struct SearchAnswer {
  std::uint64_t total = 0;
  bool total_is_exact = true;
  std::vector<std::int64_t> rows;           ///< of the hits, in order
  std::map<std::string, std::map<std::string, std::uint64_t>> facets;   ///< platform, kind, month -> value -> count
  std::string explained;                    ///< the parsed query, for --explain
  /// The part of a text around the hits: plain text, each hit between U+E000 and U+E001.
  std::function<std::string(std::string_view)> snippet;
};

/// Searches all published segments.
class IndexReader {
 public:
  static Result<IndexReader> open(const std::filesystem::path& index_folder);
  ~IndexReader();
  IndexReader(IndexReader&&) noexcept;
  IndexReader& operator=(IndexReader&&) noexcept;

  /// Query language: docs/search.md. A query that cannot be parsed is a usage error that says where. One search at a
  /// time. Calls the context from the calling thread only; any `parallel_for` gives the same answer.
  Result<SearchAnswer> search(const SearchRequest&, const QueryContext&,
                              const ParallelFor& parallel_for = serial_for) const;
  std::uint64_t documents() const;

 private:
  struct State;
  explicit IndexReader(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace schouw
