// Messages out of the case, one at a time: what is listed in memory is one message and the caches of case_data.h.
#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>

#include "case_data.h"
#include "message_row.h"
#include "packed.h"
#include "schouw/base/assert.h"

namespace schouw {
namespace {

#define SCHOUW_MESSAGE_COLUMNS                                                                                        \
  "SELECT row, id, base, k, at, platform, kind, conversation, local, zone_known, precision, raw, basis, ms, sender, " \
  "recipients, tagged, text, title, quoted, flags, native_id, in_reply_to, version, event, attachments, near FROM "   \
  "message "

constexpr const char* kByRow = SCHOUW_MESSAGE_COLUMNS "WHERE row = ?";
constexpr const char* kBestByRow = SCHOUW_MESSAGE_COLUMNS "WHERE row = ? AND best = 1";
/// Reads the index alone, which is a tenth of the messages.
constexpr const char* kTimes = "SELECT at, id, row FROM message INDEXED BY message_by_conversation WHERE best = 1";
constexpr const char* kOfConversation = SCHOUW_MESSAGE_COLUMNS
    "WHERE best = 1 AND conversation = (SELECT row FROM conversation WHERE id = ?) "
    "ORDER BY at, id";
constexpr const char* kByRange = SCHOUW_MESSAGE_COLUMNS "WHERE row > ? AND row <= ? AND best = 1 ORDER BY row";
constexpr const char* kBefore = SCHOUW_MESSAGE_COLUMNS
    "WHERE best = 1 AND conversation = (SELECT row FROM conversation WHERE id = ?) AND (at, id) < "
    "(?, ?) ORDER BY at DESC, id DESC";
constexpr const char* kAfter = SCHOUW_MESSAGE_COLUMNS
    "WHERE best = 1 AND conversation = (SELECT row FROM conversation WHERE id = ?) AND (at, id) > "
    "(?, ?) ORDER BY at, id";
#undef SCHOUW_MESSAGE_COLUMNS

RecordTime read_time(const Query& q) {
  RecordTime time;
  if (q.integer(4) != kNoInstant) time.utc_ms = q.integer(4);
  time.local_ms = q.maybe(8);
  time.zone_known = q.integer(9) != 0;
  time.precision = enum_of(q.integer(10), Precision::millisecond);
  time.raw = q.text(11);
  return time;
}

Timestamp read_stated(const Query& q, const RecordTime& resolved) {
  Timestamp stated;
  stated.basis = enum_of(q.integer(12), Timestamp::Basis::local);
  stated.precision = resolved.precision;
  stated.raw = resolved.raw;
  if (!q.is_null(13))
    stated.ms = q.integer(13);
  else if (stated.basis != Timestamp::Basis::none)
    stated.ms = (stated.basis == Timestamp::Basis::instant ? resolved.utc_ms : resolved.local_ms).value_or(0);
  return stated;
}

void read_mentions(CaseData& data, std::string_view rows, std::vector<std::string>& ids,
                   std::vector<AccountRef>& refs) {
  for (const std::int64_t row : unpack_rows(rows)) {
    const Mention& mention = data.mentions.at(row);
    if (!mention.account.empty()) ids.push_back(mention.account);
    if (!mention.absent) refs.push_back(mention.shown);
  }
}

/// What an attachment's bytes are, where they were found in the export.
void read_attachments(CaseData& data, std::int64_t row, std::string_view packed, std::vector<Attachment>& out) {
  const Json all = parse_stored(packed);
  for (const Json& one : all.items()) out.push_back(unpack_attachment(one).attachment);
  Query q = data.db.query(
      "SELECT a.number, a.present, f.sha256, f.bytes, f.mime FROM attachment a LEFT JOIN media_file f ON f.row = "
      "a.file "
      "WHERE a.what = 0 AND a.owner = ? AND a.present = 1");
  q.with(row);
  while (q.step()) {
    const auto index = static_cast<std::size_t>(q.integer(0));
    if (index >= out.size()) continue;
    Attachment& a = out[index];
    a.present = true;
    if (q.is_null(2)) continue;
    a.sha256 = q.text(2);
    a.bytes = q.count(3);
    if (a.mime.empty()) a.mime = q.text(4);
  }
}

StoredMessage read_message(CaseData& data, const Query& q) {
  StoredMessage out;
  out.id = q.id(1);
  out.time = read_time(q);
  Message& m = out.message;
  m.platform = q.text(5);
  m.kind = enum_of(q.integer(6), MessageKind::event);
  const ConversationRow& conversation = data.conversations.at(q.integer(7));
  out.conversation_id = conversation.id;
  m.conversation = conversation.ref;
  m.time = read_stated(q, out.time);
  out.sender_id = data.account(q.maybe(14));
  m.sender = data.ref(q.maybe(14));
  read_mentions(data, q.view(15), out.recipient_ids, m.recipients);
  read_mentions(data, q.view(16), out.tagged_ids, m.tagged);
  m.text = q.text(17);
  m.title = q.text(18);
  m.quoted = q.text(19);
  m.flags = unpack_flags(q.integer(20));
  m.native_id = q.text(21);
  m.in_reply_to = q.text(22);
  m.version = q.text(23);
  m.event = q.text(24);
  if (!q.view(25).empty()) read_attachments(data, q.integer(0), q.view(25), m.attachments);
  return out;
}

std::optional<StoredMessage> read_standing(CaseData& data, const Query& q) {
  const RecordKey key{RecordTable::message, q.integer(26), q.is_null(2) ? q.id(1) : q.id(2), q.integer(3)};
  const Standings standing = standings(data.db, data.places, key, q.integer(0));
  if (standing.kept.empty()) {
    const auto other = elect(data.db, key, Among::finished);
    return other ? load_message(data, *other) : std::nullopt;
  }
  StoredMessage out = read_message(data, q);
  out.seen_in = standing.all();
  out.message.locator = out.seen_in.front().locator;
  out.format = data.places.at(standing.kept.front().entry).format;
  return out;
}

void each_standing(CaseData& data, Query& q, const std::function<void(StoredMessage&&)>& take) {
  while (q.step())
    if (auto message = read_standing(data, q)) take(std::move(*message));
}

/// Where a message stands among all of them.
struct ByTime {
  std::int64_t at = std::numeric_limits<std::int64_t>::min();
  std::array<unsigned char, 16> id{};   ///< as it is stored; of one that is longer, the beginning
  std::int64_t row = 0;
  auto operator<=>(const ByTime&) const = default;
};

/// The `most` earliest that come after `last`, in order; twice as many are held. An index by time would cost every ingest a
/// tenth of its time, for the few times that somebody asks for all messages.
std::vector<ByTime> next_by_time(Db& db, const ByTime& last, std::size_t most) {
  SCHOUW_ASSERT(most > 0);
  std::vector<ByTime> out;
  std::optional<ByTime> too_late;
  const auto keep_earliest = [&] {
    if (out.size() <= most) return;
    const auto end = out.begin() + static_cast<std::ptrdiff_t>(most);
    std::ranges::nth_element(out, end);
    too_late = *end;
    out.erase(end, out.end());
  };
  Query q = db.query(kTimes);
  while (q.step()) {
    ByTime message{q.integer(0), {}, q.integer(2)};
    std::ranges::copy(q.view(1).substr(0, message.id.size()), message.id.begin());
    if (message <= last || (too_late && message >= *too_late)) continue;
    out.push_back(message);
    if (out.size() == 2 * most) keep_earliest();
  }
  keep_earliest();
  std::ranges::sort(out);
  return out;
}

/// The same row that index_row(PreparedMessage) makes: senders as the record says, not as a profile completes them.
IndexRow read_index_row(CaseData& data, const Query& q) {
  PreparedMessage p;
  StoredMessage stored = read_message(data, q);
  p.id = std::move(stored.id);
  p.conversation_id = std::move(stored.conversation_id);
  p.sender_id = std::move(stored.sender_id);
  p.recipient_ids = std::move(stored.recipient_ids);
  p.time = std::move(stored.time);
  p.message = std::move(stored.message);
  if (p.message.sender.has_value()) p.message.sender = data.mentions.at(q.integer(14)).ref;
  p.message.recipients.clear();
  for (const std::int64_t row : unpack_rows(q.view(15)))
    if (const Mention& mention = data.mentions.at(row); !mention.absent) p.message.recipients.push_back(mention.ref);
  return index_row(p, q.integer(0));
}

}  // namespace

std::optional<StoredMessage> load_message(CaseData& data, std::int64_t row) {
  Query q = data.db.query(kByRow);
  q.with(row);
  return q.step() ? read_standing(data, q) : std::nullopt;
}

void each_message_row(CaseData& data, const std::function<void(StoredMessage&&)>& take, std::size_t at_once) {
  ByTime last;
  for (std::vector<ByTime> some = next_by_time(data.db, last, at_once); !some.empty(); some = next_by_time(data.db, last, at_once)) {
    last = some.back();
    for (const ByTime& message : some) {
      Query q = data.db.query(kBestByRow);
      each_standing(data, q.with(message.row), take);
    }
  }
}

void each_message_row(CaseData& data, std::string_view conversation_id,
                      const std::function<void(StoredMessage&&)>& take) {
  Query q = data.db.query(kOfConversation);
  each_standing(data, q.with(IdText{conversation_id}), take);
}

std::vector<std::string> message_ids(CaseData& data, std::string_view beginning) {
  std::vector<std::string> out;
  Query q = data.db.query(kTimes);
  while (q.step()) {
    std::string id = q.id(1);
    if (id.starts_with(beginning) && load_message(data, q.integer(2))) out.push_back(std::move(id));
  }
  return out;
}

std::vector<std::int64_t> replaced_rows(Db& db) {
  std::vector<std::int64_t> rows;
  Query q = db.query(
      "SELECT row FROM message INDEXED BY message_replaced WHERE best = 0 UNION SELECT row FROM gone ORDER BY row");
  while (q.step()) rows.push_back(q.integer(0));
  return rows;
}

void each_index_row(CaseData& data, std::int64_t after, std::int64_t until,
                    const std::function<void(IndexRow&&)>& take) {
  Query q = data.db.query(kByRange);
  q.with(after, until);
  while (q.step()) take(read_index_row(data, q));
}

void each_marked_row(CaseData& data, const std::function<bool(std::string_view)>& wanted,
                     const std::function<void(StoredMessage&&, std::string_view)>& take) {
  std::vector<std::pair<std::int64_t, std::string>> rows;
  Query list = data.db.query(
      "SELECT m.row, k.marks FROM mark k CROSS JOIN message m ON m.row = k.row WHERE m.best = 1 ORDER BY m.at, m.id");
  while (list.step())
    if (!wanted || wanted(list.view(1))) rows.emplace_back(list.integer(0), list.text(1));
  const bool some_unfinished = data.places.some_unfinished();
  for (const auto& [row, marks] : rows) {
    Query q = data.db.query(kByRow);
    q.with(row);
    if (!q.step()) continue;
    const RecordKey key{RecordTable::message, q.integer(26), q.is_null(2) ? q.id(1) : q.id(2), q.integer(3)};
    // Where another version stands in for this one, the marks do not fit its text; the next ingest reads it anew.
    if (some_unfinished && standings(data.db, data.places, key, row).kept.empty()) continue;
    if (auto message = read_standing(data, q)) take(std::move(*message), marks);
  }
}

void mark_rows_again(CaseData& data, const std::function<std::string(std::string_view)>& marks_of) {
  data.db.run("DELETE FROM mark");
  Query q = data.db.query("SELECT row, title, text, attachments FROM message WHERE kind != ? ORDER BY row");
  q.with(number_of(MessageKind::system));
  while (q.step()) {
    Message said;
    said.title = q.text(1);
    said.text = q.text(2);
    const Json attachments = q.view(3).empty() ? Json() : parse_stored(q.view(3));
    for (const Json& one : attachments.items()) said.attachments.push_back(unpack_attachment(one).attachment);
    if (const std::string marks = marks_of(said_in(said)); !marks.empty())
      data.db.run("INSERT INTO mark (row, marks) VALUES (?, ?)", q.integer(0), marks);
  }
}

std::vector<StoredMessage> messages_around(CaseData& data, std::string_view id, int before, int after) {
  std::vector<StoredMessage> out;
  const auto row = message_row_of(data.db, id);
  auto middle = row ? load_message(data, *row) : std::nullopt;
  if (!middle) return out;
  const std::int64_t at = instant_of(middle->time);
  const auto collect = [&](const char* sql, int count) {
    std::vector<StoredMessage> found;
    Query q = data.db.query(sql);
    q.with(IdText{middle->conversation_id}, at, IdText{middle->id});
    while (static_cast<int>(found.size()) < count && q.step())
      if (auto message = read_standing(data, q)) found.push_back(std::move(*message));
    return found;
  };
  out = collect(kBefore, before);
  std::ranges::reverse(out);
  std::vector<StoredMessage> later = collect(kAfter, after);
  out.push_back(std::move(*middle));
  for (StoredMessage& message : later) out.push_back(std::move(message));
  return out;
}

namespace {

/// Only where a source was broken off are there messages that do not count.
std::string only_standing(CaseData& data) {
  return data.places.some_unfinished()
             ? "AND EXISTS (SELECT 1 FROM occurrence o JOIN entry e ON e.row = o.entry JOIN source s ON s.row = e.source "
               "WHERE o.what = 0 AND o.near = m.near AND o.base = coalesce(m.base, m.id) AND o.k = m.k AND s.finished = 1)"
             : "";
}

}  // namespace

void each_written_row(CaseData& data, const std::function<void(const CaseStore::Written&)>& take) {
  std::unordered_map<std::int64_t, std::string> accounts;
  Query mentions = data.db.query("SELECT row, account FROM mention");
  while (mentions.step()) accounts[mentions.integer(0)] = mentions.id(1);
  Query q = data.db.query(
      "SELECT platform, coalesce(sender, 0), local IS NULL, local FROM message m WHERE best = 1 AND kind != ? " + only_standing(data));
  q.with(number_of(MessageKind::system));
  while (q.step()) {
    const auto sender = accounts.find(q.integer(1));
    take({.platform = q.view(0),
          .sender_id = sender == accounts.end() ? std::string_view() : std::string_view(sender->second),
          .local_ms = q.integer(2) != 0 ? std::nullopt : std::optional(q.integer(3))});
  }
}

CaseStore::Volume message_volume(CaseData& data, const std::optional<Date>& from, const std::optional<Date>& until) {
  const std::string standing = only_standing(data);
  Query q = data.db.query(
      "SELECT platform, local IS NULL, CASE WHEN local >= 0 THEN local / 86400000 ELSE -((86399999 - local) / "
      "86400000) "
      "END AS day, count(*) FROM message m WHERE best = 1 AND kind != ? " +
      standing + " GROUP BY 1, 2, 3");
  q.with(number_of(MessageKind::system));
  CaseStore::Volume volume;
  while (q.step()) {
    const std::uint64_t messages = q.count(3);
    volume.per_platform[q.text(0)] += messages;
    if (q.integer(1) != 0) continue;
    const Date day = date_of(q.integer(2) * 86'400'000);
    volume.per_month[to_string(Date{day.year, day.month, 1}).substr(0, 7)][q.text(0)] += messages;
    if ((from && day < *from) || (until && day > *until)) volume.outside_period += messages;
  }
  return volume;
}

}  // namespace schouw
