// Accounts, connections and media out of the case, by id. A picture with a message is a media item of its own.

#include "case_data.h"
#include "packed.h"
#include "schouw/base/sort_unique.h"

namespace schouw {
namespace {

std::optional<StoredConnection> read_connection(CaseData& data, const Query& q) {
  StoredConnection out;
  const std::int64_t row = q.integer(0);
  const RecordKey key{RecordTable::connection, 0, q.id(2), q.integer(3)};
  const Standings standing = standings(data.db, data.places, key, row);
  if (standing.kept.empty()) {
    const auto other = elect(data.db, key, Among::finished);
    if (!other) return std::nullopt;
    Query again =
        data.db.query("SELECT row, id, base, k, platform, kind, owner, other, times FROM connection WHERE row = ?");
    again.with(*other);
    return again.step() ? read_connection(data, again) : std::nullopt;
  }
  out.id = q.id(1);
  Connection& c = out.connection;
  c.platform = q.text(4);
  c.kind = enum_of(q.integer(5), ConnectionKind::removed);
  out.owner_id = data.account(q.maybe(6));
  c.owner = data.ref(q.maybe(6)).value_or(AccountRef{});
  out.other_id = data.account(q.maybe(7));
  c.other = data.ref(q.maybe(7)).value_or(AccountRef{});
  const Json times = parse_stored(q.view(8));
  out.since = unpack_record_time(item(times, 0));
  out.ended = unpack_record_time(item(times, 1));
  c.since = unpack_timestamp(item(times, 2));
  c.ended = unpack_timestamp(item(times, 3));
  out.seen_in = standing.all();
  c.locator = out.seen_in.front().locator;
  return out;
}

bool is_public(const Message& m) {
  return m.kind == MessageKind::post || m.kind == MessageKind::story || m.kind == MessageKind::comment ||
         m.conversation.kind == ConversationKind::public_;
}

RecordTime taken_of(CaseData& data, std::int64_t message_row, std::size_t index) {
  Query q = data.db.query("SELECT attachments FROM message WHERE row = ?");
  q.with(message_row);
  if (!q.step() || q.view(0).empty()) return {};
  return unpack_attachment(item(parse_stored(q.view(0)), index)).taken;
}

std::optional<StoredMedia> media_of_message(CaseData& data, std::string id, std::int64_t row, std::size_t index) {
  auto message = load_message(data, row);
  if (!message || index >= message->message.attachments.size()) return std::nullopt;
  Message& m = message->message;
  StoredMedia out;
  out.id = std::move(id);
  out.conversation_id = std::move(message->conversation_id);
  out.message_id = std::move(message->id);
  out.publisher_id = std::move(message->sender_id);
  out.tagged_ids = std::move(message->tagged_ids);
  out.published = std::move(message->time);
  out.taken = taken_of(data, row, index);
  out.is_public = is_public(m);
  out.item = {m.platform, std::move(m.attachments[index]), m.sender, m.time, m.tagged, m.locator};
  out.caption = out.item.file.caption.empty() ? m.text : out.item.file.caption;
  out.seen_in = std::move(message->seen_in);
  add_picture(data, out);
  return out;
}

void add_bytes(CaseData& data, std::int64_t row, Attachment& file) {
  Query q = data.db.query(
      "SELECT f.sha256, f.bytes, f.mime FROM attachment a LEFT JOIN media_file f ON f.row = a.file WHERE a.what = 2 "
      "AND "
      "a.owner = ? AND a.present = 1");
  q.with(row);
  if (!q.step()) return;
  file.present = true;
  if (q.is_null(0)) return;
  file.sha256 = q.text(0);
  file.bytes = q.count(1);
  if (file.mime.empty()) file.mime = q.text(2);
}

std::optional<StoredMedia> media_by_itself(CaseData& data, std::int64_t row) {
  Query q = data.db.query("SELECT id, base, k, platform, publisher, tagged, item FROM media WHERE row = ?");
  q.with(row);
  if (!q.step()) return std::nullopt;
  const RecordKey key{RecordTable::media, 0, q.id(1), q.integer(2)};
  const Standings standing = standings(data.db, data.places, key, row);
  if (standing.kept.empty()) {
    const auto other = elect(data.db, key, Among::finished);
    return other ? media_by_itself(data, *other) : std::nullopt;
  }
  StoredMedia out;
  out.id = q.id(0);
  MediaItem& m = out.item;
  m.platform = q.text(3);
  out.publisher_id = data.account(q.maybe(4));
  m.publisher = data.ref(q.maybe(4));
  for (const std::int64_t mention : unpack_rows(q.view(5))) {
    if (std::string account = data.account(mention); !account.empty()) out.tagged_ids.push_back(std::move(account));
    if (auto ref = data.ref(mention)) m.tagged.push_back(std::move(*ref));
  }
  const Json packed = parse_stored(q.view(6));
  StoredAttachment file = unpack_attachment(item(packed, 0));
  m.file = std::move(file.attachment);
  out.taken = std::move(file.taken);
  out.published = unpack_record_time(item(packed, 1));
  m.published = unpack_timestamp(item(packed, 2));
  add_bytes(data, row, m.file);
  out.caption = m.file.caption;
  out.is_public = m.publisher.has_value();  // an album or profile shows it under a name
  out.seen_in = standing.all();
  m.locator = out.seen_in.front().locator;
  add_picture(data, out);
  return out;
}

std::optional<StoredMedia> load_media(CaseData& data, const Query& q) {
  const auto index = static_cast<std::size_t>(q.integer(2));
  if (q.integer(0) == number_of(RecordTable::message)) return media_of_message(data, q.id(3), q.integer(1), index);
  return media_by_itself(data, q.integer(1));
}

/// One account, gathered from its mentions.
class AccountGatherer {
 public:
  explicit AccountGatherer(CaseData& data) : data_(data) {}
  bool holds(std::string_view id) const { return account_.id == id; }

  void begin(std::string id, std::string platform) {
    account_ = {};
    account_.id = std::move(id);
    account_.platform = std::move(platform);
  }
  void add(const AccountRef& ref) {
    merge_into(account_.ref, ref);
    if (!ref.display_name.empty()) account_.display_names.push_back(ref.display_name);
  }
  void give(const std::function<void(StoredAccount&&)>& take) {
    if (account_.id.empty()) return;
    sort_unique(account_.display_names);
    account_.owner_of = owner_of();
    if (AccountRef nameless{.is_owner = true}; account_.ref == nameless)
      if (const auto elsewhere = data_.mentions.owner_elsewhere(account_.id)) add(*elsewhere);
    take(std::move(account_));
    account_ = {};
  }

 private:
  std::string owner_of() {
    Query q = data_.db.query(
        "SELECT min(o.export_set) FROM owner o JOIN source s ON s.row = o.source WHERE o.account = ? AND s.finished = "
        "1");
    q.with(IdText{account_.id});
    return q.step() ? q.text(0) : std::string();
  }

  CaseData& data_;
  StoredAccount account_;
};

}  // namespace

void each_connection_row(CaseData& data, const std::function<void(StoredConnection&&)>& take) {
  Query q = data.db.query(
      "SELECT row, id, base, k, platform, kind, owner, other, times FROM connection INDEXED BY connection_by_id WHERE "
      "best = 1 ORDER BY id");
  while (q.step())
    if (auto connection = read_connection(data, q)) take(std::move(*connection));
}

void each_media_row(CaseData& data, const std::function<void(StoredMedia&&)>& take) {
  Query q = data.db.query(
      "SELECT a.what, a.owner, a.number, a.media_id AS id FROM attachment a JOIN message m ON m.row = a.owner WHERE "
      "a.media_id IS NOT NULL AND m.best = 1 UNION ALL SELECT 2, row, 0, id FROM media WHERE best = 1 ORDER BY id");
  while (q.step())
    if (auto media = load_media(data, q)) take(std::move(*media));
}

std::optional<StoredMedia> find_media(CaseData& data, std::string_view id) {
  {
    Query q = data.db.query(
        "SELECT a.what, a.owner, a.number, a.media_id FROM attachment a JOIN message m ON m.row = a.owner WHERE "
        "a.media_id = ? AND m.best = 1");
    q.with(IdText{id});
    if (q.step()) return load_media(data, q);
  }
  Query q = data.db.query("SELECT row FROM media WHERE best = 1 AND id = ?");
  return q.with(IdText{id}).step() ? media_by_itself(data, q.integer(0)) : std::nullopt;
}

void each_account_row(CaseData& data, const std::function<void(StoredAccount&&)>& take) {
  // Where everything was read to the end, each mention stands in such a source.
  Query q = data.db.query(
      data.places.some_unfinished()
          ? "SELECT account, platform, row FROM mention m WHERE EXISTS (SELECT 1 FROM mention_source ms JOIN source s ON "
            "s.row = ms.source WHERE ms.mention = m.row AND s.finished = 1) ORDER BY account, platform"
          : "SELECT account, platform, row FROM mention ORDER BY account, platform");
  AccountGatherer gatherer(data);
  while (q.step()) {
    std::string id = q.id(0);
    if (id.empty()) continue;
    if (!gatherer.holds(id)) {
      gatherer.give(take);
      gatherer.begin(std::move(id), q.text(1));
    }
    gatherer.add(data.mentions.at(q.integer(2)).ref);
  }
  gatherer.give(take);
}

}  // namespace schouw
