// BeReal, "Download my data": posts.json, memories.json (the same posts), friends.json, conversations/<id>/chat_log.json, ….
//
//   [{"primary": {"path": "/Photos/u7/post/a.webp", …}, "secondary": {…}, "takenAt": "2024-01-05T10:01:02.345Z",
//     "visibility": ["friends"], "caption": "Les", "location": {"latitude": 52.1, "longitude": 4.3}}]  ->  a post of the owner
//   [{"friendUsername": "noor", "friendFullname": "Noor", "createdAt": "…"}]                            ->  a friend
//   {"conversationId": "c1", "messages": [{"id": "1", "userId": "u8", "createdAt": "…", "message": "Hoi"}]}
//
// Gaps: who a number in a chat is does not show, for friends bear names only; files in chats are bytes of another form;
// comments have no time and stand below a post that is not named; what others did below the owner's posts.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::bereal_json {

extern const Importer importer;

namespace {

constexpr std::size_t kMostPeople = 1'000;

enum class File { none, posts, memories, friends, requests, comments, chat, user, realmojis };

/// conversations/<id>/chat_log.json: the download begins above.
std::string root_of(std::string_view path) {
  constexpr std::string_view kChats = "conversations/";
  const auto at = path.rfind(kChats);
  if (at != std::string_view::npos && (at == 0 || path[at - 1] == '/')) return std::string(path.substr(0, at));
  return std::string(set_root(path, {}));
}

/// "/Photos/u7/post/a.webp" lies at Photos/post/a.webp.
std::string place_of(std::string_view path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  const auto first = path.find('/'), second = first == std::string_view::npos ? first : path.find('/', first + 1);
  if (second == std::string_view::npos) return std::string(prefix(path, 1024));
  return std::string(path.substr(0, first)) + std::string(prefix(path.substr(second), 1024));
}

std::string user_in(std::string_view path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  if (!path.starts_with("Photos/")) return {};
  path.remove_prefix(7);
  const auto end = path.find('/');
  return end == std::string_view::npos ? std::string{} : tidy_text(path.substr(0, end));
}

/// "0001-01-01T00:00:00.000Z" is no time.
Timestamp time_of(std::string_view written) {
  return written.starts_with("0001-") ? no_time(std::string(written)) : parse_iso8601(written);
}

void add_picture(const Json& media, const Json& post, Timestamp taken, Message& message) {
  if (media.str("path").empty()) return;
  Attachment file{.uri = place_of(media.str("path"))};
  file.name = std::string(base_name(file.uri));
  file.mime = tidy_text(media.str("mimeType"));
  file.kind = media.str("mediaType") == "video" ? AttachmentKind::video : attachment_kind_of(file.name, file.mime);
  file.taken = std::move(taken);
  const auto latitude = post.at("location").at("latitude").number(), longitude = post.at("location").at("longitude").number();
  if (latitude && longitude) file.gps = GeoPoint{*latitude, *longitude};
  const auto size = [&](std::string_view key) -> std::optional<int> {
    const auto found = media.at(key).integer();
    return found && *found > 0 && *found < 1'000'000 ? std::optional(static_cast<int>(*found)) : std::nullopt;
  };
  file.width = size("width");
  file.height = size("height");
  message.attachments.push_back(std::move(file));
}

class Items {
 public:
  Items(EntryReader& entry, File file, RecordSink& sink) : tally_(importer, root_of(entry.path()), sink), file_(file) {
    tally_.finish(stream_json(
        bytes_of(entry), {[](auto path, bool is_array) { return path.empty() && is_array ? JsonStep::enter : JsonStep::take; },
                          [this](const JsonItem& item, Json&& value) {
                            if (item.path.size() != 1) return;
                            if (!item.complete) return tally_.cut();
                            take(value, Locator::at_index(item.index));
                          }}));
  }

 private:
  void take(const Json& value, const Locator& at) {
    switch (file_) {
      case File::posts:
        return post(value, at, {.back = "primary", .front = "secondary", .time = "takenAt", .version = "2"});
      case File::memories:
        return post(value, at, {.back = "backImage", .front = "frontImage", .time = "takenTime", .version = "1"});
      case File::friends:
        return connection(ConnectionKind::friend_,
                          {.display_name = tidy_text(value.str("friendFullname")),
                           .handle = tidy_text(value.str("friendUsername"))},
                          value, at);
      case File::requests:
        return connection(ConnectionKind::request_received, {.native_id = tidy_text(value.str("fromUserId"))}, value, at);
      case File::comments:
        return comment(value, at);
      case File::none:
      case File::chat:
      case File::user:
      case File::realmojis:
        return;
    }
  }

  struct Keys {
    std::string_view back, front, time, version;
  };

  void post(const Json& value, const Locator& at, const Keys& keys) {
    const Json& back = value.at(keys.back);
    if (!back.is_object() || value.str(keys.time).empty()) return tally_.unknown(value, at);
    Message message{.kind = MessageKind::post, .conversation = {}, .time = time_of(value.str(keys.time)), .locator = at};
    message.sender = AccountRef{.native_id = user_in(back.str("path")), .is_owner = true};
    message.text = tidy_text(value.str("caption"));
    // Both files tell each post; that of the camera in the back has one name in both.
    message.native_id = std::string(base_name(place_of(back.str("path"))));
    message.version = keys.version;
    add_picture(back, value, message.time, message);
    add_picture(value.at(keys.front), value, message.time, message);
    bool everybody = false;
    for (const Json& one : value.at("visibility").items()) everybody = everybody || one.str() == "public";
    message.conversation = {.key = "post/" + message.native_id,
                            .kind = everybody ? ConversationKind::public_ : ConversationKind::group,
                            .title = {}};
    tally_.give(std::move(message));
  }

  void connection(ConnectionKind kind, AccountRef other, const Json& value, const Locator& at) {
    if (other.empty()) return tally_.unknown(value, at);
    tally_.give(Connection{.kind = kind,
                           .owner = {.is_owner = true},
                           .other = std::move(other),
                           .since = parse_iso8601(value.str("createdAt")),
                           .locator = at});
  }

  void comment(const Json& value, const Locator& at) {
    const std::string id = tidy_text(value.str("postId"));
    if (id.empty() || !value.at("content").is_string()) return tally_.unknown(value, at);
    Message message{.kind = MessageKind::comment, .conversation = {}, .locator = at};
    message.conversation = {.key = "post/" + id, .kind = ConversationKind::group, .title = {}};
    message.sender = AccountRef{.is_owner = true};
    message.text = tidy_text(value.str("content"));
    message.in_reply_to = id;
    tally_.give_undated(std::move(message));
  }

  Tally tally_;
  File file_;
};

/// A file in a chat is written as bytes that are no text.
bool is_text(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\n' && c != '\t' && c != '\r';
  }) && text.find("\xEF\xBF\xBD") == std::string_view::npos;
}

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink) : tally_(importer, root_of(entry.path()), sink) {
    walk(entry);
    entry.rewind();
    first_ = false;
    const JsonDamage damage = walk(entry);
    if (!people_.empty()) {
      ConversationInfo info{.conversation = place(), .locator = Locator::at_index(0)};
      for (const std::string& id : people_) info.members.push_back({.account = {.native_id = id}, .locator = info.locator});
      tally_.give(std::move(info));
    }
    tally_.finish(damage);
  }

 private:
  JsonDamage walk(EntryReader& entry) {
    return stream_json(bytes_of(entry), {[](auto path, bool is_array) {
                                           if (path.empty()) return JsonStep::enter;
                                           const bool list = path.size() == 1 && is_array && path[0] == "messages";
                                           return list ? JsonStep::enter : JsonStep::take;
                                         },
                                         [this](const JsonItem& item, Json&& value) { take(item, value); }});
  }

  void take(const JsonItem& item, const Json& value) {
    if (item.path.size() == 1 && item.path[0] == "conversationId") id_ = tidy_text(prefix(value.str(), 128));
    if (item.path.size() == 1 && item.path[0] == "participants")
      for (const Json& one : value.items()) person(one.str("id"));
    if (item.path.size() != 2 || item.path[0] != "messages") return;
    if (first_) return person(value.str("userId"));
    if (!item.complete) return tally_.cut();
    message(value, Locator::at_index(item.index));
  }

  void person(std::string_view id) {
    if (!id.empty() && people_.size() < kMostPeople) people_.insert(tidy_text(prefix(id, 128)));
  }

  ConversationRef place() const {
    return {.key = "chat/" + id_,
            .kind = people_.size() > 2 ? ConversationKind::group : ConversationKind::direct,
            .title = {}};
  }

  void message(const Json& value, const Locator& at) {
    if (value.str("createdAt").empty()) return tally_.unknown(value, at);
    const std::string number = tidy_text(prefix(value.str("id"), 64)), sender = tidy_text(prefix(value.str("userId"), 128));
    Message message{.conversation = place(), .time = time_of(value.str("createdAt")), .locator = at};
    if (!id_.empty() && !number.empty()) message.native_id = id_ + "/" + number;
    const std::string_view text = value.str("message");
    if (sender.empty()) {
      message.kind = MessageKind::system;
      message.event = "message-deleted";
    } else {
      message.sender = AccountRef{.native_id = sender};
      for (const std::string& other : people_)
        if (people_.size() == 2 && other != sender) message.recipients.push_back({.native_id = other});
    }
    if (const std::string_view path = value.at("media").str("path"); !path.empty())
      message.attachments.push_back({.name = std::string(base_name(path)), .kind = AttachmentKind::image});
    if (is_text(text))
      message.text = tidy_text(text);
    else if (message.attachments.empty())
      message.attachments.push_back({});
    if (message.text.empty() && message.attachments.empty()) tally_.absent();
    if (message.time.basis == Timestamp::Basis::none && sender.empty())
      tally_.give_undated(std::move(message));
    else
      tally_.give(std::move(message));
  }

  Tally tally_;
  std::string id_;
  std::set<std::string> people_;
  bool first_ = true;
};

void read_user(EntryReader& entry, RecordSink& sink) {
  Tally tally(importer, root_of(entry.path()), sink);
  AccountRef owner{.is_owner = true};
  const JsonDamage damage =
      stream_json(bytes_of(entry), {[](auto path, bool) { return path.empty() ? JsonStep::enter : JsonStep::take; },
                                    [&](const JsonItem& item, Json&& value) {
                                      if (item.path.size() != 1) return;
                                      const std::string_view key = item.path[0];
                                      if (key == "username") owner.handle = tidy_text(value.str());
                                      if (key == "fullname") owner.display_name = tidy_text(value.str());
                                      if (key == "phoneNumber") owner.phone = tidy_text(value.str());
                                      if (key == "profilePicture") owner.native_id = user_in(value.str("path"));
                                    }});
  if (owner != AccountRef{.is_owner = true}) tally.owner(owner);
  tally.finish(damage);
}

void pass_over(EntryReader& entry, RecordSink& sink) {
  Tally tally(importer, root_of(entry.path()), sink);
  tally.finish(
      stream_json(bytes_of(entry), {[](auto path, bool) { return path.empty() ? JsonStep::enter : JsonStep::skip; },
                                    [](const JsonItem&, Json&&) {}}));
}

File file_of(const EntryReader& entry) {
  const std::string_view head = entry.head();
  if (!mentions(head, {"\"secondary\"", "\"frontImage\"", "\"friendUsername\"", "\"fromUserId\"", "\"postId\"",
                       "\"conversationId\"", "\"clientVersion\"", "\"isEnabled\""}))
    return File::none;
  const JsonShape shape = json_shape(head);
  if (!shape.is_json) return File::none;
  const auto item = [&](std::string_view key) { return shape.item_has(key); };
  if (!shape.root_is_array) {
    if (shape.has("conversationId") && shape.has("messages") && is_named(entry.path(), "chat_log.json")) return File::chat;
    const bool user = shape.has("username") && shape.has("fullname") && shape.has("birthdate");
    return user && shape.has("clientVersion") ? File::user : File::none;
  }
  if (item("primary") && item("secondary") && (item("takenAt") || item("retakeCounter") || item("visibility")))
    return File::posts;
  if (item("frontImage") && item("backImage")) return File::memories;
  if (item("friendUsername")) return File::friends;
  if (item("fromUserId") && item("status") && item("createdAt")) return File::requests;
  if (item("emoji") && item("isEnabled") && item("media")) return File::realmojis;
  const bool comments = is_named(entry.path(), "comments.json") && shape.item_keys.size() == 2;
  return comments && item("postId") && item("content") ? File::comments : File::none;
}

Bid bid(const EntryReader& entry) { return file_of(entry) == File::none ? Bid::no : Bid::certain; }

void read(EntryReader& entry, RecordSink& sink) {
  const File file = file_of(entry);
  if (file == File::chat) {
    const Chat whole(entry, sink);
  } else if (file == File::user) {
    read_user(entry, sink);
  } else if (file == File::realmojis || file == File::none) {
    pass_over(entry, sink);
  } else {
    const Items whole(entry, file, sink);
  }
}

}  // namespace

constinit const Importer importer{.id = "bereal-json",
                                  .platform = "bereal",
                                  .versions = "2023-2026",
                                  .gaps = "format.bereal-json.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::bereal_json
