// Values in a text made unreadable, for whatever is shown: a report with numbers in it would be a leak itself.
#pragma once

#include <string>
#include <string_view>

namespace schouw {

/// Long numbers, bank accounts, e-mail addresses, and what follows a word for a password: all but the last two letters or
/// digits become dots. What is no such value stays as it is.
std::string masked_values(std::string_view text);

}  // namespace schouw
