// From the id of a message to its row, and all messages by time. Ids are as good as random and chats run side by side, so
// both are sorted in memory and written in large portions when an ingest ends; one at a time would write half of them
// anew at every commit. What is not in them yet (an ingest that was broken off) is looked for row by row.
#include <algorithm>

#include "case_data.h"

namespace schouw {
namespace {

constexpr std::size_t kPortion = 100'000;  ///< some 12 MB

/// Sixty bits for an id. Not unique: the row decides.
std::int64_t short_of(std::string_view id) {
  std::uint64_t bits = 14'695'981'039'346'656'037u;
  for (const char c : id) bits = (bits ^ static_cast<unsigned char>(c)) * 1'099'511'628'211u;  // FNV-1a
  return static_cast<std::int64_t>(bits >> 4u);
}

std::int64_t indexed_until(Db& db) { return db.number("SELECT value FROM state WHERE name = 'ids_until'"); }

struct ShortId {
  std::int64_t id = 0, row = 0;
  auto operator<=>(const ShortId&) const = default;
};

struct TimedId {
  std::int64_t at = 0;
  std::string id;
  std::int64_t row = 0;
  auto operator<=>(const TimedId&) const = default;
};

struct Portion {
  std::vector<ShortId> ids;
  std::vector<TimedId> times;
};

Portion some_rows(Db& db, std::int64_t after) {
  Portion portion;
  Query q = db.query("SELECT row, id, at FROM message WHERE row > ? ORDER BY row LIMIT ?");
  q.with(after, kPortion);
  while (q.step()) {
    std::string id = q.id(1);
    portion.ids.push_back({short_of(id), q.integer(0)});
    portion.times.push_back({q.integer(2), std::move(id), q.integer(0)});
  }
  return portion;
}

bool counts(Db& db, std::int64_t row, std::string_view id) {
  Query q = db.query("SELECT 1 FROM message WHERE row = ? AND id = ? AND best = 1");
  return q.with(row, IdText{id}).step();
}

}  // namespace

void index_messages(Db& db) {
  std::int64_t until = indexed_until(db);
  for (Portion some = some_rows(db, until); !some.ids.empty(); some = some_rows(db, until)) {
    until = some.ids.back().row;
    std::ranges::sort(some.ids);
    std::ranges::sort(some.times);
    db.transaction([&] {
      for (const ShortId& one : some.ids)
        db.run("INSERT OR IGNORE INTO message_id (short, row) VALUES (?, ?)", one.id, one.row);
      for (const TimedId& one : some.times)
        db.run("INSERT OR IGNORE INTO message_time (at, id, row) VALUES (?, ?, ?)", one.at, IdText{one.id}, one.row);
      db.run("INSERT OR REPLACE INTO state (name, value) VALUES ('ids_until', ?)", until);
    });
  }
}

bool messages_are_indexed(Db& db) { return db.number("SELECT max(row) FROM message") <= indexed_until(db); }

void forget_message(Db& db, std::int64_t row, std::string_view id, std::int64_t at) {
  db.run("DELETE FROM message_id WHERE short = ? AND row = ?", short_of(id), row);
  db.run("DELETE FROM message_time WHERE at = ? AND id = ? AND row = ?", at, IdText{id}, row);
}

std::optional<std::int64_t> message_row_of(Db& db, std::string_view id) {
  {
    Query q = db.query("SELECT row FROM message_id WHERE short = ?");
    q.with(short_of(id));
    while (q.step())
      if (counts(db, q.integer(0), id)) return q.integer(0);
  }
  Query q = db.query("SELECT row FROM message WHERE row > ? AND id = ? AND best = 1");
  q.with(indexed_until(db), IdText{id});
  if (!q.step()) return std::nullopt;
  return q.integer(0);
}

}  // namespace schouw
