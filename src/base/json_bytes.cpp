// Joining and decoding of pieces. A UTF-16 piece is decoded 4 KiB at a time, so that finding the place of a byte means
// walking over at most that much.
#include "json_bytes.h"

namespace schouw {
namespace {

constexpr std::size_t kSlice = 4096;

// How many bytes of UTF-16 became this text: two a character, four for those outside the first plane.
std::uint64_t utf16_size(std::string_view text) {
  std::uint64_t size = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0u) != 0x80u) size += byte >= 0xF0 ? 4 : 2;
  }
  return size;
}

}  // namespace

void JsonBytes::start() {
  // Never more than this, or the size of the first piece would decide what the document is.
  constexpr std::size_t kHead = 64;
  const std::string_view head = window(kHead).substr(0, kHead);
  if (head.starts_with("\xEF\xBB\xBF")) {
    advance(3);
    return;
  }
  const Encoding found = sniff_encoding(head);
  if (found != Encoding::utf16le && found != Encoding::utf16be) return;
  const bool has_bom = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  encoding_ = found;
  wide_ = window().substr(has_bom ? 2 : 0);
  end_offset_ -= wide_.size();
  wide_ended_ = ended_;
  ended_ = false;
  at_ = end_ = nullptr;
}

std::uint64_t JsonBytes::offset() const {
  const std::string_view rest = window();
  const bool wide = encoding_ == Encoding::utf16le || encoding_ == Encoding::utf16be;
  return end_offset_ - (wide ? utf16_size(rest) : rest.size());
}

void JsonBytes::close() {
  at_ = end_;
  ended_ = true;
}

bool JsonBytes::refill() {
  const std::string_view piece = next_piece();
  if (piece.empty()) return false;
  at_ = piece.data();
  end_ = at_ + piece.size();
  return true;
}

void JsonBytes::gather(std::size_t n) {
  std::string joined(window());
  while (joined.size() < n) {
    const std::string_view piece = next_piece();
    if (piece.empty()) break;
    joined += piece;
  }
  gathered_ = std::move(joined);
  at_ = gathered_.data();
  end_ = at_ + gathered_.size();
}

std::string_view JsonBytes::next_piece() {
  if (ended_) return {};
  std::string_view piece;
  if (encoding_ == Encoding::utf8) {
    const std::span<const char> bytes = source_();
    piece = {bytes.data(), bytes.size()};
    end_offset_ += piece.size();
  } else {
    piece = decode_slice();
  }
  ended_ = piece.empty();
  return piece;
}

std::string_view JsonBytes::decode_slice() {
  while (!wide_ended_ && wide_.size() - wide_at_ < kSlice) {
    const std::span<const char> bytes = source_();
    wide_ended_ = bytes.empty();
    wide_.erase(0, wide_at_);
    wide_at_ = 0;
    wide_.append(bytes.data(), bytes.size());
  }
  std::size_t size = std::min(kSlice, wide_.size() - wide_at_);
  const bool last = wide_ended_ && size == wide_.size() - wide_at_;
  if (!last) {
    // Neither half a unit nor half a pair at the end of a slice.
    size -= size % 2;
    const std::size_t high_byte = wide_at_ + size - (encoding_ == Encoding::utf16le ? 1 : 2);
    if (size >= 4 && (static_cast<unsigned char>(wide_[high_byte]) & 0xFCu) == 0xD8u) size -= 2;
  }
  std::size_t replaced = 0;
  decoded_ = to_utf8(std::string_view(wide_).substr(wide_at_, size), encoding_, replaced);
  lone_surrogates_ += replaced;
  wide_at_ += size;
  end_offset_ += size;
  return decoded_;
}

}  // namespace schouw
