// Mails in pieces: the pieces as they stand in the exports, and what was read from them.
//
// The pieces of one mail may come in any order and in several ingests, and one may leave again. So what is read from a mail is
// taken back and made anew whenever its set of pieces changed (`dirty`): the case is always what the pieces in it make.
//
//   mail    what pieces share; dirty: to be put together
//   piece   one piece, with its bytes
//   joined  at this place stands a record of that mail; counted: in the totals of its entry (1 a message, 2 a draft)
#include <vector>

#include "case_data.h"
#include "message_row.h"
#include "packed.h"

namespace schouw {
namespace {

constexpr int kCharacters = 1, kDeleted = 2, kDraft = 4;

struct JoinedRow {
  RecordKey key;
  std::int64_t entry = 0, kind = 0, number = 0;
  std::string place;
  int counted = 0;
  std::int64_t media = 0;
};

std::vector<JoinedRow> to_take_back(Db& db) {
  std::vector<JoinedRow> out;
  Query q = db.query(
      "SELECT j.near, j.base, j.k, j.entry, j.kind, j.number, j.place, j.counted, j.media FROM mail m JOIN joined j ON j.mail = m.row "
      "WHERE m.dirty = 1");
  while (q.step())
    out.push_back({{RecordTable::message, q.integer(0), q.id(1), q.integer(2)},
                   q.integer(3), q.integer(4), q.integer(5), q.text(6), static_cast<int>(q.integer(7)), q.integer(8)});
  return out;
}

void lose_place(Db& db, const JoinedRow& one) {
  const RecordKey& key = one.key;
  const IdText base{key.base};
  db.run("INSERT INTO lost SELECT what, near, base, k, row FROM occurrence WHERE what = 0 AND near = ? AND base = ? AND k = ? AND "
         "entry = ? AND kind = ? AND number = ? AND place = ?",
         key.near, base, key.k, one.entry, one.kind, one.number, one.place);
  db.run("DELETE FROM occurrence WHERE what = 0 AND near = ? AND base = ? AND k = ? AND entry = ? AND kind = ? AND number = ? AND "
         "place = ?",
         key.near, base, key.k, one.entry, one.kind, one.number, one.place);
  if (key.k > 1) {
    db.run("DELETE FROM again WHERE what = 0 AND base = ? AND entry = ? AND kind = ? AND number = ? AND place = ?", base, one.entry,
           one.kind, one.number, one.place);
    db.run("DELETE FROM again_count WHERE what = 0 AND base = ?1 AND entry = ?2 AND NOT EXISTS (SELECT 1 FROM again WHERE what = 0 "
           "AND base = ?1 AND entry = ?2)",
           base, one.entry);
  }
  if (one.counted == 0) return;
  db.run(one.counted == 1 ? "UPDATE entry SET messages = messages - 1, media = media - ? WHERE row = ?"
                          : "UPDATE entry SET system = system - 1, media = media - ? WHERE row = ?",
         one.media, one.entry);
}

/// A mail without an id of its own makes a conversation of its own, which goes with it.
void remove_if_empty(Db& db, std::int64_t conversation) {
  Query q = db.query("SELECT 1 FROM message WHERE conversation = ?1 AND best = 1 UNION ALL SELECT 1 FROM membership WHERE conversation = ?1");
  if (q.with(conversation).step()) return;
  for (const char* sql : {"DELETE FROM party WHERE conversation = ?", "DELETE FROM conversation_source WHERE conversation = ?",
                          "DELETE FROM conversation WHERE row = ?"})
    db.run(sql, conversation);
}

std::vector<std::int64_t> lost_conversations(Db& db) {
  std::vector<std::int64_t> out;
  Query q = db.query("SELECT DISTINCT m.conversation FROM lost l JOIN message m ON m.row = l.row");
  while (q.step()) out.push_back(q.integer(0));
  return out;
}

/// The other pieces and copies: the record stands there too, and is counted at the first alone.
void add_places(CaseData& data, std::int64_t mail, std::span<const std::int64_t> pieces) {
  Db& db = data.db;
  std::vector<RecordKey> keys;
  {
    Query q = db.query(
        "SELECT j.near, j.base, j.k FROM piece p JOIN joined j ON j.mail = p.mail AND j.entry = p.entry AND j.kind = p.kind AND "
        "j.number = p.number AND j.place = p.place WHERE p.row = ? AND j.counted > 0");
    q.with(pieces.front());
    while (q.step()) keys.push_back({RecordTable::message, q.integer(0), q.id(1), q.integer(2)});
  }
  for (const RecordKey& key : keys) {
    for (const std::int64_t piece : pieces.subspan(1)) {
      db.run("INSERT INTO joined (mail, near, base, k, entry, kind, number, place, counted, media) SELECT ?, ?, ?, ?, entry, kind, "
             "number, place, 0, 0 FROM piece WHERE row = ?",
             mail, key.near, IdText{key.base}, key.k, piece);
      db.run("INSERT OR IGNORE INTO occurrence (what, near, base, k, entry, kind, number, place, row) SELECT 0, ?1, ?2, ?3, p.entry, "
             "p.kind, p.number, p.place, o.row FROM piece p, piece f JOIN occurrence o ON o.what = 0 AND o.near = ?1 AND o.base = ?2 AND "
             "o.k = ?3 AND o.entry = f.entry AND o.kind = f.kind AND o.number = f.number AND o.place = f.place WHERE p.row = ?4 AND "
             "f.row = ?5",
             key.near, IdText{key.base}, key.k, piece, pieces.front());
    }
    elect_anew(data, key);
  }
}

}  // namespace

void note_piece(CaseData& data, const PreparedPiece& p, std::int64_t entry) {
  const MailPiece& piece = p.piece;
  const Locator& at = p.origin.locator;
  Db& db = data.db;
  db.run("INSERT INTO mail (id, dirty) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET dirty = 1", IdText{piece.mail});
  const int flags = (piece.characters ? kCharacters : 0) | (piece.deleted ? kDeleted : 0) | (piece.draft ? kDraft : 0);
  db.run("INSERT OR IGNORE INTO piece (mail, entry, kind, number, place, part, total, body, flags, separator, size, bytes) SELECT row, "
         "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 FROM mail WHERE id = ?1",
         IdText{piece.mail}, entry, number_of(at.kind), at.number, at.id, piece.number, piece.total, piece.body, flags,
         piece.separator, piece.bytes.size(), piece.bytes);
}

void note_joined(CaseData& data, std::int64_t mail, const PreparedMessage& p, const Arrival& arrival) {
  std::int64_t media = 0;
  for (const std::string& id : p.media_ids) media += id.empty() ? 0 : 1;
  const int counted = p.message.kind == MessageKind::message ? 1 : 2;
  const std::int64_t kind = number_of(arrival.locator->kind);
  data.db.run(
      "INSERT INTO joined (mail, near, base, k, entry, kind, number, place, counted, media) SELECT ?, near, base, k, entry, kind, "
      "number, place, ?, ? FROM occurrence WHERE what = 0 AND near = ? AND base = ? AND entry = ? AND kind = ? AND number = ? AND "
      "place = ?",
      mail, counted, media, arrival.near, IdText{arrival.base}, arrival.entry, kind, arrival.locator->number,
      arrival.locator->id);
}

std::uint64_t take_back_mails(CaseData& data) {
  Db& db = data.db;
  const std::vector<JoinedRow> rows = to_take_back(db);
  db.exec("CREATE TEMP TABLE IF NOT EXISTS lost (what INTEGER, near INTEGER, base, k INTEGER, row INTEGER);"
          "DELETE FROM lost");
  for (const JoinedRow& one : rows) lose_place(db, one);
  const std::vector<std::int64_t> conversations = lost_conversations(db);
  db.exec("DELETE FROM problem WHERE mail IN (SELECT row FROM mail WHERE dirty = 1);"
          "DELETE FROM joined WHERE mail IN (SELECT row FROM mail WHERE dirty = 1)");
  if (rows.empty()) return 0;
  const std::uint64_t removed = remove_lost_messages(data);
  data.conversations.flush_touched();
  for (const std::int64_t row : conversations) remove_if_empty(db, row);
  db.exec("DELETE FROM lost; INSERT OR REPLACE INTO state (name, value) VALUES ('unlinked', 1), ('taken_back', 1)");
  forget_last_rows(db);
  return removed;
}

std::vector<std::string> mails_to_join(Db& db) {
  std::vector<std::string> out;
  Query q = db.query("SELECT id FROM mail WHERE dirty = 1 ORDER BY id");
  while (q.step()) out.push_back(q.id(0));
  return out;
}

std::vector<StoredPiece> pieces_of(CaseData& data, std::string_view mail, std::size_t most) {
  std::vector<StoredPiece> out;
  Query q = data.db.query(
      "SELECT p.row, e.source, p.entry, p.kind, p.number, p.place, p.part, p.total, p.body, p.flags, p.separator, p.size FROM mail m "
      "JOIN piece p ON p.mail = m.row JOIN entry e ON e.row = p.entry JOIN source s ON s.row = e.source WHERE m.id = ? AND s.finished "
      "= 1 ORDER BY p.part, s.sha256, s.path, e.path, p.kind, p.number, p.place LIMIT ?");
  q.with(IdText{mail}, most);
  while (q.step()) {
    StoredPiece one{.row = q.integer(0), .source = q.integer(1)};
    one.origin = data.places.origin(q.integer(2), {enum_of(q.integer(3), LocatorKind::id), q.count(4), q.text(5)});
    one.format = data.places.at(q.integer(2)).format;
    const std::int64_t flags = q.integer(9);
    one.piece = {.mail = std::string(mail),
                 .number = static_cast<int>(q.integer(6)),
                 .total = static_cast<int>(q.integer(7)),
                 .body = q.text(8),
                 .separator = q.text(10),
                 .characters = (flags & kCharacters) != 0,
                 .deleted = (flags & kDeleted) != 0,
                 .draft = (flags & kDraft) != 0,
                 .locator = one.origin.locator};
    one.bytes = q.count(11);
    out.push_back(std::move(one));
  }
  return out;
}

std::string piece_bytes(Db& db, std::int64_t row) {
  Query q = db.query("SELECT bytes FROM piece WHERE row = ?");
  return q.with(row).step() ? q.text(0) : std::string();
}

void put_mail_rows(CaseData& data, std::string_view id, std::span<const JoinedMail> readings) {
  Db& db = data.db;
  std::int64_t mail = 0;
  {
    Query q = db.query("SELECT row FROM mail WHERE id = ?");
    if (!q.with(IdText{id}).step()) return;
    mail = q.integer(0);
  }
  for (const JoinedMail& one : readings) {
    for (const Batch& batch : one.batches) commit_batch(data, batch, mail);
    if (one.pieces.size() > 1) add_places(data, mail, one.pieces);
  }
  db.run("UPDATE mail SET dirty = 0 WHERE row = ?", mail);
}

void remove_pieces(Db& db, std::int64_t source) {
  db.run("DELETE FROM piece WHERE entry IN (SELECT row FROM entry WHERE source = ?)", source);
  db.exec("DELETE FROM mail WHERE dirty = 1 AND NOT EXISTS (SELECT 1 FROM piece WHERE mail = mail.row)");
}

void mark_mails_of(Db& db, std::int64_t source) {
  db.run("UPDATE mail SET dirty = 1 WHERE row IN (SELECT p.mail FROM piece p JOIN entry e ON e.row = p.entry WHERE e.source = ?)", source);
}

}  // namespace schouw
