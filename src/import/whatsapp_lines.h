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

/// True when lines end at CR only, as editors of old Macs write them: a CR and no LF in the head of the file.
bool ends_lines_with_cr(std::string_view head);

/// The first line of `text`, without its end; `text` goes on behind it.
std::string_view take_line(std::string_view& text, bool cr);

/// Reads from where the entry stands. A line ends at LF; CR before it is dropped; see also ends_lines_with_cr(). A longer
/// line than kMaxLineBytes is cut, and the rest of it is passed over.
class LineReader {
 public:
  explicit LineReader(EntryReader& entry) : entry_(entry), cr_(ends_lines_with_cr(entry.head())) {}

  /// The next line, valid until the call after. False at the end.
  bool next(std::string_view& line);

  std::uint64_t number() const { return number_; }    ///< 1-based, of the line last given
  std::uint64_t cut_bytes() const { return cut_; }    ///< how much of the line last given was passed over
  bool ended() const { return ended_; }               ///< false: the line last given had no end

 private:
  bool fill();

  EntryReader& entry_;
  bool cr_ = false;
  std::string_view chunk_;
  std::string held_;  ///< a line that began in an earlier chunk
  std::uint64_t number_ = 0, cut_ = 0;
  bool ended_ = true;
};

}  // namespace schouw
