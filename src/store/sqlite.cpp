// SQLite's return codes are the exit statuses of interface.md:
//   SQLITE_FULL, an I/O error          -> io        (6)
//   SQLITE_CORRUPT, SQLITE_NOTADB      -> integrity (5)
//   SQLITE_BUSY, SQLITE_LOCKED         -> in_use    (7)
// A statement that is wrong is a broken program, never a broken input: SCHOUW_ASSERT.
#include "sqlite.h"

#include <sqlite3.h>

#include <array>
#include <cerrno>
#include <new>

#include "schouw/base/assert.h"
#include "schouw/store/case_store.h"

namespace schouw {
namespace {

bool is_full(int code, int system_error) {
  return code == SQLITE_FULL || system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

[[noreturn]] void raise(ErrorCode code, std::string text, std::vector<std::string> args) {
  throw CaseFailure(Error{code, std::move(text), std::move(args)});
}

[[noreturn]] void raise(sqlite3* db, int extended, const std::filesystem::path& file) {
  const int code = extended & 0xff;
  const int system_error = db == nullptr ? 0 : sqlite3_system_errno(db);
  const std::string words = db == nullptr ? sqlite3_errstr(extended) : sqlite3_errmsg(db);
  if (code == SQLITE_NOMEM) throw std::bad_alloc();
  SCHOUW_ASSERT(code != SQLITE_MISUSE && code != SQLITE_RANGE);
  if (code == SQLITE_FULL || (code == SQLITE_IOERR && is_full(code, system_error)))
    raise(ErrorCode::io, "disk-full", {file.string()});
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_CONSTRAINT || code == SQLITE_ERROR)
    raise(ErrorCode::integrity, "case-damaged", {file.string(), words});
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) raise(ErrorCode::in_use, "case-busy", {file.string()});
  if (code == SQLITE_PERM || code == SQLITE_READONLY || code == SQLITE_AUTH || code == SQLITE_CANTOPEN)
    raise(ErrorCode::io, "file-permission", {file.string()});
  raise(ErrorCode::io, "case-io", {file.string(), words});
}

int value_of(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

constexpr std::size_t kPacked = 16;

/// False when it is not an id of 32 lower-case hex digits.
bool pack(std::string_view hex, std::array<char, kPacked>& bytes) {
  if (hex.size() != 2 * kPacked) return false;
  for (std::size_t i = 0; i < kPacked; ++i) {
    const int high = value_of(hex[2 * i]), low = value_of(hex[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    bytes[i] = static_cast<char>(high * 16 + low);
  }
  return true;
}

std::string unpack(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex(bytes.size() * 2, '0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    hex[2 * i] = kDigits[byte >> 4u];
    hex[2 * i + 1] = kDigits[byte & 15u];
  }
  return hex;
}

int flags_of(Db::Mode mode) {
  switch (mode) {
    case Db::Mode::create:
    case Db::Mode::read_write:
      return SQLITE_OPEN_READWRITE;
    case Db::Mode::read_only:
      return SQLITE_OPEN_READONLY;
    case Db::Mode::immutable:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  }
  return SQLITE_OPEN_READONLY;
}

std::string uri_of(const std::filesystem::path& file) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string()) {
    if (c == '%' || c == '?' || c == '#')
      uri += "%" + unpack(std::string_view(&c, 1));
    else
      uri += c;
  }
  return uri + "?immutable=1";
}

}  // namespace

Query::~Query() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  home_->push_back(statement_);
}

void Query::check(int code) {
  if (code != SQLITE_OK) raise(db_, code, *file_);
}

void Query::bind(int at, std::int64_t value) { check(sqlite3_bind_int64(statement_, at, value)); }

void Query::bind(int at, const std::optional<std::int64_t>& value) {
  check(value.has_value() ? sqlite3_bind_int64(statement_, at, *value) : sqlite3_bind_null(statement_, at));
}

void Query::bind(int at, std::string_view value) {
  const char* bytes = value.data() == nullptr ? "" : value.data();  // a null pointer would bind NULL
  check(sqlite3_bind_text64(statement_, at, bytes, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Query::bind(int at, IdText value) {
  std::array<char, kPacked> bytes{};
  if (!pack(value.text, bytes)) return bind(at, value.text);
  check(sqlite3_bind_blob64(statement_, at, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
}

bool Query::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) raise(db_, code, *file_);
  return false;
}

bool Query::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::optional<std::int64_t> Query::maybe(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::string_view Query::view(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);  // text as it stands: no conversion, NUL bytes and all
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string Query::id(int column) const {
  const bool packed = sqlite3_column_type(statement_, column) == SQLITE_BLOB;
  return packed ? unpack(view(column)) : text(column);
}

Db::Db(std::filesystem::path file, Mode mode) : file_(std::move(file)) {
  const std::string name = mode == Mode::immutable ? uri_of(file_) : file_.string();
  const int flags = flags_of(mode) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(name.c_str(), &db_, flags, nullptr);
  try {
    if (code != SQLITE_OK) raise(db_, code, file_);
    sqlite3_busy_timeout(db_, 10'000);
    for (const int option : {SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_ENABLE_FKEY})
      sqlite3_db_config(db_, option, 1, nullptr);
    for (const int option : {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
                             SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL})
      sqlite3_db_config(db_, option, 0, nullptr);
    // Temporary tables in memory: nothing of a case outside its folder.
    exec("PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON; PRAGMA cache_size=-28672");
    if (mode == Mode::create || mode == Mode::read_write)
      exec(
          "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA journal_size_limit=67108864;"
          "PRAGMA wal_autocheckpoint=2000");
  } catch (const std::exception&) {
    sqlite3_close_v2(db_);
    throw;
  }
}

Db::~Db() {
  for (const auto& [sql, statements] : idle_)
    for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
  sqlite3_close_v2(db_);
}

void Db::exec(const char* sql) {
  const int code = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) raise(db_, code, file_);
}

Query Db::query(std::string_view sql) {
  auto home = idle_.find(sql);
  if (home == idle_.end()) home = idle_.emplace(std::string(sql), std::vector<sqlite3_stmt*>()).first;
  if (!home->second.empty()) {
    sqlite3_stmt* statement = home->second.back();
    home->second.pop_back();
    return Query(db_, file_, statement, &home->second);
  }
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) raise(db_, code, file_);
  return Query(db_, file_, statement, &home->second);
}

std::int64_t Db::last_row() const { return sqlite3_last_insert_rowid(db_); }
std::int64_t Db::changes() const { return sqlite3_changes64(db_); }

std::int64_t Db::number(std::string_view sql) {
  Query q = query(sql);
  return q.step() ? q.integer(0) : 0;
}

bool Db::in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }

void Db::commit() {
  try {
    exec("COMMIT");
  } catch (const std::exception&) {
    roll_back();
    throw;
  }
}

void Db::transaction(const std::function<void()>& work) {
  const bool part = in_transaction();
  if (!part) exec("BEGIN IMMEDIATE");
  try {
    work();
  } catch (const std::exception&) {
    roll_back();
    throw;
  }
  if (!part) commit();
}

/// SQLite itself rolls back after some errors; a second ROLLBACK then does no harm.
void Db::roll_back() { sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr); }

}  // namespace schouw
