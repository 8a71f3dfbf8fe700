// Numbers of one phone, as it writes them: with and without their country.
#pragma once

#include <string>
#include <string_view>

#include "schouw/model/account.h"

namespace schouw {

/// The same for "+31610000201" and "06 1000 0201": Android too compares numbers from behind. For a name or an address: folded.
std::string phone_key(std::string_view written);

/// A number, a mail address, or the name that a company sends under. Empty for a number that was withheld ("-1").
AccountRef phone_account(std::string_view address, std::string_view name);

}  // namespace schouw
