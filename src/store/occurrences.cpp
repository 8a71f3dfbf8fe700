// Reading a line: one look at the places of its id. The second equal line of an entry is found by its own place in
// `again`, so that a file of a million equal lines takes no longer than one of a million different ones.
#include "occurrences.h"

#include <algorithm>

#include "packed.h"
#include "schouw/base/hash.h"

namespace schouw {
namespace {

/// So many versions of one record in one entry; what comes after them is another record. Nothing is lost, and a hostile
/// file cannot make every line look at all lines before it.
constexpr int kMostVersions = 64;

std::int64_t at(const Arrival& arrival) { return static_cast<std::int64_t>(arrival.locator->number); }

void add_version(std::vector<std::int64_t>& versions, std::int64_t row) {
  if (std::ranges::find(versions, row) == versions.end()) versions.push_back(row);
}

/// The seat of an equal line: where this place was seated before, or the next free number of the entry.
void seat_again(Db& db, const Arrival& a, Seat& seat) {
  const std::int64_t what = number_of(a.what), kind = number_of(a.locator->kind);
  seat.versions.clear();
  {
    Query q = db.query(
        "SELECT k FROM again WHERE what = ? AND base = ? AND entry = ? AND kind = ? AND number = ? AND place = ?");
    q.with(what, IdText{a.base}, a.entry, kind, at(a), a.locator->id);
    if (q.step()) {
      seat.k = q.integer(0);
      seat.known = true;
      return;
    }
  }
  Query greatest = db.query("SELECT greatest FROM again_count WHERE what = ? AND base = ? AND entry = ?");
  greatest.with(what, IdText{a.base}, a.entry);
  seat.k = greatest.step() ? greatest.integer(0) + 1 : 2;
  seat.id = content_id({a.base, "#", std::to_string(seat.k)});
  Query q = db.query("SELECT row FROM occurrence WHERE what = ? AND near = ? AND base = ? AND k = ?");
  q.with(what, a.near, IdText{a.base}, seat.k);
  while (q.step()) add_version(seat.versions, q.integer(0));
}

std::string election(RecordTable what, Among among) {
  const bool versions = what == RecordTable::message;
  std::string sql = "SELECT o.row FROM occurrence o JOIN entry e ON e.row = o.entry JOIN source s ON s.row = e.source ";
  if (versions) sql += "JOIN message m ON m.row = o.row ";
  sql += "WHERE o.what = ? AND o.near = ? AND o.base = ? AND o.k = ? ";
  if (among == Among::finished) sql += "AND s.finished = 1 ";
  sql += "ORDER BY ";
  if (versions) sql += "m.version DESC, m.precision DESC, ";
  return sql + "s.sha256, s.path, e.path, o.kind, o.number, o.place LIMIT 1";
}

}  // namespace

std::string table_name(RecordTable what) {
  switch (what) {
    case RecordTable::message:
      return "message";
    case RecordTable::connection:
      return "connection";
    case RecordTable::media:
      return "media";
  }
  return {};
}

Seat find_seat(Db& db, const Arrival& a) {
  Seat seat;
  seat.id = a.base;
  int in_entry = 0;
  {
    Query q = db.query(
        "SELECT entry, kind, number, place, row FROM occurrence WHERE what = ? AND near = ? AND base = ? AND k = 1");
    q.with(number_of(a.what), a.near, IdText{a.base});
    while (q.step()) {
      add_version(seat.versions, q.integer(4));
      if (q.integer(0) != a.entry) continue;
      ++in_entry;
      seat.known = seat.known ||
                   (q.integer(1) == number_of(a.locator->kind) && q.integer(2) == at(a) && q.view(3) == a.locator->id);
    }
  }
  if (seat.known || in_entry == 0 || (a.versioned && in_entry < kMostVersions)) return seat;
  seat_again(db, a, seat);
  return seat;
}

void note_occurrence(Db& db, const Arrival& a, const Seat& seat, std::int64_t row) {
  const std::int64_t what = number_of(a.what), kind = number_of(a.locator->kind);
  db.run(
      "INSERT INTO occurrence (what, near, base, k, entry, kind, number, place, row) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
      "?)",
      what, a.near, IdText{a.base}, seat.k, a.entry, kind, at(a), a.locator->id, row);
  if (seat.k == 1) return;
  db.run("INSERT INTO again (what, base, entry, kind, number, place, k) VALUES (?, ?, ?, ?, ?, ?, ?)", what,
         IdText{a.base}, a.entry, kind, at(a), a.locator->id, seat.k);
  db.run("INSERT OR REPLACE INTO again_count (what, base, entry, greatest) VALUES (?, ?, ?, ?)", what, IdText{a.base},
         a.entry, seat.k);
}

std::optional<std::int64_t> elect(Db& db, const RecordKey& key, Among among) {
  Query q = db.query(election(key.what, among));
  q.with(number_of(key.what), key.near, IdText{key.base}, key.k);
  if (!q.step()) return std::nullopt;
  return q.integer(0);
}

bool is_best(Db& db, RecordTable what, std::int64_t row) {
  Query q = db.query("SELECT best FROM " + table_name(what) + " WHERE row = ?");
  q.with(row);
  return q.step() && q.integer(0) != 0;
}

void make_best(Db& db, RecordTable what, const std::vector<std::int64_t>& versions, std::int64_t best) {
  const std::string sql = "UPDATE " + table_name(what) + " SET best = ? WHERE row = ?";
  for (const std::int64_t version : versions)
    if (version != best) db.run(sql, 0, version);
  db.run(sql, 1, best);
}

void move_version(Db& db, const Arrival& a, const Seat& seat, std::int64_t from, std::int64_t to) {
  const std::int64_t what = number_of(a.what);
  db.run("UPDATE occurrence SET row = ? WHERE what = ? AND near = ? AND base = ? AND k = ? AND row = ?", to, what,
         a.near, IdText{a.base}, seat.k, from);
  remove_version(db, a.what, from);
}

void remove_version(Db& db, RecordTable what, std::int64_t row) {
  db.run("DELETE FROM attachment WHERE what = ? AND owner = ?", number_of(what), row);
  if (what == RecordTable::message) {
    db.run("DELETE FROM mark WHERE row = ?", row);
    db.run("INSERT OR IGNORE INTO gone (row) VALUES (?)", row);
  }
  db.run("DELETE FROM " + table_name(what) + " WHERE row = ?", row);
}

std::vector<Origin> Standings::all() const {
  std::vector<Origin> origins;
  origins.reserve(kept.size() + others.size());
  for (const auto* part : {&kept, &others})
    for (const Standing& standing : *part) origins.push_back(standing.origin);
  return origins;
}

Standings standings(Db& db, Places& places, const RecordKey& key, std::int64_t row) {
  Standings found;
  Query q = db.query(
      "SELECT entry, kind, number, place, row FROM occurrence WHERE what = ? AND near = ? AND base = ? AND k = ?");
  q.with(number_of(key.what), key.near, IdText{key.base}, key.k);
  while (q.step()) {
    const std::int64_t entry = q.integer(0);
    if (!places.at(entry).finished) continue;
    Locator locator{enum_of(q.integer(1), LocatorKind::id), q.count(2), q.text(3)};
    (q.integer(4) == row ? found.kept : found.others).push_back({places.origin(entry, std::move(locator)), entry});
  }
  for (auto* part : {&found.kept, &found.others})
    if (part->size() > 1) std::ranges::sort(*part, {}, &Standing::origin);
  return found;
}

}  // namespace schouw
