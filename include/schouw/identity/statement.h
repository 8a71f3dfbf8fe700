// A number that the writer of a text says is theirs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schouw {

/// "Dit is mijn nieuwe nummer: 06-12345678" gives +31612345678. Nothing for the number of somebody else ("mijn moeders nummer is …"),
/// for what another said ("Jan zei: mijn nummer is …"), and for a number that is no longer or not theirs.
std::optional<std::string> own_number_in(std::string_view text);

}  // namespace schouw
