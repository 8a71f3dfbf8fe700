// What the chat service of Teams answers its own web application, saved from the browser by somebody without the rights
// of an administrator. The messages are those of a Skype export, with more beside them:
//
//   {"id": "1767600000001", "messagetype": "RichText/Html", "content": "<p>Zie de lijst</p>", "composetime": "…Z",
//    "from": "https://emea.ng.msg.teams.microsoft.com/v1/users/ME/contacts/8:orgid:<object id>", "imdisplayname": "Karin",
//    "conversationLink": "https://…/conversations/19:…@thread.tacv2;messageid=1767600000000",
//    "properties": {"files": "[{\"fileName\": \"lijst.docx\", …}]", "mentions": "[{\"mri\": \"8:orgid:…\"}]"}}
//
// Gaps: reactions, cards and who read a message.
#include "teams_web_message.h"

#include <algorithm>
#include <utility>

#include "html_text.h"
#include "plain_text.h"
#include "schouw/base/json_stream.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMostWebParts = 1'000;  ///< files, mentions or pictures of one message

/// "…/conversations/19:abc@thread.tacv2;messageid=17676": the conversation, and the post that is answered.
struct WebThread {
  std::string id = {}, root = {};
};

WebThread web_thread(const Json& source) {
  std::string_view id = source.str("conversationid");
  std::string_view link = source.str("conversationLink");
  if (const auto at = link.rfind("/conversations/"); at != std::string_view::npos) link.remove_prefix(at + 15);
  if (id.empty()) id = link;
  // A message that its reader saved, or was told of: its own conversation stands beside that list.
  const std::string_view own = source.str("clumpId");
  if (id.starts_with("48:") && own.starts_with("19:")) return {.id = std::string(own)};
  WebThread out{.id = std::string(id.substr(0, id.find(';')))};
  constexpr std::string_view kRoot = ";messageid=";
  if (const auto at = link.find(kRoot); at != std::string_view::npos) out.root = link.substr(at + kRoot.size());
  return out;
}

/// A list that stands as JSON in a text, or as it is.
Json web_list(const Json& properties, std::string_view key) {
  const Json& value = properties.at(std::string(key));
  if (value.is_array()) return value;
  JsonDamage ignored;
  return parse_json_leniently(value.str(), ignored);
}

void add_web_files(const Json& files, Message& message) {
  for (const Json& one : files.items()) {
    if (message.attachments.size() >= kMostWebParts) return;
    const std::string_view name = one.str("fileName").empty() ? one.str("title") : one.str("fileName");
    const std::string_view address = one.str("objectUrl").empty() ? one.str("baseUrl") : one.str("objectUrl");
    if (name.empty() && address.empty()) continue;
    Attachment file{.name = tidy_text(name), .mime = std::string(mime_of(name)), .caption = tidy_text(address)};
    file.kind = attachment_kind_of(file.name, {});
    message.attachments.push_back(std::move(file));
  }
}

void add_web_mentions(const Json& mentions, Message& message) {
  for (const Json& one : mentions.items()) {
    const bool person = one.str("mentionType").empty() || one.str("mentionType") == "person";
    if (!person || message.tagged.size() >= kMostWebParts) continue;
    if (AccountRef account = skype_account(one.str("mri"), one.str("displayName")); !account.empty())
      message.tagged.push_back(std::move(account));
  }
}

/// ".../v1/objects/0-weu-d1-5f…/views/imgo": the file lies at Microsoft; exporters name it after its number.
void add_web_pictures(std::string_view content, Message& message) {
  for (const HtmlImage& image : html_to_text(content).images) {
    const auto at = image.source.find("/objects/");
    if (at == std::string::npos || message.attachments.size() >= kMostWebParts) continue;
    const std::string_view id = std::string_view(image.source).substr(at + 9);
    message.attachments.push_back({.name = tidy_text(id.substr(0, id.find('/'))), .kind = AttachmentKind::image});
  }
}

/// "19:<object id>_<object id>@unq.gbl.spaces" names both.
void add_web_counterpart(std::string_view id, Message& message) {
  if (!id.starts_with("19:") || !id.ends_with("@unq.gbl.spaces") || !message.sender || !message.recipients.empty()) return;
  std::string_view both = id.substr(3, id.find('@') - 3);
  const std::string_view first = both.substr(0, both.find('_'));
  both.remove_prefix(std::min(first.size() + 1, both.size()));
  const std::string_view other = first == message.sender->native_id ? both : first;
  if (!other.empty() && (first == message.sender->native_id || both == message.sender->native_id))
    message.recipients.push_back({.native_id = std::string(other)});
}

}  // namespace

SkypeMessage teams_web_message(const Json& source, Locator locator) {
  const WebThread thread = web_thread(source);
  const SkypePlace place{.id = thread.id, .title = tidy_text(source.str("threadtopic"))};
  SkypeMessage out = skype_message(source, place, std::move(locator));
  Message& message = out.message;
  std::string_view identity = source.str("from");
  identity.remove_prefix(std::min(identity.size(), identity.rfind('/') + 1));
  message.platform = std::string(skype_platform(thread.id, identity));
  const bool channel = thread.id.ends_with("@thread.tacv2") || (thread.id.ends_with("@thread.skype") && message.platform == "teams");
  if (channel) message.conversation.kind = ConversationKind::channel;
  const std::string_view type = source.str("messagetype");
  // Signs that somebody is typing, and the list of what the owner was told.
  if (type.starts_with("Control/") || (thread.id.starts_with("48:") && thread.id != "48:notes" && thread.id != "48:calllogs")) {
    message.kind = MessageKind::system;
    message.event = type.starts_with("Control/") ? "control" : "notice";
    message.sender.reset();
  }
  if (message.sender && message.sender->display_name.empty()) message.sender->display_name = tidy_text(source.str("imdisplayname"));
  const std::string_view own_number = source.str("secondaryReferenceId");
  if (const auto number = own_number.rfind("_M_"); number != std::string_view::npos) message.native_id = own_number.substr(number + 3);
  if (!thread.root.empty() && thread.root != message.native_id) message.in_reply_to = thread.root;
  const Json& properties = source.at("properties");
  message.title = tidy_text(properties.str("subject").empty() ? properties.str("title") : properties.str("subject"));
  add_web_files(web_list(properties, "files"), message);
  add_web_mentions(web_list(properties, "mentions"), message);
  if (type.starts_with("RichText") && type.find("Media_") == std::string_view::npos) add_web_pictures(source.str("content"), message);
  add_web_counterpart(thread.id, message);
  out.membership.platform = message.platform;
  out.membership.conversation = message.conversation;
  return out;
}

}  // namespace schouw
