// Copies of chat messages in a mailbox.
//
//   Karin to Bas, no subject, in TeamsMessagesData  ->  a message of platform teams, in the conversation of these two
//
// Gap: two group chats of the same people without a name are one conversation, where the item has no thread.
#include "teams_mailbox.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "schouw/base/sort_unique.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr auto kFolders =
    std::to_array<std::string_view>({"teamsmessagesdata", "teamsmeetings", "migrated-teams-chat", "substrateholds"});
constexpr std::string_view kOfHistory = "team chat";  ///< in a mailbox; a folder on a disk may bear that name too

/// As Purview condenses a name: a '-' for each character that is no letter, digit or bracket.
std::string condensed(std::string_view name) {
  std::string out;
  for (const char c : ascii_lower(name)) {
    if ((c & 0xC0) == 0x80) continue;  // a character of several bytes is one
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '(' || c == ')';
    out += kept ? c : '-';
  }
  return out;
}

bool is_own_folder(std::string_view name) {
  return std::ranges::any_of(kFolders, [&](std::string_view folder) { return condensed(name) == condensed(folder); });
}

/// The same for both directions of a conversation: who is in it, whoever writes.
std::string key_of_people(const ParsedMail& mail) {
  std::vector<std::string> people;
  const auto add = [&](const AccountRef& one) {
    people.push_back(fold(!one.email.empty() ? one.email : !one.native_id.empty() ? one.native_id : one.display_name));
  };
  if (!mail.from.empty()) add(mail.from.front());
  std::ranges::for_each(mail.recipients, add);
  sort_unique(people);
  std::string key = "people:";
  for (const std::string& one : people) key += one + '|';
  return key;
}

}  // namespace

bool same_folder(std::string_view name, std::string_view other) { return condensed(name) == condensed(other); }

bool is_teams_folder(std::string_view name) { return is_own_folder(name) || same_folder(name, kOfHistory); }

bool in_teams_folder(std::string_view path) {
  while (!path.empty()) {
    const auto slash = std::min(path.find('/'), path.size());
    if (slash == path.size()) return false;  // the name of the file
    if (is_own_folder(path.substr(0, slash))) return true;
    path.remove_prefix(slash + 1);
  }
  return false;
}

Message teams_copy(ParsedMail mail, Timestamp time, std::string thread, std::string topic, Locator where) {
  Message message{.platform = "teams", .time = std::move(time), .locator = std::move(where)};
  message.conversation.key = !thread.empty() ? std::move(thread) : topic.empty() ? key_of_people(mail) : "topic:" + fold(topic);
  message.conversation.title = std::move(topic);
  message.conversation.kind = mail.recipients.size() == 1 ? ConversationKind::direct : ConversationKind::group;
  if (!mail.from.empty()) message.sender = std::move(mail.from.front());
  message.recipients = std::move(mail.recipients);
  message.text = std::move(mail.said);
  message.quoted = std::move(mail.quoted);
  message.attachments = std::move(mail.attachments);
  message.native_id = std::move(mail.message_id);
  message.flags.deleted = mail.deleted;
  return message;
}

}  // namespace schouw
