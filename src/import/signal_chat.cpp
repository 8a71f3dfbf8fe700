#include "signal_chat.h"

#include "plain_text.h"
#include "schouw/base/utf8.h"

namespace schouw {

SignalChat::SignalChat(const EntryReader& entry) {
  std::string_view path = entry.path();
  const std::string_view file = base_name(path);
  path = path.substr(0, path.size() - file.size());
  // signal-export gives each chat a folder; other programs name the file after the chat.
  const bool folder = file == "chat.md" || file == "index.md" || file == "data.json";
  std::string_view name = folder && path.size() > 1 ? base_name(path.substr(0, path.size() - 1)) : file;
  if (!folder) name = name.substr(0, name.rfind('.'));
  title_ = tidy_text(name);
  where_ = with_archive(entry, path);
}

void SignalChat::writes(const std::string& sender) {
  if (!sender.empty() && senders_.size() < 3) senders_.insert(sender);
}

ConversationRef SignalChat::conversation() const {
  if (senders_.size() > 2) return {.key = "group/" + fold(title_), .kind = ConversationKind::group, .title = title_};
  std::string other;
  for (const std::string& one : senders_)
    if (one != "Me") other = one;
  return {.key = one_sided_key(other, where_ + title_), .kind = ConversationKind::direct, .title = title_};
}

void sign_signal(const std::string& sender, Message& message) {
  if (sender == "Me")
    message.sender = AccountRef{.is_owner = true};
  else if (!sender.empty() && sender != "No-Sender")
    message.sender = AccountRef{.display_name = sender};
}

void set_signal_call(Message& message) {
  const std::string_view text = message.text;
  const bool call = (text.starts_with("Incoming ") || text.starts_with("Outgoing ") || text.starts_with("Missed ")) &&
                    text.substr(0, 40).find("call") != std::string_view::npos &&
                    text.find('\n') == std::string_view::npos;
  if (!call || !message.attachments.empty()) return;
  message.kind = MessageKind::call;
  message.event = text.starts_with("Missed ") ? "missed-call" : "call";
}

Message signal_version(const Json& edit, const Message& now) {
  Message before{.kind = MessageKind::event,
                 .conversation = now.conversation,
                 .sender = now.sender,
                 .recipients = now.recipients,
                 .event = "earlier-version",
                 .locator = now.locator};
  before.time = parse_iso8601(prefix(edit.str("date"), 19));
  before.time.raw = std::string(prefix(edit.str("date"), 40));
  before.text = tidy_text(edit.str("body"));
  return before;
}

std::string signal_path(std::string_view written) {
  if (written.starts_with("./")) written.remove_prefix(2);
  std::string path(written);
  for (auto at = path.find("%20"); at != std::string::npos; at = path.find("%20", at + 1)) path.replace(at, 3, " ");
  return path;
}

}  // namespace schouw
