// Chats, snaps, friends and memories of Snapchat.
//
//   list "Received Saved Chat History", {"From": "noor_h", "Media Type": "TEXT", "Created": "2022-05-02 14:01:10 UTC",
//     "Text": "t&#39;is goed"}                                                            until 2022
//   list "noor_h", {"From": "juf.k", "IsSender": true, "Media Type": "TEXT", "Created": …, "Content": "Hoi"}   since
//   -> messages between the owner and noor_h
//
// Gaps: a snap is named, never shown; who is in a group shows only by writing; what was not saved is not in the export.
#include "snapchat_record.h"

#include <algorithm>
#include <array>
#include <utility>

#include "plain_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

struct Listed {
  std::string_view name;
  ConnectionKind kind;
};
constexpr auto kConnections = std::to_array<Listed>({
    {"Friends", ConnectionKind::friend_},
    {"Friend Requests Sent", ConnectionKind::request_sent},
    {"Friend Requests Received", ConnectionKind::request_received},
    {"Pending Requests", ConnectionKind::request_received},
    {"Ignored Snapchatters", ConnectionKind::request_received},
    {"Blocked Users", ConnectionKind::blocked},
    {"Deleted Friends", ConnectionKind::removed},
});

/// Lists without anything for an audit. Suggestions and shortcuts say nothing of who knows whom.
constexpr auto kNothing = std::to_array<std::string_view>({
    "Account Creation Date",
    "Account deactivated / reactivated",
    "Ads You Interacted With",
    "App Profile",
    "Areas you may have visited in the last two years",
    "Bitmoji",
    "Breakdown of Time Spent on App",
    "Businesses and public places you may have visited",
    "Chat Sessions",
    "Completed Calls",
    "Connected Apps",
    "Daily Top Locations",
    "Demographics",
    "Device History",
    "Device Information",
    "Discover Channels Viewed",
    "Display Name Change",
    "Download My Data Reports",
    "Email Change",
    "Engagement",
    "Family Center",
    "Frequent Locations",
    "Friend and Public Story Views",
    "Game Sessions",
    "Hidden Category Section",
    "Hidden Friend Suggestions",
    "Home & Work",
    "In-app Surveys",
    "Incoming Calls",
    "Interest Categories",
    "Latest Location",
    "Location History",
    "Login History",
    "Mobile Ad Id",
    "Mobile Number Change",
    "Off-Platform Sharing",
    "Outgoing Calls",
    "Password Change",
    "Purchases",
    "Search History",
    "Shortcuts",
    "Snapchat Linked to Bitmoji",
    "Snapchat Plus",
    "Spectacles",
    "Spotlight History",
    "Story Interactions",
    "Support Note",
    "Support Tickets",
    "Terms and Privacy Policy",
    "Top Locations Per Six-Day Period",
    "Two-Factor Authentication",
    "Your Story Views",
});

constexpr auto kFiles = std::to_array<std::string_view>(
    {"json/account.json", "json/chat_history.json", "json/friends.json", "json/memories_history.json",
     "json/shared_story.json", "json/snap_history.json", "json/story_history.json", "json/subscriptions.json",
     "json/talk_history.json", "html/account.html", "html/chat_history.html",
     "html/friends.html", "html/memories_history.html", "html/snap_history.html"});

struct Event {
  std::string_view type, event;
};
constexpr auto kEvents = std::to_array<Event>({
    {"STATUSPARTICIPANTADDED", "member-added"},
    {"STATUSPARTICIPANTREMOVED", "member-removed"},
    {"STATUSPARTICIPANTLEFT", "member-left"},
    {"STATUSCONVERSATIONNAMECHANGED", "subject-changed"},
    {"STATUSERASEDMESSAGE", "message-deleted"},
    {"STATUSERASEDSNAPMESSAGE", "message-deleted"},
    {"STATUSCALLMISSEDAUDIO", "missed-call"},
    {"STATUSCALLMISSEDVIDEO", "missed-call"},
    {"STATUSCONVERSATIONCAPTURESCREENSHOT", "screenshot"},
    {"STATUSSAVETOCAMERAROLL", "saved-to-camera-roll"},
    {"MISSED_VIDEO_CHAT", "missed-call"},
    {"MISSED_AUDIO_CHAT", "missed-call"},
});

std::string words(std::string_view text) { return tidy_text(unescaped_text(text)); }

/// "2022-07-22 19:28:21 UTC" and, in some years, other forms ("08/05/2021 12:00:00 UTC"); the number beside it is micro- or milliseconds.
Timestamp time_of(const Json& item, std::string_view key) {
  const std::string_view text = item.str(key);
  Timestamp time = parse_written_date(text);
  if (time.basis == Timestamp::Basis::none && text.ends_with(" UTC")) {
    time = parse_us_date(text.substr(0, text.size() - 4));
    if (time.basis == Timestamp::Basis::local) time.basis = Timestamp::Basis::instant;
    time.raw = std::string(prefix(trim(text), 200));
  }
  if (time.basis != Timestamp::Basis::none) return time;
  constexpr std::int64_t kMicroseconds = 100'000'000'000'000;
  auto number = item.at("Created(microseconds)").integer();
  if (!number || *number <= 0) return time;
  if (*number >= kMicroseconds) *number /= 1000;
  return instant_ms(*number, Precision::millisecond, std::to_string(*number));
}

bool is_uuid(std::string_view text) {
  return text.size() == 36 && std::ranges::count(text, '-') == 4 &&
         text.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
}

AttachmentKind kind_of(std::string_view type) {
  if (type == "NOTE" || type == "AUDIO") return AttachmentKind::audio;
  if (type == "STICKER") return AttachmentKind::sticker;
  if (type == "LOCATION") return AttachmentKind::location;
  return type == "VIDEO" ? AttachmentKind::video : AttachmentKind::image;
}

bool is_file_type(std::string_view type) {
  constexpr auto kTypes =
      std::to_array<std::string_view>({"MEDIA", "SNAP", "IMAGE", "VIDEO", "NOTE", "AUDIO", "STICKER", "LOCATION"});
  return std::ranges::find(kTypes, type) != kTypes.end();
}

/// "chat_media/2023-05-01_b~EiQS.jpg" -> "b~EiQS", as the JSON calls the same file.
std::string media_id_of(std::string_view path) {
  std::string_view name = base_name(path);
  constexpr std::size_t kDay = 11;
  if (name.find("b~") == kDay) name = name.substr(kDay, name.rfind('.') - kDay);
  return std::string(name);
}

/// "b~EiQS | b~EiQT": the files lie in chat_media/ as 2023-05-01_b~EiQS.jpg; the ending does not show here.
void add_files(const Json& item, std::string_view type, bool view_once, Message& message) {
  std::string_view ids = item.str("Media IDs");
  const std::string_view day = item.str("Created").substr(0, 10);
  while (!ids.empty() && message.attachments.size() < 256) {
    const auto bar = std::min(ids.find('|'), ids.size());
    const std::string id(trim(ids.substr(0, bar)));
    ids.remove_prefix(std::min(bar + 1, ids.size()));
    if (id.empty()) continue;
    Attachment file{.name = id, .kind = kind_of(type), .uri = "chat_media/" + std::string(day) + "_" + id};
    message.attachments.push_back(std::move(file));
  }
  for (const Json& path : item.at("Files").items())
    message.attachments.push_back({.name = media_id_of(path.str()),
                                   .kind = attachment_kind_of(path.str(), {}),
                                   .mime = std::string(mime_of(path.str())),
                                   .uri = std::string(path.str())});
  if (message.attachments.empty() && is_file_type(type))
    message.attachments.push_back({.kind = kind_of(type), .view_once = view_once});
}

/// What kind of line it is: said, called, or written by Snapchat.
void set_kind(std::string_view type, Message& message) {
  const auto known = std::ranges::find(kEvents, type, &Event::type);
  if (known != kEvents.end()) message.event = std::string(known->event);
  const bool status = type.starts_with("STATUS");
  if (status && message.event.empty()) message.event = ascii_lower(prefix(type, 64));
  if (status) message.kind = MessageKind::system;
  if (message.event == "missed-call" || type.find("_CHAT") != std::string_view::npos) message.kind = MessageKind::call;
}

std::optional<GeoPoint> place_of(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon != std::string_view::npos) text.remove_prefix(colon + 1);
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto latitude = Json(trim(text.substr(0, comma))).number(),
             longitude = Json(trim(text.substr(comma + 1))).number();
  if (!latitude || !longitude || (*latitude == 0 && *longitude == 0)) return std::nullopt;
  return GeoPoint{*latitude, *longitude};
}

}  // namespace

SnapchatList snapchat_list(std::string_view name) {
  const bool chats = name.ends_with(" Chat History") || name.ends_with(" Snap History");
  if (chats && name.starts_with("Received ")) return SnapchatList::chats_received;
  if (chats && name.starts_with("Sent ")) return SnapchatList::chats_sent;
  if (std::ranges::find(kConnections, name, &Listed::name) != kConnections.end()) return SnapchatList::connections;
  if (name == "Saved Media") return SnapchatList::memories;
  if (name == "Shared Story") return SnapchatList::stories;
  return std::ranges::find(kNothing, name) != kNothing.end() ? SnapchatList::nothing : SnapchatList::other;
}

SnapchatFile::SnapchatFile(const Importer& importer, const EntryReader& entry, RecordSink& sink)
    : tally(importer, snapchat_root(entry.path()), sink) {
  where_ = archive_or(entry, snapchat_root(entry.path()));
  const bool named = snapchat_bid_for_empty(entry.path()) != Bid::no && entry.path().ends_with(".json");
  const std::string_view name = base_name(entry.path());
  const bool records = name == "friends.json" || name == "memories_history.json" || name == "shared_story.json";
  const JsonShape shape = json_shape(entry.head());
  const auto is_known = [](const std::string& key) { return snapchat_list(key) != SnapchatList::other; };
  strict_ = named && (name == "chat_history.json" || name == "snap_history.json" ||
                      (records && std::ranges::none_of(shape.keys, is_known)));
}

void SnapchatFile::look(std::string_view list, const Json& item) {
  const SnapchatList what = snapchat_list(list);
  const bool listed = what == SnapchatList::chats_received || what == SnapchatList::chats_sent;
  if (what != SnapchatList::other && !listed) return;
  const bool sent = item.at("IsSender").boolean().value_or(false);
  const std::string from = tidy_text(item.str("From"));
  const bool bare = listed && tidy_text(item.str("Conversation Title")).empty();
  if (bare && what == SnapchatList::chats_received && !sent) others_.insert(from);
  if (bare && sent) writers_.insert(from);
  if (!bare && sent && owner_.empty()) owner_ = from;
  if (listed) return;
  // A chat of two may bear the user name of the other as its title too.
  const std::string title = tidy_text(item.str("Conversation Title"));
  const bool named = !title.empty() && title != list;
  const bool by_third = !sent && item.find("IsSender") != nullptr && !from.empty() && from != list;
  if (is_uuid(list) || named || by_third) is_group_[std::string(list)] = true;
}

void SnapchatFile::say_owner() {
  // "From" in a list of what was sent is the owner, or whom it went to: that one wrote something that was received.
  std::erase_if(writers_, [this](const std::string& one) { return others_.contains(one); });
  if (owner_.empty() && writers_.size() == 1) owner_ = *writers_.begin();
  if (!owner_.empty()) tally.owner({.handle = owner_});
}

void SnapchatFile::account(const Json& basic) {
  tally.owner({.display_name = tidy_text(basic.str("Name")), .handle = tidy_text(basic.str("Username"))});
}

void SnapchatFile::take(std::string_view list, const Json& item, Locator at) {
  if (!item.is_object()) {
    // Names of channels and of people whose stories are followed, as plain words.
    const SnapchatList what = snapchat_list(list);
    if (what == SnapchatList::nothing) return;
    return what == SnapchatList::other ? tally.not_read(list, 1) : tally.unknown(item, std::move(at));
  }
  switch (snapchat_list(list)) {
    case SnapchatList::connections:
      return connection(list, item, std::move(at));
    case SnapchatList::memories:
      return memory(item, std::move(at));
    case SnapchatList::stories:
      return story(item, std::move(at));
    case SnapchatList::nothing:
      return;
    case SnapchatList::chats_received:
    case SnapchatList::chats_sent:
      return chat(list, item, std::move(at));
    case SnapchatList::other:
      break;
  }
  const bool message =
      item.find("Media Type") != nullptr && (item.find("From") != nullptr || item.find("To") != nullptr);
  if (message) return chat(list, item, std::move(at));
  if (strict_ || item.find("From") != nullptr || item.find("IsSender") != nullptr)
    return tally.unknown(item, std::move(at));
  tally.not_read(list, 1);
}

SnapchatFile::Parties SnapchatFile::parties_of(std::string_view list, const Json& item) const {
  const SnapchatList what = snapchat_list(list);
  const bool listed = what == SnapchatList::chats_received || what == SnapchatList::chats_sent;
  Parties found;
  found.sent = what == SnapchatList::chats_sent || item.at("IsSender").boolean().value_or(false);
  found.two = listed || !is_group_.contains(list);
  const std::string title = tidy_text(item.str("Conversation Title"));
  if (!found.two) {
    found.conversation = {.key = "group/" + std::string(list), .kind = ConversationKind::group, .title = title};
    return found;
  }
  const std::string_view to = item.str("To");
  // In lists that mix both forms "From" is the owner where "IsSender" says so, and the title is the other.
  std::string_view from = found.sent ? std::string_view(title) : item.str("From");
  if (listed && found.sent && from.empty() && others_.contains(item.str("From"))) from = item.str("From");
  found.other.handle = tidy_text(!listed ? list : to.empty() ? from : to);
  found.conversation = {
      .key = owner_.empty() ? one_sided_key(found.other.handle, where_) : two_people_key(owner_, found.other.handle),
      .kind = ConversationKind::direct,
      .title = {}};
  return found;
}

void SnapchatFile::chat(std::string_view list, const Json& item, Locator at) {
  Parties parties = parties_of(list, item);
  const std::string_view type = item.str("Media Type");
  Message message{.conversation = std::move(parties.conversation), .time = time_of(item, "Created")};
  message.locator = std::move(at);
  message.text = words(item.find("Content") != nullptr ? item.str("Content") : item.str("Text"));
  set_kind(type, message);
  AccountRef owner{.handle = owner_, .is_owner = true};
  AccountRef from{.handle = tidy_text(item.str("From"))};
  if (parties.sent) {
    message.sender = owner;
    if (parties.two && !parties.other.empty()) message.recipients.push_back(parties.other);
  } else {
    message.sender = parties.two ? parties.other : from;
    if (parties.two) message.recipients.push_back(owner);
  }
  if (message.kind == MessageKind::system) {
    // Nobody said this line, but it tells who did something: took a screenshot, removed a message.
    if (!from.empty() || parties.sent) message.tagged.push_back(*message.sender);
    message.sender.reset();
  }
  const bool snap = type == "SNAP" || type == "IMAGE" || type == "VIDEO" || list.ends_with(" Snap History");
  add_files(item, type, snap, message);
  const bool empty = message.text.empty() && message.attachments.empty();
  if (message.kind == MessageKind::message && empty) tally.absent();
  tally.give(std::move(message));
}

void SnapchatFile::connection(std::string_view list, const Json& item, Locator at) {
  AccountRef other{.display_name = tidy_text(item.str("Display Name")), .handle = tidy_text(item.str("Username"))};
  if (other.empty()) return tally.unknown(item, std::move(at));
  const auto known = std::ranges::find(kConnections, list, &Listed::name);
  Connection found{.kind = known->kind, .owner = {.is_owner = true}, .other = std::move(other)};
  found.locator = std::move(at);
  if (!item.str("Creation Timestamp").empty()) found.since = time_of(item, "Creation Timestamp");
  if (found.kind == ConnectionKind::removed && !item.str("Last Modified Timestamp").empty())
    found.ended = time_of(item, "Last Modified Timestamp");
  tally.give(std::move(found));
}

/// Kept by the owner and shown to nobody, as far as this list says: no publisher, no time of publication.
void SnapchatFile::memory(const Json& item, Locator at) {
  if (item.find("Date") == nullptr) return tally.unknown(item, std::move(at));
  MediaItem found;
  found.locator = std::move(at);
  found.file.kind = ascii_lower(item.str("Media Type")) == "video" ? AttachmentKind::video : AttachmentKind::image;
  found.file.name = tidy_text(item.str("Date"));
  found.file.taken = time_of(item, "Date");
  found.file.gps = place_of(item.str("Location"));
  tally.give(std::move(found));
}

void SnapchatFile::story(const Json& item, Locator at) {
  const bool dated = item.find("Story Date") != nullptr;
  if (!dated && item.find("Created") == nullptr) return tally.unknown(item, std::move(at));
  Message message{.kind = MessageKind::story, .time = time_of(item, dated ? "Story Date" : "Created")};
  message.locator = std::move(at);
  message.sender = AccountRef{.handle = owner_, .is_owner = true};
  message.conversation = {.key = "story/" + message.time.raw, .kind = ConversationKind::public_, .title = {}};
  message.text = words(item.str("Content"));
  if (const std::string_view link = item.str("Story URL"); !link.empty())
    message.attachments.push_back({.name = std::string(prefix(link, 2048)), .kind = AttachmentKind::link});
  tally.give(std::move(message));
}

Bid snapchat_bid_for_empty(std::string_view path) {
  const bool ours = std::ranges::any_of(kFiles, [&](std::string_view name) { return path_ends_with(path, name); });
  return ours ? Bid::likely : Bid::no;
}

std::string snapchat_root(std::string_view path) {
  std::vector<std::string> suffixes;
  for (const std::string_view folder : {"html/chat_history/", "html/snap_history/", "json/", "html/"})
    suffixes.push_back(std::string(folder).append(base_name(path)));
  const std::vector<std::string_view> views(suffixes.begin(), suffixes.end());
  return std::string(set_root(path, views));
}

}  // namespace schouw
