// From the id of a message to its row, and all messages by time. Ids are as good as random and chats run side by side, so
// a portion that is written touches nearly every page there is: portions grow with what is there, and each is sorted.
// What is not in them yet (an ingest that goes on, or was broken off) is looked for row by row.
#include <algorithm>

#include "case_data.h"

namespace schouw {
namespace {

/// How many rows come next: a quarter of what is there, so that each page is written some five times, but not so many that
/// sorting them takes much memory (some 15 MB).
std::int64_t portion_after(std::int64_t indexed) { return std::clamp<std::int64_t>(indexed / 4, 50'000, 200'000); }

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

std::vector<ShortId> some_rows(Db& db, std::int64_t after) {
  std::vector<ShortId> portion;
  portion.reserve(static_cast<std::size_t>(portion_after(after)));
  Query q = db.query("SELECT row, id FROM message WHERE row > ? ORDER BY row LIMIT ?");
  q.with(after, portion_after(after));
  while (q.step()) portion.push_back({short_of(q.id(1)), q.integer(0)});
  return portion;
}

void put_in(Db& db, std::vector<ShortId>& portion, std::int64_t after) {
  const std::int64_t until = portion.back().row;
  std::ranges::sort(portion);
  db.transaction([&] {
    for (const ShortId& one : portion)
      db.run("INSERT OR IGNORE INTO message_id (short, row) VALUES (?, ?)", one.id, one.row);
    db.run("INSERT OR IGNORE INTO message_time (at, id, row) "
           "SELECT at, id, row FROM message WHERE row > ? AND row <= ? ORDER BY at, id, row",
           after, until);
    db.run("INSERT OR REPLACE INTO state (name, value) VALUES ('ids_until', ?)", until);
  });
}

std::int64_t last_message_row(Db& db) { return db.number("SELECT max(row) FROM message"); }

bool counts(Db& db, std::int64_t row, std::string_view id) {
  Query q = db.query("SELECT 1 FROM message WHERE row = ? AND id = ? AND best = 1");
  return q.with(row, IdText{id}).step();
}

}  // namespace

void index_messages(Db& db) {
  for (std::int64_t after = indexed_until(db);; after = indexed_until(db)) {
    std::vector<ShortId> portion = some_rows(db, after);
    if (portion.empty()) return;
    put_in(db, portion, after);
  }
}

void index_full_portion(Db& db) {
  const std::int64_t after = indexed_until(db);
  if (last_message_row(db) < after + portion_after(after)) return;
  std::vector<ShortId> portion = some_rows(db, after);
  if (!portion.empty()) put_in(db, portion, after);
}

bool messages_are_indexed(Db& db) { return last_message_row(db) <= indexed_until(db); }

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
