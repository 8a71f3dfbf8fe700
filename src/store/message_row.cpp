// Writing a message. Equal means: every column equal, so that a copy of a line adds a place and no second text.
#include "message_row.h"

#include <charconv>

#include "packed.h"

namespace schouw {
namespace {

constexpr const char* kInsert = "INSERT INTO message (" SCHOUW_MESSAGE_FIELDS
                                ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kEqual =
    "SELECT 1 FROM message WHERE near = ? AND at = ? AND platform = ? AND kind = ? AND conversation = ? AND local IS ? "
    "AND "
    "zone_known = ? AND precision = ? AND raw = ? AND basis = ? AND ms IS ? AND sender IS ? AND recipients = ? AND "
    "tagged = ? AND text = ? AND title = ? AND quoted = ? AND flags = ? AND native_id = ? AND in_reply_to = ? AND "
    "version = ? AND event = ? AND attachments = ? AND row = ?";

/// The wall clock or instant of the export, where RecordTime does not say it already.
std::optional<std::int64_t> extra_ms(const Timestamp& stated, const RecordTime& resolved) {
  const bool said = (stated.basis == Timestamp::Basis::instant && resolved.utc_ms == stated.ms) ||
                    (stated.basis == Timestamp::Basis::local && resolved.local_ms == stated.ms) ||
                    (stated.basis == Timestamp::Basis::none && stated.ms == 0);
  return said ? std::nullopt : std::optional(stated.ms);
}

constexpr unsigned kSpanBits = 39;
constexpr std::uint64_t kSpan = (1ull << kSpanBits) - 1;

/// The number that a platform gives its messages: it rises with time. 0 for what is no number.
std::uint64_t native_number(std::string_view native_id) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(native_id.data(), native_id.data() + native_id.size(), number);
  return error == std::errc() && end == native_id.data() + native_id.size() ? number : 0;
}

/// Which records stand together on disk: those of a conversation, in order of time. Made of what makes the id, so every
/// copy of a record comes to the same place. Mails are read by time, not by conversation.
std::int64_t near_of(const PreparedMessage& prepared) {
  const Message& m = prepared.message;
  const std::uint64_t when = is_versioned(m)                              ? native_number(m.native_id)
                             : m.time.basis == Timestamp::Basis::none ? 0
                                                                      : static_cast<std::uint64_t>(floored(m.time.ms, m.shared_precision)) >> 4u;
  if (m.conversation.kind == ConversationKind::mail && !is_versioned(m)) return static_cast<std::int64_t>(when >> 1u);
  std::uint64_t conversation = 0;
  for (const char c : std::string_view(prepared.conversation_id).substr(0, 6))
    conversation = conversation * 16 + static_cast<std::uint64_t>(c >= 'a' ? c - 'a' + 10 : c - '0');
  return static_cast<std::int64_t>(((conversation & 0xFFFFFFu) << kSpanBits) | (when & kSpan));
}

std::string pack_attachments(const PreparedMessage& prepared) {
  const auto& attachments = prepared.message.attachments;
  if (attachments.empty()) return {};
  static const RecordTime nothing;
  Json all = Json::array();
  for (std::size_t i = 0; i < attachments.size(); ++i)
    all.push_back(pack(attachments[i], i < prepared.taken.size() ? prepared.taken[i] : nothing));
  return to_json(all);
}

}  // namespace

bool refers_to_bytes(const Attachment& a) {
  if (!a.sha256.empty()) return false;
  switch (a.kind) {
    case AttachmentKind::image:
    case AttachmentKind::video:
    case AttachmentKind::audio:
    case AttachmentKind::sticker:
    case AttachmentKind::document:
      return !a.uri.empty() || !a.name.empty();
    case AttachmentKind::contact:
      return !a.uri.empty();
    case AttachmentKind::location:
    case AttachmentKind::link:
    case AttachmentKind::poll:
      break;
  }
  return false;
}

MessageForm::MessageForm(CaseData& data, const PreparedMessage& prepared, std::int64_t source)
    : data_(data), prepared_(prepared), message_(prepared.message) {
  conversation_ = data.conversations.row_of(source, prepared.conversation_id, message_.platform, message_.conversation);
  const AccountRef* sender = message_.sender.has_value() ? &*message_.sender : nullptr;
  sender_ = data.mentions.row_of(source, prepared.sender_id, message_.platform, sender);
  recipients_ = data.mentions.rows_of(source, prepared.recipient_ids, message_.platform, message_.recipients);
  tagged_ = data.mentions.rows_of(source, prepared.tagged_ids, message_.platform, message_.tagged);
  attachments_ = pack_attachments(prepared);
  ms_ = extra_ms(message_.time, prepared.time);
}

Arrival MessageForm::arrival(std::int64_t entry) const {
  return {RecordTable::message,      near_of(prepared_),    prepared_.id, entry,
          &prepared_.origin.locator, is_versioned(message_)};
}

template <class... More>
Query& MessageForm::bind(Query& q, const More&... more) {
  const RecordTime& time = prepared_.time;
  const Message& m = message_;
  return q.with(near_of(prepared_), instant_of(time), m.platform, number_of(m.kind), conversation_, time.local_ms,
                time.zone_known, number_of(time.precision), time.raw, number_of(m.time.basis), ms_, sender_,
                recipients_, tagged_, m.text, m.title, m.quoted, pack_flags(m.flags), m.native_id, m.in_reply_to,
                m.version, m.event, attachments_, more...);
}

std::int64_t MessageForm::insert(const Seat& seat, Standard standard) {
  const bool best = standard == Standard::best;
  {
    Query q = data_.db.query(kInsert);
    bind(q, IdText{seat.id}, seat.k, best);
    if (seat.k != 1) q.with(IdText{prepared_.id});  // else NULL: the id itself
    q.step();
  }
  const std::int64_t row = data_.db.last_row();
  if (!message_.attachments.empty()) insert_attachments(seat, row);
  if (!prepared_.marks.empty()) data_.db.run("INSERT INTO mark (row, marks) VALUES (?, ?)", row, prepared_.marks);
  return row;
}

void MessageForm::insert_attachments(const Seat& seat, std::int64_t row) {
  const std::int64_t what = number_of(RecordTable::message);
  for (std::size_t i = 0; i < message_.attachments.size(); ++i) {
    const Attachment& a = message_.attachments[i];
    const bool is_media = i < prepared_.media_ids.size() && !prepared_.media_ids[i].empty();
    const std::string_view uri = !refers_to_bytes(a) ? std::string_view() : a.uri.empty() ? a.name : a.uri;
    if (!is_media && uri.empty()) continue;
    if (!is_media) {
      data_.db.run("INSERT INTO attachment (what, owner, number, uri) VALUES (?, ?, ?, ?)", what, row, i, uri);
      continue;
    }
    const std::string id = seat.k == 1 ? prepared_.media_ids[i] : media_id(seat.id, i);
    data_.db.run("INSERT INTO attachment (what, owner, number, uri, media_id) VALUES (?, ?, ?, ?, ?)", what, row, i,
                 uri, IdText{id});
  }
}

bool MessageForm::equals(std::int64_t row) {
  Query q = data_.db.query(kEqual);
  return bind(q, row).step();
}

}  // namespace schouw
