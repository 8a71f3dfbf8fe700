// Microsoft Graph JSON of Teams, as an administrator or an exporter saves it: one page a file, a bare array, one
// message a file, a chat with its members, a list of members or channels; UTF-8 or what PowerShell makes of it.
//
//   {"@odata.context": "…$metadata#chats('19%3A…%40thread.v2')/messages", "value": [{"id": "…", …}, …]}
//   [{"id": "…", "messageType": "message", "createdDateTime": "2026-01-05T08:00:00.123Z", …}, …]
//
// Gaps: a message that its writer deleted is gone after 21 days; pictures and files are named, not held; who read a
// message is not in it; reactions are not read.
#include <utility>

#include "json_damage.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "teams_message.h"

namespace schouw::teams_graph {
namespace {

enum class Object { message, removed, member, chat, channel, hosted_content, unknown };

Object what_is(const Json& object) {
  if (object.find("@removed") != nullptr) return Object::removed;
  if (object.find("messageType") != nullptr) return Object::message;
  if (object.find("createdDateTime") != nullptr && object.find("body") != nullptr) return Object::message;
  if (object.find("chatType") != nullptr) return Object::chat;
  if (object.find("userId") != nullptr || object.str("@odata.type").ends_with("ConversationMember"))
    return Object::member;
  if (object.find("membershipType") != nullptr) return Object::channel;
  if (object.find("contentBytes") != nullptr) return Object::hosted_content;
  if (object.find("displayName") != nullptr && object.find("id") != nullptr && object.find("body") == nullptr)
    return Object::channel;
  return Object::unknown;
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : sink_(sink), place_(teams_place_of_path(entry.path())) {
    root_ = Json::object();
    damage_ =
        stream_json(bytes_of(entry), {[this](auto path, bool is_array) { return step(path, is_array); },
                                      [this](const JsonItem& item, Json&& value) { take(item, std::move(value)); }});
  }

  void finish() {
    flush_root();
    if (!members_.members.empty()) {
      sink_.conversation(std::move(members_));
      ++given_;
    }
    counted("content-absent", Severity::medium, Loss::none, absent_);
    counted("html-too-deep", Severity::medium, Loss::partial, too_deep_);
    if (unknown_ > 0) {
      report_unknown_version("teams-graph", unknown_sample_, unknown_at_, unknown_, sink_);
      sink_.rejected(unknown_);
    }
    if (cut_ > 0) sink_.rejected(cut_);
    report_json_damage(damage_, cut_, sink_);
    if (given_ == 0 && unknown_ == 0 && cut_ == 0 && !damage_.not_json) sink_.nothing_here();
  }

 private:
  static bool is_list(std::string_view key) { return key == "value" || key == "messages" || key == "replies"; }

  /// Lists are walked, so that a page of any size passes one object at a time.
  JsonStep step(std::span<const std::string_view> path, bool is_array) {
    if (path.empty()) {
      root_is_array_ = is_array;
      return JsonStep::enter;
    }
    if (root_is_array_) return JsonStep::take;
    if (path.size() == 1 && is_array && is_list(path[0])) {
      // A message may have replies below it: then the page is about this one.
      list_ = true;
      if (path[0] != "replies") read_place();
      return JsonStep::enter;
    }
    return JsonStep::take;
  }

  void take(const JsonItem& item, Json&& value) {
    if (!root_is_array_ && item.path.size() == 1) {
      if (!item.complete) root_cut_ = true;
      root_[item.path[0]] = std::move(value);
      return;
    }
    if (!item.complete) {
      ++cut_;
      return;
    }
    if (value.is_object()) object(value, Locator::at_index(item.index));
  }

  void read_place() {
    const TeamsPlace context = teams_place(root_.str("@odata.context"));
    if (!context.chat_id.empty()) place_.chat_id = context.chat_id;
    if (!context.team_id.empty()) place_.team_id = context.team_id;
    if (!context.channel_id.empty()) place_.channel_id = context.channel_id;
    if (root_.find("chatType") != nullptr) read_chat_place(root_);
  }

  void read_chat_place(const Json& chat) {
    place_.chat_id = std::string(chat.str("id"));
    place_.title = nfc(strip_invisible(chat.str("topic")));
    place_.kind = kind_of(chat.str("chatType"));
  }

  static ConversationKind kind_of(std::string_view chat_type) {
    if (chat_type == "oneOnOne") return ConversationKind::direct;
    return chat_type == "meeting" ? ConversationKind::meeting : ConversationKind::group;
  }

  /// A root object without a list is the one thing this file is about.
  void flush_root() {
    if (root_is_array_) return;
    read_place();
    const Object what = what_is(root_);
    if (root_.at("value").is_object()) object(root_.at("value"), Locator::at_index(0));
    if ((list_ || listed_ > 0) && what != Object::message && what != Object::chat) return;
    if (!list_ && (root_cut_ || damage_.truncated)) {
      ++cut_;
      return;
    }
    if (root_.size() == 0) return;
    if (what == Object::unknown && is_picture_table()) return;
    object(root_, Locator::at_index(0));
  }

  /// teams-chat-backup writes {"https://graph.microsoft.com/…/hostedContents/…": "image-00000", …}.
  bool is_picture_table() const { return root_.members().front().first.find("/hostedContents/") != std::string::npos; }

  void object(const Json& value, Locator at) {
    ++listed_;
    switch (what_is(value)) {
      case Object::message:
        return message(value, std::move(at));
      case Object::removed:
        ++absent_;
        return;
      case Object::member:
        return member(value, std::move(at));
      case Object::chat:
        return chat(value, std::move(at));
      case Object::channel:
        return channel(value, std::move(at));
      case Object::hosted_content:
        return;
      case Object::unknown:
        return unknown(value, std::move(at));
    }
  }

  void message(const Json& value, Locator at) {
    TeamsMessage read = teams_message(value, place_, at);
    if (read.message.time.basis == Timestamp::Basis::none)
      sink_.problem({.code = "date-unreadable",
                     .severity = Severity::medium,
                     .loss = Loss::none,
                     .locator = at,
                     .args = {read.message.time.raw}});
    if (read.body == TeamsBody::absent && read.message.flags.deleted) ++absent_;
    if (read.body == TeamsBody::too_deep) ++too_deep_;
    if (read.body == TeamsBody::unknown && !read.message.flags.deleted) return unknown(value, std::move(at));
    ++given_;
    sink_.message(std::move(read.message));
    if (!read.membership.members.empty()) sink_.conversation(std::move(read.membership));
    // $expand=replies: a post of a channel with the answers inside it. An answer has no answers of its own.
    if (value.str("replyToId").empty()) each(value.at("replies"), at);
  }

  /// Objects inside an object: they have its place in the file.
  void each(const Json& list, const Locator& at) {
    if (!list.is_array()) return;
    for (const Json& one : list.items())
      if (one.is_object()) object(one, at);
  }

  void member(const Json& value, Locator at) {
    if (members_.members.empty()) {
      members_.platform = "teams";
      members_.locator = at;
      Json whose = Json::object();
      members_.conversation = teams_conversation(whose, place_);
      // A list of a team's members, not of one of its channels.
      if (place_.chat_id.empty() && place_.channel_id.empty())
        members_.conversation = {.key = place_.team_id, .kind = ConversationKind::group, .title = {}};
    }
    Member one = teams_member(value, {});
    one.locator = std::move(at);
    if (!members_.conversation.key.empty()) members_.members.push_back(std::move(one));
  }

  void chat(const Json& value, Locator at) {
    TeamsPlace place = std::exchange(place_, {});
    read_chat_place(value);
    ConversationInfo info{.platform = "teams", .locator = at};
    info.conversation = {.key = place_.chat_id, .kind = *place_.kind, .title = place_.title};
    for (const Json& each : value.at("members").items()) {
      Member one = teams_member(each, value.str("tenantId"));
      one.locator = at;
      info.members.push_back(std::move(one));
    }
    ++given_;
    sink_.conversation(std::move(info));
    each(value.at("messages"), at);  // $expand=messages, while the place is that of this chat
    place_ = std::move(place);
  }

  void channel(const Json& value, Locator at) {
    const std::string id(value.str("id"));
    if (!id.starts_with("19:")) return;  // a team: nothing but its name
    ConversationInfo info{.platform = "teams", .locator = std::move(at)};
    info.conversation = {
        .key = id, .kind = ConversationKind::channel, .title = nfc(strip_invisible(value.str("displayName")))};
    ++given_;
    sink_.conversation(std::move(info));
  }

  void unknown(const Json& value, Locator at) {
    if (++unknown_ > 1) return;
    unknown_sample_ = value;
    unknown_at_ = std::move(at);
  }

  void counted(std::string code, Severity severity, Loss loss, std::uint64_t n) {
    if (n == 0) return;
    sink_.problem({.code = std::move(code),
                   .severity = severity,
                   .loss = loss,
                   .locator = Locator::at_index(0),
                   .args = {std::to_string(n)}});
  }

  RecordSink& sink_;
  TeamsPlace place_;
  Json root_;
  bool root_is_array_ = false, root_cut_ = false, list_ = false;
  ConversationInfo members_;
  std::uint64_t given_ = 0, listed_ = 0, absent_ = 0, too_deep_ = 0, cut_ = 0, unknown_ = 0;
  Json unknown_sample_;
  Locator unknown_at_;
  JsonDamage damage_;
};

bool is_teams_context(std::string_view head) {
  const auto at = head.find("@odata.context");
  if (at == std::string_view::npos) return false;
  const std::string_view context = head.substr(at, 600);
  if (context.find("$metadata#") == std::string_view::npos) return false;
  for (const std::string_view mark : {"#chats", "/chats(", "#teams", "/channels(", "(chatMessage)", "#chatMessage"})
    if (context.find(mark) != std::string_view::npos) return true;
  return false;
}

Bid bid(const EntryReader& entry) {
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json) return Bid::no;
  const auto has = [&](std::string_view key) { return shape.has(key) || shape.item_has(key); };
  if (has("messageType") && has("createdDateTime")) return Bid::certain;
  if (shape.has("@odata.context")) {
    std::size_t replaced = 0;
    if (is_teams_context(to_utf8(entry.head(), sniff_encoding(entry.head()), replaced))) return Bid::certain;
  }
  if (has("chatType") && (has("lastUpdatedDateTime") || has("members") || has("topic"))) return Bid::certain;
  if (shape.has("value") && shape.item_has("membershipType")) return Bid::likely;
  if (shape.has("value") && shape.item_has("userId") && shape.item_has("roles")) return Bid::likely;
  if (!shape.keys.empty() && shape.keys.front().starts_with("https://graph.microsoft.com/")) return Bid::likely;
  return Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink).finish(); }

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "teams-graph",
                                  .platform = "teams",
                                  .versions = "Graph v1.0, beta",
                                  .gaps = "format.teams-graph.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::teams_graph
