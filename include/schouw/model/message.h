// What importers read: messages, conversations, connections, media. Plain values.
//
// The names of these fields are the contract in docs/interface.md. An importer knows accounts, never persons: who uses
// an account is found out later (identity).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schouw/base/time.h"
#include "schouw/model/account.h"
#include "schouw/model/origin.h"

namespace schouw {

enum class MessageKind { message, system, call, post, comment, story, event };
enum class ConversationKind { direct, group, channel, meeting, mail, public_ };
enum class AttachmentKind { image, video, audio, sticker, document, contact, location, link, poll };

struct Flags {
  bool deleted = false;
  bool edited = false;
  bool forwarded = false;
  bool imported = false;   ///< brought in from elsewhere by the platform itself
  bool encrypted = false;  ///< content not readable
  bool operator==(const Flags&) const = default;
};

struct GeoPoint {
  double latitude = 0, longitude = 0;
  bool operator==(const GeoPoint&) const = default;
};

struct Attachment {
  std::string name = {};     ///< as the export writes it; may be empty (placeholder)
  AttachmentKind kind = AttachmentKind::document;
  std::string mime = {};
  std::string uri = {};      ///< path of the bytes inside the export; empty when they are not there
  std::optional<std::uint64_t> bytes = {};
  std::string sha256 = {};   ///< known when the importer saw the bytes (mail); else found by `uri`
  bool present = false;      ///< the bytes are in the export
  bool view_once = false;
  std::string caption = {};
  Timestamp taken = {};      ///< from EXIF data in the JSON, if any
  std::optional<GeoPoint> gps = {};
  std::optional<int> width = {}, height = {};
};

/// Which conversation a record belongs to. `key` identifies it within the platform: a native id, or, where the format
/// has none, something that every export of the same conversation shares (its title). Not for display.
struct ConversationRef {
  std::string key = {};
  ConversationKind kind = ConversationKind::group;
  std::string title = {};
};

struct Message {
  std::string platform = {};   ///< whatsapp, teams, magister, facebook, instagram, mail, ... (docs/interface.md)
  MessageKind kind = MessageKind::message;
  ConversationRef conversation = {};
  Timestamp time = {};
  std::optional<AccountRef> sender = {};   ///< none for system lines and for unknown authors
  std::vector<AccountRef> recipients = {};
  std::string text = {};          ///< NFC, without invisible characters; mail: subject is in `title`
  std::string title = {};         ///< subject of a mail, title of a post
  std::string quoted = {};        ///< repeated from others (replies, forwards); never counts as said by the sender
  std::vector<Attachment> attachments = {};
  std::vector<AccountRef> tagged = {};     ///< tagged or @mentioned
  Flags flags = {};
  std::string native_id = {};     ///< id the platform gave; empty where the format has none
  std::string in_reply_to = {};   ///< native id of the message answered
  std::string version = {};       ///< etag or modification time: the copy with the greater one is kept
  /// The precision that every export of such messages has. Copies whose times differ by less are one message: a chat
  /// from an iPhone has seconds, the same chat from an Android phone has none. The more precise copy is kept.
  Precision shared_precision = Precision::millisecond;
  std::string event = {};         ///< for system/call/event: "member-added", "missed-call", ... ; empty: not known
  Locator locator = {};
};

/// Someone in a conversation, and since and until when. Basis none: unknown.
struct Member {
  AccountRef account;
  Timestamp since = {};
  Timestamp until = {};
  bool admin = false;
  Locator locator = {};
};

/// What is known of a conversation apart from its messages: its title, and its members, silent ones included.
struct ConversationInfo {
  std::string platform = {};
  ConversationRef conversation = {};
  std::vector<Member> members = {};
  Locator locator = {};
};

enum class ConnectionKind {
  friend_, follows, followed_by, contact, member, admin,
  request_sent, request_received, blocked, removed  ///< recorded, but not a connection to detectors
};

struct Connection {
  std::string platform = {};
  ConnectionKind kind = ConnectionKind::friend_;
  AccountRef owner = {};   ///< mostly the owner of the export
  AccountRef other = {};
  Timestamp since = {};
  Timestamp ended = {};
  Locator locator = {};
};

/// A picture, film or recording that is in the export on its own (album, profile picture, media list).
/// Attachments of messages and posts become media items in the store; importers do not repeat them here.
struct MediaItem {
  std::string platform = {};
  Attachment file = {};
  std::optional<AccountRef> publisher = {};
  Timestamp published = {};
  std::vector<AccountRef> tagged = {};
  Locator locator = {};
};

std::string_view name_of(MessageKind);
std::string_view name_of(ConversationKind);   ///< "public" for public_
std::string_view name_of(AttachmentKind);
std::string_view name_of(ConnectionKind);     ///< "friend" for friend_
std::optional<MessageKind> message_kind_from(std::string_view);
std::optional<ConversationKind> conversation_kind_from(std::string_view);
std::optional<AttachmentKind> attachment_kind_from(std::string_view);
std::optional<ConnectionKind> connection_kind_from(std::string_view);

/// image, video, audio, sticker or document, by MIME type or else by the ending of the name.
AttachmentKind attachment_kind_of(std::string_view name, std::string_view mime);
std::string_view mime_of(std::string_view name);  ///< by ending; empty when unknown

}  // namespace schouw
