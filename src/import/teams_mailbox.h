// Chats of Teams as Exchange keeps them: mails in folders of their own, in a mailbox or in what Purview makes of one.
#pragma once

#include <string>
#include <string_view>

#include "mail_gmime.h"
#include "schouw/import/importer.h"

namespace schouw {

/// Two names of one folder. The new Purview writes '-' for all that is no letter or digit: "Deleted-Items".
bool same_folder(std::string_view name, std::string_view other);

/// A folder in which Exchange keeps what Teams wrote; a path with such a folder in it.
bool is_teams_folder(std::string_view name);
bool in_teams_folder(std::string_view path);

/// The message that this copy is of. Without a thread its conversation is known by its topic, and else by who is in it.
Message teams_copy(ParsedMail mail, Timestamp time, std::string thread, std::string topic, Locator where);

}  // namespace schouw
