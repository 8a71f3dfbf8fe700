// Microsoft Graph eventDetail: what happened in a chat, a channel or a call.
//
//   {"@odata.type": "#microsoft.graph.membersAddedEventMessageDetail", "members": [{"id": "…"}], "initiator": …}
//   -> kind system, event "member-added", and a ConversationInfo with the member since then
//
// Gap: events that Graph adds later get their own name as event; what they hold beside names and people is left.
#include <algorithm>
#include <array>
#include <utility>

#include "schouw/base/utf8.h"
#include "teams_message.h"

namespace schouw {
namespace {

struct KnownEvent {
  std::string_view type, event;
};
constexpr auto kTeamsEvents = std::to_array<KnownEvent>({
    {"callEnded", "call-ended"},
    {"callRecording", "call-recording"},
    {"callStarted", "call-started"},
    {"callTranscript", "call-transcript"},
    {"chatRenamed", "renamed"},
    {"channelRenamed", "renamed"},
    {"teamRenamed", "renamed"},
    {"membersAdded", "member-added"},
    {"membersDeleted", "member-removed"},
    {"membersJoined", "member-joined"},
    {"membersLeft", "member-left"},
});

/// "#microsoft.graph.teamsAppInstalledEventMessageDetail" -> "teamsAppInstalled"
std::string_view type_name(std::string_view type) {
  type.remove_prefix(type.rfind('.') == std::string_view::npos ? 0 : type.rfind('.') + 1);
  constexpr std::string_view kTail = "EventMessageDetail";
  if (type.ends_with(kTail)) type.remove_suffix(kTail.size());
  return type;
}

std::string kebab(std::string_view camel) {
  std::string out;
  for (const char c : camel.substr(0, 64)) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !out.empty()) out += '-';
    out += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::string event_name(std::string_view type) {
  const auto known = std::ranges::find(kTeamsEvents, type, &KnownEvent::type);
  return known == kTeamsEvents.end() ? kebab(type) : std::string(known->event);
}

void membership(const Json& detail, bool leaving, TeamsMessage& to) {
  to.membership = {
      .platform = to.message.platform, .conversation = to.message.conversation, .locator = to.message.locator};
  for (const Json& one : detail.at("members").items()) {
    auto account = teams_identity(one);
    if (!account) continue;
    to.message.tagged.push_back(*account);
    Member member{.account = std::move(*account), .locator = to.message.locator};
    (leaving ? member.until : member.since) = to.message.time;
    to.membership.members.push_back(std::move(member));
  }
}

}  // namespace

void read_teams_event(const Json& detail, TeamsMessage& to) {
  const std::string_view type = type_name(detail.str("@odata.type"));
  Message& message = to.message;
  message.event = event_name(type);
  message.kind = type.starts_with("call") ? MessageKind::call : MessageKind::system;
  auto initiator = teams_identity(detail.at("initiator"));
  if (message.kind == MessageKind::call) {
    if (initiator) message.sender = std::move(initiator);
    for (const Json& one : detail.at("callParticipants").items())
      if (auto account = teams_identity(one.at("participant"))) message.recipients.push_back(std::move(*account));
  } else {
    membership(detail, type == "membersDeleted" || type == "membersLeft", to);
    if (initiator) message.tagged.push_back(std::move(*initiator));
    message.sender.reset();
  }
  for (const std::string_view key : {"chatDisplayName", "channelDisplayName", "teamDisplayName", "callDuration",
                                     "callRecordingDisplayName", "teamsAppDisplayName"})
    if (const std::string_view value = detail.str(key); !value.empty()) message.text = nfc(strip_invisible(value));
}

}  // namespace schouw
