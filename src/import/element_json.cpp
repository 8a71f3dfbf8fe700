// Element, a program for Matrix, "Export chat" as JSON: one room, as one file or as export.json in a zip.
//
//   {"room_name": "Klas 6B", "room_creator": "Karin", "topic": "", "export_date": "5 January 2024", "exported_by": "Karin",
//    "messages": [{"type": "m.room.message", "sender": "@noor:school.example", "origin_server_ts": 1704448862123,
//      "event_id": "$a", "room_id": "!r:school.example", "content": {"msgtype": "m.text", "body": "Hoi"}}]}
//   -> messages, who came and went, what was taken away
//
// Gaps: numbers of the owner and of silent members; reactions are not read; only what the program had loaded or was asked
// for is in it. The pages and the text that Element can write too are not read.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::element_json {

extern const Importer importer;

namespace {

constexpr std::size_t kMostPeople = 20'000;

AccountRef account_of(std::string_view id, std::string_view name) {
  const std::string written = tidy_text(id);
  AccountRef out{.display_name = tidy_text(name), .native_id = written};
  if (written.starts_with('@')) out.handle = written.substr(1);
  return out;
}

Timestamp time_of(const Json& value) {
  const auto ms = value.integer();
  constexpr std::int64_t kLatest = 100'000'000'000'000;
  if (!ms || *ms <= 0 || *ms > kLatest) return no_time(std::string(value.str()));
  return instant_ms(*ms, Precision::millisecond, std::to_string(*ms));
}

/// "> <@noor:school.example> Hoi", an empty line, and then the answer: so other programs show what is answered.
void split_answer(std::string_view body, Message& message) {
  while (body.starts_with("> ")) {
    const auto end = std::min(body.find('\n'), body.size());
    std::string_view line = body.substr(2, end - 2);
    if (line.starts_with('<')) line = trim(line.substr(std::min(line.find('>') + 1, line.size())));
    message.quoted += (message.quoted.empty() ? "" : "\n") + std::string(line);
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  message.quoted = tidy_text(message.quoted);
  message.text = tidy_text(body);
}

void add_file(const Json& content, Message& message) {
  const std::string_view type = content.str("msgtype"), written = content.str("filename"), body = content.str("body");
  const Json& info = content.at("info");
  Attachment file{.name = tidy_text(written.empty() ? body : written), .mime = tidy_text(info.str("mimetype"))};
  file.kind = type == "m.image"   ? AttachmentKind::image
              : type == "m.video" ? AttachmentKind::video
              : type == "m.audio" ? AttachmentKind::audio
                                  : attachment_kind_of(file.name, file.mime);
  if (const auto bytes = info.at("size").integer(); bytes && *bytes >= 0) file.bytes = static_cast<std::uint64_t>(*bytes);
  if (!written.empty() && body != written) message.text = tidy_text(body);
  message.attachments.push_back(std::move(file));
}

class Room {
 public:
  Room(EntryReader& entry, RecordSink& sink) : tally_(importer, std::string(set_root(entry.path(), {})), sink) {
    const JsonDamage damage =
        stream_json(bytes_of(entry), {[](auto path, bool is_array) { return step(path, is_array); },
                                      [this](const JsonItem& item, Json&& value) { take(item, value); }});
    if (!members_.empty()) {
      ConversationInfo info{.conversation = place(), .locator = Locator::at_index(0)};
      for (auto& [id, member] : members_) info.members.push_back(std::move(member));
      tally_.give(std::move(info));
    }
    tally_.finish(damage);
  }

 private:
  static JsonStep step(std::span<const std::string_view> path, bool is_array) {
    if (path.empty()) return JsonStep::enter;
    if (path[0] != "messages") return JsonStep::skip;
    return path.size() == 1 && is_array ? JsonStep::enter : JsonStep::take;
  }

  void take(const JsonItem& item, const Json& value) {
    if (item.path.size() == 1 && item.path[0] == "room_name") title_ = tidy_text(value.str());
    if (item.path.size() != 2) return;
    if (!item.complete) return tally_.cut();
    event(value, Locator::at_index(item.index));
  }

  /// Rooms have no mark of being of two; the number of people in it tells no more than who wrote.
  ConversationRef place() const {
    return {.key = "room/" + (room_.empty() ? title_ : room_), .kind = ConversationKind::group, .title = title_};
  }

  void event(const Json& value, const Locator& at) {
    const std::string_view type = value.str("type"), sender = value.str("sender");
    const Json& content = value.at("content");
    if (type.empty() || sender.empty()) return tally_.unknown(value, at);
    if (const std::string_view room = value.str("room_id"); !room.empty()) room_ = tidy_text(prefix(room, 256));
    if (type == "m.reaction") return;
    Message message{.conversation = place(), .time = time_of(value.at("origin_server_ts")), .locator = at};
    message.native_id = tidy_text(value.str("event_id"));
    message.flags.deleted = value.at("unsigned").at("redacted_because").is_object();
    if (type == "m.room.message" || type == "m.sticker")
      said(type, content, message);
    else if (type == "m.room.encrypted")
      hidden(message);
    else if (type == "m.poll.start" || type == "org.matrix.msc3381.poll.start")
      poll(content, message);
    else
      told(type, value, message);
    if (message.kind == MessageKind::message) {
      message.sender = account_of(sender, {});
      note(std::string(sender), {}, at);
    }
    tally_.give(std::move(message));
  }

  void said(std::string_view type, const Json& content, Message& message) {
    const Json& relation = content.at("m.relates_to");
    message.in_reply_to = tidy_text(relation.at("m.in_reply_to").str("event_id"));
    // The newest form of what was changed stands in a message of its own, with the id of the first.
    const bool edit = relation.str("rel_type") == "m.replace" && content.at("m.new_content").is_object();
    if (edit) {
      message.flags.edited = true;
      message.in_reply_to = tidy_text(relation.str("event_id"));
    }
    const Json& body = edit ? content.at("m.new_content") : content;
    const std::string_view kind = body.str("msgtype");
    if (type == "m.sticker")
      message.attachments.push_back({.name = tidy_text(body.str("body")), .kind = AttachmentKind::sticker});
    else if (kind == "m.image" || kind == "m.video" || kind == "m.audio" || kind == "m.file")
      add_file(body, message);
    else if (kind == "m.location")
      message.attachments.push_back({.kind = AttachmentKind::location, .caption = tidy_text(body.str("body"))});
    else if (message.in_reply_to.empty())
      message.text = tidy_text(body.str("body"));
    else
      split_answer(body.str("body"), message);
    for (const Json& id : body.at("m.mentions").at("user_ids").items())
      if (!id.str().empty() && message.tagged.size() < 500) message.tagged.push_back(account_of(id.str(), {}));
    const bool nothing = message.text.empty() && message.quoted.empty() && message.attachments.empty();
    if (nothing && !message.flags.deleted) tally_.absent();
  }

  void hidden(Message& message) {
    message.flags.encrypted = true;
    if (!message.flags.deleted) tally_.absent();
  }

  static void poll(const Json& content, Message& message) {
    const Json& stable = content.at("m.poll");
    const Json& start = stable.is_object() ? stable : content.at("org.matrix.msc3381.poll.start");
    const auto words = [](const Json& one) {
      const std::string_view text = one.str("org.matrix.msc1767.text");
      return tidy_text(text.empty() ? one.str("m.text") : text);
    };
    message.text = words(start.at("question"));
    Attachment out{.kind = AttachmentKind::poll};
    for (const Json& answer : start.at("answers").items())
      out.caption += (out.caption.empty() ? "" : "\n") + words(answer);
    message.attachments.push_back(std::move(out));
  }

  /// What the room itself tells.
  void told(std::string_view type, const Json& value, Message& message) {
    const Json& content = value.at("content");
    const std::string_view who = value.str("state_key");
    message.kind = MessageKind::system;
    message.event = ascii_lower(prefix(type, 64));
    if (type == "m.room.member") return member(value, message);
    if (type == "m.room.name") message.event = "renamed";
    if (type == "m.room.create") message.event = "group-created";
    if (type == "m.call.invite") {
      message.kind = MessageKind::call;
      message.event = "call";
      message.sender = account_of(value.str("sender"), {});
      return;
    }
    for (const std::string_view key : {"name", "topic", "body"})
      if (message.text.empty()) message.text = tidy_text(content.str(key));
    if (who.starts_with('@')) message.tagged.push_back(account_of(who, {}));
  }

  void member(const Json& value, Message& message) {
    const Json& content = value.at("content");
    const std::string_view what = content.str("membership"), who = value.str("state_key"), by = value.str("sender");
    const std::string_view before = value.at("unsigned").at("prev_content").str("membership");
    AccountRef account = account_of(who, content.str("displayname"));
    message.event = what == "invite"                      ? "member-invited"
                    : what == "join" && before == "join"  ? "profile-changed"
                    : what == "join"                      ? "member-joined"
                    : what == "leave" || what == "ban"    ? (who == by ? "member-left" : "member-removed")
                                                          : "member-" + ascii_lower(prefix(what, 32));
    message.text = tidy_text(content.str("reason"));
    if (who.empty()) return;
    message.tagged.push_back(account);
    if (what == "join" || what == "leave" || what == "ban") note(std::string(who), content.str("displayname"), message.locator);
    const auto found = members_.find(std::string(who));
    if (found == members_.end()) return;
    if (what == "join" && before != "join") found->second.since = message.time;
    if (what == "leave" || what == "ban") found->second.until = message.time;
  }

  void note(const std::string& id, std::string_view name, const Locator& at) {
    if (members_.size() >= kMostPeople && !members_.contains(id)) return;
    Member& member = members_[id];
    if (member.account.empty()) member = {.account = account_of(id, {}), .locator = at};
    if (!name.empty()) member.account.display_name = tidy_text(name);
  }

  Tally tally_;
  std::string title_, room_;
  std::map<std::string, Member> members_;
};

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head();
  if (!mentions(head, {"\"room_name\""}) || !mentions(head, {"\"messages\""})) return Bid::no;
  const JsonShape shape = json_shape(head);
  if (!shape.is_json || shape.root_is_array || !shape.has("room_name") || !shape.has("messages")) return Bid::no;
  const bool whole = shape.has("room_creator") || shape.has("exported_by");
  return whole || mentions(head, {"\"origin_server_ts\""}) ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { const Room whole(entry, sink); }

}  // namespace

constinit const Importer importer{.id = "element-json",
                                  .platform = "matrix",
                                  .versions = "2021-2026",
                                  .gaps = "format.element-json.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::element_json
