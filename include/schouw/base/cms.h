// What stands inside a signed message whose text is wrapped in the signature (Cryptographic Message Syntax, RFC 5652, 5).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schouw {

/// The signed bytes. Nothing when these bytes are no signed message, are damaged, or hold the signature alone. The
/// signature is not judged: who signed is no question here, and a certificate cannot be checked without a network.
std::optional<std::string> cms_signed_content(std::string_view der);

}  // namespace schouw
