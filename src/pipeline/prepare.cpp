// An id is made of what every export of the same thing shares, and of nothing else: never of the file it stood in.
//
//   message with a version:  platform, conversation, native id           (copies are versions of one record)
//   message without one:     ... and sender, time, kind, title, text, names of attachments
//
// A native id alone does not do where nothing says which copy is newer: two different texts under one Message-ID
// would become one, and a line would be lost in silence.
#include "prepare.h"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "schouw/base/hash.h"

namespace schouw {
namespace {

std::string time_key(const Timestamp& time, Precision shared = Precision::millisecond) {
  if (time.basis == Timestamp::Basis::none) return "?" + time.raw;
  const std::string_view basis = time.basis == Timestamp::Basis::instant ? "i" : "l";
  return std::string(basis) + std::to_string(floored(time.ms, shared)) + "/" + std::string(name_of(std::min(time.precision, shared)));
}

bool becomes_media(AttachmentKind kind) {
  return kind == AttachmentKind::image || kind == AttachmentKind::video || kind == AttachmentKind::audio;
}

/// Media that were left out, which one export calls a picture and another media.
bool is_left_out(const Attachment& a) {
  return a.name.empty() && a.uri.empty() && (becomes_media(a.kind) || a.kind == AttachmentKind::document || a.kind == AttachmentKind::sticker);
}

std::string attachments_key(std::span<const Attachment> attachments, Precision shared = Precision::millisecond) {
  std::string key;
  for (const Attachment& a : attachments) {
    if (shared > Precision::minute || !is_left_out(a)) key += name_of(a.kind);
    key += '\x1f';
    key += a.name.empty() ? a.uri.substr(a.uri.rfind('/') + 1) : a.name;
    key += '\x1e';
  }
  return key;
}

/// Within a minute a deleted message is no copy of one that has not come yet, though neither has words.
std::string_view wordless_key(const Message& m) {
  if (m.shared_precision > Precision::minute) return {};
  return m.flags.deleted ? "deleted" : m.flags.encrypted ? "encrypted" : "";
}

class Preparer {
 public:
  Preparer(Slice& slice, const SourceName& source, const Zone& zone, Marker& marker)
      : slice_(slice), source_(source), zone_(zone), marker_(marker) {}

  Batch run() {
    batch_.records.reserve(slice_.records.size());
    for (RawRecord& record : slice_.records) {
      context_ = &slice_.contexts[record.context];
      std::visit([this](auto& value) { take(value); }, record.value);
    }
    return std::move(batch_);
  }

 private:
  Origin origin(const Locator& locator) const { return {source_.sha256, source_.shown, context_->path, locator}; }

  /// The same few accounts write all messages of a slice: their ids are made once.
  std::string account(std::string_view platform, const AccountRef& ref) {
    if (ref.empty()) return {};
    key_.assign(platform).append(1, ref.is_owner ? '\x02' : '\x01');
    if (ref.is_owner) key_.append(context_->export_set);
    for (const std::string* part : {&ref.display_name, &ref.handle, &ref.phone, &ref.email, &ref.native_id})
      key_.append(1, '\x1f').append(*part);
    const auto known = accounts_.find(key_);
    if (known != accounts_.end()) return known->second;
    std::string id = account_id(platform, ref, context_->export_set);
    batch_.accounts.push_back({id, std::string(platform), ref});
    return accounts_.emplace(key_, std::move(id)).first->second;
  }

  /// Somebody wrote it, and the export does not say who (a mail without From): one nameless account a conversation.
  std::string unknown_account(std::string_view platform, std::string_view conversation) {
    std::string id = content_id({"account", platform, "unknown-in", conversation});
    if (accounts_.emplace(id, id).second) batch_.accounts.push_back({id, std::string(platform), {}});
    return id;
  }

  std::vector<std::string> accounts(std::string_view platform, const std::vector<AccountRef>& refs) {
    std::vector<std::string> ids;
    ids.reserve(refs.size());
    for (const AccountRef& ref : refs)
      if (std::string id = account(platform, ref); !id.empty()) ids.push_back(std::move(id));
    return ids;
  }

  const std::string& conversation_id(std::string_view platform, const ConversationRef& ref) {
    if (conversation_.id.empty() || conversation_.platform != platform || conversation_.key != ref.key)
      conversation_ = {content_id({"conversation", platform, ref.key}), std::string(platform), ref.key};
    return conversation_.id;
  }

  static std::string message_id(const PreparedMessage& prepared) {
    const Message& m = prepared.message;
    if (!m.native_id.empty() && !m.version.empty())
      return content_id({"message", m.platform, prepared.conversation_id, m.native_id});
    return content_id({"message", m.platform, prepared.conversation_id, m.native_id, prepared.sender_id,
                       time_key(m.time, m.shared_precision), name_of(m.kind), m.event, m.title, m.text,
                       attachments_key(m.attachments, m.shared_precision).append(wordless_key(m))});
  }

  void take(Message& message) {
    PreparedMessage out;
    out.conversation_id = conversation_id(message.platform, message.conversation);
    if (message.sender.has_value()) out.sender_id = account(message.platform, *message.sender);
    if (out.sender_id.empty() && message.kind == MessageKind::message) {
      out.sender_id = unknown_account(message.platform, out.conversation_id);
      message.sender = AccountRef{};
    }
    out.recipient_ids = accounts(message.platform, message.recipients);
    out.tagged_ids = accounts(message.platform, message.tagged);
    out.time = resolve(message.time, zone_);
    out.origin = origin(message.locator);
    out.export_set = context_->export_set;
    out.message = std::move(message);
    out.id = message_id(out);
    if (out.message.kind != MessageKind::system) out.marks = pack_marks(marker_.marks_in(said_in(out.message)));
    for (std::size_t i = 0; i < out.message.attachments.size(); ++i) {
      const Attachment& attachment = out.message.attachments[i];
      out.media_ids.push_back(becomes_media(attachment.kind) ? media_id(out.id, i) : std::string());
      out.taken.push_back(resolve(attachment.taken, zone_));
    }
    batch_.records.emplace_back(std::move(out));
  }

  void take(ConversationInfo& info) {
    PreparedConversation out;
    out.id = conversation_id(info.platform, info.conversation);
    for (const Member& member : info.members) {
      out.member_ids.push_back(account(info.platform, member.account));
      out.since.push_back(resolve(member.since, zone_));
      out.until.push_back(resolve(member.until, zone_));
    }
    out.origin = origin(info.locator);
    out.info = std::move(info);
    batch_.records.emplace_back(std::move(out));
  }

  void take(Connection& connection) {
    PreparedConnection out;
    out.owner_id = account(connection.platform, connection.owner);
    out.other_id = account(connection.platform, connection.other);
    out.since = resolve(connection.since, zone_);
    out.ended = resolve(connection.ended, zone_);
    out.origin = origin(connection.locator);
    out.id = content_id({"connection", connection.platform, name_of(connection.kind), out.owner_id, out.other_id,
                         time_key(connection.since)});
    out.connection = std::move(connection);
    batch_.records.emplace_back(std::move(out));
  }

  void take(MediaItem& item) {
    PreparedMedia out;
    if (item.publisher.has_value()) out.publisher_id = account(item.platform, *item.publisher);
    out.tagged_ids = accounts(item.platform, item.tagged);
    out.published = resolve(item.published, zone_);
    out.taken = resolve(item.file.taken, zone_);
    out.origin = origin(item.locator);
    out.export_set = context_->export_set;
    out.id = content_id({"media-item", item.platform, out.publisher_id, time_key(item.published), item.file.caption,
                         attachments_key(std::span(&item.file, 1))});
    out.item = std::move(item);
    batch_.records.emplace_back(std::move(out));
  }

  void take(Problem& problem) {
    PreparedProblem out{origin(problem.locator), {}};
    out.problem = std::move(problem);
    batch_.records.emplace_back(std::move(out));
  }

  void take(OwnerStatement& owner) {
    AccountRef placeholder;
    placeholder.is_owner = true;
    PreparedOwner out;
    out.export_set = owner.export_set;
    out.platform = context_->platform;
    out.account_id = account_id(context_->platform, placeholder, owner.export_set);
    out.ref = std::move(owner.account);
    batch_.records.emplace_back(std::move(out));
  }

  void take(PreparedMediaFile& file) {
    file.origin = origin(Locator::at_byte(0));
    file.taken = resolve(file.picture.taken, zone_);
    batch_.records.emplace_back(std::move(file));
  }

  void take(MailPiece& piece) {
    PreparedPiece out{origin(piece.locator), {}, resolve(piece.time, zone_)};
    out.piece = std::move(piece);
    batch_.records.emplace_back(std::move(out));
  }

  void take(PreparedEntry& entry) { batch_.records.emplace_back(std::move(entry)); }

  Slice& slice_;
  const SourceName& source_;
  const Zone& zone_;
  Marker& marker_;
  const EntryContext* context_ = nullptr;
  Batch batch_;
  struct {
    std::string id, platform, key;
  } conversation_;  ///< the last one
  std::unordered_map<std::string, std::string> accounts_;   ///< id by all that makes a mention
  std::string key_;
};

}  // namespace

Batch prepare(Slice& slice, const SourceName& source, const Zone& zone, Marker& marker) {
  return Preparer(slice, source, zone, marker).run();
}

}  // namespace schouw
