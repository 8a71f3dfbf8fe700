#include "whatsapp_lines.h"

#include <algorithm>

namespace schouw {
namespace {

// Behind a head with CR only there may still be lines with LF, where somebody joined two files: then both end a line.
std::size_t end_of_line(std::string_view text, bool cr) { return cr ? text.find_first_of("\r\n") : text.find('\n'); }

}  // namespace

bool ends_lines_with_cr(std::string_view head) {
  return head.find('\n') == std::string_view::npos && head.find('\r') != std::string_view::npos;
}

std::string_view take_line(std::string_view& text, bool cr) {
  const std::size_t end = end_of_line(text, cr);
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

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
    const std::size_t end = end_of_line(chunk_, cr_);
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
