// What imessage-exporter writes of one chat of an iPhone or Mac, as text or as a page: heads, names, files, and what tells a
// chat of two from a group.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw {

/// "May 17, 2022  5:29:42 PM (Read by you after 4 seconds)": the time, and what stands behind it.
struct ImessageHead {
  std::string_view time, rest;
};
std::optional<ImessageHead> imessage_head(std::string_view line);
bool is_begun_imessage_head(std::string_view line);  ///< the file may end within one

Timestamp imessage_time(std::string_view written);  ///< the phone's clock: no zone is stated

/// "attachments/4/12.heic", "~/Library/Messages/Attachments/…/foto.jpg".
bool is_imessage_path(std::string_view line);
Attachment imessage_file(std::string_view path);

/// What an announcement tells: "member-added", "renamed", …; empty when it is another.
std::string_view imessage_event(std::string_view text);

/// Says of the message what its last lines or marks say, which nobody typed.
bool is_imessage_effect(std::string_view line);
bool is_imessage_unsent(std::string_view line);

class ImessageChat {
 public:
  explicit ImessageChat(const EntryReader&);

  /// A first walk tells it who writes: the owner is called "Me", or as the messages that the others read are signed.
  void writes(std::string_view sender, std::string_view receipt);
  void is_group() { group_ = true; }

  void sign(std::string_view sender, bool owner, Message&) const;
  bool is_owner(std::string_view sender) const { return sender == "Me" || owners_.contains(sender); }
  ConversationRef conversation() const;
  ConversationInfo info() const;

  /// True for what was given before: an answer stands below what it answers and once more at its own time.
  bool is_twin(const Message&, std::string_view sender);

 private:
  AccountRef other() const;

  std::string title_, where_;
  bool group_ = false;
  std::set<std::string, std::less<>> senders_, owners_;
  std::set<std::string> told_;
};

}  // namespace schouw
