// Messages and people of Telegram Desktop's JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/model/message.h"

namespace schouw {

std::string telegram_tidy(std::string_view text);  ///< NFC, trimmed, without invisible characters

/// "user123", "chat45", "channel67". Until 2021 a number stood there, with the kind in its size.
std::string telegram_peer(const Json& id);
std::string telegram_user(const Json& id);  ///< a plain number that is known to be a user's; empty for 0

/// `date_unixtime` is an instant; `date` is the clock of the computer that made the export.
Timestamp telegram_time(const Json& object, std::string_view key);

void telegram_tag(AccountRef who, Message&);                             ///< once; nobody when empty
void telegram_file(const Json& source, std::string_view key, Message&);  ///< "photo" or "file": nothing if not there

enum class TelegramRich { whole, part };
/// `rich_message`: a message made of headings, lists, tables and pictures. Its words, files and people go to the message.
TelegramRich telegram_rich(const Json& rich, Message&);

struct TelegramMessage {
  Message message;  ///< without its conversation
  std::vector<Member> members;
  std::string author;  ///< in a channel who signed; in a group the title of an administrator who stays unnamed
  bool known = true;
  bool absent = false;  ///< there was something that the export does not hold
};
TelegramMessage telegram_message(const Json& source);

enum class TelegramNumbers { shared, own };  ///< are messages numbered for everybody, or for each account apart?

/// One entry of a list of chats, or the one chat of a file.
struct TelegramChat {
  ConversationRef conversation;
  TelegramNumbers numbers = TelegramNumbers::own;
  AccountRef other;  ///< of a chat of two: who it is with
  bool two = false;
};
/// `owner`: "user1", or empty when not known.
TelegramChat telegram_chat(const Json& head, std::string_view owner, std::string_view entry_path);

}  // namespace schouw
