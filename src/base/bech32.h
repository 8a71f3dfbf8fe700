// Bech32 (BIP 173) of 32 bytes, as age writes its keys: "age1..." and "AGE-SECRET-KEY-1...". Its checksum catches
// typing errors, so a key with one is refused instead of making a file that nobody can open.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schouw {

/// The 32 bytes behind `prefix`; none when prefix, letters, length or checksum are wrong. Case is all lower or all upper.
std::optional<std::string> bech32_decode(std::string_view prefix, std::string_view text);

}  // namespace schouw
