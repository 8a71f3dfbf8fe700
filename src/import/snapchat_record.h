// Chats, snaps, friends and memories of Snapchat, from the objects of its JSON or the rows of its HTML, which have the
// same names.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "schouw/base/json.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw {

/// What a list of Snapchat's is, by its name.
enum class SnapchatList { chats_received, chats_sent, connections, memories, stories, nothing, other };
SnapchatList snapchat_list(std::string_view name);

/// One file. Whose it is and which conversations are groups shows somewhere in the chats, so they are looked at twice:
/// `look` at every item first, then `take` every item.
class SnapchatFile {
 public:
  SnapchatFile(const Importer& importer, const EntryReader& entry, RecordSink& sink);

  void look(std::string_view list, const Json& item);
  void take(std::string_view list, const Json& item, Locator at);
  void account(const Json& basic_information);  ///< "Username", "Name"
  void say_owner();                             ///< the user name, when the chats showed it

  Tally tally;

 private:
  struct Parties {
    ConversationRef conversation;
    AccountRef other;  ///< of a chat of two
    bool sent = false, two = true;
  };
  Parties parties_of(std::string_view list, const Json& item) const;
  void chat(std::string_view list, const Json& item, Locator at);
  void connection(std::string_view list, const Json& item, Locator at);
  void memory(const Json& item, Locator at);
  void story(const Json& item, Locator at);

  std::string where_, owner_;
  std::set<std::string, std::less<>> others_, writers_;  ///< old form: who wrote to the owner, and in their own lists
  bool strict_ = false;  ///< a file that holds records under its name: one in another form is one that is lost
  std::map<std::string, bool, std::less<>> is_group_;  ///< by name of the list, new form only
};

Bid snapchat_bid_for_empty(std::string_view path);
std::string snapchat_root(std::string_view path);

}  // namespace schouw
