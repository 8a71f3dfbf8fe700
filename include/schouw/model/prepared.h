// Records ready to be stored: with ids, resolved times and origins. Made in the `prepare` stage of the pipeline
// (src/pipeline/prepare.cpp), written by the store, and indexed. The rules for ids are in docs/case-file.md.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schouw/model/audit_result.h"
#include "schouw/model/entry.h"
#include "schouw/model/finding.h"
#include "schouw/model/index_row.h"
#include "schouw/model/mail_piece.h"
#include "schouw/model/message.h"
#include "schouw/model/picture.h"

namespace schouw {

struct PreparedAccount {
  std::string id;
  std::string platform;
  AccountRef ref;
};

struct PreparedMessage {
  std::string id;
  std::string conversation_id;
  std::string sender_id;                    ///< account id; empty: no sender
  std::vector<std::string> recipient_ids;
  std::vector<std::string> tagged_ids;
  std::vector<std::string> media_ids;       ///< per attachment; empty string for those that are no image, video or audio
  RecordTime time;
  std::vector<RecordTime> taken;            ///< per attachment
  Origin origin;
  Message message;
  std::string marks;                        ///< of said_in(message), packed (detect/marks.h); mostly empty
  std::string export_set;
};

struct PreparedConversation {
  std::string id;
  std::vector<std::string> member_ids;
  std::vector<RecordTime> since, until;     ///< per member
  Origin origin;
  ConversationInfo info;
};

struct PreparedConnection {
  std::string id;
  std::string owner_id, other_id;
  RecordTime since, ended;
  Origin origin;
  Connection connection;
};

struct PreparedMedia {
  std::string id;
  std::string publisher_id;
  std::vector<std::string> tagged_ids;
  RecordTime published, taken;
  Origin origin;
  MediaItem item;
  std::string export_set;
};

struct PreparedProblem {
  Origin origin;
  Problem problem;
};

/// The owner of an export set, as a profile file states it.
struct PreparedOwner {
  std::string export_set, platform;
  std::string account_id;   ///< of the owner placeholder: account_id(platform, {.is_owner}, set)
  AccountRef ref;
};

/// Bytes of a picture, film or recording that lie in the export, found by path by what refers to them.
struct PreparedMediaFile {
  Origin origin;
  std::string path;         ///< inside the source
  std::string sha256, mime;
  AttachmentKind kind = AttachmentKind::image;
  std::uint64_t bytes = 0;
  PictureFacts picture = {};   ///< what the bytes of a picture say of themselves
  RecordTime taken = {};       ///< of the picture
};

/// A piece of a mail that the store keeps until the mail can be put together.
struct PreparedPiece {
  Origin origin;
  MailPiece piece;
  RecordTime time;
};

/// The final word on one entry.
struct PreparedEntry {
  std::string path;
  EntryCounts counts = {};              ///< exactly one of the four is 1
  std::string format;                   ///< importer id, "media", "register" or empty
  std::string platform;
  std::uint64_t rejected = 0;
};

using PreparedRecord = std::variant<PreparedMessage, PreparedConversation, PreparedConnection, PreparedMedia,
                                    PreparedProblem, PreparedOwner, PreparedMediaFile, PreparedPiece, PreparedEntry>;

/// A slice of one source, in input order.
struct Batch {
  std::uint64_t number = 0;             ///< counts up through the whole ingest
  std::int64_t source = 0;              ///< CaseStore row of the source
  std::vector<PreparedAccount> accounts;
  std::vector<PreparedRecord> records;
};

/// The id of the media item that is attachment `index` of a message.
std::string media_id(std::string_view message_id, std::size_t index);

/// What a message says in words of its sender: title, text, and captions that say more; a line each. Behind those stands what it
/// passes on, if it is forwarded. Marks and values are places in this text.
std::string said_in(const Message&);
/// How much of said_in() is the sender's own.
std::size_t own_size(const Message&);

/// What the index takes of a message. The store rebuilds the same row from the database.
IndexRow index_row(const PreparedMessage&, std::int64_t row);

}  // namespace schouw
