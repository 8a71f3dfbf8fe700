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
