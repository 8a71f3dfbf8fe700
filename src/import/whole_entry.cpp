#include "whole_entry.h"

#include <algorithm>

#include "schouw/base/utf8.h"

namespace schouw {

std::string whole_entry(EntryReader& entry, std::size_t most, RecordSink& sink) {
  std::string bytes;
  std::uint64_t lost = 0;
  for (auto piece = entry.next(); !piece.empty(); piece = entry.next()) {
    const std::size_t room = std::min(most - bytes.size(), piece.size());
    bytes.append(piece.data(), room);
    lost += piece.size() - room;
  }
  if (lost > 0)
    sink.problem({.code = "entry-size",
                  .severity = Severity::high,
                  .loss = Loss::partial,
                  .locator = Locator::at_byte(most),
                  .args = {std::to_string(most)},
                  .lost_bytes = lost});
  return bytes;
}

bool is_text_head(std::string_view head) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return true;
  // UTF-16 without a mark: every other byte of plain letters is NUL, and never two behind each other.
  return head.substr(0, 512).find(std::string_view("\0\0", 2)) == std::string_view::npos &&
         head.substr(0, 4).find_first_of("\x01\x02\x03\x04\x05\x06\x07\x08") == std::string_view::npos;
}

bool is_markup_head(std::string_view head) {
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"})
    if (head.starts_with(mark)) head.remove_prefix(mark.size());
  const auto first = head.find_first_not_of(std::string_view(" \t\r\n\0", 5));
  return first != std::string_view::npos && head[first] == '<';
}

std::string whole_text(EntryReader& entry, std::size_t most, RecordSink& sink) {
  const std::string bytes = whole_entry(entry, most, sink);
  std::size_t replaced = 0;
  std::string text = to_utf8(bytes, sniff_encoding(bytes), replaced);
  if (replaced > 0)
    sink.problem({.code = "not-utf8",
                  .severity = Severity::low,
                  .loss = Loss::none,
                  .locator = Locator::at_byte(0),
                  .args = {std::to_string(replaced)}});
  return text;
}

}  // namespace schouw
