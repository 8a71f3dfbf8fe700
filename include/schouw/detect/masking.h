// Makes values in a text unreadable before it is shown: a report full of numbers would itself be a leak.
#pragma once

#include <string>
#include <string_view>

namespace schouw {

/// In long numbers, bank accounts, e-mail addresses and whatever follows a word for a password, all but the last two
/// letters or digits become dots. The rest of the text stays as it is.
std::string masked_values(std::string_view text);

}  // namespace schouw
