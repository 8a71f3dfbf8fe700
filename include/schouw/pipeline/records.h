// Records as JSON, for `export`, `show` and scripts: the names of docs/interface.md. Streamed: one record at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/base/result.h"
#include "schouw/index/index.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// The persons behind the accounts of a case, resolved once. Reading is safe from several threads.
class CasePeople {
 public:
  /// Resolves all accounts against the registers and links of the case, under its policy or `policy_id`.
  static Result<CasePeople> resolve(const CaseStore&, std::string_view policy_id = {});
  ~CasePeople();
  CasePeople(CasePeople&&) noexcept;
  CasePeople& operator=(CasePeople&&) noexcept;

  struct State;
  const State& state() const { return *state_; }

  /// For `persoon:` and `rol:` of a search.
  QueryContext query_context() const;

 private:
  explicit CasePeople(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

/// messages conversations people accounts connections media findings sources problems
std::span<const std::string_view> record_kinds();

/// Every record of a kind, in canonical order. Usage error "unknown-record-kind" names the kinds.
Result<void> each_record(const CaseStore&, std::string_view kind, const std::function<void(const Json&)>&);

/// What `show` gives: the record with this id and its neighbours. An id may be shortened to 6 digits or more when only
/// one record begins so. Usage error "unknown-id".
struct ShownRecord {
  std::string kind;               ///< message, media or finding
  Json record;
  std::vector<Json> before, after;   ///< messages of the conversation
};
Result<ShownRecord> show_record(const CaseStore&, std::string_view id, int context);

/// The answer to a search: hits as message records with `snippet`.
struct FoundRecords {
  SearchAnswer answer;
  std::vector<Json> records;      ///< one per hit within the scope of the case
  std::uint64_t outside_scope = 0;  ///< hits on this page that are outside the scope of the case
};

/// A case opened for many searches: its index, and the persons behind its accounts. The store must outlive it.
class CaseSearch {
 public:
  static Result<CaseSearch> open(const CaseStore&);
  Result<FoundRecords> search(const SearchRequest&) const;

 private:
  CaseSearch(const CaseStore& store, IndexReader reader, CasePeople people)
      : store_(&store), reader_(std::move(reader)), people_(std::move(people)) {}
  const CaseStore* store_;
  IndexReader reader_;
  CasePeople people_;
};

/// A single search.
Result<FoundRecords> search_case(const CaseStore&, const SearchRequest&);

/// The columns of a kind for `--format csv`, and a record as a row of them.
std::span<const std::string_view> csv_columns(std::string_view kind);
std::string csv_row(const Json& record, std::string_view kind);

}  // namespace schouw
