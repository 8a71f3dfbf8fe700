// The words of a message of Slack, out of its own marks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/model/account.h"

namespace schouw {

/// "Hoi <@U1|noor>, zie <https://a.example|hier> &amp; <#C1|general>" -> "Hoi @noor, zie hier (https://a.example) & #general".
/// Who is called is added to `tagged`.
std::string slack_words(std::string_view text, std::vector<AccountRef>& tagged);

/// The same out of blocks, of which a message is made that has no text.
std::string slack_blocks(const Json& blocks, std::vector<AccountRef>& tagged);

}  // namespace schouw
