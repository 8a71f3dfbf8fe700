// Names: the chat's, as its file is called, and the people's, as a line writes them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "schouw/model/account.h"

namespace schouw {

/// The name of the chat out of "WhatsApp-chat met X.txt", "WhatsApp Chat - X.zip" and the like; of the entry, its
/// folder or the file the user gave. Empty when none of them is named so.
std::string title_from_names(std::string_view path, std::string_view source_name);

/// True for a name that WhatsApp gives to an export, in any language.
bool is_export_name(std::string_view path);

/// A number gives a phone; "~ Name" is the name that a person without a place in the phone's contacts uses, and
/// gives the name without the tilde; everything else is the name in the exporter's contacts.
AccountRef account_of(std::string_view written);

/// account_of(), remembered: a chat has few names and many lines.
class AccountBook {
 public:
  AccountRef of(std::string_view written);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, AccountRef, Hash, std::equal_to<>> known_;
};

}  // namespace schouw
