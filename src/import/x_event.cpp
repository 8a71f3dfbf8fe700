// One event in a conversation of X.
//
//   {"messageCreate": {"id": "9", "senderId": "7", "recipientId": "5", "createdAt": "2023-05-01T12:00:00.000Z",
//    "text": "Hoi", "mediaUrls": []}}                        ->  a message of 7 to 5
//   {"participantsLeave": {"userIds": ["7"], "createdAt": …}}  ->  kind system, event "member-left"
//
// Gaps: people are numbers here, never names; reactions inside a message and the words before an edit are not read; who removed
// somebody from a group is not in the archive.
#include <utility>

#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "x_record.h"

namespace schouw {
namespace {

void replace_links(const Json& message, std::string& text) {
  for (const Json& link : message.at("urls").items()) {
    const std::string_view from = link.str("url");
    const std::string to = x_text(link.str("expanded"));
    if (from.empty() || to.empty()) continue;
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  }
}

/// "https://ton.twitter.com/dm/<message>/<media>/<file>"; in the archive it lies as <message>-<file>.
void add_event_media(const Json& source, const XFile& file, Message& message) {
  for (const Json& address : source.at("mediaUrls").items()) {
    const std::string_view url = address.str();
    Attachment one{.name = std::string(base_name(url.substr(0, url.find('?'))))};
    one.mime = std::string(mime_of(one.name));
    one.kind = attachment_kind_of(one.name, one.mime);
    if (!one.name.empty() && !message.native_id.empty())
      one.uri = file.media_folder + "/" + message.native_id + "-" + one.name;
    message.attachments.push_back(std::move(one));
  }
}

void read_message(const Json& source, const XFile& file, Message& message) {
  message.native_id = x_id(source.at("id"));
  if (std::string id = x_id(source.at("senderId")); !id.empty())
    message.sender = AccountRef{.native_id = std::move(id)};
  if (std::string id = x_id(source.at("recipientId")); !id.empty())
    message.recipients.push_back({.native_id = std::move(id)});
  message.text = x_text(source.str("text"));
  replace_links(source, message.text);
  add_event_media(source, file, message);
  message.flags.edited = source.at("editHistory").size() > 0;
  message.version = file.headers ? "0" : "1";
}

void add_people(const Json& ids, Message& message, std::vector<Member>& members) {
  for (const Json& one : ids.items()) {
    AccountRef who{.native_id = x_id(one.is_object() ? one.at("userId") : one)};
    if (who.empty()) continue;
    message.text += (message.text.empty() ? "" : ", ") + who.native_id;
    message.tagged.push_back(who);
    members.push_back({.account = std::move(who), .locator = message.locator});
  }
}

void add_initiator(const Json& source, Message& message) {
  AccountRef who{.native_id = x_id(source.at("initiatingUserId"))};
  if (who.empty()) return;
  for (const AccountRef& one : message.tagged)
    if (one == who) return;
  message.tagged.push_back(std::move(who));
}

/// Below a message, by somebody who wrote nothing.
void read_reaction(const Json& source, Message& message) {
  message.kind = MessageKind::event;
  message.event = "reaction";
  message.native_id = x_id(source.at("eventId"));
  message.text = x_text(source.str("reactionKey"));
  if (std::string id = x_id(source.at("senderId")); !id.empty())
    message.sender = AccountRef{.native_id = std::move(id)};
}

/// Lines of X about a group: no sender, and the ids of the people as words.
void read_group_event(std::string_view what, const Json& source, XEvent& out) {
  Message& message = out.message;
  message.kind = MessageKind::system;
  if (what == "participantsJoin") {
    message.event = "member-added";
    add_people(source.at("userIds"), message, out.members);
    for (Member& one : out.members) one.since = message.time;
  } else if (what == "participantsLeave") {
    message.event = "member-left";
    add_people(source.at("userIds"), message, out.members);
    for (Member& one : out.members) one.until = message.time;
  } else if (what == "conversationNameUpdate") {
    message.event = "subject-changed";
    message.text = out.new_title = x_text(source.str("name"));
  } else {
    // The owner came in; the others were there before.
    message.event = "conversation-joined";
    add_people(source.at("participantsSnapshot"), message, out.members);
  }
  add_initiator(source, message);
}

}  // namespace

XEvent x_event(const Json& wrapped, const XFile& file) {
  XEvent out;
  out.message.platform = "x";
  for (const std::string_view what : {"messageCreate", "welcomeMessageCreate", "joinConversation", "participantsJoin",
                                      "participantsLeave", "conversationNameUpdate", "reactionCreate"}) {
    const Json* source = wrapped.find(what);
    if (source == nullptr || !source->is_object()) continue;
    out.message.time = x_time(source->at("createdAt"));
    if (what.ends_with("essageCreate")) {
      read_message(*source, file, out.message);
    } else if (what == "reactionCreate") {
      read_reaction(*source, out.message);
    } else {
      read_group_event(what, *source, out);
    }
    return out;
  }
  out.known = false;
  return out;
}

ConversationRef x_conversation(std::string_view id, bool is_group) {
  const auto bar = id.find('-');
  const bool two = !is_group && bar != std::string_view::npos && bar > 0 && bar + 1 < id.size();
  return {.key = std::string(id), .kind = two ? ConversationKind::direct : ConversationKind::group};
}

}  // namespace schouw
