// Microsoft Graph chatMessage, as /chats/…/messages, getAllMessages, …/delta and exporters save it.
//
//   {"id": "1767600000000", "chatId": "19:…@thread.v2", "from": {"user": {"id": "…", "displayName": "Bas"}},
//    "body": {"contentType": "html", "content": "<p>Hoi</p>"}, …}  ->  a message of Bas with the text "Hoi"
//
// Gaps: reactions, importance and policy violations have no place in a Message; pictures are named, never held.
#include "teams_message.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "add_line.h"
#include "html_text.h"
#include "plain_text.h"
#include "schouw/base/hash.h"
#include "schouw/base/json_stream.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "teams_powershell.h"

namespace schouw {
namespace {

constexpr auto kOutside =
    std::to_array<std::string_view>({"anonymousGuest", "azureCommunicationServicesUser", "emailUser", "federatedUser",
                                     "personalMicrosoftAccountUser", "phoneUser", "skypeUser"});

std::string tidy(std::string_view text) { return nfc(strip_invisible(text)); }

std::string url_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = [&](std::size_t at) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      return at < text.size() ? kDigits.find(ascii_lower(text.substr(at, 1))) : std::string_view::npos;
    };
    if (text[i] == '%' && digit(i + 1) != std::string_view::npos && digit(i + 2) != std::string_view::npos) {
      out += static_cast<char>(digit(i + 1) * 16 + digit(i + 2));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// The text between `before` and `after`; empty when either is missing.
std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
  const auto start = text.find(before);
  if (start == std::string_view::npos) return {};
  text.remove_prefix(start + before.size());
  const auto end = text.find(after);
  return end == std::string_view::npos ? std::string_view{} : text.substr(0, end);
}

bool is_chat_id(std::string_view id) {
  return id.ends_with("@unq.gbl.spaces") || id.ends_with("@thread.v2") || id == "48:notes";
}
bool is_channel_id(std::string_view id) { return id.ends_with("@thread.tacv2") || id.ends_with("@thread.skype"); }

ConversationKind kind_of_chat(std::string_view id) {
  if (id.ends_with("@unq.gbl.spaces") || id == "48:notes") return ConversationKind::direct;
  return id.starts_with("19:meeting_") ? ConversationKind::meeting : ConversationKind::group;
}

/// A channel message that lost its channelIdentity still has it in its link:
/// https://teams.microsoft.com/l/message/19%3A…%40thread.tacv2/1616…?groupId=…
std::string channel_of_link(std::string_view link) {
  const std::string id = url_decoded(between(link, "/l/message/", "/"));
  return is_channel_id(id) ? id : std::string{};
}

/// In a conversation of two the id holds both: 19:<oid>_<oid>@unq.gbl.spaces.
void add_counterpart(Message& message) {
  std::string_view id = message.conversation.key;
  if (!message.sender || !id.starts_with("19:") || !id.ends_with("@unq.gbl.spaces")) return;
  id = id.substr(3, id.size() - 3 - std::string_view("@unq.gbl.spaces").size());
  const auto bar = id.find('_');
  if (bar == std::string_view::npos) return;
  const std::string_view one = id.substr(0, bar), other = id.substr(bar + 1);
  const std::string& sender = message.sender->native_id;
  if (sender == one && sender != other) message.recipients.push_back({.native_id = std::string(other)});
  if (sender == other && sender != one) message.recipients.push_back({.native_id = std::string(one)});
}

/// .../hostedContents/<base64>/$value; the base64 is "id=x_0-weu-d1-…,type=1,url=https://…/objects/<id>/views/imgo".
/// Exporters save the picture under that id.
std::string hosted_name(std::string_view source) {
  const std::string decoded = base64_decode(between(source, "/hostedContents/", "/"));
  std::string_view id = between(decoded, "/objects/", "/");
  if (id.empty()) id = between(decoded, "id=", ",");
  return is_utf8(id) ? std::string(id) : std::string{};
}

/// A path without a scheme, written by an exporter that saved the picture beside the JSON. Graph's own are addresses.
bool is_saved_beside(std::string_view source) {
  return !source.empty() && source.find(':') == std::string_view::npos &&
         source.find("hostedContents/") == std::string_view::npos;
}

void add_pictures(const HtmlText& html, Message& message) {
  for (const HtmlImage& image : html.images) {
    Attachment picture{.name = hosted_name(image.source), .kind = AttachmentKind::image, .caption = tidy(image.alt)};
    if (is_saved_beside(image.source)) {
      picture.uri = url_decoded(image.source);
      if (!is_utf8(picture.uri)) picture.uri = std::string(image.source);
      std::ranges::replace(picture.uri, '\\', '/');
      picture.name = std::string(base_name(picture.uri));
      picture.mime = std::string(mime_of(picture.name));
    }
    if (image.width > 0) picture.width = image.width;
    if (image.height > 0) picture.height = image.height;
    message.attachments.push_back(std::move(picture));
  }
}

/// The words of a card, in the order of the card. `list`: the key of what this stands in; a fact says its words in
/// "value", where a choice has a code, and rich text may be written without an object around it.
void card_words(const Json& card, std::string_view list, int depth, std::string& to) {
  if (depth > 32) return;
  for (const Json& item : card.items()) {
    if (list == "inlines") add_line(to, html_to_text(item.str()).text);
    card_words(item, list, depth + 1, to);
  }
  for (const auto& [key, value] : card.members()) {
    const bool words =
        key == "text" || key == "title" || key == "subtitle" || key == "summary" || (key == "value" && list == "facts");
    if (words && value.is_string()) add_line(to, html_to_text(value.str()).text);
    if (!value.is_string()) card_words(value, key, depth + 1, to);
  }
}

void read_card(const Json& attachment, Message& message) {
  JsonDamage damage;
  const Json card = parse_json_leniently(attachment.str("content"), damage);
  std::string words;
  card_words(card, {}, 0, words);
  add_line(message.text, tidy(words));
  if (words.empty())
    message.attachments.push_back(
        {.name = std::string(attachment.str("name")), .mime = std::string(attachment.str("contentType"))});
}

/// A reply that quotes, or a message passed on: what stands in it was said by another.
void read_reference(const Json& attachment, Message& message) {
  JsonDamage damage;
  const Json what = parse_json_leniently(attachment.str("content"), damage);
  add_line(message.quoted, tidy(what.str("messagePreview")));
  add_line(message.quoted, html_to_text(what.str("originalMessageContent")).text);
  if (attachment.str("contentType") == "forwardedMessageReference") {
    message.flags.forwarded = true;
  } else if (message.in_reply_to.empty()) {
    const std::string_view id = what.str("messageId");
    message.in_reply_to = std::string(id.empty() ? attachment.str("id") : id);
  }
}

void read_attachment(const Json& attachment, Message& message) {
  const std::string_view type = attachment.str("contentType");
  const std::string name(attachment.str("name"));
  if (type == "messageReference" || type == "forwardedMessageReference") return read_reference(attachment, message);
  const bool media_card =
      type.ends_with("card.audio") || type.ends_with("card.video") || type.ends_with("card.animation");
  if (type.find(".card.") != std::string_view::npos && !media_card) return read_card(attachment, message);
  Attachment file{.name = name, .mime = std::string(type), .caption = std::string(attachment.str("contentUrl"))};
  if (media_card) {
    file.kind = type.ends_with("audio") ? AttachmentKind::audio : AttachmentKind::video;
  } else if (type == "reference" || type.find('/') != std::string_view::npos) {
    file.kind = attachment_kind_of(name, type == "reference" ? "" : type);
    if (type == "reference") file.mime = std::string(mime_of(name));
  } else {
    file.kind = AttachmentKind::link;
  }
  message.attachments.push_back(std::move(file));
}

/// First and last name of one person are often two mentions.
void read_mentions(const Json& mentions, Message& message) {
  for (const Json& mention : mentions.items()) {
    const Json& who = mention.at("mentioned");
    auto account = teams_identity(who.at("user"));
    if (!account) account = teams_identity(who.at("application"));
    if (account && std::ranges::find(message.tagged, *account) == message.tagged.end())
      message.tagged.push_back(std::move(*account));
  }
}

TeamsBody read_body(const Json& source, Message& message) {
  const Json& body = source.at("body");
  // ConvertTo-Json without -Depth: the name of a class.
  if (body.is_string() && !body.str().empty()) return TeamsBody::unknown;
  if (!body.is_object() || !body.at("content").is_string()) {
    return body.is_null() && source.find("body") == nullptr ? TeamsBody::unknown : TeamsBody::absent;
  }
  if (body.str("contentType") == "text") {
    message.text = tidy(trim(body.str("content")));
    return TeamsBody::whole;
  }
  HtmlText html = html_to_text(body.str("content"));
  message.text = std::move(html.text);
  message.quoted = std::move(html.quoted);
  add_pictures(html, message);
  return html.too_deep ? TeamsBody::too_deep : TeamsBody::whole;
}

/// PowerShell may put an object around a time, with the same in words beside it.
std::string_view time_text(const Json& value) { return value.is_object() ? value.str("value") : value.str(); }

bool says_nothing(const Json& value) {
  return value.is_null() || (value.is_object() && std::ranges::all_of(value.members(), [](const Json::Member& member) {
                               return member.second.is_null() ||
                                      (member.second.is_object() && member.second.size() == 0);
                             }));
}

bool is_event(const Json& source) {
  const std::string_view type = source.str("messageType");
  return type == "systemEventMessage" || type == "chatEvent" || type == "typing" ||
         (!says_nothing(source.at("eventDetail")) && says_nothing(source.at("from").at("user")));
}

}  // namespace

TeamsPlace teams_place(std::string_view odata_context) {
  TeamsPlace place;
  place.chat_id = url_decoded(between(odata_context, "chats('", "')"));
  place.team_id = url_decoded(between(odata_context, "teams('", "')"));
  place.channel_id = url_decoded(between(odata_context, "channels('", "')"));
  return place;
}

void teams_chat_place(const Json& chat, TeamsPlace& place) {
  const std::string_view id = chat.str("id"), type = chat.str("chatType");
  place.chat_id = std::string(id.empty() ? chat.str("chatId") : id);
  place.title = tidy(chat.str("topic"));
  place.kind = type == "oneOnOne"  ? ConversationKind::direct
               : type == "meeting" ? ConversationKind::meeting
                                   : ConversationKind::group;
}

TeamsPlace teams_place_of_path(std::string_view path) {
  TeamsPlace place;
  while (!path.empty()) {
    const auto slash = std::min(path.find('/'), path.size());
    std::string part = url_decoded(path.substr(0, slash));
    if (part.ends_with(".json")) part.resize(part.size() - 5);
    path.remove_prefix(std::min(slash + 1, path.size()));
    if (is_chat_id(part)) place.chat_id = part;
    if (is_channel_id(part)) place.channel_id = part;
  }
  return place;
}

Timestamp teams_time(const Json& value) {
  const std::string_view text = time_text(value);
  constexpr std::string_view kBefore = "/Date(";
  // "2024-03-1706:47:05Z": so in Microsoft's own examples, and in what was made after them.
  if (has_shape(text, "0000-00-0000:00:00")) {
    Timestamp read = parse_iso8601(std::string(text.substr(0, 10)).append("T").append(text.substr(10)));
    read.raw = std::string(text);
    return read;
  }
  if (!text.starts_with(kBefore)) return parse_iso8601(text);
  // Milliseconds since 1970 in UTC. An offset behind them is that of the computer, and moves nothing.
  std::string_view rest = text.substr(kBefore.size());
  std::int64_t ms = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), ms);
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  if (rest.starts_with('+') || rest.starts_with('-')) rest.remove_prefix(std::min<std::size_t>(5, rest.size()));
  if (error != std::errc{} || rest != ")/") return no_time(std::string(text));
  return instant_ms(ms, Precision::millisecond, std::string(text));
}

ConversationRef teams_conversation(const Json& message, const TeamsPlace& place) {
  ConversationRef ref;
  std::string_view chat = message.str("chatId");
  std::string channel(message.at("channelIdentity").str("channelId"));
  if (chat.empty() && channel.empty()) channel = channel_of_link(message.str("webUrl"));
  if (chat.empty() && channel.empty()) chat = place.chat_id;
  if (chat.empty() && channel.empty()) channel = place.channel_id;
  if (!chat.empty()) {
    ref.key = std::string(chat);
    ref.kind = place.kind && (place.chat_id.empty() || chat == place.chat_id) ? *place.kind : kind_of_chat(chat);
  } else if (!channel.empty()) {
    ref.key = channel;
    ref.kind = ConversationKind::channel;
  } else {
    const std::string_view root = message.str("replyToId");
    ref.key = "thread/" + std::string(root.empty() ? message.str("id") : root);
  }
  // The title is that of the place, and a message beside it may be from another.
  const bool anywhere = place.chat_id.empty() && place.channel_id.empty();
  if (!place.title.empty() && (anywhere || ref.key == place.chat_id || ref.key == place.channel_id))
    ref.title = place.title;
  return ref;
}

std::string graph_key(std::string_view key) {
  std::string out(key);
  if (!out.empty() && out.front() >= 'A' && out.front() <= 'Z')
    out.front() = static_cast<char>(out.front() - 'A' + 'a');
  return out;
}

bool has_sdk_keys(const Json& object) {
  if (object.size() == 0 || !object.is_object()) return false;
  const std::string& key = object.members().front().first;
  return !key.empty() && key.front() >= 'A' && key.front() <= 'Z';
}

void to_graph_keys(Json& value) {
  if (value.is_array())
    for (Json& item : value.items_mut()) to_graph_keys(item);
  if (!value.is_object()) return;
  Json more = Json::object();
  for (auto& [key, member] : value.members_mut()) {
    key = graph_key(key);
    to_graph_keys(member);
    if (key == "additionalProperties" && member.is_object()) more = std::exchange(member, {});
  }
  for (auto& [key, member] : more.members_mut())
    if (value.at(key).is_null()) value[key] = std::move(member);
}

std::optional<AccountRef> teams_identity(const Json& set) {
  // The SDK writes all of them, those that are not meant without a name.
  bool is_set = false;
  for (const std::string_view key : {"user", "application", "device", "conversation", "phone", "guest"}) {
    const Json& one = set.at(key);
    if (!one.is_object()) continue;
    is_set = true;
    if (auto account = teams_identity(one)) return account;
  }
  if (!set.is_object() || is_set) return std::nullopt;
  AccountRef account{.display_name = tidy(trim(set.str("displayName"))),
                     .email = std::string(trim(set.str("email"))),
                     .native_id = std::string(set.str("id"))};
  const std::string_view type = set.str("userIdentityType");
  account.outside_tenant = std::ranges::binary_search(kOutside, type);
  if (type == "phoneUser") {
    account.phone = account.native_id.substr(account.native_id.starts_with("4:") ? 2 : 0);
    account.native_id.clear();
  }
  if (account.empty()) return std::nullopt;
  return account;
}

Member teams_member(const Json& member, std::string_view home_tenant) {
  Member out;
  out.account.display_name = tidy(trim(member.str("displayName")));
  out.account.email = std::string(trim(member.str("email")));
  out.account.native_id = std::string(member.str("userId"));
  const std::string_view tenant = member.str("tenantId");
  bool guest = !home_tenant.empty() && !tenant.empty() && tenant != home_tenant;
  for (const Json& role : member.at("roles").items()) {
    out.admin = out.admin || role.str() == "owner";
    guest = guest || role.str() == "guest";
  }
  out.account.outside_tenant = guest;
  // 0001-01-01 stands for "all of the history": it says nothing of when.
  out.since = teams_time(member.at("visibleHistoryStartDateTime"));
  if (out.since.raw.starts_with("0001") || out.since.raw.starts_with("/Date(-")) out.since = {};
  return out;
}

std::vector<Member> teams_members(const Json& object, const Locator& at) {
  std::vector<Member> out;
  const auto add = [&](const Json& one) {
    out.push_back(teams_member(one, object.str("tenantId")));
    out.back().locator = at;
  };
  const Json& members = object.at("members");
  const Json& list =
      members.is_object() ? members.at("value") : members;  // Windows PowerShell: {"value": […], "Count": 2}
  for (const Json& one : list.items()) add(one);
  if (members.is_object() && !list.is_array()) add(members);
  return out;
}

static TeamsMessage read_message(const Json& source, const TeamsPlace& place, Locator locator) {
  TeamsMessage out;
  Message& message = out.message;
  message.platform = "teams";
  message.locator = std::move(locator);
  message.conversation = teams_conversation(source, place);
  message.native_id = std::string(source.str("id"));
  message.in_reply_to = std::string(source.str("replyToId"));
  message.time = teams_time(source.at("createdDateTime"));
  message.title = tidy(source.str("subject"));
  message.sender = teams_identity(source.at("from"));
  const std::string_view etag = source.str("etag");
  message.version = std::string(etag.empty() ? time_text(source.at("lastModifiedDateTime")) : etag);
  message.flags.edited = !says_nothing(source.at("lastEditedDateTime"));
  message.flags.deleted = !says_nothing(source.at("deletedDateTime")) || source.at("deleted").boolean().value_or(false) ||
                          source.at("isDeleted").boolean().value_or(false);  // of a preview
  read_mentions(source.at("mentions"), message);
  if (is_event(source)) {
    message.kind = MessageKind::system;
    read_teams_event(source.at("eventDetail"), out);
    return out;
  }
  out.sender_lost = !message.sender && !says_nothing(source.at("from"));
  out.body = read_body(source, message);
  for (const Json& attachment : source.at("attachments").items()) read_attachment(attachment, message);
  add_counterpart(message);
  if (message.flags.deleted && message.text.empty() && message.attachments.empty()) out.body = TeamsBody::absent;
  return out;
}

TeamsMessage teams_message(const Json& source, const TeamsPlace& place, Locator locator) {
  if (!has_powershell_text(source)) return read_message(source, place, std::move(locator));
  Json unwrapped = source;
  unwrap_powershell(unwrapped);
  TeamsMessage out = read_message(unwrapped, place, std::move(locator));
  // "@{application=; device=; user=}": there was somebody.
  out.sender_lost = !out.message.sender && out.message.kind == MessageKind::message && !says_nothing(source.at("from"));
  return out;
}

bool is_teams_context(std::string_view head) {
  const auto at = head.find("@odata.context");
  if (at == std::string_view::npos) return false;
  const std::string_view context = head.substr(at, 600);
  if (context.find("$metadata#") == std::string_view::npos) return false;
  for (const std::string_view mark : {"#chats", "/chats(", "#teams", "/channels(", "(chatMessage)", "#chatMessage"})
    if (context.find(mark) != std::string_view::npos) return true;
  return false;
}

}  // namespace schouw
