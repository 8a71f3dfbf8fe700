// The public face: opening and closing, transactions, and errors as Results. The work is in the files beside it.
#include "schouw/store/case_store.h"

#include <sys/stat.h>

#include "case_data.h"
#include "case_folder.h"
#include "packed.h"
#include "review_row.h"
#include "schema.h"
#include "schouw/base/file.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

/// CaseFailure ends here for every call that has a Result to say it with.
template <class Work>
requires std::invocable<Work>
auto guarded(Work work) -> Result<std::invoke_result_t<Work>> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const CaseFailure& failure) {
    return tl::unexpected(failure.error);
  }
}

void make_schema(Db& db) {
  db.transaction([&] {
    db.exec(kSchema);
    const std::string marks = "PRAGMA application_id=" + std::to_string(kApplicationId) +
                              "; PRAGMA user_version=" + std::to_string(kSchemaVersion);
    db.exec(marks.c_str());
  });
}

void check_schema(Db& db) {
  const std::string file = db.file().string();
  if (db.number("PRAGMA application_id") != kApplicationId)
    throw CaseFailure(Error{ErrorCode::integrity, "case-damaged", {file, "application_id"}});
  const std::int64_t version = db.number("PRAGMA user_version");
  if (version != kSchemaVersion)
    throw CaseFailure(
        Error{ErrorCode::usage, "case-version", {file, std::to_string(version), std::to_string(kSchemaVersion)}});
}

/// A case on a read-only medium has no place for SQLite's shared memory; it is read as it stands.
Result<Db::Mode> mode_for(const fs::path& folder, StoreMode mode) {
  if (mode == StoreMode::read_write) return Db::Mode::read_write;
  if (can_write(folder)) return Db::Mode::read_only;
  const fs::path journal = database_of(folder).string() + "-wal";
  if (has_bytes(journal)) return fail(ErrorCode::io, "case-unfinished-read-only", {folder.string()});
  return Db::Mode::immutable;
}

}  // namespace

struct CaseStore::State {
  State(fs::path where, Json plan, CaseLock held, Db::Mode mode)
      : folder(std::move(where)), settings(std::move(plan)), lock(std::move(held)), data(database_of(folder), mode) {}

  fs::path folder;
  Json settings;
  CaseLock lock;  ///< let go after the database is closed
  CaseData data;

  /// What cannot be written (the disk is full) is undone, like what fails within the bundle.
  void commit() {
    try {
      data.db.commit();
    } catch (const std::exception&) {
      data.forget();
      throw;
    }
  }

  /// What a rolled-back transaction made is forgotten, also in memory.
  void write(const std::function<void()>& work) {
    try {
      data.forget_read();
      data.db.transaction(work);
    } catch (const std::exception&) {
      data.forget();
      throw;
    }
  }
};

CaseStore::CaseStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
CaseStore::~CaseStore() = default;
CaseStore::CaseStore(CaseStore&&) noexcept = default;
CaseStore& CaseStore::operator=(CaseStore&&) noexcept = default;

Result<CaseStore> CaseStore::create(const fs::path& folder, const Json& settings) {
  // case.json is written last: a folder with it and without the database is damaged, without either no case.
  if (has_bytes(settings_of(folder))) return fail(ErrorCode::usage, "case-exists", {folder.string()});
  if (const Result<void> made = make_case_folder(folder); !made) return tl::unexpected(made.error());
  Result<CaseLock> lock = CaseLock::take(folder);
  if (!lock) return tl::unexpected(lock.error());
  for (const char* companion : {"-wal", "-shm"}) {
    std::error_code ignored;
    fs::remove(database_of(folder).string() + companion, ignored);
  }
  if (const Result<void> made = make_database_file(database_of(folder)); !made) return tl::unexpected(made.error());
  auto state = guarded([&] {
    auto made = std::make_unique<State>(folder, settings, std::move(*lock), Db::Mode::create);
    make_schema(made->data.db);
    return made;
  });
  if (!state) return tl::unexpected(state.error());
  CaseStore store(std::move(*state));
  if (const Result<void> written = store.set_settings(settings); !written) return tl::unexpected(written.error());
  return store;
}

Result<CaseStore> CaseStore::open(const fs::path& folder, StoreMode mode) {
  const bool has_settings = has_bytes(settings_of(folder)), has_database = has_bytes(database_of(folder));
  if (!has_settings && !has_database) return fail(ErrorCode::usage, "case-not-found", {folder.string()});
  if (!has_settings || !has_database) {
    const fs::path missing = has_settings ? database_of(folder) : settings_of(folder);
    return fail(ErrorCode::integrity, "case-incomplete", {folder.string(), missing.filename().string()});
  }
  Result<Json> settings = read_settings(folder);
  if (!settings) return tl::unexpected(settings.error());
  CaseLock lock;
  if (mode == StoreMode::read_write) {
    Result<CaseLock> taken = CaseLock::take(folder);
    if (!taken) return tl::unexpected(taken.error());
    lock = std::move(*taken);
  }
  const Result<Db::Mode> how = mode_for(folder, mode);
  if (!how) return tl::unexpected(how.error());
  auto state = guarded([&] {
    auto opened = std::make_unique<State>(folder, std::move(*settings), std::move(lock), *how);
    check_schema(opened->data.db);
    return opened;
  });
  if (!state) return tl::unexpected(state.error());
  return CaseStore(std::move(*state));
}

const fs::path& CaseStore::folder() const { return state_->folder; }
Json CaseStore::settings() const { return state_->settings; }

Result<void> CaseStore::set_settings(const Json& settings) {
  const Result<void> written = write_file(settings_of(state_->folder), to_pretty_json(settings) + "\n");
  if (written) state_->settings = settings;
  return written;
}

Result<void> CaseStore::put_document(std::string_view name, const Json& json) {
  return guarded([&] {
    const std::string text = to_json(json);
    state_->write(
        [&] { state_->data.db.run("INSERT OR REPLACE INTO document (name, json) VALUES (?, ?)", name, text); });
  });
}

Result<void> CaseStore::settle() {
  return guarded([&] { state_->data.db.exec("PRAGMA wal_checkpoint(TRUNCATE)"); });
}

std::optional<Json> CaseStore::document(std::string_view name) const {
  Query q = state_->data.db.query("SELECT json FROM document WHERE name = ?");
  q.with(name);
  if (!q.step()) return std::nullopt;
  return parse_stored(q.view(0));
}

KnownSource CaseStore::known(const SourceFile& file) const { return known_source(state_->data, file); }

bool CaseStore::known_by_mtime(std::string_view path, std::uint64_t bytes, std::int64_t modified_ns) const {
  return known_source_by_mtime(state_->data, path, bytes, modified_ns);
}

Result<void> CaseStore::begin_bundle() {
  return guarded([&] { state_->data.db.exec("BEGIN IMMEDIATE"); });
}

Result<void> CaseStore::end_bundle() {
  return guarded([&] {
    if (state_->data.db.in_transaction()) state_->commit();
  });
}

Result<std::int64_t> CaseStore::begin_source(const SourceFile& file) {
  return guarded([&] {
    std::int64_t row = 0;
    state_->write([&] { row = begin_source_row(state_->data, file); });
    return row;
  });
}

Result<void> CaseStore::note_alias(const SourceFile& file) {
  return guarded([&] { state_->write([&] { note_alias_row(state_->data, file); }); });
}

Result<std::vector<std::int64_t>> CaseStore::commit(const Batch& batch) {
  return guarded([&] {
    std::vector<std::int64_t> rows;
    state_->write([&] { rows = commit_batch(state_->data, batch); });
    return rows;
  });
}

Result<void> CaseStore::end_source(std::int64_t source) {
  return guarded([&] { state_->write([&] { end_source_row(state_->data, source); }); });
}

Result<void> CaseStore::finish_ingest() {
  return guarded([&] {
    index_message_ids(state_->data.db);
    link_media(state_->data);
    count_parties(state_->data);
    // All of it on disk now: the commits of the batches were in order, but not forced out one by one.
    state_->data.db.exec("PRAGMA wal_checkpoint(PASSIVE)");
  });
}

bool CaseStore::has_mails_to_join() const { return state_->data.db.number("SELECT 1 FROM mail WHERE dirty = 1 LIMIT 1") != 0; }

Result<void> CaseStore::take_back_mails() {
  return guarded([&] {
    Db& db = state_->data.db;
    db.exec("PRAGMA foreign_keys=OFF");   // as in remove_source()
    state_->write([&] { schouw::take_back_mails(state_->data); });
    db.exec("PRAGMA foreign_keys=ON");
    state_->data.forget();
  });
}

std::vector<std::string> CaseStore::mails_to_join() const { return schouw::mails_to_join(state_->data.db); }
std::vector<StoredPiece> CaseStore::pieces_of(std::string_view mail, std::size_t most) const {
  return schouw::pieces_of(state_->data, mail, most);
}
std::string CaseStore::piece_bytes(std::int64_t row) const { return schouw::piece_bytes(state_->data.db, row); }
Result<void> CaseStore::put_mail(std::string_view mail, std::span<const JoinedMail> readings) {
  return guarded([&] { state_->write([&] { put_mail_rows(state_->data, mail, readings); }); });
}

std::int64_t CaseStore::last_row() const { return state_->data.db.number("SELECT max(row) FROM message"); }

void CaseStore::each_index_row(std::int64_t after, std::int64_t until,
                               const std::function<void(IndexRow&&)>& take) const {
  schouw::each_index_row(state_->data, after, until, take);
}

std::vector<std::int64_t> CaseStore::replaced_rows() const { return schouw::replaced_rows(state_->data.db); }
void CaseStore::each_account_name(const NameSink& take) const { schouw::each_account_name(state_->data.db, take); }
void CaseStore::each_conversation_title(const NameSink& take) const {
  schouw::each_conversation_title(state_->data.db, take);
}

void CaseStore::each_own_name(const OwnNameSink& take) const { schouw::each_own_name(state_->data.db, take); }

CaseStore::Coverage CaseStore::coverage() const { return coverage_of(state_->data.db); }

void CaseStore::each_path(const std::function<void(std::string&&, std::string&&)>& take) const { each_path_row(state_->data, take); }
bool CaseStore::is_list_of_owner(std::string_view sha256) const { return is_list_of_owner_row(state_->data, sha256); }
Result<void> CaseStore::say_of_source(std::string_view sha256, const Problem& problem) {
  return guarded([&] { state_->write([&] { say_of_source_row(state_->data, sha256, problem); }); });
}
void CaseStore::each_source(const std::function<void(SourceRow&&)>& take) const { each_source_row(state_->data, take); }
void CaseStore::each_problem(const std::function<void(ProblemRow&&)>& take) const {
  each_problem_row(state_->data, take);
}
void CaseStore::each_account(const std::function<void(StoredAccount&&)>& take) const {
  each_account_row(state_->data, take);
}
void CaseStore::each_conversation(const std::function<void(StoredConversation&&)>& take) const {
  each_conversation_row(state_->data, take);
}
void CaseStore::each_message(const std::function<void(StoredMessage&&)>& take, std::size_t at_once) const {
  each_message_row(state_->data, take, at_once);
}
void CaseStore::each_message_of(std::string_view conversation_id,
                                const std::function<void(StoredMessage&&)>& take) const {
  each_message_row(state_->data, conversation_id, take);
}
void CaseStore::each_marked(const std::function<void(StoredMessage&&, std::string_view)>& take) const {
  each_marked_row(state_->data, nullptr, take);
}
void CaseStore::each_marked(const std::function<bool(std::string_view)>& wanted, const std::function<void(StoredMessage&&)>& take) const {
  each_marked_row(state_->data, wanted, [&](StoredMessage&& message, std::string_view) { take(std::move(message)); });
}
Result<void> CaseStore::mark_again(const std::function<std::string(std::string_view)>& marks_of) {
  return guarded([&] { state_->write([&] { mark_rows_again(state_->data, marks_of); }); });
}
void CaseStore::each_connection(const std::function<void(StoredConnection&&)>& take) const {
  each_connection_row(state_->data, take);
}
void CaseStore::each_media(const std::function<void(StoredMedia&&)>& take) const { each_media_row(state_->data, take); }

std::optional<StoredMessage> CaseStore::message(std::string_view id) const {
  const auto row = message_row_of(state_->data.db, id);
  return row ? load_message(state_->data, *row) : std::nullopt;
}

std::vector<std::string> CaseStore::message_ids(std::string_view beginning) const {
  return schouw::message_ids(state_->data, beginning);
}

std::optional<StoredMessage> CaseStore::message_in_row(std::int64_t row) const {
  return load_message(state_->data, row);
}

std::optional<std::int64_t> CaseStore::row_of_message(std::string_view id) const {
  return message_row_of(state_->data.db, id);
}

std::optional<StoredMedia> CaseStore::media(std::string_view id) const { return find_media(state_->data, id); }

std::optional<StoredConversation> CaseStore::conversation(std::string_view id) const {
  return find_conversation(state_->data, id);
}

std::vector<StoredMessage> CaseStore::around(std::string_view message_id, int before, int after) const {
  return messages_around(state_->data, message_id, before, after);
}

CaseStore::Volume CaseStore::volume(const std::optional<Date>& from, const std::optional<Date>& until) const {
  return message_volume(state_->data, from, until);
}

void CaseStore::each_written(const std::function<void(const Written&)>& take) const {
  each_written_row(state_->data, take);
}

Result<void> CaseStore::replace_findings(std::span<const Finding> findings, const Json& audit_key) {
  return guarded([&] { state_->write([&] { replace_finding_rows(state_->data, findings, audit_key); }); });
}

std::vector<Finding> CaseStore::findings() const { return finding_rows(state_->data); }
std::vector<Finding> CaseStore::earlier_findings() const { return earlier_finding_rows(state_->data, nullptr); }

std::vector<Finding> CaseStore::earlier_findings(const Json& audit_key) const {
  const std::string key = to_json(audit_key);
  return earlier_finding_rows(state_->data, &key);
}

Result<void> CaseStore::put_review(const Review& review) {
  return guarded([&] {
    const std::string comments = to_json(pack_texts(review.comments));
    state_->write([&] {
      state_->data.db.run(
          "INSERT OR REPLACE INTO review (fingerprint, state, by, at, reason, comments, more) "
          "VALUES (?, ?, ?, ?, ?, ?, ?)",
          review.fingerprint, review.state, review.by, review.at, review.reason, comments, review_more(review));
    });
  });
}

std::vector<Review> CaseStore::reviews() const {
  std::vector<Review> all;
  Query q = state_->data.db.query(
      "SELECT fingerprint, state, by, at, reason, comments, more FROM review ORDER BY fingerprint");
  while (q.step()) {
    Review review{q.text(0), q.text(1), q.text(2), q.text(3), q.text(4), unpack_texts(parse_stored(q.view(5)))};
    add_review_more(review, parse_stored(q.view(6)));
    all.push_back(std::move(review));
  }
  return all;
}

Result<void> CaseStore::put_link(std::string_view account_id, std::string_view person_id, std::string_view reason) {
  return guarded([&] {
    state_->write([&] {
      Db& db = state_->data.db;
      db.run("DELETE FROM link WHERE account = ?", account_id);
      if (!person_id.empty())
        db.run("INSERT INTO link (account, person, reason) VALUES (?, ?, ?)", account_id, person_id, reason);
    });
  });
}

std::vector<std::array<std::string, 3>> CaseStore::links() const {
  std::vector<std::array<std::string, 3>> all;
  Query q = state_->data.db.query("SELECT account, person, reason FROM link ORDER BY account");
  while (q.step()) all.push_back({q.text(0), q.text(1), q.text(2)});
  return all;
}

std::vector<SourceFile> CaseStore::find_sources(std::string_view path_or_sha256) const {
  return find_source_rows(state_->data, path_or_sha256);
}

Result<CaseStore::Removed> CaseStore::remove_source(const SourceFile& file) {
  return guarded([&] {
    Removed removed;
    Db& db = state_->data.db;
    // A check of every reference would read whole tables for every entry; `verify` looks at all of them once.
    db.exec("PRAGMA foreign_keys=OFF");
    state_->write([&] {
      Query q = db.query("SELECT row FROM source WHERE path = ? AND sha256 = ?");
      q.with(file.path, file.sha256);
      if (q.step()) removed = remove_source_rows(state_->data, q.integer(0));
    });
    db.exec("PRAGMA foreign_keys=ON");
    state_->data.forget();
    return removed;
  });
}

bool CaseStore::removal_unfinished() const {
  return state_->data.db.number("SELECT value FROM state WHERE name = 'removal_unfinished'") != 0;
}

bool CaseStore::rows_may_come_again() const {
  return state_->data.db.number("SELECT max(value) FROM state WHERE name IN ('removal_unfinished', 'taken_back')") != 0;
}

std::vector<std::int64_t> CaseStore::gone_rows() const {
  std::vector<std::int64_t> rows;
  Query q = state_->data.db.query("SELECT row FROM gone ORDER BY row");
  while (q.step()) rows.push_back(q.integer(0));
  return rows;
}

Result<void> CaseStore::forget_gone_rows() {
  return guarded([&] { state_->write([&] { state_->data.db.exec("DELETE FROM gone; DELETE FROM state WHERE name = 'taken_back'"); }); });
}

Result<void> CaseStore::compact(CaseStore store) {
  const fs::path file = database_of(store.folder()), fresh = file.string() + ".new";
  if (auto made = make_database_file(fresh); !made) return made;
  const auto written = guarded([&] {
    Db& db = store.state_->data.db;
    db.run("VACUUM INTO ?", fresh.string());
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  });
  if (!written) return written;
  const CaseLock lock = std::move(store.state_->lock);   // until the new file is in place
  store.state_.reset();
  if (auto replaced = replace_database_file(fresh, file); !replaced) return replaced;
  return guarded([&] { Db(file, Db::Mode::read_write).exec("DELETE FROM state WHERE name = 'removal_unfinished'"); });
}

Result<void> CaseStore::verify() const {
  return guarded([&] { verify_case(state_->data); });
}

}  // namespace schouw
