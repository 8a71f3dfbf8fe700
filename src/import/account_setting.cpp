// Settings as events:
//
//   "Private Account": {"value": "False"}   ->  event "setting", title "private_account", text "false"
#include "account_setting.h"

#include <algorithm>
#include <array>
#include <utility>

#include "schouw/base/utf8.h"

namespace schouw {

std::optional<bool> setting_value(std::string_view written) {
  constexpr auto kOn = std::to_array<std::string_view>({"true", "enabled", "on", "yes", "waar", "ingeschakeld", "aan", "ja"});
  constexpr auto kOff =
      std::to_array<std::string_view>({"false", "disabled", "off", "no", "onwaar", "uitgeschakeld", "uit", "nee"});
  const std::string word = ascii_lower(trim(written));
  if (std::ranges::find(kOn, std::string_view(word)) != kOn.end()) return true;
  if (std::ranges::find(kOff, std::string_view(word)) != kOff.end()) return false;
  return std::nullopt;
}

Message account_setting(std::string_view name, bool on, std::string_view whose, Timestamp time, Locator at) {
  Message message{.kind = MessageKind::event, .time = std::move(time), .locator = std::move(at)};
  message.conversation = {
      .key = "settings/" + fold(whose), .kind = ConversationKind::direct, .title = "settings"};
  message.sender = AccountRef{.is_owner = true};
  message.text = on ? "true" : "false";
  message.title = std::string(name);
  message.event = "setting";
  return message;
}

}  // namespace schouw
