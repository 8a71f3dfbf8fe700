// The content of a signed message whose text is wrapped in its signature (Cryptographic Message Syntax, RFC 5652,
// section 5).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schouw {

/// The signed bytes. Nothing when these bytes are not a signed message, are damaged, or hold only the signature. The
/// signature is not verified: who signed does not matter here, and a certificate cannot be checked without a network.
std::optional<std::string> cms_signed_content(std::string_view der);

}  // namespace schouw
