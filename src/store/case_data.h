// What the parts of the store share: the database and what is known of its rows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "mentions.h"
#include "occurrences.h"
#include "places.h"
#include "schouw/model/prepared.h"
#include "schouw/store/case_store.h"
#include "sqlite.h"

namespace schouw {

struct ConversationRow {
  std::string id, platform;
  ConversationRef ref;
};

/// Conversations as rows. Of what several exports say of one, the fullest title and the widest kind are kept.
class Conversations {
 public:
  explicit Conversations(Db& db) : db_(db) {}
  std::int64_t row_of(std::int64_t source, std::string_view id, std::string_view platform, const ConversationRef&);
  /// From what the sources that are left say of it.
  void tell_anew(std::int64_t row);
  /// Valid until the next call.
  const ConversationRow& at(std::int64_t row);
  void touch(std::int64_t row) { touched_.insert(row); }
  /// Marks the touched ones, so that their parties are counted anew.
  void flush_touched();
  void forget();
  void forget_read() { read_.clear(); }

 private:
  struct Known {
    std::int64_t row = 0;
    ConversationRef ref;
    std::int64_t source = 0;   ///< the last that spoke of it, and what it said
    ConversationRef said;
  };
  void write(std::int64_t row, const ConversationRef&);
  Known find_or_add(std::string_view id, std::string_view platform, const ConversationRef&);

  Db& db_;
  std::unordered_map<std::string, Known> written_;
  std::unordered_map<std::int64_t, ConversationRow> read_;
  std::set<std::int64_t> touched_;
  std::string key_;
};

struct CaseData {
  CaseData(std::filesystem::path file, Db::Mode mode)
      : db(std::move(file), mode), places(db), mentions(db), conversations(db) {}

  Db db;
  Places places;
  Mentions mentions;
  Conversations conversations;

  void forget_read() {
    places.forget();
    mentions.forget_read();
    conversations.forget_read();
  }
  void forget() {
    places.forget();
    mentions.forget();
    conversations.forget();
  }
  std::optional<AccountRef> ref(const std::optional<std::int64_t>& mention) {
    if (!mention) return std::nullopt;
    const Mention& m = mentions.at(*mention);
    return m.absent ? std::nullopt : std::optional(m.shown);
  }
  std::string account(const std::optional<std::int64_t>& mention) {
    return mention ? mentions.at(*mention).account : std::string();
  }
};

// commit.cpp
/// `mail`: what is in the batch was read from this mail in pieces.
std::vector<std::int64_t> commit_batch(CaseData&, const Batch&, std::optional<std::int64_t> mail = {});

// message_ids.cpp
/// Makes all messages quick to find by id.
void index_message_ids(Db&);
void forget_message_id(Db&, std::int64_t row, std::string_view id);
/// The row that counts of the message with this id.
std::optional<std::int64_t> message_row_of(Db&, std::string_view id);

// messages.cpp
/// The version in this row, or, where only a broken-off source has it, the best of the others; nothing when none stands
/// in a source that was read to the end.
std::optional<StoredMessage> load_message(CaseData&, std::int64_t row);
void each_message_row(CaseData&, const std::function<void(StoredMessage&&)>&, std::size_t at_once);
void each_message_row(CaseData&, std::string_view conversation_id, const std::function<void(StoredMessage&&)>&);
std::vector<std::string> message_ids(CaseData&, std::string_view beginning);
/// Rows of versions that a newer one replaced, ascending.
std::vector<std::int64_t> replaced_rows(Db&);
void each_index_row(CaseData&, std::int64_t after, std::int64_t until, const std::function<void(IndexRow&&)>&);
std::vector<StoredMessage> messages_around(CaseData&, std::string_view id, int before, int after);
void each_marked_row(CaseData&, const std::function<bool(std::string_view marks)>& wanted,
                     const std::function<void(StoredMessage&&, std::string_view)>&);   ///< wanted null: all
void mark_rows_again(CaseData&, const std::function<std::string(std::string_view)>&);
void each_written_row(CaseData&, const std::function<void(const CaseStore::Written&)>&);
CaseStore::Volume message_volume(CaseData&, const std::optional<Date>& from, const std::optional<Date>& until);

// names.cpp
using NameSink = std::function<void(std::string_view id, std::string_view name)>;
void each_account_name(Db&, const NameSink&);
void each_conversation_title(Db&, const NameSink&);
using OwnNameSink = std::function<void(std::string_view account, std::string_view owner)>;
void each_own_name(Db&, const OwnNameSink&);

// records.cpp
void each_connection_row(CaseData&, const std::function<void(StoredConnection&&)>&);
void each_media_row(CaseData&, const std::function<void(StoredMedia&&)>&);
std::optional<StoredMedia> find_media(CaseData&, std::string_view id);
void note_picture(CaseData&, const PreparedMediaFile&);
/// What the bytes say, where the export does not say it itself.
void add_picture(CaseData&, StoredMedia&);
void each_account_row(CaseData&, const std::function<void(StoredAccount&&)>&);

// sources.cpp
KnownSource known_source(CaseData&, const SourceFile&);
bool known_source_by_mtime(CaseData&, std::string_view path, std::uint64_t bytes, std::int64_t modified_ns);
std::int64_t begin_source_row(CaseData&, const SourceFile&);
void note_alias_row(CaseData&, const SourceFile&);
void each_path_row(CaseData&, const std::function<void(std::string&&, std::string&&)>&);
bool is_list_of_owner_row(CaseData&, std::string_view sha256);
void say_of_source_row(CaseData&, std::string_view sha256, const Problem&);
void end_source_row(CaseData&, std::int64_t source);
std::vector<SourceFile> find_source_rows(CaseData&, std::string_view path_or_sha256);
CaseStore::Coverage coverage_of(Db&);
void each_source_row(CaseData&, const std::function<void(SourceRow&&)>&);
void each_problem_row(CaseData&, const std::function<void(ProblemRow&&)>&);

// parties.cpp, link_media.cpp
void count_parties(CaseData&);
void each_conversation_row(CaseData&, const std::function<void(StoredConversation&&)>&);
std::optional<StoredConversation> find_conversation(CaseData&, std::string_view id);
void link_media(CaseData&);

// removal.cpp
CaseStore::Removed remove_source_rows(CaseData&, std::int64_t source);
/// Messages that lost the places in the table `lost`, as far as they stand nowhere else; how many these are.
std::uint64_t remove_lost_messages(CaseData&);
/// After places came or went: the version that counts.
void elect_anew(CaseData&, const RecordKey&);
/// The numbers of the last rows may come again.
void forget_last_rows(Db&);

// pieces.cpp
void note_piece(CaseData&, const PreparedPiece&, std::int64_t entry);
void note_joined(CaseData&, std::int64_t mail, const PreparedMessage&, const Arrival&);
/// What was read from mails whose pieces changed; how many messages are gone with that.
std::uint64_t take_back_mails(CaseData&);
std::vector<std::string> mails_to_join(Db&);
std::vector<StoredPiece> pieces_of(CaseData&, std::string_view mail, std::size_t most);
std::string piece_bytes(Db&, std::int64_t row);
void put_mail_rows(CaseData&, std::string_view id, std::span<const JoinedMail>);
void mark_mails_of(Db&, std::int64_t source);
void remove_pieces(Db&, std::int64_t source);

// findings.cpp
void replace_finding_rows(CaseData&, std::span<const Finding>, const Json& audit_key);
std::vector<Finding> finding_rows(CaseData&);
std::vector<Finding> earlier_finding_rows(CaseData&, const std::string* audit_key);

// verify.cpp
void verify_case(CaseData&);

}  // namespace schouw
