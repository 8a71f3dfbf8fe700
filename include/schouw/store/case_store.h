// The case file: case.db (SQLite), the truth of a case. The full-text index is only a cache of it.
//
// One writer at a time, from one thread; any number of readers. The commit of a batch is the commit point: after a kill
// at any moment the case opens again and a source in state `reading` is read again. Because ids are derived from
// content and occurrences are unique, the result is that of an uninterrupted run. Everything comes out in a canonical
// order, whatever the order in which it went in. Schema and history: docs/case-file.md.
//
// Functions that give no Result throw CaseFailure when the disk fails or damage is found while reading. It carries the
// Error; cli catches it in one place and exits with its status (5, 6 or 7).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/base/result.h"
#include "schouw/model/audit_result.h"
#include "schouw/model/index_row.h"
#include "schouw/model/prepared.h"

namespace schouw {

/// The case could not be read or written. `error.code` is the exit status.
struct CaseFailure : std::runtime_error {
  explicit CaseFailure(Error e) : std::runtime_error(e.text), error(std::move(e)) {}
  Error error;
};

/// A piece of a mail, without its bytes.
struct StoredPiece {
  std::int64_t row = 0, source = 0;
  Origin origin = {};
  std::string format = {};
  MailPiece piece = {};
  std::uint64_t bytes = 0;
};

/// What was read from a mail in pieces: records at the place of the first of these pieces, that stand at all of them.
struct JoinedMail {
  std::vector<Batch> batches = {};
  std::vector<std::int64_t> pieces = {};
};

enum class StoreMode { read_only, read_write };

struct SourceFile {
  std::string path;  ///< as records carry it
  std::string sha256;
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;
};

/// What the case already knows about a file to be ingested.
enum class KnownSource {
  unknown,     ///< to be read
  unchanged,   ///< same path, same bytes, read to the end
  same_bytes,  ///< these bytes were read under another path: counted once
  changed,     ///< the path is known with other bytes: the old source stays, this is a new one
  unfinished   ///< reading was interrupted: to be read again
};

/// One line of `export messages`, before persons are known. Everything of interface.md's message record.
struct StoredMessage {
  std::string id, conversation_id, sender_id;
  std::vector<std::string> recipient_ids, tagged_ids;
  RecordTime time;
  Message message;
  std::string format;  ///< importer that read the record's origin
  /// The origins of the kept version, sorted, then those of other versions, sorted. The first is the origin of the
  /// record: there the evidence says what the record says.
  std::vector<Origin> seen_in;
};

struct StoredAccount {
  std::string id, platform;
  AccountRef ref;                          ///< strongest fields seen
  std::vector<std::string> display_names;  ///< sorted, unique
  std::string owner_of;                    ///< export set, for owner placeholders
};

struct StoredConversation {
  std::string id, platform, title;
  ConversationKind kind = ConversationKind::group;
  std::uint64_t messages = 0;
  RecordTime first, last;
  struct Party {
    std::string account_id;
    std::uint64_t messages = 0;
    bool member = false, admin = false;
    RecordTime first, last;                   ///< of their messages
    RecordTime since, until;                  ///< of membership
    std::string first_message, last_message;  ///< ids; empty for silent members
    std::optional<Origin> member_origin;
  };
  std::vector<Party> parties;  ///< by account id
};

struct StoredConnection {
  std::string id, owner_id, other_id;
  RecordTime since, ended;
  Connection connection;
  std::vector<Origin> seen_in;
};

struct StoredMedia {
  std::string id, conversation_id, message_id, publisher_id;
  std::vector<std::string> tagged_ids;
  RecordTime published, taken;
  MediaItem item;  ///< sha256, present and bytes filled in from the media files
  std::string caption;
  std::string look;        ///< to_string(PictureLook); empty: not known
  bool is_public = false;
  std::vector<Origin> seen_in;
};

/// What a second person thinks of a decision (needed for findings of high severity).
struct SecondReading {
  std::string by, at, reason;
  bool agrees = false;
};

/// A finding that may be a data breach (GDPR art. 33): what the register of breaches needs besides the finding.
struct BreachNote {
  std::string discovered;  ///< UTC, ISO 8601: the 72 hours start here
  std::string nature, measures, reported;  ///< `reported`: UTC time of the report to the authority; empty: none yet
  std::string by, at;
};

struct Review {
  std::string fingerprint, state, by, at, reason;
  std::vector<std::string> comments;
  std::string assigned = {};                    ///< who will look at it; empty: nobody yet
  std::optional<SecondReading> second = {};
  std::optional<BreachNote> breach = {};
};

/// The one JSON form of a review: stored, exported, imported.
Json to_json_value(const Review&);
std::optional<Review> review_from(const Json&);   ///< none: no fingerprint, or an unknown state

/// SHA-256 over all reviews in their order. Each change of a review writes it into the ledger, so that a change made in
/// any other way shows (`verify`).
std::string review_digest(std::span<const Review>);

class CaseStore {
 public:
  /// Makes the folder (0700) with case.db and case.json. `settings` is the plan as case.json keeps it.
  static Result<CaseStore> create(const std::filesystem::path& folder, const Json& settings);
  /// in_use (exit 7) names process, host and since when; integrity (exit 5) when the database is damaged.
  static Result<CaseStore> open(const std::filesystem::path& folder, StoreMode);
  ~CaseStore();
  CaseStore(CaseStore&&) noexcept;
  CaseStore& operator=(CaseStore&&) noexcept;

  const std::filesystem::path& folder() const;
  Json settings() const;
  Result<void> set_settings(const Json&);
  Result<void> put_document(std::string_view name, const Json&);  ///< registers, policy, figures of the last audit
  std::optional<Json> document(std::string_view name) const;

  // Ingest. Order of calls: begin_source, commit*, end_source, for one source after another; finish_ingest at the end.

  /// Everything written between these two is one transaction, so that a hundred small sources cost as much as a large
  /// one. After a kill, or after the first error, nothing of it is there.
  Result<void> begin_bundle();
  Result<void> end_bundle();   ///< does nothing when an error ended it
  KnownSource known(const SourceFile&) const;
  /// For `--trust-mtime`: whether path, size and mtime are those of a source that was read to the end.
  bool known_by_mtime(std::string_view path, std::uint64_t bytes, std::int64_t modified_ns) const;
  Result<std::int64_t> begin_source(const SourceFile&);
  Result<void> note_alias(const SourceFile&);  ///< the same bytes under another path
  /// One transaction, or part of the bundle. Deduplicates: a known id gains an occurrence; the greater of two versions
  /// is kept, and the smaller origin of equal ones. Two records of one entry with the same id stay two records. Gives
  /// the row of each PreparedMessage of the batch, 0 for one that was already there (not to be indexed again). A
  /// version that replaces an earlier one gets a new row: of two rows with the same id the greater one counts.
  Result<std::vector<std::int64_t>> commit(const Batch&);
  /// The store counts the totals of the source from its rows.
  Result<void> end_source(std::int64_t source);
  /// Gives owner placeholders their names, attachments their bytes and conversations their counts.
  Result<void> finish_ingest();

  // Mails in pieces: when all files were read, what was read from mails whose pieces changed is taken back, and each is put
  // in anew.
  bool has_mails_to_join() const;
  Result<void> take_back_mails();
  std::vector<std::string> mails_to_join() const;
  /// Of finished sources, at most so many; by number, then by place.
  std::vector<StoredPiece> pieces_of(std::string_view mail, std::size_t most) const;
  std::string piece_bytes(std::int64_t row) const;
  Result<void> put_mail(std::string_view mail, std::span<const JoinedMail>);

  // For the index.
  std::int64_t last_row() const;
  /// Rows in (after, until], in row order.
  void each_index_row(std::int64_t after, std::int64_t until, const std::function<void(IndexRow&&)>&) const;
  /// Rows of versions that were replaced by a newer one, ascending: the index still finds them.
  std::vector<std::int64_t> replaced_rows() const;
  /// Names, handles, addresses and numbers of accounts, and titles of conversations, in no order.
  void each_account_name(const std::function<void(std::string_view id, std::string_view name)>&) const;
  void each_conversation_title(const std::function<void(std::string_view id, std::string_view title)>&) const;

  /// What was read and what was not, counted over the sources that were read to the end.
  struct Coverage {
    std::uint64_t sources = 0;                               ///< the sum of the next four
    std::uint64_t read = 0, partial = 0;                     ///< statuses of SourceRow
    std::uint64_t unread = 0, not_recognised = 0;            ///< nothing read; the latter: it is no export
    std::uint64_t messages = 0, problems = 0, losses = 0;    ///< losses: problems that cost evidence
    bool has_losses = false;
  };
  Coverage coverage() const;

  // Reading, in canonical order: sources by path; problems by source, entry, locator, code; messages by time (none
  // last), then id; everything else by id. Gives only what is in a source that was read to the end.

  void each_source(const std::function<void(SourceRow&&)>&) const;
  /// Path and hash of every file that was read or noted: the sources first, then other paths of the same bytes.
  void each_path(const std::function<void(std::string&& path, std::string&& sha256)>&) const;
  /// Whether these bytes hold connections of whoever exported them, without saying who that is.
  bool is_list_of_owner(std::string_view sha256) const;
  /// Records a problem of a file as a whole, in place of one with the same code.
  Result<void> say_of_source(std::string_view sha256, const Problem&);
  void each_problem(const std::function<void(ProblemRow&&)>&) const;
  void each_account(const std::function<void(StoredAccount&&)>&) const;
  /// Accounts with only a name that are, as far as a download shows, those of its owner; and the owner's account.
  void each_own_name(const std::function<void(std::string_view account, std::string_view owner)>&) const;
  void each_conversation(const std::function<void(StoredConversation&&)>&) const;
  /// `at_once`: so many are put in order together, of some 64 bytes each while that lasts.
  void each_message(const std::function<void(StoredMessage&&)>&, std::size_t at_once = 250'000) const;
  void each_message_of(std::string_view conversation_id, const std::function<void(StoredMessage&&)>&) const;
  /// Messages with marks, and their marks (PreparedMessage::marks); by time, then id.
  void each_marked(const std::function<void(StoredMessage&&, std::string_view marks)>&) const;
  /// The same for messages whose marks are `wanted`; the others are not read.
  void each_marked(const std::function<bool(std::string_view marks)>& wanted,
                   const std::function<void(StoredMessage&&)>&) const;
  /// Replaces the marks of every message by what `marks_of` gives for its text (said_in).
  Result<void> mark_again(const std::function<std::string(std::string_view said)>& marks_of);
  void each_connection(const std::function<void(StoredConnection&&)>&) const;
  void each_media(const std::function<void(StoredMedia&&)>&) const;
  std::optional<StoredMessage> message(std::string_view id) const;
  std::vector<std::string> message_ids(std::string_view beginning) const;   ///< of all messages whose id begins so
  std::optional<StoredMessage> message_in_row(std::int64_t row) const;
  std::optional<std::int64_t> row_of_message(std::string_view id) const;
  std::optional<StoredMedia> media(std::string_view id) const;
  std::optional<StoredConversation> conversation(std::string_view id) const;
  /// The message with up to `before` earlier and `after` later ones of its conversation.
  std::vector<StoredMessage> around(std::string_view message_id, int before, int after) const;
  /// Messages per platform and per local month ("2025-09" -> platform), system lines left out; and how many messages
  /// lie outside [from, until] (local days, inclusive).
  struct Volume {
    std::map<std::string, std::uint64_t> per_platform;
    std::map<std::string, std::map<std::string, std::uint64_t>> per_month;
    std::uint64_t outside_period = 0;
  };
  Volume volume(const std::optional<Date>& from, const std::optional<Date>& until) const;
  /// Every message except system lines, in no order and with few fields: for counting. `local_ms` none: no time.
  struct Written {
    std::string_view platform, sender_id;
    std::optional<std::int64_t> local_ms;
  };
  void each_written(const std::function<void(const Written&)>&) const;

  // Findings, reviews, links. Findings are replaced whole; reviews outlive them by fingerprint.
  Result<void> replace_findings(std::span<const Finding>, const Json& audit_key);
  std::vector<Finding> findings() const;
  /// The findings of the last audit whose key differs from that of findings(), or from `audit_key`: for the baseline.
  std::vector<Finding> earlier_findings() const;
  std::vector<Finding> earlier_findings(const Json& audit_key) const;
  Result<void> put_review(const Review&);
  std::vector<Review> reviews() const;
  /// Links an account to one person; an empty person removes the link.
  Result<void> put_link(std::string_view account_id, std::string_view person_id, std::string_view reason);
  std::vector<std::array<std::string, 3>> links() const;

  /// Moves everything committed into case.db itself, so that the file can be copied.
  Result<void> settle();

  // Removal of one source. Until compact(), deleted data is still in the file. Its words are in the index, as the rows
  // of gone_rows(), until they are removed from it and forget_gone_rows() is called.

  /// Sources with this path (also as another path of the same bytes), or whose SHA-256 begins so; read to the end or
  /// not.
  std::vector<SourceFile> find_sources(std::string_view path_or_sha256) const;
  struct Removed {
    std::uint64_t messages = 0;  ///< that were in no other source
    std::uint64_t kept = 0;      ///< that are in another source too
  };
  /// Also removes the findings: their evidence may be gone. Call finish_ingest() afterwards.
  Result<Removed> remove_source(const SourceFile&);
  bool removal_unfinished() const;
  bool rows_may_come_again() const;   ///< of gone_rows(): the index has to lose them before rows are added
  std::vector<std::int64_t> gone_rows() const;
  Result<void> forget_gone_rows();
  /// Replaces the file by a copy without what was deleted.
  static Result<void> compact(CaseStore);

  /// PRAGMA integrity_check, foreign keys, occurrences without records, totals that do not reconcile.
  Result<void> verify() const;

 private:
  struct State;
  explicit CaseStore(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace schouw
