// One message of Telegram Desktop's JSON.
//
//   {"id": 5, "type": "message", "date": "2023-05-01T12:01:00", "date_unixtime": "1682942460", "from": "Bas",
//    "from_id": "user111", "text": ["zie ", {"type": "link", "text": "https://example.org"}]}
//   {"id": 6, "type": "service", "action": "invite_members", "actor": "Bas", "members": ["Noor", null], …}
//   -> a message of user111; kind system, event "member-added"
//
// Gaps: those who were added or removed are names, and who left Telegram has none; reactions and buttons are not read;
// what stood there before an edit is not in the export.
#include "telegram_message.h"

#include <algorithm>
#include <array>
#include <utility>

#include "add_line.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"

namespace schouw {
namespace {

struct KnownAction {
  std::string_view action, event;
};
constexpr auto kActions = std::to_array<KnownAction>({
    {"create_channel", "group-created"},
    {"create_group", "group-created"},
    {"delete_group_photo", "icon-changed"},
    {"edit_group_photo", "icon-changed"},
    {"edit_group_title", "subject-changed"},
    {"group_call", "group-call"},
    {"invite_members", "member-added"},
    {"join_group_by_link", "joined-by-link"},
    {"join_group_by_request", "member-joined"},
    {"pin_message", "message-pinned"},
    {"remove_members", "member-removed"},
});

std::string event_of(std::string_view action) {
  const auto known = std::ranges::find(kActions, action, &KnownAction::action);
  if (known != kActions.end()) return std::string(known->event);
  std::string event = ascii_lower(prefix(action, 64));
  std::ranges::replace(event, '_', '-');
  return event;
}

/// The exporter says why a file is not there: "(File not included. Change data exporting settings to download.)"
bool is_remark(std::string_view path) { return path.starts_with('(') && path.ends_with(')'); }

AttachmentKind kind_of(std::string_view media_type, const Attachment& file) {
  if (media_type == "sticker") return AttachmentKind::sticker;
  if (media_type == "voice_message" || media_type == "audio_file") return AttachmentKind::audio;
  if (media_type == "video_message" || media_type == "video_file" || media_type == "animation")
    return AttachmentKind::video;
  return attachment_kind_of(file.name, file.mime);
}

std::optional<int> small_number(const Json& value) {
  const auto number = value.integer();
  if (!number || *number <= 0 || *number > 1'000'000) return std::nullopt;
  return static_cast<int>(*number);
}

}  // namespace

void telegram_file(const Json& source, std::string_view key, Message& message) {
  const Json& path = source.at(key);
  // An export that was tidied up tells what a file was, not where it is.
  const bool told = key == "file" && !source.str("media_type").empty();
  if (!path.is_string() && !told) return;
  Attachment file{.name = telegram_tidy(source.str("file_name"))};
  if (path.is_string() && !is_remark(path.str())) {
    file.uri = std::string(path.str());
    if (file.name.empty()) file.name = std::string(base_name(path.str()));
  }
  const bool photo = key == "photo";
  file.mime = std::string(photo ? "image/jpeg" : source.str("mime_type"));
  if (file.mime.empty()) file.mime = std::string(mime_of(file.name));
  file.kind = photo ? AttachmentKind::image : kind_of(source.str("media_type"), file);
  file.caption = telegram_tidy(source.str("sticker_emoji"));
  file.width = small_number(source.at("width"));
  file.height = small_number(source.at("height"));
  const auto bytes = source.at(photo ? "photo_file_size" : "file_size").integer();
  if (bytes && *bytes > 0) file.bytes = static_cast<std::uint64_t>(*bytes);
  file.view_once = source.at("self_destruct_period_seconds").is_number();
  message.attachments.push_back(std::move(file));
}

namespace {

std::string full_name(const Json& person) {
  return telegram_tidy(std::string(person.str("first_name")).append(" ").append(person.str("last_name")));
}

void add_contact(const Json& contact, Message& message) {
  if (!contact.is_object()) return;
  message.attachments.push_back({.name = full_name(contact),
                                 .kind = AttachmentKind::contact,
                                 .caption = telegram_tidy(contact.str("phone_number"))});
}

void add_place(const Json& source, Message& message) {
  const Json& at = source.at("location_information");
  if (!at.is_object()) return;
  Attachment place{.name = telegram_tidy(source.str("place_name")), .kind = AttachmentKind::location};
  place.caption = telegram_tidy(source.str("address"));
  const auto latitude = at.at("latitude").number(), longitude = at.at("longitude").number();
  if (latitude && longitude) place.gps = GeoPoint{*latitude, *longitude};
  message.attachments.push_back(std::move(place));
}

}  // namespace

void telegram_tag(AccountRef who, Message& message) {
  if (!who.empty() && std::ranges::find(message.tagged, who) == message.tagged.end())
    message.tagged.push_back(std::move(who));
}

namespace {

void add_entity(const Json& entity, Message& message, std::string& text) {
  const std::string_view words = entity.str("text");
  text += words;
  const std::string_view type = entity.str("type");
  if (type == "mention" && words.starts_with('@')) telegram_tag({.handle = telegram_tidy(words.substr(1))}, message);
  if (type == "mention_name")
    telegram_tag({.display_name = telegram_tidy(words), .native_id = telegram_user(entity.at("user_id"))}, message);
  const std::string_view href = entity.str("href");
  if (type == "text_link" && !href.empty() && href != words) text.append(" (").append(href).append(")");
}

/// A string, or pieces of it.
std::string pieces_of(const Json& text, Message& message) {
  if (text.is_string()) return telegram_tidy(text.str());
  std::string out;
  for (const Json& piece : text.items()) {
    if (piece.is_string()) {
      out += piece.str();
    } else {
      add_entity(piece, message, out);
    }
  }
  return telegram_tidy(out);
}

/// `text_entities` is the same and newer, but some programs leave it empty or wrong.
std::string text_of(const Json& source, Message& message) {
  const Json* text = source.find("text");
  std::string words = text == nullptr ? std::string{} : pieces_of(*text, message);
  return words.empty() ? pieces_of(source.at("text_entities"), message) : words;
}

/// A question and the answers to choose from, or a list of things to do, which is as much the sender's words.
void add_poll(const Json& poll, Message& message) {
  if (!poll.is_object()) return;
  Attachment out{.name = pieces_of(poll.at("question"), message), .kind = AttachmentKind::poll};
  for (const Json& answer : poll.at("answers").items()) add_line(out.caption, pieces_of(answer.at("text"), message));
  message.attachments.push_back(std::move(out));
}

void add_tasks(const Json& list, Message& message) {
  add_line(message.text, pieces_of(list.at("title"), message));
  for (const Json& task : list.at("answers").items()) add_line(message.text, pieces_of(task.at("text"), message));
}

void add_game(const Json& source, Message& message) {
  std::string title = telegram_tidy(source.str("game_title"));
  if (title.empty()) return;
  message.attachments.push_back({.name = std::move(title),
                                 .kind = AttachmentKind::link,
                                 .caption = telegram_tidy(source.str("game_description"))});
}

AccountRef account(const Json& source, std::string_view name, std::string_view id) {
  return {.display_name = telegram_tidy(source.str(name)), .native_id = telegram_peer(source.at(id))};
}

/// Old exports say "edited": "1970-01-01T01:00:00" of what was never edited.
bool is_real(const Timestamp& time) {
  constexpr std::int64_t kTwoDays = 2 * 86'400'000;
  return time.basis != Timestamp::Basis::none && time.ms > kTwoDays;
}

/// Words that came from elsewhere were said by another, unless people pass on their own.
void read_forward(const Json& source, Message& message) {
  if (source.find("forwarded_from") == nullptr && source.find("forwarded_from_id") == nullptr) return;
  message.flags.forwarded = true;
  const AccountRef from = account(source, "forwarded_from", "forwarded_from_id");
  const bool by_id = message.sender && !from.native_id.empty() && from.native_id == message.sender->native_id;
  const bool by_name = message.sender && from.native_id.empty() && !from.display_name.empty() &&
                       from.display_name == message.sender->display_name;
  if (!by_id && !by_name) message.quoted = std::exchange(message.text, {});
}

void read_said(const Json& source, TelegramMessage& out) {
  Message& message = out.message;
  AccountRef sender = account(source, "from", "from_id");
  out.author = telegram_tidy(source.str("author"));
  if (!sender.empty()) message.sender = std::move(sender);
  message.text = text_of(source, message);
  telegram_file(source, "photo", message);
  telegram_file(source, "file", message);
  add_contact(source.at("contact_information"), message);
  add_place(source, message);
  add_poll(source.at("poll"), message);
  add_tasks(source.at("todo_list"), message);
  add_game(source, message);
  if (const Json* rich = source.find("rich_message")) out.absent = telegram_rich(*rich, message) == TelegramRich::part;
  read_forward(source, message);
  if (const auto reply = source.at("reply_to_message_id").integer();
      reply && source.find("reply_to_peer_id") == nullptr)
    message.in_reply_to = std::to_string(*reply);
  const Timestamp edited = telegram_time(source, "edited");
  message.flags.edited = is_real(edited);
  const Timestamp& last = message.flags.edited ? edited : message.time;
  if (last.basis != Timestamp::Basis::none) message.version = std::to_string(last.ms / 1000);
}

void add_members(const Json& source, const AccountRef& actor, TelegramMessage& out) {
  Message& message = out.message;
  const std::string_view action = source.str("action");
  const bool goes = action == "remove_members";
  const bool joins = action == "join_group_by_link" || action == "join_group_by_request";
  std::vector<AccountRef> who;
  for (const Json& name : source.at("members").items())
    if (AccountRef one{.display_name = telegram_tidy(name.str())}; !one.empty())
      who.push_back(one.display_name == actor.display_name ? actor : std::move(one));
  if (joins && who.empty() && !actor.empty()) who.push_back(actor);
  if (goes && who.size() == 1 && who.front() == actor) message.event = "member-left";
  const bool makes = action == "create_group" && !actor.empty() && std::ranges::find(who, actor) == who.end();
  if (makes) out.members.push_back({.account = actor, .since = message.time, .admin = true, .locator = {}});
  for (AccountRef& one : who) {
    if (!one.display_name.empty()) message.text += (message.text.empty() ? "" : ", ") + one.display_name;
    Member member{.account = one, .admin = action == "create_group" && one == actor, .locator = {}};
    (goes ? member.until : member.since) = message.time;
    out.members.push_back(std::move(member));
    telegram_tag(std::move(one), message);
  }
}

void read_service(const Json& source, TelegramMessage& out) {
  Message& message = out.message;
  AccountRef actor = account(source, "actor", "actor_id");
  const std::string_view action = source.str("action");
  message.kind = MessageKind::system;
  message.event = event_of(action);
  message.text = telegram_tidy(source.str("title"));
  if (action == "phone_call" || action == "group_call") {
    message.kind = MessageKind::call;
    if (action == "phone_call") message.event = source.str("discard_reason") == "missed" ? "missed-call" : "call";
    if (!actor.empty()) message.sender = std::move(actor);
    return;
  }
  if (message.text.empty()) message.text = text_of(source, message);
  if (message.text.empty()) message.text = pieces_of(source.at("information_text"), message);
  for (const std::string_view moves :
       {"create_group", "invite_members", "remove_members", "join_group_by_link", "join_group_by_request"})
    if (action == moves) add_members(source, actor, out);
  telegram_file(source, "photo", message);
  telegram_tag(std::move(actor), message);
}

}  // namespace

std::string telegram_tidy(std::string_view text) { return std::string(trim(nfc(strip_invisible(text)))); }

std::string telegram_peer(const Json& id) {
  if (id.is_string()) return telegram_tidy(id.str());
  const std::int64_t number = id.is_integer() ? id.integer().value_or(0) : 0;
  constexpr std::int64_t kChats = std::int64_t{1} << 32, kChannels = std::int64_t{1} << 33;
  if (number <= 0) return {};
  if (number >= kChannels) return "channel" + std::to_string(number - kChannels);
  return number >= kChats ? "chat" + std::to_string(number - kChats) : "user" + std::to_string(number);
}

std::string telegram_user(const Json& id) {
  const auto number = id.integer();
  if (number) return *number > 0 ? "user" + std::to_string(*number) : std::string{};
  return telegram_tidy(id.str());
}

Timestamp telegram_time(const Json& object, std::string_view key) {
  const std::string unix_key = std::string(key) + "_unixtime";
  const Json& unix_time = object.at(unix_key);
  constexpr std::int64_t kLatest = 100'000'000'000;
  if (const auto seconds = unix_time.integer(); seconds && *seconds > 0 && *seconds < kLatest)
    return instant_ms(*seconds * 1000, Precision::second,
                      unix_time.is_string() ? std::string(unix_time.str()) : std::to_string(*seconds));
  return parse_iso8601(object.str(key));
}

TelegramMessage telegram_message(const Json& source) {
  TelegramMessage out;
  Message& message = out.message;
  message.platform = "telegram";
  message.time = telegram_time(source, "date");
  if (const auto id = source.at("id").integer()) message.native_id = std::to_string(*id);
  const std::string_view type = source.str("type");
  if (type == "service") {
    read_service(source, out);
  } else if (type == "message" || (type.empty() && source.find("date") != nullptr && source.find("text") != nullptr)) {
    read_said(source, out);
    out.absent = out.absent || (message.text.empty() && message.quoted.empty() && message.attachments.empty());
  } else {
    // Telegram could not export it: a number and nothing more.
    out.known = type == "unsupported";
    out.absent = out.known;
    message.kind = MessageKind::event;
    message.event = "unsupported";
  }
  return out;
}

}  // namespace schouw
