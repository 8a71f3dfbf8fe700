// From the id of a message to its row. Ids are as good as random, so they are sorted and written in large portions when an
// ingest ends; one at a time would write half of the table anew at every commit. What is not in it yet (an ingest that was
// broken off) is looked for row by row.
#include <algorithm>

#include "case_data.h"

namespace schouw {
namespace {

constexpr std::size_t kPortion = 200'000;  ///< some 3 MB

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
  portion.reserve(kPortion);
  Query q = db.query("SELECT row, id FROM message WHERE row > ? ORDER BY row LIMIT ?");
  q.with(after, kPortion);
  while (q.step()) portion.push_back({short_of(q.id(1)), q.integer(0)});
  return portion;
}

bool counts(Db& db, std::int64_t row, std::string_view id) {
  Query q = db.query("SELECT 1 FROM message WHERE row = ? AND id = ? AND best = 1");
  return q.with(row, IdText{id}).step();
}

}  // namespace

void index_message_ids(Db& db) {
  std::int64_t after = indexed_until(db);
  for (std::vector<ShortId> some = some_rows(db, after); !some.empty(); some = some_rows(db, after)) {
    const std::int64_t until = some.back().row;
    std::ranges::sort(some);
    db.transaction([&] {
      for (const ShortId& one : some)
        db.run("INSERT OR IGNORE INTO message_id (short, row) VALUES (?, ?)", one.id, one.row);
      db.run("INSERT OR REPLACE INTO state (name, value) VALUES ('ids_until', ?)", until);
    });
    after = until;
  }
}

void forget_message_id(Db& db, std::int64_t row, std::string_view id) {
  db.run("DELETE FROM message_id WHERE short = ? AND row = ?", short_of(id), row);
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
