// Limits against bombs: archives of a few kilobytes that unpack to terabytes (D. Fifield, "A better zip bomb",
// 2019; gzip in gzip; trees of archives). An entry is stopped at its ratio or size; a tree, whose every leaf
// stays just below, at the ratio of the whole source.
#include "budget.h"

#include <utility>

namespace schouw {
namespace {

/// The whole source may hold several entries at their floor before its own ratio is judged.
constexpr std::uint64_t kSourceFloors = 8;

Fault limit_of_source(std::string code, std::uint64_t limit) {
  return Fault{std::move(code), {std::to_string(limit)}, EntryState::refused, Fault::Reach::source};
}

class Metered : public ByteStream {
 public:
  Metered(std::unique_ptr<ByteStream> inner, Budget& budget, Charge charge)
      : inner_(std::move(inner)), budget_(&budget), charge_(charge) {}

  std::span<const char> next() override {
    if (fault_) return {};
    const auto chunk = inner_->next();
    made_ += chunk.size();
    if (chunk.empty()) fault_ = inner_->fault();
    if (auto hit = judge(chunk.size())) {
      fault_ = std::move(hit);
      return {};
    }
    return chunk;
  }
  std::uint64_t packed_bytes() const override { return inner_->packed_bytes(); }

 private:
  std::optional<Fault> judge(std::uint64_t bytes) {
    const ArchiveLimits& limits = budget_->limits();
    if (charge_ != Charge::layer && made_ > limits.entry_bytes)
      return Fault{"entry-size", {std::to_string(limits.entry_bytes)}, EntryState::refused};
    const std::uint64_t packed = inner_->packed_bytes();
    if (made_ > limits.ratio_floor && packed > 0 && made_ / limits.ratio > packed)
      return Fault{"archive-ratio", {std::to_string(limits.ratio)}, EntryState::refused};
    return budget_->charge(charge_ == Charge::entry ? bytes : 0);
  }

  std::unique_ptr<ByteStream> inner_;
  Budget* budget_;
  Charge charge_;
  std::uint64_t made_ = 0;
};

}  // namespace

Budget::Budget(const ArchiveOptions& options, std::uint64_t source_bytes)
    : options_(&options), source_bytes_(source_bytes), started_(Clock::now()) {}

bool Budget::admit_entry() {
  if (++entries_ > limits().entries && !spent_) spent_ = limit_of_source("archive-entries", limits().entries);
  return !spent_;
}

std::optional<Fault> Budget::charge(std::uint64_t bytes) {
  if (spent_) return spent_;
  bytes_ += bytes;
  const ArchiveLimits& limit = limits();
  if (bytes_ > limit.total_bytes) {
    spent_ = limit_of_source("archive-total", limit.total_bytes);
  } else if (bytes_ > kSourceFloors * limit.ratio_floor && bytes_ / limit.ratio > source_bytes_) {
    spent_ = limit_of_source("archive-ratio", limit.ratio);
  } else {
    spent_ = check_clock();
  }
  return spent_;
}

std::optional<Fault> Budget::check_clock() {
  if (options_->stop && options_->stop()) {
    stopped_ = true;
    return Fault{"stopped", {}, EntryState::refused, Fault::Reach::source};
  }
  const auto since = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - started_);
  if (static_cast<std::uint64_t>(since.count()) > limits().seconds)
    return limit_of_source("archive-time", limits().seconds);
  return std::nullopt;
}

std::unique_ptr<ByteStream> metered(std::unique_ptr<ByteStream> inner, Budget& budget, Charge charge) {
  return std::make_unique<Metered>(std::move(inner), budget, charge);
}

}  // namespace schouw
