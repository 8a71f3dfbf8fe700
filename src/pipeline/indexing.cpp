#include "indexing.h"

#include <algorithm>
#include <utility>

namespace schouw {
namespace {

constexpr std::size_t kPartRows = 2'500;

}  // namespace

bool PartCutter::full() const { return rows_.size() >= kPartRows; }
void PartCutter::add(IndexRow row) {
  if (rows_.empty()) rows_.reserve(kPartRows);
  rows_.push_back(std::move(row));
}

PartOrder PartCutter::cut() {
  const std::int64_t last = rows_.back().row;
  return {next_++, std::exchange(rows_, {}), last};
}

void Indexing::build(PartOrder& part) const {
  part.built = build_part(folder_, part.number, part.rows);
  part.rows = {};
}

void Indexing::publish(const PartOrder& part) {
  if (error_.has_value()) return;
  if (!part.built) {
    error_ = part.built.error();
  } else if (const auto done = writer_.publish(*part.built, part.last_row); !done) {
    error_ = done.error();
  }
}

void Indexing::put(PartOrder part) {
  build(part);
  publish(part);
}

void Indexing::catch_up(const CaseStore& store, const std::function<bool()>& stop) {
  PartCutter cutter(writer_.next_number());
  std::int64_t after = writer_.watermark();
  const std::int64_t until = store.last_row();
  while (!error_.has_value() && after < until && !(stop && stop())) {
    const std::int64_t to = std::min(until, after + static_cast<std::int64_t>(kPartRows));
    store.each_index_row(after, to, [&](IndexRow&& row) { cutter.add(std::move(row)); });
    if (cutter.full() || (to == until && !cutter.empty())) put(cutter.cut());
    after = to;
  }
}

Result<void> Indexing::finish() {
  if (error_.has_value()) return tl::unexpected<Error>(*error_);
  return writer_.finish();
}

Result<void> remove_gone_rows(CaseStore& store, IndexWriter& writer) {
  if (!store.rows_may_come_again()) return {};
  const std::vector<std::int64_t> rows = store.gone_rows();
  const auto each_row = [&](std::int64_t after, std::int64_t until, const std::function<void(IndexRow&&)>& take) {
    store.each_index_row(after, until, take);
  };
  if (auto removed = writer.remove(rows, each_row, store.last_row()); !removed) return removed;
  return store.forget_gone_rows();
}

}  // namespace schouw
