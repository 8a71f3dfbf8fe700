// Who takes part in a conversation: who wrote in it, and who was listed in it without writing. Counted anew when an
// ingest ends, for the conversations that it touched.
#include <algorithm>
#include <map>

#include "case_data.h"
#include "packed.h"

namespace schouw {
namespace {

constexpr int kPerTransaction = 256;

struct PartyCount {
  std::uint64_t messages = 0;
  bool member = false, admin = false;
  RecordTime first, last, since, until;
  std::string first_message, last_message;
  std::int64_t latest_since = 0;  ///< UTC ms of the last coming; 0: not known
  std::optional<Standing> standing;
};

void extend(RecordTime& first, RecordTime& last, const RecordTime& time) {
  if (!time.utc_ms) return;
  if (!first.utc_ms || *time.utc_ms < *first.utc_ms) first = time;
  if (!last.utc_ms || *time.utc_ms >= *last.utc_ms) last = time;
}

class PartyCounter {
 public:
  PartyCounter(CaseData& data, bool some_unfinished) : data_(data), some_unfinished_(some_unfinished) {}

  void run(std::int64_t conversation) {
    read_messages(conversation);
    read_members(conversation);
    data_.db.run("DELETE FROM party WHERE conversation = ?", conversation);
    for (const auto& [account, party] : parties_) write(conversation, account, party);
    data_.db.run("UPDATE conversation SET dirty = 0, seen = ?, messages = ?, first = ?, last = ? WHERE row = ?", seen_,
                 messages_, to_json(pack(first_)), to_json(pack(last_)), conversation);
  }

 private:
  void read_messages(std::int64_t conversation) {
    Query q = data_.db.query(
        "SELECT id, base, k, kind, sender, at, local, zone_known, precision, raw, near FROM message INDEXED BY "
        "message_by_conversation WHERE best = 1 AND conversation = ? ORDER BY at, id");
    q.with(conversation);
    while (q.step()) {
      if (some_unfinished_ && !stands(q)) continue;
      seen_ = true;
      if (q.integer(3) != number_of(MessageKind::system)) count(q);
    }
  }

  bool stands(const Query& q) {
    Query o = data_.db.query(
        "SELECT 1 FROM occurrence o JOIN entry e ON e.row = o.entry JOIN source s ON s.row = e.source WHERE o.what = 0 "
        "AND o.near = ? AND o.base = ? AND o.k = ? AND s.finished = 1 LIMIT 1");
    const std::string base = q.is_null(1) ? q.id(0) : q.id(1);
    return o.with(q.integer(10), IdText{base}, q.integer(2)).step();
  }

  void count(const Query& q) {
    RecordTime time;
    if (q.integer(5) != kNoInstant) time.utc_ms = q.integer(5);
    time.local_ms = q.maybe(6);
    time.zone_known = q.integer(7) != 0;
    time.precision = enum_of(q.integer(8), Precision::millisecond);
    time.raw = q.text(9);
    ++messages_;
    extend(first_, last_, time);
    const std::string account = data_.account(q.maybe(4));
    if (account.empty()) return;
    PartyCount& party = parties_[account];
    ++party.messages;
    extend(party.first, party.last, time);
    // Those without a time come last; they are the first and last message only where no other is.
    if (party.first_message.empty()) party.first_message = q.id(0);
    if (time.utc_ms || party.last_message.empty()) party.last_message = q.id(0);
  }

  void read_members(std::int64_t conversation) {
    Query q = data_.db.query(
        "SELECT mention, entry, kind, number, place, since, until, admin FROM membership WHERE conversation = ?");
    q.with(conversation);
    while (q.step()) {
      const std::int64_t entry = q.integer(1);
      if (!data_.places.at(entry).finished) continue;
      seen_ = true;
      const std::string account = data_.account(q.integer(0));
      if (account.empty()) continue;
      PartyCount& party = parties_[account];
      party.member = true;
      party.admin = party.admin || q.integer(7) != 0;
      add_span(party, unpack_record_time(parse_stored(q.view(5))), unpack_record_time(parse_stored(q.view(6))));
      Locator at{enum_of(q.integer(2), LocatorKind::id), q.count(3), q.text(4)};
      Standing standing{data_.places.origin(entry, std::move(at)), entry};
      if (!party.standing || standing.origin < party.standing->origin) party.standing = std::move(standing);
    }
    for (auto& [account, party] : parties_)
      if (party.until.utc_ms && *party.until.utc_ms < party.latest_since) party.until = {};  // came back
  }

  static void add_span(PartyCount& party, const RecordTime& since, const RecordTime& until) {
    if (since.utc_ms) {
      if (!party.since.utc_ms || *since.utc_ms < *party.since.utc_ms) party.since = since;
      party.latest_since = std::max(party.latest_since, *since.utc_ms);
    }
    if (until.utc_ms && (!party.until.utc_ms || *until.utc_ms > *party.until.utc_ms)) party.until = until;
  }

  void write(std::int64_t conversation, const std::string& account, const PartyCount& p) {
    data_.db.run(
        "INSERT INTO party (conversation, account, messages, member, admin, first, last, since, until, first_message, "
        "last_message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        conversation, IdText{account}, p.messages, p.member, p.admin, to_json(pack(p.first)), to_json(pack(p.last)),
        to_json(pack(p.since)), to_json(pack(p.until)), IdText{p.first_message}, IdText{p.last_message});
    if (!p.standing) return;
    const Locator& at = p.standing->origin.locator;
    data_.db.run("UPDATE party SET entry = ?, kind = ?, number = ?, place = ? WHERE conversation = ? AND account = ?",
                 p.standing->entry, number_of(at.kind), at.number, at.id, conversation, IdText{account});
  }

  CaseData& data_;
  bool some_unfinished_;
  bool seen_ = false;
  std::uint64_t messages_ = 0;
  RecordTime first_, last_;
  std::map<std::string, PartyCount> parties_;
};

std::vector<std::int64_t> some_dirty(Db& db) {
  std::vector<std::int64_t> rows;
  Query q = db.query("SELECT row FROM conversation WHERE dirty = 1 ORDER BY row LIMIT ?");
  q.with(kPerTransaction);
  while (q.step()) rows.push_back(q.integer(0));
  return rows;
}

StoredConversation::Party read_party(CaseData& data, const Query& q) {
  StoredConversation::Party out;
  out.account_id = q.id(0);
  out.messages = q.count(1);
  out.member = q.integer(2) != 0;
  out.admin = q.integer(3) != 0;
  out.first = unpack_record_time(parse_stored(q.view(4)));
  out.last = unpack_record_time(parse_stored(q.view(5)));
  out.since = unpack_record_time(parse_stored(q.view(6)));
  out.until = unpack_record_time(parse_stored(q.view(7)));
  out.first_message = q.id(8);
  out.last_message = q.id(9);
  if (!q.is_null(10))
    out.member_origin =
        data.places.origin(q.integer(10), {enum_of(q.integer(11), LocatorKind::id), q.count(12), q.text(13)});
  return out;
}

StoredConversation read_conversation(CaseData& data, const Query& q) {
  StoredConversation out;
  out.id = q.id(1);
  out.platform = q.text(2);
  out.kind = enum_of(q.integer(3), ConversationKind::public_);
  out.title = q.text(4);
  out.messages = q.count(5);
  if (!q.view(6).empty()) out.first = unpack_record_time(parse_stored(q.view(6)));
  if (!q.view(7).empty()) out.last = unpack_record_time(parse_stored(q.view(7)));
  Query parties = data.db.query(
      "SELECT account, messages, member, admin, first, last, since, until, first_message, last_message, entry, kind, "
      "number, place FROM party WHERE conversation = ? ORDER BY account");
  parties.with(q.integer(0));
  while (parties.step()) out.parties.push_back(read_party(data, parties));
  return out;
}

}  // namespace

void count_parties(CaseData& data) {
  data.forget_read();
  const bool some_unfinished = data.places.some_unfinished();
  for (auto rows = some_dirty(data.db); !rows.empty(); rows = some_dirty(data.db))
    data.db.transaction([&] {
      for (const std::int64_t row : rows) PartyCounter(data, some_unfinished).run(row);
    });
}

void each_conversation_row(CaseData& data, const std::function<void(StoredConversation&&)>& take) {
  Query q = data.db.query(
      "SELECT row, id, platform, kind, title, messages, first, last FROM conversation WHERE seen = 1 ORDER BY id");
  while (q.step()) take(read_conversation(data, q));
}

std::optional<StoredConversation> find_conversation(CaseData& data, std::string_view id) {
  Query q = data.db.query(
      "SELECT row, id, platform, kind, title, messages, first, last FROM conversation WHERE seen = 1 AND id = ?");
  q.with(IdText{id});
  if (!q.step()) return std::nullopt;
  return read_conversation(data, q);
}

}  // namespace schouw
