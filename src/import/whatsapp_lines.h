// Lines of an entry, one at a time, in bounded memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "schouw/model/entry.h"

namespace schouw {

inline constexpr std::size_t kMaxLineBytes = std::size_t{16} << 20;

/// Reads from where the entry stands. A line ends at LF; CR before it is dropped. A longer line than
/// kMaxLineBytes is cut, and the rest of it is passed over.
class LineReader {
 public:
  explicit LineReader(EntryReader& entry) : entry_(entry) {}

  /// The next line, valid until the call after. False at the end.
  bool next(std::string_view& line);

  std::uint64_t number() const { return number_; }    ///< 1-based, of the line last given
  std::uint64_t cut_bytes() const { return cut_; }    ///< how much of the line last given was passed over
  bool ended() const { return ended_; }               ///< false: the line last given had no LF behind it

 private:
  bool fill();

  EntryReader& entry_;
  std::string_view chunk_;
  std::string held_;  ///< a line that began in an earlier chunk
  std::uint64_t number_ = 0, cut_ = 0;
  bool ended_ = true;
};

}  // namespace schouw
