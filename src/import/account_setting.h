// Settings of somebody's own account, as their export states them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "meta_text.h"
#include "schouw/base/json.h"
#include "schouw/model/message.h"

namespace schouw {

/// "True", "Enabled", "aan" and their opposites, in any case; nothing for any other word.
std::optional<bool> setting_value(std::string_view written);

/// An event `setting` of the owner of the export in a conversation of its own, the form that detectors look for:
/// title "private_account", text "false". `whose` keeps the settings of two owners apart. Most exports give no time.
Message account_setting(std::string_view name, bool on, std::string_view whose, Timestamp time, Locator at);

/// What the owner of the export says of themselves on their profile, as an event `profile` in a conversation of its own. No
/// export says since when it stands there.
Message profile_words(std::string words, Locator at);

/// "Docent wiskunde" and "De Breul" of one job, and the words about oneself, a line each; of a profile of Facebook and of
/// one of Instagram.
std::string facebook_profile_words(const Json& profile, MetaText&);
std::string instagram_profile_words(const Json& profile, MetaText&);

}  // namespace schouw
