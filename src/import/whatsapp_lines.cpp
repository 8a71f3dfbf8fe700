#include "whatsapp_lines.h"

#include <algorithm>

namespace schouw {

bool LineReader::fill() {
  const std::span<const char> bytes = entry_.next();
  chunk_ = {bytes.data(), bytes.size()};
  return !chunk_.empty();
}

bool LineReader::next(std::string_view& line) {
  held_.clear();
  cut_ = 0;
  ended_ = false;
  bool whole_in_chunk = false;
  bool any = false;
  while (!ended_ && (!chunk_.empty() || fill())) {
    const std::size_t end = chunk_.find('\n');
    const std::string_view piece = chunk_.substr(0, end);
    ended_ = end != std::string_view::npos;
    whole_in_chunk = ended_ && !any && piece.size() <= kMaxLineBytes;
    any = true;
    if (whole_in_chunk) {
      line = piece;
    } else {
      const std::size_t room = kMaxLineBytes - held_.size();
      held_ += piece.substr(0, room);
      cut_ += piece.size() - std::min(piece.size(), room);
    }
    chunk_.remove_prefix(ended_ ? end + 1 : chunk_.size());
  }
  if (!any) return false;
  ++number_;
  if (!whole_in_chunk) line = held_;
  if (line.ends_with('\r')) line.remove_suffix(1);
  return true;
}

}  // namespace schouw
