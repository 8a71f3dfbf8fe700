// A page that DiscordChatExporter writes for people to look at, message by message.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "html_stream.h"
#include "schouw/base/json.h"
#include "schouw/model/message.h"

namespace schouw {

/// A number of Discord holds the moment it was given out, in UTC.
inline std::optional<std::int64_t> discord_moment(std::string_view id) {
  constexpr std::int64_t kEpoch = 1'420'070'400'000;
  if (id.size() < 17 || id.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const auto number = Json(id).integer();
  if (!number || *number <= 0) return std::nullopt;
  return (*number >> 22) + kEpoch;
}

struct DiscordBlock {
  std::string id = {}, text = {}, quoted = {}, reply_to = {};
  std::string notice = {};   ///< a line of the app: "pinned a message to this channel."
  std::string embed = {};    ///< previews of links, or all that a program says
  std::string written = {};  ///< the time as the page shows it
  AccountRef author = {};
  bool edited = false, forwarded = false;
  std::vector<Attachment> files = {};
  std::vector<AccountRef> tagged = {};
};

struct DiscordPage {
  std::vector<std::string> preamble = {};  ///< the server, the channel, its topic
  bool cut = false;                        ///< the file ends within a message
  HtmlDamage damage = {};
};
/// Kind and title by what stands on top: the server and the channel, with its category and perhaps a thread.
void name_conversation(std::string_view server, std::string_view channel, ConversationRef&);

DiscordPage read_discord_page(const ByteSource&, const std::function<void(const DiscordPage&, DiscordBlock&&)>&);

}  // namespace schouw
