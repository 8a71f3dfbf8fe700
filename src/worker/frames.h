// Frames to records. Whatever does not check out ends it: a child that sends nonsense is not asked further.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schouw/import/importer.h"
#include "wire.h"

namespace schouw {

class FrameTaker {
 public:
  explicit FrameTaker(RecordSink& sink) : sink_(sink) {}

  /// The next bytes of the pipe. False: nonsense.
  bool take(std::string_view bytes);
  /// The importer came to its end, and nothing is left over.
  bool complete() const { return ended_ && pending_.empty(); }
  std::uint64_t records() const { return records_; }

 private:
  bool frame(FrameKind kind, std::string_view values);
  bool problem(std::string_view values);
  bool owner(std::string_view values);
  template <class Value, class Give>
  bool record(std::string_view values, Give give);

  RecordSink& sink_;
  std::string pending_ = {};
  std::uint64_t records_ = 0;
  bool ended_ = false;
};

}  // namespace schouw
