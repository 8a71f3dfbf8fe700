// One message of a Skype or personal Teams export. `content` is XML of a kind that is not always well-formed, so it is
// read as HTML is: whatever stands there.
//
//   {"id": "1767600000000", "originalarrivaltime": "2026-01-05T08:00:00.12Z", "messagetype": "RichText", "from":
//   "8:live:bas",
//    "content": "<quote author=\"live:k\"><legacyquote>[1] K: </legacyquote>Mag dat?</quote>Ja<e_m
//    a=\"live:bas\"></e_m>"}
//   -> "Ja" of live:bas, edited; "Mag dat?" is quoted
//
// Gaps: reactions are not read; the file of a picture is found only under the name that Skype gives the first of its
// sizes.
#include "skype_message.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "html_text.h"
#include "html_walk.h"
#include "plain_text.h"
#include "schouw/base/json_stream.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

/// An element of `content`: its attributes and the text in it.
struct Element {
  std::string name = {}, text = {};
  std::map<std::string, std::string, std::less<>> attributes = {};
  std::string get(std::string_view key) const {
    const auto found = attributes.find(key);
    return found == attributes.end() ? std::string{} : tidy_text(found->second);
  }
};

constexpr std::size_t kMostElements = 10'000;

std::vector<Element> elements_of(std::string_view content) {
  std::vector<Element> all;
  std::vector<std::size_t> open;
  const ByteSource source = [&content] { return std::span<const char>(std::exchange(content, std::string_view{})); };
  walk_html(source, {.start =
                         [&](const HtmlElement& element) {
                           open.push_back(all.size());
                           if (all.size() >= kMostElements) return;
                           Element one{.name = std::string(element.name)};
                           for (const auto& [key, value] : element.attributes) one.attributes.emplace(key, value);
                           all.push_back(std::move(one));
                         },
                     .end =
                         [&](std::string_view) {
                           if (!open.empty()) open.pop_back();
                         },
                     .text =
                         [&](std::string_view text) {
                           if (!open.empty() && open.back() < all.size()) all[open.back()].text += text;
                         }});
  return all;
}

const Element* first(const std::vector<Element>& all, std::string_view name) {
  const auto found = std::ranges::find(all, name, &Element::name);
  return found == all.end() ? nullptr : &*found;
}

std::string text_of(const std::vector<Element>& all, std::string_view name) {
  const Element* found = first(all, name);
  return found == nullptr ? std::string{} : tidy_text(found->text);
}

/// ".../v1/objects/0-weu-d1-5f…" -> "0-weu-d1-5f…"
std::string object_id(std::string_view uri) {
  const auto at = uri.find("/objects/");
  if (at == std::string_view::npos) return {};
  uri.remove_prefix(at + 9);
  return std::string(uri.substr(0, uri.find('/')));
}

/// <URIObject uri="https://api.asm.skype.com/v1/objects/0-weu-…" type="Picture.1"><OriginalName v="dino.jpg"/>…
void add_file(const std::vector<Element>& all, AttachmentKind kind, Message& message) {
  Attachment file{.kind = kind};
  if (const Element* name = first(all, "originalname")) file.name = name->get("v");
  if (const Element* object = first(all, "uriobject")) {
    const std::string id = object_id(object->get("uri"));
    const auto dot = file.name.rfind('.');
    if (!id.empty() && dot != std::string::npos) file.uri = "media/" + id + ".1" + file.name.substr(dot);
    if (const Element* size = first(all, "filesize"); size != nullptr && object_id(object->get("uri")).empty())
      file.caption = size->get("v");
  }
  if (kind == AttachmentKind::document) file.kind = attachment_kind_of(file.name, {});
  file.mime = std::string(mime_of(file.name));
  message.attachments.push_back(std::move(file));
}

void add_contacts(const std::vector<Element>& all, Message& message) {
  for (const Element& one : all)
    if (one.name == "c")
      message.attachments.push_back({.name = one.get("f"), .kind = AttachmentKind::contact, .caption = one.get("s")});
}

void add_location(const std::vector<Element>& all, Message& message) {
  Attachment place{.kind = AttachmentKind::location};
  if (const Element* found = first(all, "location")) place.caption = found->get("address");
  message.attachments.push_back(std::move(place));
}

void read_text(std::string_view content, Message& message) {
  HtmlText html = html_to_text(content);
  message.text = std::move(html.text);
  message.quoted = std::move(html.quoted);
  for (const Element& one : elements_of(content)) {
    if (one.name == "e_m") message.flags.edited = true;
    if (one.name == "at" && !one.get("id").empty())
      message.tagged.push_back(skype_account(one.get("id"), tidy_text(one.text)));
  }
}

/// <partlist type="ended"><part identity="live:bas"><name>Bas</name><duration>63.2</duration></part></partlist>
void read_call(std::string_view content, Message& message) {
  message.kind = MessageKind::call;
  const std::vector<Element> all = elements_of(content);
  const Element* list = first(all, "partlist");
  const std::string type = list == nullptr ? std::string{} : ascii_lower(list->get("type"));
  message.event = type == "missed" ? "missed-call" : type.empty() || type == "ended" ? "call-ended" : "call-" + type;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].name != "part") continue;
    const bool named = i + 1 < all.size() && all[i + 1].name == "name";
    AccountRef one = skype_account(all[i].get("identity"), named ? tidy_text(all[i + 1].text) : std::string{});
    if (!one.empty() && (!message.sender || one.native_id != message.sender->native_id))
      message.recipients.push_back(std::move(one));
  }
}

struct Activity {
  std::string_view type, event;
};
constexpr auto kActivities = std::to_array<Activity>({{"AddMember", "member-added"},
                                                      {"DeleteMember", "member-removed"},
                                                      {"MemberJoined", "member-joined"},
                                                      {"MemberLeft", "member-left"},
                                                      {"TopicUpdate", "renamed"}});

/// <addmember><eventtime>…</eventtime><initiator>8:live:k</initiator><target>8:live:bas</target></addmember>
void read_activity(std::string_view type, std::string_view content, SkypeMessage& to) {
  Message& message = to.message;
  message.kind = MessageKind::system;
  const auto known = std::ranges::find(kActivities, type, &Activity::type);
  message.event = known == kActivities.end() ? ascii_lower(type) : std::string(known->event);
  const std::vector<Element> all = elements_of(content);
  message.text = unescaped_text(text_of(all, "value"));  // escaped twice
  const bool leaving = message.event == "member-removed" || message.event == "member-left";
  to.membership = {.platform = message.platform, .conversation = message.conversation, .locator = message.locator};
  for (const Element& one : all) {
    if (one.name != "target" && one.name != "initiator") continue;
    AccountRef account = skype_account(tidy_text(one.text), {});
    if (account.empty()) continue;
    message.tagged.push_back(account);
    if (one.name != "target" || !message.event.starts_with("member-")) continue;
    Member member{.account = std::move(account), .locator = message.locator};
    (leaving ? member.until : member.since) = message.time;
    to.membership.members.push_back(std::move(member));
  }
  message.sender.reset();
}

void read_rich(std::string_view type, std::string_view content, Message& message) {
  const auto slash = type.find('/');
  const std::string_view what = slash == std::string_view::npos ? std::string_view{} : type.substr(slash + 1);
  if (what.empty() || what == "Html") return read_text(content, message);
  const std::vector<Element> all = elements_of(content);
  message.text = text_of(all, "description");
  if (message.text.starts_with("Description:")) message.text.clear();  // Skype's own, with the name of the file
  if (what == "UriObject") return add_file(all, AttachmentKind::image, message);
  if (what.starts_with("Media_Video") || what.starts_with("Media_Flik"))
    return add_file(all, AttachmentKind::video, message);
  if (what.starts_with("Media_CallRecording")) {
    const Element* object = first(all, "uriobject");
    const bool film = object != nullptr && object->get("type").starts_with("Video");
    return add_file(all, film ? AttachmentKind::video : AttachmentKind::audio, message);
  }
  if (what.starts_with("Media_Audio")) return add_file(all, AttachmentKind::audio, message);
  if (what == "Contacts") return add_contacts(all, message);
  if (what == "Location") return add_location(all, message);
  if (what.starts_with("Media_GenericFile")) return add_file(all, AttachmentKind::document, message);
  // Cards, albums, invitations and what comes after them: their words.
  read_text(content, message);
}

/// A line of the list of calls that Skype keeps for the owner: "Call Logs for Call …" was written by nobody. The call
/// is in `properties`, as JSON in a text; with whom it was gives the conversation.
void read_call_log(const Json& source, SkypePlace& place, SkypeMessage& out) {
  Message& message = out.message;
  out.logged = true;
  message.kind = MessageKind::call;
  message.event = "call-log";
  message.sender.reset();
  JsonDamage ignored;
  const Json log = parse_json_leniently(source.at("properties").str("call-log"), ignored);
  const auto account = [&](std::string_view who) {
    return skype_account(log.str(who), log.at(std::string(who) + "Participant").str("displayName"));
  };
  AccountRef from = account("originator"), to = account("target");
  const std::string state = ascii_lower(log.str("callState"));
  if (!state.empty())
    message.event = state == "missed" ? "missed-call" : state == "accepted" ? "call-ended" : "call-" + state;
  const bool outgoing = log.str("callDirection") == "outgoing" || log.str("originator") == place.owner;
  if (const std::string_view other = log.str(outgoing ? "target" : "originator"); !other.empty())
    place = {.id = std::string(other), .title = (outgoing ? to : from).display_name, .owner = place.owner};
  if (const Timestamp begun = parse_iso8601(log.str("startTime")); begun.basis != Timestamp::Basis::none)
    message.time = begun;
  out.until = parse_iso8601(log.str("endTime"));
  if (!from.empty()) message.sender = std::move(from);
  if (!to.empty()) message.recipients.push_back(std::move(to));
}

Timestamp time_of(const Json& source) {
  Timestamp time = parse_iso8601(source.str("originalarrivaltime"));
  const Timestamp composed = parse_iso8601(source.str("composetime"));
  const bool use_other = time.basis == Timestamp::Basis::none && composed.basis != Timestamp::Basis::none;
  return use_other ? composed : time;
}

/// The sender's own place in a conversation of two names the other.
void add_counterpart(const SkypePlace& place, Message& message) {
  if (message.conversation.kind != ConversationKind::direct || !message.sender || place.owner.empty()) return;
  if (!message.recipients.empty()) return;  // a call names its parties
  const AccountRef owner = skype_account(place.owner, {}), other = skype_account(place.id, {});
  if (message.sender->native_id == owner.native_id && message.sender->phone == owner.phone) {
    if (!other.empty()) message.recipients.push_back(other);
  } else if (!owner.empty()) {
    message.recipients.push_back(owner);
  }
}

}  // namespace

AccountRef skype_account(std::string_view identity, std::string_view name) {
  identity = trim(identity);
  identity.remove_prefix(std::min(identity.size(), identity.rfind('/') + 1));
  AccountRef out{.display_name = tidy_text(name)};
  if (identity.empty()) return out;
  if (identity.starts_with("4:")) {
    out.phone = std::string(identity.substr(2));
  } else if (identity.starts_with("8:orgid:")) {
    out.native_id = std::string(identity.substr(8));
  } else {
    const bool user = identity.starts_with("8:") || identity.starts_with("1:") || identity.starts_with("2:");
    out.native_id = std::string(identity.substr(user ? 2 : 0));
    out.handle = out.native_id;
    if (out.native_id.find('@') != std::string::npos && !out.native_id.starts_with("19:")) out.email = out.native_id;
  }
  if (out.display_name == out.handle || out.display_name == identity) out.display_name.clear();
  return out;
}

std::string_view skype_platform(std::string_view conversation_id, std::string_view identity) {
  for (const std::string_view ending : {"@thread.v2", "@unq.gbl.spaces", "@thread.tacv2"})
    if (conversation_id.ends_with(ending)) return "teams";
  return conversation_id.starts_with("8:orgid:") || identity.starts_with("8:orgid:") ? "teams" : "skype";
}

ConversationRef skype_conversation(const SkypePlace& place) {
  ConversationRef ref{.key = place.id, .title = place.title};
  const bool thread = place.id.starts_with("19:");
  ref.kind = thread && !place.id.ends_with("@unq.gbl.spaces") ? ConversationKind::group : ConversationKind::direct;
  if (place.id.starts_with("19:meeting_")) ref.kind = ConversationKind::meeting;
  if (!thread && !place.owner.empty() && place.id != place.owner) {
    const auto& [low, high] = std::minmax(place.id, place.owner);
    ref.key = low + "+" + high;
  }
  return ref;
}

SkypeMessage skype_message(const Json& source, const SkypePlace& place, Locator locator) {
  SkypeMessage out;
  Message& message = out.message;
  SkypePlace mine = place;
  if (const std::string_view id = source.str("conversationid"); mine.id.empty() && !id.empty())
    mine.id = std::string(id);
  message.platform = std::string(skype_platform(mine.id, source.str("from")));
  message.locator = std::move(locator);
  message.conversation = skype_conversation(mine);
  message.time = time_of(source);
  const Json& id = source.at("id");
  message.native_id = id.is_string()    ? std::string(id.str())
                      : id.is_integer() ? std::to_string(*id.integer())
                                        : std::string{};
  const Json& version = source.at("version");
  message.version = version.is_integer() ? std::to_string(*version.integer()) : std::string(version.str());
  if (AccountRef sender = skype_account(source.str("from"), source.str("displayName")); !sender.empty())
    message.sender = std::move(sender);
  message.flags.edited = !source.at("properties").at("edittime").is_null();
  message.flags.deleted = !source.at("properties").at("deletetime").is_null();
  const std::string_view type = source.str("messagetype"), content = source.str("content");
  if (source.find("content") == nullptr && source.find("messagetype") == nullptr) {
    out.content = SkypeContent::unknown;
  } else if (mine.id == "48:calllogs") {
    read_call_log(source, mine, out);
    message.platform = std::string(skype_platform(mine.id, source.str("from")));
    message.conversation = skype_conversation(mine);
  } else if (type.starts_with("ThreadActivity/")) {
    read_activity(type.substr(15), content, out);
  } else if (type == "Event/Call") {
    read_call(content, message);
  } else if (type == "Notice" || type == "PopCard" || type.starts_with("InviteFreeRelationshipChanged")) {
    message.kind = MessageKind::system;
    message.event = type.starts_with("Invite") ? "relation-changed" : "notice";
    message.sender.reset();
    message.text = html_to_text(content).text;
  } else if (type.starts_with("EndToEndEncryption/")) {
    message.flags.encrypted = true;
    out.content = SkypeContent::encrypted;
  } else if (type == "Poll") {
    message.attachments.push_back({.kind = AttachmentKind::poll, .caption = html_to_text(content).text});
  } else if (type.starts_with("RichText")) {
    read_rich(type, content, message);
  } else {
    read_text(content, message);
  }
  add_counterpart(mine, message);
  return out;
}

}  // namespace schouw
