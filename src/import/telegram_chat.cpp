// Which conversation a chat of Telegram is, for all who have it in an export.
//
//   {"name": "Noor", "type": "personal_chat", "id": 222}, owner user111  ->  "two/user111/user222", direct
//   {"name": "6B", "type": "private_supergroup", "id": 1234567890}       ->  "channel/1234567890", group
//
// Messages of channels and supergroups are numbered for everybody. Of chats and small groups every account counts for
// itself: 5 is one message for Bas and another for Noor, so there the number tells nothing.
//
// Gap: of one chat in a file of its own the owner is who writes to the other; when only the other wrote, the key is
// the other's alone, and the same chat in a whole export is another conversation.
#include <algorithm>
#include <array>

#include "schouw/base/utf8.h"
#include "telegram_message.h"

namespace schouw {
namespace {

enum class Ids { user, self, group, channel };
struct Type {
  std::string_view name;
  ConversationKind kind;
  Ids ids;
};
constexpr auto kTypes = std::to_array<Type>({
    {"personal_chat", ConversationKind::direct, Ids::user},
    {"bot_chat", ConversationKind::direct, Ids::user},
    {"saved_messages", ConversationKind::direct, Ids::self},
    {"replies", ConversationKind::direct, Ids::self},
    {"verification_codes", ConversationKind::direct, Ids::self},
    {"private_group", ConversationKind::group, Ids::group},
    {"private_supergroup", ConversationKind::group, Ids::channel},
    {"public_supergroup", ConversationKind::group, Ids::channel},
    {"private_channel", ConversationKind::channel, Ids::channel},
    {"public_channel", ConversationKind::public_, Ids::channel},
});

/// Until 2021 the number of a group held its kind too.
std::string bare_number(const Json& id) {
  const auto number = id.integer();
  if (!number) return telegram_tidy(id.str());
  constexpr std::int64_t kChats = std::int64_t{1} << 32, kChannels = std::int64_t{1} << 33;
  if (*number >= kChannels) return std::to_string(*number - kChannels);
  return std::to_string(*number >= kChats ? *number - kChats : *number);
}

std::string key_of_two(const std::string& other, std::string_view owner) {
  if (owner.empty() || owner == other) return "with/" + other;
  const auto [first, second] = std::minmax({std::string(owner), other});  // the list: values, not references
  return "two/" + first + "/" + second;
}

}  // namespace

TelegramChat telegram_chat(const Json& head, std::string_view owner, std::string_view entry_path) {
  TelegramChat chat;
  ConversationRef& ref = chat.conversation;
  ref.title = telegram_tidy(head.str("name"));
  const auto type = std::ranges::find(kTypes, head.str("type"), &Type::name);
  const bool has_id = !bare_number(head.at("id")).empty() && bare_number(head.at("id")) != "0";
  if (type == kTypes.end() || (!has_id && type->ids != Ids::self)) {
    // Of whom or what is not said; the file is all that holds it together.
    ref.key = has_id ? "chat/" + bare_number(head.at("id")) : "path/" + std::string(entry_path) + "/" + fold(ref.title);
    if (type != kTypes.end()) ref.kind = type->kind;
    return chat;
  }
  ref.kind = type->kind;
  switch (type->ids) {
    case Ids::user:
      chat.two = true;
      chat.other = {.display_name = ref.title, .native_id = telegram_user(head.at("id"))};
      ref.key = key_of_two(chat.other.native_id, owner);
      break;
    case Ids::self:
      ref.key = std::string(type->name) + "/" + (owner.empty() ? telegram_user(head.at("id")) : std::string(owner));
      break;
    case Ids::group:
      ref.key = "group/" + bare_number(head.at("id"));
      break;
    case Ids::channel:
      ref.key = "channel/" + bare_number(head.at("id"));
      chat.numbers = TelegramNumbers::shared;
      break;
  }
  return chat;
}

}  // namespace schouw
