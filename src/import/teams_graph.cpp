// Microsoft Graph JSON of Teams, as an administrator or an exporter saves it: one page a file or several, a bare array,
// one message a file or a line, a chat with its members, teams with their channels, answers to a $batch; with Graph's
// keys or those of its PowerShell SDK; UTF-8 or what PowerShell makes of it.
//
//   {"@odata.context": "…$metadata#chats('19%3A…%40thread.v2')/messages", "value": [{"id": "…", …}, …]}
//   [{"id": "…", "messageType": "message", "createdDateTime": "2026-01-05T08:00:00.123Z", …}, …]
//
// Gaps: a message that its writer deleted is gone after 21 days; pictures and files are named, not held; who read a
// message is not in it; reactions are not read. A list under an unknown key is read for messages and chats only.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/json_documents.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "teams_hits.h"
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

/// What Graph's own objects hold that is no list of messages: built whole, with the object it belongs to.
constexpr auto kWhole = std::to_array<std::string_view>(
    {"additionalProperties", "attachments", "body", "channelIdentity", "eventDetail", "from", "hostedContents",
     "lastMessagePreview", "members", "mentions", "messageHistory", "onBehalfOf", "onlineMeetingInfo",
     "policyViolation", "reactions", "roles", "value", "viewpoint"});
/// Lists whose items hold lists themselves.
constexpr auto kHolders =
    std::to_array<std::string_view>({"channels", "chats", "conversations", "pages", "responses", "teams"});
constexpr auto kLists = std::to_array<std::string_view>({"messages", "replies", "value"});
/// Where a message stands by itself. PowerShell writes a list of one as the one.
constexpr auto kOnlyOne = std::to_array<std::string_view>({"body", "message", "messages", "replies"});

template <std::size_t n>
bool in(const std::array<std::string_view, n>& keys, std::string_view key) {
  return std::ranges::find(keys, key) != keys.end();
}

/// An object that is entered, so that the lists in it pass one item at a time: the document, a page, a team, a chat.
struct Scope {
  enum class Role { document, item, part };
  enum class Items { objects, perhaps, scopes };  ///< of the list that is being read; `perhaps`: an unknown key
  Role role = Role::document;
  std::vector<std::string> path = {};
  std::size_t members_at = 1;  ///< how long the path of a member is; 0 for a document that is a list itself
  Items items = Items::objects;
  Json own = Json::object();  ///< its members, apart from the lists that were read
  TeamsPlace place = {};
  std::optional<Locator> at = {};
  ConversationRef conversation = {};  ///< of its messages, as long as all are of one
  bool several = false, listed = false, cut = false;

  bool holds(std::span<const std::string_view> other) const {
    return other.size() >= members_at && std::ranges::equal(path, other.first(path.size()));
  }
  /// The answer to a request that stood in a batch or a flow: {"status": 200, "headers": …, "body": a page}.
  bool is_answer() const {
    return own.find("status") != nullptr || own.find("statusCode") != nullptr || own.find("headers") != nullptr;
  }
  bool is_refusal() const {
    const Json& code = own.at(own.find("status") != nullptr ? "status" : "statusCode");
    return code.integer().value_or(0) >= 400 || (!listed && own.find("error") != nullptr);
  }
};

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : sink_(sink), path_place_(teams_place_of_path(entry.path())) {
    const JsonShape shape = json_shape(entry.head());
    for (const std::string_view key : {"channels", "messages", "responses", "value"})
      list_holds_lists_ = list_holds_lists_ || shape.item_has(key);
    damage_ = stream_json_documents(bytes_of(entry),
                                    {[this](auto path, bool is_array) { return step(path, is_array); },
                                     [this](const JsonItem& item, Json&& value) { take(item, std::move(value)); }});
  }

  void finish() {
    while (!scopes_.empty()) close();
    give_members();
    counted("content-absent", Severity::medium, Loss::none, absent_);
    counted("extract-only", Severity::medium, Loss::none, extracts_);
    counted("html-too-deep", Severity::medium, Loss::partial, too_deep_);
    counted("page-refused", Severity::high, Loss::partial, refused_);
    counted("sender-absent", Severity::high, Loss::partial, sender_lost_);
    if (unknown_ > 0) {
      report_unknown_version("teams-graph", unknown_sample_, unknown_at_, unknown_, sink_);
      sink_.rejected(unknown_);
    }
    if (cut_ > 0) sink_.rejected(cut_);
    report_json_damage(damage_, cut_, sink_);
    if (given_ == 0 && unknown_ == 0 && cut_ == 0 && refused_ == 0 && !damage_.not_json) sink_.nothing_here();
  }

 private:
  using Path = std::span<const std::string_view>;
  static constexpr std::size_t kDeepest = 8;

  /// Lists are walked, so that a page of any size passes one object at a time.
  JsonStep step(Path path, bool is_array) {
    if (path.empty()) return document(is_array);
    leave(path);
    Scope& scope = scopes_.back();
    if (path.size() == scope.members_at) return is_array ? list(scope, path) : part(scope, path);
    if (scope.items != Scope::Items::scopes || is_array) return JsonStep::take;
    return enter(path, Scope::Role::item);
  }

  JsonStep document(bool is_array) {
    while (!scopes_.empty()) close();
    ++documents_;
    Scope scope{.members_at = is_array ? 0u : 1u, .place = path_place_};
    scope.listed = is_array;
    if (is_array && list_holds_lists_) scope.items = Scope::Items::scopes;
    if (!is_array && documents_ == 1) scope.at = Locator::at_index(0);
    scopes_.push_back(std::move(scope));
    place_ = path_place_;
    return JsonStep::enter;
  }

  JsonStep enter(Path path, Scope::Role role) {
    Scope& above = scopes_.back();
    learn_place(above);
    Scope scope{.role = role, .members_at = path.size() + 1, .place = above.place};
    if (role == Scope::Role::item && documents_ == 1 && above.role == Scope::Role::document) {
      std::uint64_t index = 0;
      std::from_chars(path.back().data(), path.back().data() + path.back().size(), index);
      scope.at = Locator::at_index(index);
    }
    for (const std::string_view segment : path) scope.path.emplace_back(segment);
    scopes_.push_back(std::move(scope));
    return JsonStep::enter;
  }

  JsonStep list(Scope& scope, Path path) {
    const std::string key = graph_key(path.back());
    if ((in(kWhole, key) && key != "value") || path.size() > kDeepest) return JsonStep::take;
    const bool known = in(kLists, key);
    const bool holds_lists = known && scope.role == Scope::Role::document && list_holds_lists_;
    scope.items = in(kHolders, key) || holds_lists ? Scope::Items::scopes
                  : known                          ? Scope::Items::objects
                                                   : Scope::Items::perhaps;
    if (scope.items != Scope::Items::perhaps) scope.listed = true;
    if (!known) scope.own[key] = Json::array();
    // A message may have replies below it: then the page is about this one.
    if (key == "replies") return JsonStep::enter;
    learn_place(scope);
    place_ = scope.place;
    if (!known && key.starts_with("19:")) place_ = teams_place_of_path(key);
    return JsonStep::enter;
  }

  JsonStep part(Scope& scope, Path path) {
    const std::string key = graph_key(path.back());
    const bool body_of_answer = key == "body" && scope.is_answer();
    const bool whole = in(kWhole, key) || key.ends_with("DateTime");
    if ((whole && !body_of_answer) || path.size() > kDeepest) return JsonStep::take;
    scope.own[key] = Json::object();
    return enter(path, Scope::Role::part);
  }

  /// Closes what the path has left.
  void leave(Path path) {
    while (scopes_.size() > 1 && !scopes_.back().holds(path)) close();
  }

  void take(const JsonItem& item, Json&& value) {
    if (item.path.empty()) return;
    leave(item.path);
    Scope& scope = scopes_.back();
    if (item.path.size() == scope.members_at) {
      if (!scope.at) scope.at = Locator::at_byte(item.byte);
      if (!item.complete) scope.cut = true;
      const std::string key = graph_key(item.path.back());
      if (key != item.path.back()) to_graph_keys(value);
      scope.own[key] = std::move(value);
      return;
    }
    if (has_sdk_keys(value)) to_graph_keys(value);
    if (scope.items == Scope::Items::perhaps) {
      const Object what = what_is(value);
      if (what != Object::message && what != Object::chat) return;
      scope.listed = true;
    }
    if (!item.complete) {
      ++cut_;
      return;
    }
    const bool plain = documents_ == 1 && scope.role == Scope::Role::document && scope.items != Scope::Items::perhaps;
    const Locator at = plain ? Locator::at_index(item.index) : Locator::at_byte(item.byte);
    if (value.is_object()) object(value, at);
    each(value, at);
  }

  /// Where the messages of a scope are said, as far as it says so itself.
  static void learn_place(Scope& scope) {
    TeamsPlace& place = scope.place;
    const TeamsPlace context = teams_place(scope.own.str("@odata.context"));
    if (!context.chat_id.empty()) place.chat_id = context.chat_id;
    if (!context.team_id.empty()) place.team_id = context.team_id;
    if (!context.channel_id.empty()) place.channel_id = context.channel_id;
    if (scope.own.find("chatType") != nullptr) teams_chat_place(scope.own, place);
    if (scope.own.str("id").starts_with("19:") && what_is(scope.own) == Object::channel) {
      place.channel_id = std::string(scope.own.str("id"));
      place.title = nfc(strip_invisible(scope.own.str("displayName")));
    }
  }

  void close() {
    Scope scope = std::move(scopes_.back());
    scopes_.pop_back();
    if (scope.members_at == 0) return;
    if (scope.own.find("additionalProperties") != nullptr) to_graph_keys(scope.own);
    learn_place(scope);
    place_ = scope.place;
    const Locator at = scope.at.value_or(Locator::at_index(0));
    scope.role == Scope::Role::part ? close_part(scope, at) : close_object(scope, at);
    if (!scopes_.empty()) place_ = scopes_.back().place;
  }

  /// An object without a list is the one thing it is about.
  void close_object(Scope& scope, const Locator& at) {
    const Object what = what_is(scope.own);
    for (const Json* one : {&scope.own.at("value"), &scope.own.at("body").at("value")}) {
      if (!one->is_object() && !one->is_array()) continue;
      scope.listed = true;
      if (one->is_object()) object(*one, at);
      each(*one, at);
    }
    if (scope.is_refusal()) {
      ++refused_;
      return;
    }
    if (scope.listed && what != Object::message && what != Object::chat) return about(scope, what, at);
    // The damage is known at the end only: whatever is open then was cut by it.
    if (!scope.listed && (scope.cut || damage_.truncated)) {
      ++cut_;
      return;
    }
    if (scope.own.size() == 0 || (what == Object::unknown && is_picture_table(scope.own))) return;
    if (what == Object::chat && place_.chat_id.empty() && !scope.several) scope.own["id"] = scope.conversation.key;
    object(scope.own, at);
  }

  /// A member of another object: a page in an answer, or the chat that the messages beside it are from.
  void close_part(const Scope& scope, const Locator& at) {
    Scope& above = scopes_.back();
    above.cut = above.cut || scope.cut;
    above.listed = above.listed || scope.listed;
    const Object what = what_is(scope.own);
    const bool is_channel = what == Object::channel && scope.own.str("id").starts_with("19:");
    const bool is_only_one = what == Object::message && in(kOnlyOne, graph_key(scope.path.back()));
    if (what == Object::chat || is_channel) above.place = scope.place;
    if (what != Object::chat && !is_channel && !is_only_one) {
      if (scope.listed) about(scope, what, at);
      return;
    }
    above.listed = true;
    object(scope.own, at);
  }

  /// What is said beside a list of messages of the conversation that they are from.
  void about(const Scope& scope, Object what, const Locator& at) {
    const std::string id(scope.own.str("id"));
    ConversationInfo info{.platform = "teams", .conversation = scope.conversation, .locator = at};
    if (what == Object::channel) {
      channel(scope.own, at);
      const auto kind = id.starts_with("19:") ? ConversationKind::channel : ConversationKind::group;
      info.conversation = {.key = id, .kind = kind, .title = {}};
    }
    info.members = teams_members(scope.own, at);
    if (info.members.empty()) return;
    // Of several conversations nobody knows who was in which.
    if (info.conversation.key.empty() || (scope.several && what != Object::channel)) return unknown(scope.own, at);
    ++given_;
    sink_.conversation(std::move(info));
  }

  /// teams-chat-backup writes {"https://graph.microsoft.com/…/hostedContents/…": "image-00000", …}.
  static bool is_picture_table(const Json& own) {
    return own.members().front().first.find("/hostedContents/") != std::string::npos;
  }

  void object(const Json& value, Locator at) {
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
    if (read.sender_lost) ++sender_lost_;
    if (!scopes_.empty() && !scopes_.back().several) note(scopes_.back(), read.message.conversation);
    sink_.message(std::move(read.message));
    if (!read.membership.members.empty()) sink_.conversation(std::move(read.membership));
    // $expand=replies: a post of a channel with the answers inside it. An answer has no answers of its own.
    if (value.str("replyToId").empty()) each(value.at("replies"), at);
  }

  static void note(Scope& scope, const ConversationRef& conversation) {
    if (scope.conversation.key.empty())
      scope.conversation = conversation;
    else
      scope.several = scope.conversation.key != conversation.key;
  }

  /// Objects inside an object: they have its place in the file.
  void each(const Json& list, const Locator& at) {
    if (!list.is_array()) return;
    for (const Json& one : list.items()) one.is_object() ? object(one, at) : each(one, at);
  }

  void member(const Json& value, Locator at) {
    ConversationRef whose = teams_conversation(Json::object(), place_);
    // A list of a team's members, not of one of its channels.
    if (place_.chat_id.empty() && place_.channel_id.empty())
      whose = {.key = place_.team_id, .kind = ConversationKind::group, .title = {}};
    if (whose.key != members_.conversation.key) give_members();
    if (members_.members.empty()) members_ = {.platform = "teams", .conversation = std::move(whose), .locator = at};
    Member one = teams_member(value, {});
    one.locator = std::move(at);
    if (!members_.conversation.key.empty()) members_.members.push_back(std::move(one));
  }

  void give_members() {
    if (!members_.members.empty()) {
      sink_.conversation(std::move(members_));
      ++given_;
    }
    members_ = {};
  }

  void chat(const Json& value, Locator at) {
    const TeamsPlace around = std::exchange(place_, {});
    teams_chat_place(value, place_);
    ConversationInfo info{.platform = "teams", .locator = at};
    info.conversation = {.key = place_.chat_id, .kind = *place_.kind, .title = place_.title};
    info.members = teams_members(value, at);
    ++given_;
    sink_.conversation(std::move(info));
    each(value.at("messages"), at);  // $expand=messages, while the place is that of this chat
    // $expand=lastMessagePreview: the last message, without its attachments.
    const Json& last = value.at("lastMessagePreview");
    if (!last.str("id").empty() && last.at("body").is_object()) message(last, at);
    place_ = around;
  }

  void channel(const Json& value, const Locator& at) {
    const std::string id(value.str("id"));
    // A team: nothing but its name.
    if (id.starts_with("19:")) {
      ConversationInfo info{.platform = "teams", .locator = at};
      info.conversation = {
          .key = id, .kind = ConversationKind::channel, .title = nfc(strip_invisible(value.str("displayName")))};
      ++given_;
      sink_.conversation(std::move(info));
    }
    each(value.at("messages"), at);
    each(value.at("channels"), at);
  }

  void unknown(const Json& value, Locator at) {
    // A page between messages: of a file that began otherwise.
    if (const Json* list = value.find("value"); list != nullptr && list->is_array()) return each(*list, at);
    if (const Json& found = value.at("hitsContainers"); found.is_array()) return hits(found, at);
    // A message that is pinned ($expand=message), and what has nothing but a number: an app of a chat.
    if (const Json& inside = value.at("message"); what_is(inside) == Object::message) return message(inside, std::move(at));
    if (value.size() == 1 && value.find("id") != nullptr) return;
    if (++unknown_ > 1) return;
    unknown_sample_ = value;
    unknown_at_ = std::move(at);
  }

  void hits(const Json& containers, const Locator& at) {
    for (const Json& container : containers.items())
      for (const Json& hit : container.at("hits").items()) {
        const Json found = teams_hit(hit);
        if (!found.is_null()) ++extracts_;
        found.is_null() ? unknown(hit, at) : message(found, at);
      }
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
  TeamsPlace path_place_;      ///< what the names of the folder and the file say
  TeamsPlace place_;           ///< of the list that is being read
  std::vector<Scope> scopes_;  ///< outermost first
  bool list_holds_lists_ = false;
  ConversationInfo members_;
  std::uint64_t documents_ = 0, given_ = 0, absent_ = 0, too_deep_ = 0, cut_ = 0, unknown_ = 0, refused_ = 0;
  std::uint64_t sender_lost_ = 0, extracts_ = 0;
  Json unknown_sample_;
  Locator unknown_at_;
  JsonDamage damage_;
};

/// Messages deeper inside than the shape shows.
bool holds_messages(std::string_view head) {
  return mentions(head, {"\"messageType\"", "\"MessageType\""}) &&
         mentions(head, {"\"createdDateTime\"", "\"CreatedDateTime\""}) &&
         mentions(head, {"\"contentType\"", "\"ContentType\""});
}

Bid bid(const EntryReader& entry) {
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json) return Bid::no;
  const auto has = [&](std::string_view key) { return shape.has(key) || shape.item_has(key); };
  if (has("messageType") && has("createdDateTime")) return Bid::certain;
  if (has("MessageType") && has("ChatId") && has("ChannelIdentity")) return Bid::certain;
  if (has("ChatType") && has("LastUpdatedDateTime")) return Bid::certain;
  if (has("VisibleHistoryStartDateTime") || (has("MembershipType") && has("DisplayName"))) return Bid::likely;
  std::size_t replaced = 0;
  const bool wide = entry.head().substr(0, 4).find('\0') != std::string_view::npos;
  const std::string decoded = wide ? to_utf8(entry.head(), sniff_encoding(entry.head()), replaced) : std::string{};
  const std::string_view head = wide ? decoded : entry.head();
  const bool pages = shape.root_is_array && shape.item_has("@odata.context");
  if ((pages || shape.has("@odata.context")) && is_teams_context(head)) return Bid::certain;
  if (has("chatType") && (has("lastUpdatedDateTime") || has("members") || has("topic"))) return Bid::certain;
  if (shape.has("value") && shape.item_has("membershipType")) return Bid::likely;
  if (shape.has("value") && shape.item_has("userId") && shape.item_has("roles")) return Bid::likely;
  if (!shape.keys.empty() && shape.keys.front().starts_with("https://graph.microsoft.com/")) return Bid::likely;
  if (shape.has("teams") && shape.item_has("channels")) return Bid::likely;
  if (shape.item_has("hitsContainers") && mentions(head, {"graph.chatMessage"})) return Bid::certain;
  return holds_messages(head) ? Bid::likely : Bid::no;
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
