// Head first, then the rest of the stream. Small entries are wholly in the head, and going back costs nothing;
// others are opened anew.
#include "walk_reader.h"

#include <algorithm>
#include <utility>

namespace schouw {
namespace {
constexpr std::size_t kHead = 64 << 10;
}  // namespace

WalkReader::WalkReader(Place place, StreamOpener open, Budget& budget, Charge charge)
    : place_(std::move(place)), open_(std::move(open)), budget_(&budget), stream_(metered(open_(), budget, charge)) {
  fill_head();
}

void WalkReader::fill_head() {
  while (head_.size() < kHead) {
    const auto chunk = stream_->next();
    if (chunk.empty()) {
      whole_in_head_ = true;
      note_fault();
      return;
    }
    const std::size_t take = std::min(chunk.size(), kHead - head_.size());
    head_.append(chunk.data(), take);
    pending_ = chunk.subspan(take);
  }
}

void WalkReader::note_fault() {
  if (!fault_ && stream_->fault()) fault_ = stream_->fault();
}

std::span<const char> WalkReader::next() {
  if (!std::exchange(head_given_, true) && !head_.empty()) return head_;
  if (whole_in_head_) return {};
  if (!pending_.empty()) return std::exchange(pending_, {});
  while (true) {
    const auto chunk = stream_->next();
    if (chunk.empty()) {
      note_fault();
      return {};
    }
    if (to_skip_ >= chunk.size()) {
      to_skip_ -= chunk.size();
      continue;
    }
    return chunk.subspan(static_cast<std::size_t>(std::exchange(to_skip_, 0)));
  }
}

void WalkReader::rewind() {
  head_given_ = false;
  if (whole_in_head_) return;
  pending_ = {};
  to_skip_ = head_.size();
  stream_ = metered(open_(), *budget_, Charge::again);
}

void WalkReader::drain() {
  while (!next().empty()) {}
}

}  // namespace schouw
