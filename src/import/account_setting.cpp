// Settings as events, and what a profile says:
//
//   "Private Account": {"value": "False"}   ->  event "setting", title "private_account", text "false"
//   "bio": "Docent op De Breul"             ->  event "profile", text "Docent op De Breul"
#include "account_setting.h"

#include <algorithm>
#include <array>
#include <utility>

#include "add_line.h"
#include "schouw/base/hash.h"
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


Message profile_words(std::string words, Locator at) {
  Message message{.kind = MessageKind::event, .locator = std::move(at)};
  message.conversation = {
      .key = "profile/" + content_id({"profile", words}), .kind = ConversationKind::direct, .title = "profile"};
  message.sender = AccountRef{.is_owner = true};
  message.text = std::move(words);
  message.event = "profile";
  return message;
}

std::string facebook_profile_words(const Json& profile, MetaText& text) {
  std::string out;
  for (const std::string_view key : {"intro_bio", "about_me"}) {
    const Json& said = profile.at(key);
    add_line(out, text.tidy(said.is_string() ? said.str() : said.str("name")));
  }
  for (const Json& job : profile.at("work_experiences").items()) {
    if (job.at("end_timestamp").integer().value_or(0) > 0) continue;   // a job of the past
    std::string line = text.tidy(job.str("title"));
    const std::string employer = text.tidy(job.str("employer"));
    line += (line.empty() || employer.empty() ? "" : ", ") + employer;
    add_line(out, line);
  }
  return out;
}

std::string instagram_profile_words(const Json& profile, MetaText& text) {
  for (const auto& [label, field] : profile.at("string_map_data").members())
    if (const std::string name = text.tidy(label); name == "Bio" || name == "Biografie" || name == "Biography")
      return text.tidy(field.str("value"));
  return {};
}

}  // namespace schouw
