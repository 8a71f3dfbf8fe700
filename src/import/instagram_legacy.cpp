// Instagram until 2020.
//
//   messages.json      [{"participants": ["noor", "bas"], "conversation": [{"sender": "noor", "text": "Hoi",
//                        "created_at": "2020-03-01T09:00:00.123456+00:00"}]}]
//   connections.json   {"followers": {"noor": "2019-05-01T10:00:00"}, "following": {}, "blocked_users": {}}
//   media.json         {"photos": [{"caption": "…", "taken_at": "…", "path": "photos/1.jpg"}], "stories": []}
//   comments.json      {"media_comments": [["2020-03-01T09:00:00", "Leuk!", "noor"]]}
//   profile.json       {"username": "bas", "name": "Bas", "email": "…"}
//
// A message has no number of its own in the file, so its place is the byte where it begins.
//
// Gaps: shared stories and posts are only an address; likes of messages are not read.
#include "instagram_legacy.h"

#include <algorithm>
#include <array>
#include <utility>

#include "account_setting.h"
#include "json_damage.h"
#include "meta_posts.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

struct Kind {
  std::string_view key;
  ConnectionKind kind;
};
constexpr auto kConnections = std::to_array<Kind>({
    {"followers", ConnectionKind::followed_by},
    {"following", ConnectionKind::follows},
    {"close_friends", ConnectionKind::contact},
    {"blocked_users", ConnectionKind::blocked},
    {"follow_requests_sent", ConnectionKind::request_sent},
    {"permanent_follow_requests", ConnectionKind::request_sent},
});

bool is_conversations(const JsonShape& shape) {
  return shape.root_is_array && shape.item_has("participants") && shape.item_has("conversation");
}
bool is_profile(const JsonShape& shape) {
  return shape.has("username") && (shape.has("biography") || shape.has("private_account") || shape.has("date_joined"));
}

/// Of two: both names. Of more: all of them, for that is what every download of the group shows.
ConversationRef conversation_of(const std::vector<std::string>& users) {
  std::vector<std::string> sorted;
  for (const std::string& user : users) sorted.push_back(fold(user));
  std::ranges::sort(sorted);
  ConversationRef ref{.key = users.size() == 2 ? "two" : "all"};
  ref.kind = users.size() > 2 ? ConversationKind::group : ConversationKind::direct;
  for (const std::string& user : sorted) ref.key += "/" + user;
  return ref;
}

class Conversations {
 public:
  explicit Conversations(MetaFile& file) : file_(file) {}

  void read() {
    const JsonDamage damage = stream_json(
        bytes_of(file_.entry()), {[this](auto path, bool is_array) { return step(path, is_array); },
                                  [this](const JsonItem& item, Json&& value) { take(item, std::move(value)); }});
    file_.finish(damage);
  }

 private:
  JsonStep step(std::span<const std::string_view> path, bool is_array) {
    if (path.empty()) return is_array ? JsonStep::enter : JsonStep::take;
    if (path.size() == 1 && !is_array) {
      users_ = {};
      return JsonStep::enter;
    }
    return path.size() == 2 && is_array && path[1] == "conversation" ? JsonStep::enter : JsonStep::take;
  }

  void take(const JsonItem& item, Json&& value) {
    if (item.path.size() == 2 && item.path[1] == "participants") return participants(value, item.byte);
    if (item.path.size() != 3) return;
    if (!item.complete) return file_.cut();
    if (value.is_object()) message(value, item.byte);
  }

  void participants(const Json& list, std::uint64_t byte) {
    for (const Json& user : list.items())
      if (std::string name = file_.text.tidy(user.str()); !name.empty()) users_.push_back(std::move(name));
    ConversationInfo info{.conversation = conversation_of(users_), .locator = Locator::at_byte(byte)};
    for (const std::string& user : users_)
      info.members.push_back({.account = {.handle = user}, .locator = info.locator});
    if (!users_.empty()) file_.conversation(std::move(info));
  }

  void message(const Json& value, std::uint64_t byte) {
    Message message{.time = meta_time(value.at("created_at")), .locator = Locator::at_byte(byte)};
    message.conversation = conversation_of(users_);
    const std::string sender = file_.text.tidy(value.str("sender"));
    if (!sender.empty()) message.sender = AccountRef{.handle = sender};
    message.text = file_.text.tidy(value.str("text"));
    for (const std::string_view key : {"media", "media_url"}) add_file(value.str(key), message);
    for (const std::string_view key : {"media_share_url", "story_share", "animated_media_images", "link"})
      if (const std::string_view address = value.str(key); !address.empty())
        message.attachments.push_back(meta_link(address, value.str("media_owner"), file_.text));
    add_moving(value.at("animated_media_images").at("original"), message);
    message.quoted = file_.text.tidy(value.str("media_share_caption"));
    if (value.find("video_call_action") != nullptr) {
      message.kind = MessageKind::call;
      message.event = "call";
    }
    if (users_.size() == 2 && users_[0] != users_[1])
      for (const std::string& user : users_)
        if (user != sender && (sender == users_[0] || sender == users_[1]))
          message.recipients.push_back({.handle = user});
    if (message.text.empty() && message.attachments.empty() && message.quoted.empty() &&
        message.kind == MessageKind::message)
      file_.content_absent();
    file_.message(std::move(message));
  }

  /// A moving picture of others, in some twenty sizes: {"original": {"url": "https://…/giphy.gif", "mp4": "https://…"},
  /// "hd": …}
  void add_moving(const Json& original, Message& message) {
    const std::string_view url = original.str("url"), address = url.empty() ? original.str("mp4") : url;
    if (!address.empty()) add_file(address, message);
  }

  void add_file(std::string_view uri, Message& message) {
    Json media = Json::object();
    media["uri"] = Json(uri);
    if (auto file = meta_media(media, AttachmentKind::image, file_.text))
      message.attachments.push_back(std::move(*file));
  }

  MetaFile& file_;
  std::vector<std::string> users_;
};

class Lists {
 public:
  explicit Lists(MetaFile& file) : file_(file) {}

  void read() {
    Json rest = Json::object();
    const JsonDamage damage = walk_meta_lists(file_, [&](const MetaListItem& item, Json&& value) {
      if (!item.is_item && !value.is_object()) {
        rest[item.list] = std::move(value);
      } else {
        take(item, value);
      }
    });
    profile(rest);
    file_.finish(damage);
  }

 private:
  void take(const MetaListItem& item, const Json& value) {
    const auto kind = std::ranges::find(kConnections, item.list, &Kind::key);
    if (!item.is_item && kind != kConnections.end()) return connections(*kind, value, item.complete);
    if (item.is_item && value.is_array() && item.list.ends_with("comments")) return comment(value, item.at);
    if (item.is_item && value.is_object() && value.find("path") != nullptr) media(item.list, value, item.at);
  }

  void connections(const Kind& list, const Json& users, bool complete) {
    const std::size_t whole = users.size() - (complete || users.size() == 0 ? 0 : 1);
    for (std::size_t i = 0; i < whole; ++i) {
      const auto& [user, since] = users.members()[i];
      const Locator at = Locator::with_id(std::string(list.key) + "/" + user);
      file_.connection(list.kind, {.handle = file_.text.tidy(user)}, meta_time(since), at);
    }
  }

  /// [time, text, whose picture]
  void comment(const Json& parts, const Locator& at) {
    const auto& items = parts.items();
    if (items.size() < 2) return file_.unknown(parts, at);
    Message message{.kind = MessageKind::comment, .time = meta_time(items[0]), .sender = file_.owner(), .locator = at};
    message.text = file_.text.tidy(items[1].str());
    if (items.size() > 2 && !items[2].str().empty())
      message.recipients.push_back({.handle = file_.text.tidy(items[2].str())});
    message.conversation = meta_public_place("comment", message);
    file_.message(std::move(message));
  }

  void media(std::string_view list, const Json& value, const Locator& at) {
    Json file = Json::object();
    file["uri"] = value.at("path");
    const AttachmentKind otherwise = list == "videos" ? AttachmentKind::video : AttachmentKind::image;
    auto attachment = meta_media(file, otherwise, file_.text);
    if (!attachment) return file_.unknown(value, at);
    if (list == "profile" || list == "direct") {
      attachment->caption = file_.text.tidy(value.str("caption"));
      return file_.media({.file = std::move(*attachment),
                          .publisher = list == "profile" ? std::optional(file_.owner()) : std::nullopt,
                          .published = meta_time(value.at("taken_at")),
                          .locator = at});
    }
    Message message{.kind = list == "stories" ? MessageKind::story : MessageKind::post,
                    .time = meta_time(value.at("taken_at")),
                    .sender = file_.owner(),
                    .text = file_.text.tidy(value.str("caption")),
                    .locator = at};
    message.attachments.push_back(std::move(*attachment));
    if (const std::string place = file_.text.tidy(value.str("location")); !place.empty())
      message.attachments.push_back({.name = place, .kind = AttachmentKind::location});
    message.conversation = meta_public_place(list == "stories" ? "story" : "post", message);
    file_.message(std::move(message));
  }

  void profile(const Json& root) {
    AccountRef owner{.display_name = file_.text.tidy(root.str("name")),
                     .handle = file_.text.tidy(root.str("username")),
                     .phone = file_.text.tidy(root.str("phone_number")),
                     .email = file_.text.tidy(root.str("email"))};
    if (owner.handle.empty()) return;
    const std::string whose = owner.handle;
    file_.owner_is(std::move(owner));
    if (const auto closed = root.at("private_account").boolean()) {
      Message setting = account_setting("private_account", *closed, whose, {}, Locator::at_index(0));
      setting.sender = file_.owner();
      file_.message(std::move(setting));
    }
  }

  MetaFile& file_;
};

}  // namespace

bool is_instagram_legacy(const JsonShape& shape) {
  if (is_conversations(shape) || is_profile(shape)) return true;
  if (shape.item_has("taken_at") && shape.item_has("path")) return true;
  if (shape.has("media_comments")) return true;
  return shape.has("followers") && shape.has("following") &&
         (shape.has("blocked_users") || shape.has("permanent_follow_requests") || shape.has("close_friends"));
}

bool is_instagram_legacy_name(std::string_view path) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"account_history.json", "comments.json", "connections.json", "devices.json", "likes.json", "media.json",
       "messages.json", "profile.json", "saved.json", "searches.json", "seen_content.json", "settings.json",
       "stories_activities.json"});
  return std::ranges::find(kNames, base_name(path)) != kNames.end();
}

void read_instagram_legacy(MetaFile& file) {
  if (is_conversations(json_shape(file.entry().head()))) return Conversations(file).read();
  Lists(file).read();
}

}  // namespace schouw
