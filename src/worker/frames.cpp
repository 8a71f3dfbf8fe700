#include "frames.h"

#include "schouw/base/texts.h"

namespace schouw {
namespace {

std::size_t length_of(std::string_view head) {
  std::size_t n = 0;
  for (std::size_t i = 1; i < kFrameHead; ++i) n |= std::size_t{static_cast<unsigned char>(head[i])} << (8 * (i - 1));
  return n;
}

bool is_digest(std::string_view text) {
  return text.empty() || (text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos);
}
bool holds_digests(const Message& m) {
  for (const Attachment& file : m.attachments)
    if (!is_digest(file.sha256)) return false;
  return true;
}
bool holds_digests(const MediaItem& item) { return is_digest(item.file.sha256); }
bool holds_digests(const ConversationInfo&) { return true; }
bool holds_digests(const Connection&) { return true; }

}  // namespace

bool FrameTaker::take(std::string_view bytes) {
  pending_ += bytes;
  std::size_t at = 0;
  bool right = true;
  while (right && pending_.size() - at >= kFrameHead) {
    const std::string_view head = std::string_view(pending_).substr(at, kFrameHead);
    const std::size_t length = length_of(head);
    const auto kind = static_cast<unsigned char>(head[0]);
    right = !ended_ && length <= kMaxFrame && kind <= static_cast<unsigned char>(FrameKind::last);
    if (!right || pending_.size() - at - kFrameHead < length) break;
    right = frame(static_cast<FrameKind>(kind), std::string_view(pending_).substr(at + kFrameHead, length));
    at += kFrameHead + length;
  }
  pending_.erase(0, at);
  return right;
}

template <class Value, class Give>
bool FrameTaker::record(std::string_view values, Give give) {
  WireReader wire(values);
  Value value;
  each(wire, value);
  if (!wire.whole() || !holds_digests(value)) return false;
  ++records_;
  give(std::move(value));
  return true;
}

/// Of codes that exist: a made-up one would have no text in the report.
bool FrameTaker::problem(std::string_view values) {
  WireReader wire(values);
  Problem value;
  each(wire, value);
  if (!wire.whole() || !has_text("problem." + value.code)) return false;
  sink_.problem(std::move(value));
  return true;
}

bool FrameTaker::owner(std::string_view values) {
  WireReader wire(values);
  std::string root;
  AccountRef account;
  wire.value(root);
  each(wire, account);
  if (!wire.whole()) return false;
  sink_.owner(root, std::move(account));
  return true;
}

bool FrameTaker::frame(FrameKind kind, std::string_view values) {
  WireReader wire(values);
  std::uint64_t number = 0;
  std::string text;
  switch (kind) {
    case FrameKind::message:
      return record<Message>(values, [&](Message&& m) { sink_.message(std::move(m)); });
    case FrameKind::conversation:
      return record<ConversationInfo>(values, [&](ConversationInfo&& c) { sink_.conversation(std::move(c)); });
    case FrameKind::connection:
      return record<Connection>(values, [&](Connection&& c) { sink_.connection(std::move(c)); });
    case FrameKind::media:
      return record<MediaItem>(values, [&](MediaItem&& m) { sink_.media(std::move(m)); });
    case FrameKind::problem:
      return problem(values);
    case FrameKind::owner:
      return owner(values);
    case FrameKind::set:
      wire.value(text);
      if (wire.whole()) sink_.set(text);
      return wire.whole();
    case FrameKind::rejected:
      wire.value(number);
      if (wire.whole()) sink_.rejected(number);
      return wire.whole();
    case FrameKind::nothing_here:
      if (values.empty()) sink_.nothing_here();
      return values.empty();
    case FrameKind::end:
      ended_ = values.empty();
      return ended_;
  }
  return false;
}

}  // namespace schouw
