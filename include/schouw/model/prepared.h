// Records ready to be stored: with ids, resolved times and origins. Made in the `prepare` stage of the pipeline
// (src/pipeline/prepare.cpp), written by the store, then indexed. The rules for ids are in docs/case-file.md.
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
  std::vector<std::string> media_ids;       ///< per attachment; empty unless image, video or audio
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

/// The bytes of a picture, film or recording in the export. Records that refer to them find them by `path`.
struct PreparedMediaFile {
  Origin origin;
  std::string path;         ///< inside the source
  std::string sha256, mime;
  AttachmentKind kind = AttachmentKind::image;
  std::uint64_t bytes = 0;
  PictureFacts picture = {};   ///< of a picture
  RecordTime taken = {};       ///< of the picture
};

/// A piece of a mail that the store keeps until the mail can be put together.
struct PreparedPiece {
  Origin origin;
  MailPiece piece;
  RecordTime time;
};

/// What became of one entry, when reading it is done.
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
  std::uint64_t number = 0;             ///< ascending over the whole ingest
  std::int64_t source = 0;              ///< row of the source in the CaseStore
  std::vector<PreparedAccount> accounts;
  std::vector<PreparedRecord> records;
};

/// The id of the media item that is attachment `index` of a message.
std::string media_id(std::string_view message_id, std::size_t index);

/// The words of the sender: title, text, and captions that add something; a line each. A forwarded message ends with
/// what it passes on. Marks and values are places in this text.
std::string said_in(const Message&);
/// The size of the part of said_in() that the sender wrote.
std::size_t own_size(const Message&);

/// The message as the index takes it. The store can rebuild the same row from the database.
IndexRow index_row(const PreparedMessage&, std::int64_t row);

}  // namespace schouw
