// What signal-export writes of one chat: <chat>/chat.md and <chat>/data.json, which tell the same messages. Both make
// the same records of them, so that a message counts once.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "schouw/base/json.h"
#include "schouw/import/importer.h"

namespace schouw {

class SignalChat {
 public:
  explicit SignalChat(const EntryReader&);

  void writes(const std::string& sender);  ///< more than two who write are a group
  ConversationRef conversation() const;

 private:
  std::string title_, where_;
  std::set<std::string> senders_;
};

/// "Me" is the owner, "No-Sender" nobody.
void sign_signal(const std::string& sender, Message&);

/// "Missed voice call", "Outgoing video call (accepted, 3m 2s)" is no text of somebody.
void set_signal_call(Message&);

/// {"date": "2024-01-01T09:59:00", "body": "Hio"}: what stood there before the message was changed.
Message signal_version(const Json& edit, const Message& now);

/// "media/foto%201.jpg"
std::string signal_path(std::string_view written);

}  // namespace schouw
