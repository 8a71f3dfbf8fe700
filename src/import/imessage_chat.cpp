#include "imessage_chat.h"

#include <algorithm>
#include <array>
#include <utility>

#include "plain_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMostSenders = 2'000, kMostTold = 200'000;

AccountRef account_of(std::string_view written) {
  const std::string name = tidy_text(written);
  if (name.empty() || name == "Unknown") return {};
  const bool number = name.size() > 3 && name.find_first_not_of("+0123456789 -()") == std::string::npos;
  if (number) return {.phone = name};
  const bool address = name.find('@') != std::string::npos && name.find(' ') == std::string::npos;
  return address ? AccountRef{.email = name} : AccountRef{.display_name = name};
}

bool is_hex(std::string_view text) { return text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

}  // namespace

std::optional<ImessageHead> imessage_head(std::string_view line) {
  // Letters stand for letters here: "May", "PM".
  constexpr auto kShapes = std::to_array<std::string_view>({"aaa 00, 0000  0:00:00 aa", "aaa 00, 0000 00:00:00 aa"});
  constexpr std::size_t kSize = 24;
  const auto fits = [&](std::string_view shape) {
    for (std::size_t i = 0; i < kSize; ++i) {
      const char c = line[i], lower = static_cast<char>(c | 0x20);
      const bool same = shape[i] == 'a' ? lower >= 'a' && lower <= 'z' : shape[i] == '0' ? is_digit(c) : c == shape[i];
      if (!same) return false;
    }
    return line[22] == 'A' || line[22] == 'P';
  };
  if (line.size() < kSize || std::ranges::none_of(kShapes, fits)) return {};
  if (line.size() > kSize && line[kSize] != ' ') return {};
  return ImessageHead{line.substr(0, kSize), trim(line.substr(kSize))};
}

bool is_begun_imessage_head(std::string_view line) {
  if (line.size() < 8 || line.size() >= 24) return false;
  constexpr std::string_view kRest = "May 17, 2022  5:29:42 PM";
  return imessage_head(std::string(line) + std::string(kRest.substr(line.size()))).has_value();
}

Timestamp imessage_time(std::string_view written) {
  std::string text = tidy_text(written);
  for (auto at = text.find("  "); at != std::string::npos; at = text.find("  ")) text.erase(at, 1);
  Timestamp time = parse_written_date(text);
  time.raw = tidy_text(written);
  return time;
}

bool is_imessage_path(std::string_view line) {
  if (line.empty() || line.size() > 1024 || line.find("://") != std::string_view::npos) return false;
  if (line.starts_with("attachments/")) return line.size() > 12;
  if (line.front() != '/' && line.front() != '~' && !(line.size() > 2 && line[1] == ':')) return false;
  if (line.find("/Attachments/") != std::string_view::npos || line.find("/attachments/") != std::string_view::npos)
    return true;
  // A file of a backup: "…/33/33c81da8ae3194fc5a0ea993ef6ffe0b048baedb".
  const auto slash = line.rfind('/');
  return slash != std::string_view::npos && line.size() - slash == 41 && is_hex(line.substr(slash + 1));
}

Attachment imessage_file(std::string_view path) {
  // "attachments/12/33.heic (App: Stickers)"
  for (const std::string_view mark : {" (App: ", " (Genmoji prompt: "})
    if (path.ends_with(')')) path = path.substr(0, path.rfind(mark));
  std::string written = tidy_text(path);
  std::ranges::replace(written, '\\', '/');
  Attachment file{.name = std::string(base_name(written))};
  file.mime = std::string(mime_of(file.name));
  file.kind = attachment_kind_of(file.name, file.mime);
  const std::string ending = ascii_lower(file.name.substr(std::min(file.name.rfind('.'), file.name.size())));
  if (ending == ".caf" || ending == ".amr") file.kind = AttachmentKind::audio;
  // Another place is one on the phone or the Mac.
  if (!written.empty() && written.front() != '/' && written.front() != '~' && written.find(':') == std::string::npos) file.uri = written;
  return file;
}

std::string_view imessage_event(std::string_view text) {
  constexpr auto kEvents = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{" named the conversation", "renamed"},
       {" renamed the conversation", "renamed"},
       {" to the conversation", "member-added"},
       {" from the conversation", "member-removed"},
       {" left the conversation", "member-left"},
       {" unsent a message", "message-deleted"}});
  for (const auto& [words, event] : kEvents)
    if (text.find(words) != std::string_view::npos) return event;
  return {};
}

bool is_imessage_effect(std::string_view line) {
  constexpr std::string_view kSent = "Sent with ";
  constexpr auto kEffects = std::to_array<std::string_view>(
      {"Balloons", "Confetti", "Echo", "Fireworks", "Gentle", "Heart", "Invisible Ink", "Lasers", "Loud", "Shooting Star",
       "Shooting Start", "Slam", "Sparkles", "Spotlight"});
  return line.starts_with(kSent) && std::ranges::find(kEffects, line.substr(kSent.size())) != kEffects.end();
}

bool is_imessage_unsent(std::string_view line) {
  return line.find(" unsent this message part ") != std::string_view::npos && line.ends_with(" after sending!");
}

ImessageChat::ImessageChat(const EntryReader& entry) {
  const std::string_view path = entry.path(), file = base_name(path);
  title_ = tidy_text(file.substr(0, file.rfind('.')));
  where_ = with_archive(entry, path.substr(0, path.size() - file.size())) + title_;
  // The program puts here what belongs to no chat any more: not between two people.
  group_ = title_ == "orphaned";
  // A group with a name has its number behind it.
  const auto dash = title_.rfind(" - ");
  if (dash == std::string::npos || dash == 0 || dash + 3 == title_.size()) return;
  if (title_.find_first_not_of("0123456789", dash + 3) != std::string::npos) return;
  group_ = true;
  title_.resize(dash);
}

void ImessageChat::writes(std::string_view sender, std::string_view receipt) {
  const std::string name = tidy_text(sender);
  if (receipt.starts_with("(Read by them ") && owners_.size() < 3) owners_.insert(name);
  if (name != "Me" && !account_of(name).empty() && senders_.size() < kMostSenders) senders_.insert(name);
}

/// In a chat of two the file bears the name or number of the other.
AccountRef ImessageChat::other() const {
  for (const std::string& name : senders_)
    if (!owners_.contains(name)) return account_of(name);
  return title_.find(", ") == std::string::npos ? account_of(title_) : AccountRef{};
}

ConversationRef ImessageChat::conversation() const {
  const auto others = std::ranges::count_if(senders_, [&](const std::string& name) { return !owners_.contains(name); });
  const ConversationKind kind = group_ || others > 1 ? ConversationKind::group : ConversationKind::direct;
  return {.key = one_sided_key(fold(title_), where_), .kind = kind, .title = title_};
}

ConversationInfo ImessageChat::info() const {
  ConversationInfo out{.conversation = conversation(), .locator = Locator::at_index(0)};
  const auto add = [&](AccountRef account) {
    if (!account.empty()) out.members.push_back({.account = std::move(account), .locator = out.locator});
  };
  if (out.conversation.kind == ConversationKind::direct) {
    add(other());
  } else {
    for (const std::string& name : senders_)
      if (!owners_.contains(name)) add(account_of(name));
  }
  add({.is_owner = true});
  return out;
}

void ImessageChat::sign(std::string_view sender, bool owner, Message& message) const {
  message.conversation = conversation();
  const bool two = message.conversation.kind == ConversationKind::direct;
  if (owner) {
    message.sender = AccountRef{.is_owner = true};
    if (two && !other().empty()) message.recipients.push_back(other());
    return;
  }
  AccountRef who = account_of(sender);
  if (!who.empty()) message.sender = std::move(who);
  if (two) message.recipients.push_back({.is_owner = true});
}

bool ImessageChat::is_twin(const Message& message, std::string_view sender) {
  const std::string key = message.native_id.empty()
                              ? message.time.raw + "\n" + std::string(sender) + "\n" + message.text
                              : message.native_id;
  if (told_.size() >= kMostTold) return told_.contains(key);
  return !told_.insert(key).second;
}

}  // namespace schouw
