// Conversations of Messenger and Instagram: message_1.json and its followers, and Messenger's end-to-end encrypted
// chats, which are downloaded apart.
#pragma once

#include <string>
#include <vector>

#include "meta_file.h"

namespace schouw {

/// What a file of a conversation says apart from its messages. It may stand behind them.
struct MetaThread {
  ConversationRef conversation = {};
  std::vector<std::string> participants = {};
};
MetaThread meta_thread(const Json& root, std::string_view entry_path, MetaText&);

/// One of messages[], both spellings ("sender_name", "senderName"). Without conversation and recipients.
Message meta_message(const Json&, MetaText&);

/// "Liked a message": words that Meta writes for who reacted make it an event.
void meta_kind_by_words(Message&);

/// A name Meta gives to everybody whose account is gone.
bool is_nobodys_name(std::string_view name);

/// Puts the message into its conversation: recipient of two, events of a group ("… left the group.").
/// `membership` gets who came or went.
void place_meta_message(const MetaThread&, Message&, ConversationInfo& membership);

/// Says who takes part, as far as the file does.
void give_meta_participants(MetaFile&, const MetaThread&);
/// Places the message and gives it, with what it says of who came or went.
void give_meta_message(MetaFile&, const MetaThread&, Message&&);

/// Reads the whole file.
void read_meta_thread(MetaFile&);

}  // namespace schouw
