// The phone number that the writer of a text says is theirs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schouw {

/// "Dit is mijn nieuwe nummer: 06-12345678" gives +31612345678. Nothing for somebody else's number ("mijn moeders
/// nummer is …"), for what somebody else said ("Jan zei: mijn nummer is …"), or for a number that is not theirs.
std::optional<std::string> own_number_in(std::string_view text);

}  // namespace schouw
