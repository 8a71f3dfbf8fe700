#include "whatsapp_encoding.h"

#include <algorithm>

namespace schouw {
namespace {

// How many bytes at the end of UTF-16 text begin a character whose rest is still to come.
std::size_t half_character(std::string_view bytes, Encoding encoding) {
  if (encoding != Encoding::utf16le && encoding != Encoding::utf16be) return 0;
  const std::size_t odd = bytes.size() % 2;
  if (bytes.size() < 2 + odd) return odd;
  const std::size_t last = bytes.size() - odd - 2;
  const auto high = static_cast<unsigned char>(bytes[encoding == Encoding::utf16le ? last + 1 : last]);
  return high >= 0xD8 && high < 0xDC ? odd + 2 : odd;
}

enum class At { start, within };

/// A byte order mark is one at the start of a text only; a chunk that begins with it has a space of no width there.
std::string convert(std::string_view bytes, Encoding encoding, At at) {
  std::size_t replaced = 0;
  std::string out = to_utf8(bytes, encoding, replaced);
  const std::string_view mark = encoding == Encoding::utf16le ? "\xFF\xFE" : encoding == Encoding::utf16be ? "\xFE\xFF" : "\xEF\xBB\xBF";
  if (at == At::within && encoding != Encoding::windows1252 && bytes.starts_with(mark)) out.insert(0, "\xEF\xBB\xBF");
  return out;
}

}  // namespace

Encoding chat_encoding(std::string_view head) {
  const Encoding sniffed = sniff_encoding(head);
  if (sniffed != Encoding::windows1252) return sniffed;
  std::string repaired(head);
  const std::size_t wrong = repair_utf8(repaired);
  std::size_t lead_bytes = 0;
  for (const char c : repaired)
    if (static_cast<unsigned char>(c) >= 0xC0) ++lead_bytes;
  return lead_bytes > wrong ? Encoding::utf8 : Encoding::windows1252;
}

Utf8Entry::Utf8Entry(EntryReader& entry, Encoding encoding) : entry_(entry), encoding_(encoding) {
  const std::string_view head = entry.head();
  head_ = convert(head.substr(0, head.size() - half_character(head, encoding)), encoding, At::start);
  const std::string_view declaration = head_.starts_with("<?xml") ? std::string_view(head_).substr(0, head_.find("?>")) : "";
  const auto said = declaration.find("encoding");
  const auto open = said == std::string_view::npos ? said : declaration.find_first_of("\"'", said);
  const auto close = open == std::string_view::npos ? open : declaration.find(declaration[open], open + 1);
  if (close == std::string_view::npos) return;
  label_ = {said, close + 1};
  blank_label(head_, 0);
}

void Utf8Entry::blank_label(std::string& text, std::size_t at) const {
  for (std::size_t i = std::max(label_.first, at); i < std::min(label_.second, at + text.size()); ++i) text[i - at] = ' ';
}

std::span<const char> Utf8Entry::next() {
  while (true) {
    const std::span<const char> bytes = entry_.next();
    if (bytes.empty() && held_.empty()) return {};
    std::string whole = std::move(held_);
    whole.append(bytes.data(), bytes.size());
    const std::size_t half = bytes.empty() ? 0 : half_character(whole, encoding_);
    held_ = whole.substr(whole.size() - half);
    whole.resize(whole.size() - half);
    chunk_ = convert(whole, encoding_, started_ ? At::within : At::start);
    started_ = started_ || !whole.empty();
    blank_label(chunk_, given_);
    given_ += chunk_.size();
    if (!chunk_.empty()) return chunk_;
    if (bytes.empty()) return {};
  }
}

void Utf8Entry::rewind() {
  held_.clear();
  started_ = false;
  given_ = 0;
  entry_.rewind();
}

}  // namespace schouw
