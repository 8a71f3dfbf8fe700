// Microsoft Graph objects of Teams to records: identities, conversations, messages, events, members.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/model/message.h"

namespace schouw {

/// What is known of the conversation outside the message: from @odata.context, the folder, or a chat object.
struct TeamsPlace {
  std::string chat_id = {}, team_id = {}, channel_id = {};
  std::string title = {};
  std::optional<ConversationKind> kind = {};
};

/// "…$metadata#teams('…')/channels('19%3A…')/messages" and the like; also the folder "<chatId>/".
TeamsPlace teams_place(std::string_view odata_context);
TeamsPlace teams_place_of_path(std::string_view entry_path);

/// The file says so itself: "@odata.context": "…$metadata#chats('…')/messages".
bool is_teams_context(std::string_view head);

/// The key is the chat id or the channel id: both are unique in all of Teams. Without either: the thread's own id,
/// so that no two strangers seem to share a chat.
ConversationRef teams_conversation(const Json& message, const TeamsPlace&);

/// {user: {...}} | {application: {...}} | ..., or a bare identity. Nothing for null.
std::optional<AccountRef> teams_identity(const Json& identity_set);

/// The chat of this chat object.
void teams_chat_place(const Json& chat, TeamsPlace&);

/// A conversationMember. `home_tenant`: members of another one are outside; empty: not known.
Member teams_member(const Json& member, std::string_view home_tenant);

/// The members of a chat, or of what has them: a list, or the one that PowerShell makes of a list of one.
std::vector<Member> teams_members(const Json& object, const Locator&);

enum class TeamsBody { whole, absent, unknown, too_deep };

struct TeamsMessage {
  Message message;
  TeamsBody body = TeamsBody::whole;
  bool sender_lost = false;          ///< somebody sent it, and the file does not say who any more
  ConversationInfo membership = {};  ///< who came or went, for an event that says so
};
TeamsMessage teams_message(const Json& message, const TeamsPlace&, Locator);

/// What Graph writes, or Windows PowerShell makes of it: "/Date(1767600000123)/", or an object around that.
Timestamp teams_time(const Json& value);

/// Graph's name for a key of the Graph PowerShell SDK: "CreatedDateTime" -> "createdDateTime".
std::string graph_key(std::string_view key);

/// The SDK writes its own keys, and puts what it has no field for below "AdditionalProperties"; both as Graph has them.
bool has_sdk_keys(const Json& object);
void to_graph_keys(Json& value);

/// Fills in kind, event, text and people of a message with `eventDetail`.
void read_teams_event(const Json& detail, TeamsMessage&);

}  // namespace schouw
