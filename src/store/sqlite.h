// SQLite as the store uses it: values in, values out, errors as CaseFailure. The only file that knows sqlite3.h is
// sqlite.cpp. One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schouw/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace schouw {

/// An id: 32 hex digits go in as 16 bytes, anything else as text; it comes out as it went in. Half the size of every
/// index, and the order stays the same.
struct IdText {
  std::string_view text;
};

/// A prepared statement, lent by the Db; given back (reset, bindings cleared) when this goes.
class Query {
 public:
  Query(sqlite3* db, const std::filesystem::path& file, sqlite3_stmt* statement, std::vector<sqlite3_stmt*>* home)
      : db_(db), file_(&file), statement_(statement), home_(home) {}
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  /// Texts must live until the last step.
  template <class... Values>
  Query& with(const Values&... values) {
    (bind(++bound_, values), ...);
    return *this;
  }
  bool step();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::uint64_t count(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  std::optional<std::int64_t> maybe(int column) const;
  std::string_view view(int column) const;  ///< until the next step
  std::string text(int column) const { return std::string(view(column)); }
  std::string id(int column) const;

 private:
  void bind(int at, std::int64_t value);
  void bind(int at, int value) { bind(at, static_cast<std::int64_t>(value)); }
  void bind(int at, bool value) { bind(at, static_cast<std::int64_t>(value)); }
  void bind(int at, std::uint64_t value) { bind(at, static_cast<std::int64_t>(value)); }
  void bind(int at, const std::optional<std::int64_t>& value);
  void bind(int at, std::string_view value);
  void bind(int at, const std::string& value) { bind(at, std::string_view(value)); }
  void bind(int at, const char* value) { bind(at, std::string_view(value)); }
  void bind(int at, IdText value);
  void check(int code);

  sqlite3* db_;
  const std::filesystem::path* file_;
  sqlite3_stmt* statement_;
  std::vector<sqlite3_stmt*>* home_;
  int bound_ = 0;
};

class Db {
 public:
  enum class Mode {
    create,  ///< the file is there and empty
    read_write,
    read_only,
    immutable  ///< on a medium that cannot be written to: no lock, no shared memory
  };
  Db(std::filesystem::path file, Mode);
  ~Db();
  Db(const Db&) = delete;
  Db& operator=(const Db&) = delete;

  void exec(const char* sql);
  /// Statements are kept; two in use at once for one text is fine.
  Query query(std::string_view sql);
  template <class... Values>
  void run(std::string_view sql, const Values&... values) {
    Query q = query(sql);
    q.with(values...);
    while (q.step()) {}
  }
  std::int64_t last_row() const;
  std::int64_t changes() const;  ///< of the last statement
  /// The first column of the first row, 0 when there is none.
  std::int64_t number(std::string_view sql);
  const std::filesystem::path& file() const { return file_; }

  /// Everything or nothing: what `work` throws undoes it. Within another one it is a part of that, and undoes all of it.
  void transaction(const std::function<void()>& work);
  bool in_transaction() const;
  /// Of a transaction that was begun by hand; what cannot be committed is rolled back.
  void commit();

 private:
  void roll_back();

  std::filesystem::path file_;
  sqlite3* db_ = nullptr;
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, std::vector<sqlite3_stmt*>, TextHash, std::equal_to<>> idle_;
};

}  // namespace schouw
