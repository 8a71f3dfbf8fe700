// One batch, one transaction. What is counted is counted per entry, in the same transaction as the places it counts:
// a place that was known (read before a kill) is not counted twice.
#include <map>
#include <variant>

#include "case_data.h"
#include "message_row.h"
#include "packed.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

struct Tally {
  RecordCounts records;
  std::int64_t first_at = kNoInstant, last_at = kNoInstant;
  const RecordTime* first = nullptr;
  const RecordTime* last = nullptr;

  void time(const RecordTime& t) {
    if (!t.utc_ms) return;
    if (first == nullptr || *t.utc_ms < first_at) {
      first_at = *t.utc_ms;
      first = &t;
    }
    if (last == nullptr || *t.utc_ms > last_at) {
      last_at = *t.utc_ms;
      last = &t;
    }
  }
};

std::uint64_t& count_of(RecordCounts& counts, MessageKind kind) {
  switch (kind) {
    case MessageKind::message:
      return counts.messages;
    case MessageKind::system:
    case MessageKind::call:
    case MessageKind::event:
      return counts.system;
    case MessageKind::post:
    case MessageKind::story:
      return counts.posts;
    case MessageKind::comment:
      break;
  }
  return counts.comments;
}

class ConnectionForm {
 public:
  ConnectionForm(CaseData& data, const PreparedConnection& p, std::int64_t source) : data_(data), prepared_(p) {
    const Connection& c = p.connection;
    owner_ = data.mentions.row_of(source, p.owner_id, c.platform, &c.owner);
    other_ = data.mentions.row_of(source, p.other_id, c.platform, &c.other);
    times_ = to_json(Json(Json::Array{pack(p.since), pack(p.ended), pack(c.since), pack(c.ended)}));
  }
  std::int64_t insert(const Seat& seat, Standard standard) {
    const Connection& c = prepared_.connection;
    data_.db.run(
        "INSERT INTO connection (platform, kind, owner, other, times, id, base, k, best) VALUES (?, ?, ?, ?, ?, ?, ?, "
        "?, ?)",
        c.platform, number_of(c.kind), owner_, other_, times_, IdText{seat.id}, IdText{prepared_.id}, seat.k,
        standard == Standard::best);
    return data_.db.last_row();
  }
  bool equals(std::int64_t row) {
    const Connection& c = prepared_.connection;
    Query q = data_.db.query(
        "SELECT 1 FROM connection WHERE platform = ? AND kind = ? AND owner IS ? AND other IS ? AND times = ? AND row "
        "= "
        "?");
    return q.with(c.platform, number_of(c.kind), owner_, other_, times_, row).step();
  }

 private:
  CaseData& data_;
  const PreparedConnection& prepared_;
  std::optional<std::int64_t> owner_, other_;
  std::string times_;
};

class MediaForm {
 public:
  MediaForm(CaseData& data, const PreparedMedia& p, std::int64_t source) : data_(data), prepared_(p) {
    const MediaItem& m = p.item;
    const AccountRef* publisher = m.publisher.has_value() ? &*m.publisher : nullptr;
    publisher_ = data.mentions.row_of(source, p.publisher_id, m.platform, publisher);
    tagged_ = data.mentions.rows_of(source, p.tagged_ids, m.platform, m.tagged);
    item_ = to_json(Json(Json::Array{pack(m.file, p.taken), pack(p.published), pack(m.published)}));
  }
  std::int64_t insert(const Seat& seat, Standard standard) {
    data_.db.run(
        "INSERT INTO media (platform, publisher, tagged, item, id, base, k, best) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        prepared_.item.platform, publisher_, tagged_, item_, IdText{seat.id}, IdText{prepared_.id}, seat.k,
        standard == Standard::best);
    const std::int64_t row = data_.db.last_row();
    const Attachment& file = prepared_.item.file;
    if (refers_to_bytes(file))
      data_.db.run("INSERT INTO attachment (what, owner, number, uri) VALUES (?, ?, 0, ?)",
                   number_of(RecordTable::media), row, file.uri.empty() ? file.name : file.uri);
    return row;
  }
  bool equals(std::int64_t row) {
    Query q = data_.db.query(
        "SELECT 1 FROM media WHERE platform = ? AND publisher IS ? AND tagged = ? AND item = ? AND row = ?");
    return q.with(prepared_.item.platform, publisher_, tagged_, item_, row).step();
  }

 private:
  CaseData& data_;
  const PreparedMedia& prepared_;
  std::optional<std::int64_t> publisher_;
  std::string tagged_, item_;
};

class Commit {
 public:
  Commit(CaseData& data, const Batch& batch, std::optional<std::int64_t> mail) : data_(data), batch_(batch), mail_(mail) {}

  std::vector<std::int64_t> run() {
    for (const PreparedAccount& account : batch_.accounts)
      data_.mentions.row_of(batch_.source, account.id, account.platform, &account.ref);
    for (const PreparedRecord& record : batch_.records) std::visit([this](const auto& value) { take(value); }, record);
    for (const auto& [entry, tally] : tallies_) add_tally(entry, tally);
    data_.conversations.flush_touched();
    data_.db.run("INSERT OR REPLACE INTO state (name, value) VALUES ('unlinked', 1)");
    return std::move(rows_);
  }

 private:
  std::int64_t entry(const Origin& origin) { return data_.places.entry_row(batch_.source, origin.entry); }

  void note_owner(std::string_view account, std::string_view export_set) {
    data_.db.run("INSERT OR IGNORE INTO owner (account, export_set, source) VALUES (?, ?, ?)", IdText{account},
                 export_set, batch_.source);
  }

  /// An owner without a name stands for the owner of this export set.
  void note_placeholder(const std::optional<AccountRef>& ref, std::string_view account, std::string_view export_set) {
    AccountRef nameless;
    nameless.is_owner = true;
    if (ref == nameless && !account.empty()) note_owner(account, export_set);
  }

  void take(const PreparedMessage& p) {
    const Message& m = p.message;
    const std::int64_t place = entry(p.origin);
    MessageForm form(data_, p, batch_.source);
    const Added added = add_record(data_.db, form.arrival(place), form);
    rows_.push_back(added.row);
    data_.conversations.touch(form.conversation());
    if (!added.counted) return;
    if (mail_) note_joined(data_, *mail_, p, form.arrival(place));
    note_placeholder(m.sender, p.sender_id, p.export_set);
    Tally& tally = tallies_[place];
    ++count_of(tally.records, m.kind);
    for (const std::string& id : p.media_ids) tally.records.media += id.empty() ? 0u : 1u;
    tally.time(p.time);
  }

  void take(const PreparedConversation& p) {
    const std::int64_t row = data_.conversations.row_of(batch_.source, p.id, p.info.platform, p.info.conversation);
    data_.conversations.touch(row);
    const std::int64_t place = entry(p.origin);
    static const RecordTime unknown;
    for (std::size_t i = 0; i < p.info.members.size(); ++i) {
      const Member& member = p.info.members[i];
      const std::string_view id = i < p.member_ids.size() ? std::string_view(p.member_ids[i]) : std::string_view();
      const auto mention = data_.mentions.row_of(batch_.source, id, p.info.platform, &member.account);
      const Locator& at = member.locator == Locator{} ? p.origin.locator : member.locator;
      data_.db.run(
          "INSERT OR IGNORE INTO membership (conversation, mention, entry, kind, number, place, since, until, admin) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          row, mention, place, number_of(at.kind), at.number, at.id,
          to_json(pack(i < p.since.size() ? p.since[i] : unknown)),
          to_json(pack(i < p.until.size() ? p.until[i] : unknown)), member.admin);
    }
  }

  void take(const PreparedConnection& p) {
    const std::int64_t place = entry(p.origin);
    ConnectionForm form(data_, p, batch_.source);
    const Added added = add_record(data_.db, {RecordTable::connection, 0, p.id, place, &p.origin.locator}, form);
    if (added.counted) ++tallies_[place].records.connections;
  }

  void take(const PreparedMedia& p) {
    const std::int64_t place = entry(p.origin);
    MediaForm form(data_, p, batch_.source);
    const Added added = add_record(data_.db, {RecordTable::media, 0, p.id, place, &p.origin.locator}, form);
    if (!added.counted) return;
    note_placeholder(p.item.publisher, p.publisher_id, p.export_set);
    ++tallies_[place].records.media;
  }

  void take(const PreparedProblem& p) {
    const Problem& problem = p.problem;
    const Locator& at = p.origin.locator;
    data_.db.run(
        "INSERT INTO problem (entry, kind, number, place, code, severity, loss, args, lost_records, lost_bytes, mail) VALUES "
        "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry(p.origin), number_of(at.kind), at.number, at.id, problem.code, number_of(problem.severity),
        number_of(problem.loss), to_json(pack_texts(problem.args)), problem.lost_records, problem.lost_bytes, mail_);
  }

  void take(const PreparedOwner& p) {
    note_owner(p.account_id, p.export_set);
    AccountRef ref = p.ref;
    ref.is_owner = true;
    data_.mentions.row_of(batch_.source, p.account_id, p.platform, &ref);
  }

  void take(const PreparedMediaFile& p) {
    const std::string path = nfc(p.path.empty() ? p.origin.entry : p.path);
    data_.db.run(
        "INSERT OR IGNORE INTO media_file (source, entry, backwards, sha256, mime, kind, bytes) VALUES (?, ?, ?, ?, ?, "
        "?, ?)",
        batch_.source, entry(p.origin), std::string(path.rbegin(), path.rend()), p.sha256, p.mime, number_of(p.kind),
        p.bytes);
    note_picture(data_, p);
  }

  /// Its time counts for the file; what it says, when the mail is put together.
  void take(const PreparedPiece& p) {
    const std::int64_t place = entry(p.origin);
    note_piece(data_, p, place);
    tallies_[place].time(p.time);
  }

  void take(const PreparedEntry& p) {
    const EntryCounts& c = p.counts;
    data_.db.run(
        "UPDATE entry SET format = CASE WHEN ?1 = '' THEN format ELSE ?1 END, platform = CASE WHEN ?2 = '' THEN "
        "platform ELSE ?2 END, found = found + ?3, read = read + ?4, not_recognised = not_recognised + ?5, refused = "
        "refused + ?6, damaged = damaged + ?7, rejected = rejected + ?8 WHERE row = ?9",
        p.format, p.platform, c.found, c.read, c.not_recognised, c.refused, c.damaged, p.rejected,
        data_.places.entry_row(batch_.source, p.path));
  }

  void add_tally(std::int64_t row, const Tally& tally) {
    const RecordCounts& c = tally.records;
    data_.db.run(
        "UPDATE entry SET messages = messages + ?, system = system + ?, posts = posts + ?, comments = comments + ?, "
        "connections = connections + ?, media = media + ? WHERE row = ?",
        c.messages, c.system, c.posts, c.comments, c.connections, c.media, row);
    if (tally.first == nullptr) return;
    data_.db.run("UPDATE entry SET first_at = ?1, first = ?2 WHERE row = ?3 AND (first_at IS NULL OR first_at > ?1)",
                 tally.first_at, to_json(pack(*tally.first)), row);
    data_.db.run("UPDATE entry SET last_at = ?1, last = ?2 WHERE row = ?3 AND (last_at IS NULL OR last_at < ?1)",
                 tally.last_at, to_json(pack(*tally.last)), row);
  }

  CaseData& data_;
  const Batch& batch_;
  std::optional<std::int64_t> mail_;   ///< what is written was read from this mail in pieces
  std::vector<std::int64_t> rows_;
  std::map<std::int64_t, Tally> tallies_;
};

}  // namespace

std::vector<std::int64_t> commit_batch(CaseData& data, const Batch& batch, std::optional<std::int64_t> mail) {
  return Commit(data, batch, mail).run();
}

}  // namespace schouw
