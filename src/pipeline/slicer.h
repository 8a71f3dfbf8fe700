// Cuts the records of one source into slices.
#pragma once

#include <string>
#include <utility>

#include "ordered.h"

namespace schouw {

class Slicer {
 public:
  Slicer(std::size_t source, const SliceSink& sink) : sink_(sink), source_(source) { begin(); }

  bool stopped() const { return stopped_; }

  /// Records that follow belong to this context.
  void set_context(EntryContext context) {
    context_ = std::move(context);
    context_known_ = false;
  }
  const EntryContext& context() const { return context_; }

  template <class Value>
  void add(Value&& value, std::size_t bytes = 0) {
    if (!context_known_) {
      slice_.contexts.push_back(context_);
      context_known_ = true;
    }
    slice_.records.push_back({static_cast<std::uint32_t>(slice_.contexts.size() - 1), std::forward<Value>(value)});
    bytes_ += bytes;
    if (slice_.records.size() >= kSliceRecords || bytes_ >= kSliceBytes) flush();
  }

  void count_message() { ++slice_.messages; }
  void count_bytes(std::size_t bytes) { bytes_read_ += bytes; }
  /// An importer that reads an entry twice has read it once.
  void forget_bytes(std::size_t bytes) { bytes_read_ -= bytes; }

  /// The last slice; the source has been read to the end.
  void finish() {
    slice_.last = true;
    flush();
  }

 private:
  void begin() {
    slice_ = {};
    slice_.source = source_;
    slice_.first = first_;
    first_ = false;
    context_known_ = false;
    bytes_ = 0;
  }

  void flush() {
    slice_.bytes_read = bytes_read_;
    if (!stopped_) stopped_ = !sink_(std::move(slice_));
    begin();
  }

  const SliceSink& sink_;
  std::size_t source_;
  Slice slice_;
  EntryContext context_;
  bool context_known_ = false, first_ = true, stopped_ = false;
  std::size_t bytes_ = 0;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace schouw
