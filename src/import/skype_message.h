// Objects of a Skype or personal Teams export to records: identities, conversations, messages.
#pragma once

#include <string>
#include <string_view>

#include "schouw/base/json.h"
#include "schouw/model/message.h"

namespace schouw {

/// "8:live:bas", "8:orgid:<object id>", "4:+31610000001", "28:bot", or such behind an address. Name: as shown, or
/// empty.
AccountRef skype_account(std::string_view identity, std::string_view name);

/// "teams" for conversations and identities of Teams, else "skype".
std::string_view skype_platform(std::string_view conversation_id, std::string_view identity);

/// What is known of the conversation a message stands in.
struct SkypePlace {
  std::string id = {};  ///< as the export names it
  std::string title = {};
  std::string owner = {};  ///< whose export it is: in a conversation of two, half of the key
};

/// The same key from either side of a conversation of two.
ConversationRef skype_conversation(const SkypePlace&);

enum class SkypeContent { whole, encrypted, unknown };

struct SkypeMessage {
  Message message;
  SkypeContent content = SkypeContent::whole;
  ConversationInfo membership = {};  ///< who came or went, for an event that says so
  bool logged = false;               ///< from the list of calls: the conversation may tell the same call itself
  Timestamp until = {};              ///< of a call in that list: when it ended
};
SkypeMessage skype_message(const Json& source, const SkypePlace&, Locator);

}  // namespace schouw
