// SHA-256 and HMAC through OpenSSL's EVP. content_id("ab","c") hashes "2:ab1:c".
#include "schouw/base/hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "schouw/base/assert.h"

namespace schouw {
namespace {

std::string to_hex(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(size * 2);
  for (std::size_t i = 0; i < size; ++i) {
    out.push_back(kDigits[bytes[i] >> 4u]);
    out.push_back(kDigits[bytes[i] & 15u]);
  }
  return out;
}

/// Fetched once: EVP_sha256() is looked up by name at each use.
const EVP_MD* sha256() {
  static const EVP_MD* const kFetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  SCHOUW_ASSERT(kFetched != nullptr);
  return kFetched;
}

struct HashContext {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  HashContext() {
    SCHOUW_ASSERT(context != nullptr);
    SCHOUW_ASSERT(EVP_DigestInit_ex(context, sha256(), nullptr) == 1);
  }
  ~HashContext() { EVP_MD_CTX_free(context); }
  HashContext(const HashContext&) = delete;
  HashContext& operator=(const HashContext&) = delete;
};

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::array<signed char, 256> base64_values() {
  std::array<signed char, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<signed char>(i);
  values['-'] = 62;  // the alphabet for URLs
  values['_'] = 63;
  return values;
}

}  // namespace

struct Sha256::State : HashContext {};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
  SCHOUW_ASSERT(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

std::string Sha256::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  SCHOUW_ASSERT(EVP_DigestFinal_ex(state_->context, digest.data(), &size) == 1);
  return to_hex(digest.data(), size);
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.hex();
}

std::string hmac_sha256_hex(std::string_view key, std::string_view message) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  const std::basic_string<unsigned char> bytes(message.begin(), message.end());
  SCHOUW_ASSERT(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes.data(), bytes.size(), digest.data(),
                     &size) != nullptr);
  return to_hex(digest.data(), size);
}

// Several ids a message: one call a hash, and a context kept by each thread, for making one costs as much as hashing.
std::string content_id(std::span<const std::string_view> parts) {
  std::string bytes;
  for (const std::string_view part : parts) bytes.append(std::to_string(part.size())).append(1, ':').append(part);
  thread_local const HashContext kept;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  SCHOUW_ASSERT(EVP_DigestInit_ex(kept.context, sha256(), nullptr) == 1);
  SCHOUW_ASSERT(EVP_DigestUpdate(kept.context, bytes.data(), bytes.size()) == 1);
  SCHOUW_ASSERT(EVP_DigestFinal_ex(kept.context, digest.data(), nullptr) == 1);
  return to_hex(digest.data(), 16);
}

std::string content_id(std::initializer_list<std::string_view> parts) {
  return content_id(std::span<const std::string_view>(parts.begin(), parts.size()));
}

std::string base64_decode(std::string_view text) {
  static const std::array<signed char, 256> kValues = base64_values();
  std::string out;
  out.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    const signed char value = kValues[static_cast<unsigned char>(c)];
    if (value < 0) continue;
    bits = ((bits << 6) | static_cast<std::uint32_t>(value)) & 0xFFFFFFu;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<char>(static_cast<unsigned char>((bits >> count) & 0xFFu)));
    }
  }
  return out;
}

std::string base64_encode(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j)
      bits = (bits << 8) | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0u);
    const std::size_t digits = std::min<std::size_t>(3, bytes.size() - i) + 1;
    for (std::size_t j = 0; j < 4; ++j) out.push_back(j < digits ? kAlphabet[(bits >> (18 - 6 * j)) & 63u] : '=');
  }
  return out;
}

}  // namespace schouw
