// Records as bytes between the child and this program: values one after another, numbers little-endian, texts with
// their length in front. The same function names the fields for both ways, so they cannot drift apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "schouw/model/message.h"
#include "schouw/model/problem.h"

namespace schouw {

/// What a frame holds. A frame: its kind (1 byte), the length of what follows (4 bytes), the values.
enum class FrameKind : std::uint8_t {
  message,
  conversation,
  connection,
  media,
  owner,
  set,
  rejected,
  problem,
  nothing_here,
  end,  ///< the importer came to its end
  last = end
};

inline constexpr std::size_t kFrameHead = 5;
inline constexpr std::size_t kMaxFrame = 64u << 20;
inline constexpr std::size_t kMaxCount = 200'000;  ///< of recipients, attachments, members in one record

class WireWriter {
 public:
  std::string take() { return std::move(bytes_); }

  void value(const std::string& text) {
    number(text.size(), 4);
    bytes_ += text;
  }
  void value(const std::uint64_t& n) { number(n, 8); }
  void value(const std::int64_t& n) { number(static_cast<std::uint64_t>(n), 8); }
  void value(const int& n) { value(std::int64_t{n}); }
  void value(const bool& b) { number(b ? 1 : 0, 1); }
  void value(const double& d);
  template <class Enum>
  requires std::is_enum_v<Enum>
  void choice(const Enum& e, Enum) { number(static_cast<std::uint64_t>(e), 1); }
  std::size_t count(std::size_t n) {
    number(n, 4);
    return n;
  }
  bool there(bool b) {
    value(b);
    return b;
  }
  bool right() const { return true; }

 private:
  void number(std::uint64_t n, int width) {
    for (int i = 0; i < width; ++i) bytes_ += static_cast<char>(n >> (8 * i) & 0xFF);
  }
  std::string bytes_;
};

/// Every value is checked: lengths against what is there, choices against what exists, texts for UTF-8. After the first
/// wrong one nothing more is given.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : bytes_(bytes) {}
  bool right() const { return right_; }
  /// All was right, and nothing is left over.
  bool whole() const { return right_ && bytes_.empty(); }

  void value(std::string& text);
  void value(std::uint64_t& n) { n = number(8); }
  void value(std::int64_t& n) { n = static_cast<std::int64_t>(number(8)); }
  void value(int& n);
  void value(bool& b);
  void value(double& d);
  template <class Enum>
  requires std::is_enum_v<Enum>
  void choice(Enum& e, Enum last) {
    const std::uint64_t n = number(1);
    if (n > static_cast<std::uint64_t>(last)) right_ = false;
    e = right_ ? static_cast<Enum>(n) : Enum{};
  }
  std::size_t count(std::size_t) {
    const std::uint64_t n = number(4);
    if (n > kMaxCount) right_ = false;
    return right_ ? static_cast<std::size_t>(n) : 0;
  }
  bool there(bool) {
    bool b = false;
    value(b);
    return b;
  }

 private:
  std::uint64_t number(std::size_t width);
  std::string_view bytes_;
  bool right_ = true;
};

template <class Wire, class Value>
void fields(Wire& w, std::optional<Value>& v) {
  if (!w.there(v.has_value())) return;
  if (!v) v.emplace();
  each(w, *v);
}
template <class Wire, class Value>
void fields(Wire& w, std::vector<Value>& all) {
  const std::size_t count = w.count(all.size());
  for (std::size_t i = 0; i < count && w.right(); ++i) {
    if (i == all.size()) all.emplace_back();
    each(w, all[i]);
  }
}

template <class Wire>
void fields(Wire& w, Timestamp& t) {
  w.choice(t.basis, Timestamp::Basis::local);
  w.value(t.ms);
  w.choice(t.precision, Precision::millisecond);
  w.value(t.raw);
}
template <class Wire>
void fields(Wire& w, Locator& l) {
  w.choice(l.kind, LocatorKind::id);
  w.value(l.number);
  w.value(l.id);
}
template <class Wire>
void fields(Wire& w, AccountRef& a) {
  for (std::string* text : {&a.display_name, &a.handle, &a.phone, &a.email, &a.native_id}) w.value(*text);
  w.value(a.outside_tenant);
  w.value(a.is_owner);
}
template <class Wire>
void fields(Wire& w, GeoPoint& g) {
  w.value(g.latitude);
  w.value(g.longitude);
}
template <class Wire>
void fields(Wire& w, ConversationRef& c) {
  w.value(c.key);
  w.choice(c.kind, ConversationKind::public_);
  w.value(c.title);
}
template <class Wire>
void fields(Wire& w, Flags& f) {
  for (bool* flag : {&f.deleted, &f.edited, &f.forwarded, &f.imported, &f.encrypted}) w.value(*flag);
}
template <class Wire>
void fields(Wire& w, Attachment& a) {
  w.value(a.name);
  w.choice(a.kind, AttachmentKind::poll);
  w.value(a.mime);
  w.value(a.uri);
  each(w, a.bytes);
  w.value(a.sha256);
  w.value(a.present);
  w.value(a.view_once);
  w.value(a.caption);
  each(w, a.taken);
  each(w, a.gps);
  each(w, a.width);
  each(w, a.height);
}
template <class Wire>
void fields(Wire& w, Message& m) {
  w.value(m.platform);
  w.choice(m.kind, MessageKind::event);
  each(w, m.conversation);
  each(w, m.time);
  each(w, m.sender);
  each(w, m.recipients);
  for (std::string* text : {&m.text, &m.title, &m.quoted}) w.value(*text);
  each(w, m.attachments);
  each(w, m.tagged);
  each(w, m.flags);
  for (std::string* text : {&m.native_id, &m.in_reply_to, &m.version, &m.event}) w.value(*text);
  each(w, m.locator);
}
template <class Wire>
void fields(Wire& w, Member& m) {
  each(w, m.account);
  each(w, m.since);
  each(w, m.until);
  w.value(m.admin);
  each(w, m.locator);
}
template <class Wire>
void fields(Wire& w, ConversationInfo& c) {
  w.value(c.platform);
  each(w, c.conversation);
  each(w, c.members);
  each(w, c.locator);
}
template <class Wire>
void fields(Wire& w, Connection& c) {
  w.value(c.platform);
  w.choice(c.kind, ConnectionKind::removed);
  each(w, c.owner);
  each(w, c.other);
  each(w, c.since);
  each(w, c.ended);
  each(w, c.locator);
}
template <class Wire>
void fields(Wire& w, MediaItem& m) {
  w.value(m.platform);
  each(w, m.file);
  each(w, m.publisher);
  each(w, m.published);
  each(w, m.tagged);
  each(w, m.locator);
}
template <class Wire>
void fields(Wire& w, Problem& p) {
  w.value(p.code);
  w.choice(p.severity, Severity::high);
  w.choice(p.loss, Loss::whole);
  each(w, p.locator);
  each(w, p.args);
  w.value(p.lost_records);
  w.value(p.lost_bytes);
}

/// A plain value, or all fields of one.
template <class Wire, class Value>
void each(Wire& w, Value& value) {
  if constexpr (requires { w.value(value); })
    w.value(value);
  else
    fields(w, value);
}

}  // namespace schouw
