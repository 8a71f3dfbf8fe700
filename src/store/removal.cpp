// One source leaves the case, with all that stands nowhere else:
//
//   what was read from mails of which a piece stands in it, and that piece
//   places of the source -> versions without a place -> records without a version
//   names, titles, media files and conversations that no other source has
//   findings, for their evidence may be gone
//
// Of a record that other sources have too, the version that counts is elected anew; it gets a new row, because the
// full-text index may never have seen it. What is deleted lies in free pages until the file is written anew (rewrite_file).
#include <array>
#include <string>

#include "case_data.h"
#include "message_row.h"
#include "packed.h"

namespace schouw {
namespace {

constexpr std::array kRecordTables{RecordTable::message, RecordTable::connection, RecordTable::media};

/// A place that is gone: of which record, and which version stood there.
struct LostPlace {
  RecordKey key;
  std::int64_t row = 0;
};

class Removal {
 public:
  Removal(CaseData& data, std::int64_t source) : data_(data), db_(data.db), source_(source) {}

  CaseStore::Removed run() {
    mark_mails_of(db_, source_);
    removed_.messages += take_back_mails(data_);
    remove_pieces(db_, source_);
    take_places();
    for (const RecordTable what : kRecordTables) remove_records(what);
    remove_names();
    remove_media_files();
    remove_conversations();
    for (const char* sql : {"DELETE FROM finding", "DELETE FROM audit", "DELETE FROM document WHERE name = 'audit'"})
      db_.run(sql);
    remove_source();
    db_.run("INSERT OR REPLACE INTO state (name, value) VALUES ('unlinked', 1), ('removal_unfinished', 1)");
    forget_last_rows(db_);
    return removed_;
  }

  std::uint64_t remove_lost_messages() {
    remove_records(RecordTable::message);
    return removed_.messages;
  }
  void elect_again(const RecordKey& key) {
    const auto winner = elect(db_, key, Among::all);
    if (winner && !is_best(db_, key.what, *winner)) promote(key, *winner);
  }

 private:
  /// `sql` with the source bound.
  void run(std::string_view sql) { db_.run(sql, source_); }

  void take_places() {
    db_.exec(
        "CREATE TEMP TABLE IF NOT EXISTS lost (what INTEGER, near INTEGER, base, k INTEGER, row INTEGER);"
        "DELETE FROM lost");
    run("INSERT INTO lost SELECT what, near, base, k, row FROM occurrence WHERE entry IN (SELECT row FROM entry WHERE "
        "source = ?)");
    for (const char* table : {"occurrence", "again", "again_count", "problem"})
      run("DELETE FROM " + std::string(table) + " WHERE entry IN (SELECT row FROM entry WHERE source = ?)");
  }

  std::vector<LostPlace> lost(RecordTable what) {
    std::vector<LostPlace> out;
    Query q = db_.query("SELECT DISTINCT near, base, k, row FROM lost WHERE what = ? ORDER BY near, base, k, row");
    q.with(number_of(what));
    while (q.step()) out.push_back({{what, q.integer(0), q.id(1), q.integer(2)}, q.integer(3)});
    return out;
  }

  void remove_records(RecordTable what) {
    const std::vector<LostPlace> places = lost(what);
    // First the versions that count from now on, so that their rows come after all that are removed. Which one counts may
    // rest on the smallest origin, so also where the version itself stays.
    const RecordKey* before = nullptr;
    for (const LostPlace& place : places) {
      if (what == RecordTable::message) touch_conversation(place.row);
      if (before != nullptr && *before == place.key) continue;
      before = &place.key;
      const auto next = elect(db_, place.key, Among::all);
      if (what == RecordTable::message) ++(next ? removed_.kept : removed_.messages);
      if (next && !is_best(db_, what, *next)) promote(place.key, *next);
    }
    for (const LostPlace& place : places) {
      if (stands(place)) continue;
      if (what == RecordTable::message) remove_id(place.row);
      remove_version(db_, what, place.row);
    }
  }

  bool stands(const LostPlace& place) {
    Query q = db_.query("SELECT 1 FROM occurrence WHERE what = ? AND near = ? AND base = ? AND k = ? AND row = ?");
    return q.with(number_of(place.key.what), place.key.near, IdText{place.key.base}, place.key.k, place.row).step();
  }

  void touch_conversation(std::int64_t message) {
    Query q = db_.query("SELECT conversation FROM message WHERE row = ?");
    if (q.with(message).step()) data_.conversations.touch(q.integer(0));
  }

  void remove_id(std::int64_t message) {
    Query q = db_.query("SELECT id FROM message WHERE row = ?");
    if (q.with(message).step()) forget_message_id(db_, message, q.id(0));
  }

  void promote(const RecordKey& key, std::int64_t winner) {
    std::vector<std::int64_t> versions;
    {
      Query q = db_.query("SELECT DISTINCT row FROM occurrence WHERE what = ? AND near = ? AND base = ? AND k = ?");
      q.with(number_of(key.what), key.near, IdText{key.base}, key.k);
      while (q.step()) versions.push_back(q.integer(0));
    }
    if (key.what != RecordTable::message) return make_best(db_, key.what, versions, winner);
    make_best(db_, key.what, versions, 0);
    const std::int64_t row = copy_message(winner);
    db_.run("UPDATE attachment SET owner = ? WHERE what = ? AND owner = ?", row, number_of(key.what), winner);
    db_.run("UPDATE mark SET row = ? WHERE row = ?", row, winner);
    db_.run("UPDATE occurrence SET row = ? WHERE what = ? AND near = ? AND base = ? AND k = ? AND row = ?", row,
            number_of(key.what), key.near, IdText{key.base}, key.k, winner);
    remove_id(winner);
    remove_version(db_, key.what, winner);
    make_best(db_, key.what, {}, row);
  }

  std::int64_t copy_message(std::int64_t row) {
    db_.run("INSERT INTO message (" SCHOUW_MESSAGE_FIELDS ") SELECT " SCHOUW_MESSAGE_FIELDS " FROM message WHERE row = ?",
            row);
    return db_.last_row();
  }

  void remove_names() {
    std::vector<std::int64_t> conversations;
    {
      Query q = db_.query(
          "SELECT DISTINCT conversation FROM membership WHERE entry IN (SELECT row FROM entry WHERE source = ?1) UNION "
          "SELECT conversation FROM conversation_source WHERE source = ?1");
      q.with(source_);
      while (q.step()) conversations.push_back(q.integer(0));
    }
    for (const std::int64_t row : conversations) data_.conversations.touch(row);
    data_.conversations.flush_touched();
    run("DELETE FROM membership WHERE entry IN (SELECT row FROM entry WHERE source = ?)");
    run("DELETE FROM owner WHERE source = ?");
    run("DELETE FROM mention_source WHERE source = ?");
    run("DELETE FROM conversation_source WHERE source = ?");
    db_.run("DELETE FROM party WHERE conversation IN (SELECT row FROM conversation WHERE dirty = 1)");
    db_.run("DELETE FROM mention WHERE NOT EXISTS (SELECT 1 FROM mention_source WHERE mention = mention.row)");
    for (const std::int64_t row : conversations) data_.conversations.tell_anew(row);
  }

  void remove_media_files() {
    run("UPDATE attachment SET file = NULL, present = 0 WHERE file IN (SELECT row FROM media_file WHERE source = ?)");
    run("DELETE FROM media_file WHERE source = ?");
    db_.run("DELETE FROM picture WHERE sha256 NOT IN (SELECT sha256 FROM media_file)");
  }

  void remove_conversations() {
    db_.run(
        "DELETE FROM conversation WHERE NOT EXISTS (SELECT 1 FROM conversation_source WHERE conversation = "
        "conversation.row)");
  }

  void remove_source() {
    run("DELETE FROM entry WHERE source = ?");
    run("DELETE FROM alias WHERE sha256 = (SELECT sha256 FROM source WHERE row = ?)");
    run("DELETE FROM source WHERE row = ?");
    db_.run("DELETE FROM lost");
  }

  CaseData& data_;
  Db& db_;
  std::int64_t source_;
  CaseStore::Removed removed_;
};

}  // namespace

CaseStore::Removed remove_source_rows(CaseData& data, std::int64_t source) { return Removal(data, source).run(); }
std::uint64_t remove_lost_messages(CaseData& data) { return Removal(data, 0).remove_lost_messages(); }
void elect_anew(CaseData& data, const RecordKey& key) { Removal(data, 0).elect_again(key); }

void forget_last_rows(Db& db) {
  db.run("UPDATE state SET value = min(value, (SELECT coalesce(max(row), 0) FROM message)) WHERE name = 'ids_until'");
}

}  // namespace schouw
