// What age.cpp and minisign.cpp share of OpenSSL: key derivation, authenticated encryption, X25519, random bytes. Every
// function wants keys and nonces of the right size; a wrong one is an error of the program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schouw {

std::string random_bytes(std::size_t count);

/// HKDF-SHA256 (RFC 5869) to 32 bytes.
std::string hkdf(std::string_view key, std::string_view salt, std::string_view info);

struct ScryptCost {
  std::uint64_t n = 0, r = 8, p = 1;
};
/// scrypt (RFC 7914); none when the cost is beyond what this machine can do.
std::optional<std::string> scrypt(std::string_view passphrase, std::string_view salt, ScryptCost cost,
                                  std::size_t size);

std::string hmac_sha256(std::string_view key, std::string_view message);
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// ChaCha20-Poly1305 (RFC 8439): key 32 bytes, nonce 12; the tag of 16 bytes stands behind.
std::string seal_bytes(std::string_view key, std::string_view nonce, std::string_view plain);
std::optional<std::string> open_bytes(std::string_view key, std::string_view nonce, std::string_view sealed);

std::string x25519_public(std::string_view secret);
/// None for a point of low order.
std::optional<std::string> x25519(std::string_view secret, std::string_view peer);

}  // namespace schouw
