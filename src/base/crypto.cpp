// OpenSSL 3 EVP calls, each wrapped once.
#include "crypto.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <memory>

#include "schouw/base/assert.h"

namespace schouw {
namespace {

using Bytes = std::basic_string<unsigned char>;

Bytes bytes_of(std::string_view text) { return Bytes(text.begin(), text.end()); }
std::string text_of(const Bytes& bytes) { return std::string(bytes.begin(), bytes.end()); }

struct Freed {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
  void operator()(EVP_KDF* kdf) const { EVP_KDF_free(kdf); }
  void operator()(EVP_KDF_CTX* context) const { EVP_KDF_CTX_free(context); }
};
template <class T>
using Owned = std::unique_ptr<T, Freed>;

constexpr std::size_t kGcmTag = 16;

}  // namespace

std::string random_bytes(std::size_t count) {
  Bytes out(count, 0);
  SCHOUW_ASSERT(RAND_bytes(out.data(), static_cast<int>(count)) == 1);
  return text_of(out);
}

std::string hkdf(std::string_view key, std::string_view salt, std::string_view info) {
  const Owned<EVP_KDF> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  const Owned<EVP_KDF_CTX> context(EVP_KDF_CTX_new(kdf.get()));
  SCHOUW_ASSERT(context != nullptr);
  std::string digest = "SHA256";
  Bytes key_bytes = bytes_of(key), salt_bytes = bytes_of(salt), info_bytes = bytes_of(info), out(32, 0);
  const std::array<OSSL_PARAM, 5> params = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, key_bytes.data(), key_bytes.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt_bytes.data(), salt_bytes.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info_bytes.data(), info_bytes.size()),
      OSSL_PARAM_construct_end()};
  SCHOUW_ASSERT(EVP_KDF_derive(context.get(), out.data(), out.size(), params.data()) == 1);
  return text_of(out);
}

std::optional<std::string> scrypt(std::string_view passphrase, std::string_view salt, ScryptCost cost,
                                  std::size_t size) {
  constexpr std::uint64_t kMostMemory = 2ull << 30;  // what 1 GiB of state needs with room to spare
  Bytes out(size, 0);
  const Bytes salt_bytes = bytes_of(salt);
  if (EVP_PBE_scrypt(passphrase.data(), passphrase.size(), salt_bytes.data(), salt_bytes.size(), cost.n, cost.r, cost.p,
                     kMostMemory, out.data(), out.size()) != 1)
    return std::nullopt;
  return text_of(out);
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
  Bytes out(EVP_MAX_MD_SIZE, 0);
  unsigned size = 0;
  const Bytes bytes = bytes_of(message);
  SCHOUW_ASSERT(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes.data(), bytes.size(), out.data(),
                     &size) != nullptr);
  out.resize(size);
  return text_of(out);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string seal_bytes(std::string_view key, std::string_view nonce, std::string_view plain) {
  SCHOUW_ASSERT(key.size() == 32 && nonce.size() == 12);
  const Owned<EVP_CIPHER_CTX> context(EVP_CIPHER_CTX_new());
  const Bytes key_bytes = bytes_of(key), nonce_bytes = bytes_of(nonce), in = bytes_of(plain);
  Bytes out(in.size() + kGcmTag, 0);
  int size = 0, last = 0;
  SCHOUW_ASSERT(EVP_EncryptInit_ex(context.get(), EVP_chacha20_poly1305(), nullptr, key_bytes.data(),
                                   nonce_bytes.data()) == 1);
  SCHOUW_ASSERT(EVP_EncryptUpdate(context.get(), out.data(), &size, in.data(), static_cast<int>(in.size())) == 1);
  SCHOUW_ASSERT(EVP_EncryptFinal_ex(context.get(), out.data() + size, &last) == 1);
  SCHOUW_ASSERT(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kGcmTag, out.data() + in.size()) == 1);
  return text_of(out);
}

std::optional<std::string> open_bytes(std::string_view key, std::string_view nonce, std::string_view sealed) {
  SCHOUW_ASSERT(key.size() == 32 && nonce.size() == 12);
  if (sealed.size() < kGcmTag) return std::nullopt;
  const Owned<EVP_CIPHER_CTX> context(EVP_CIPHER_CTX_new());
  const Bytes key_bytes = bytes_of(key), nonce_bytes = bytes_of(nonce);
  const Bytes in = bytes_of(sealed.substr(0, sealed.size() - kGcmTag));
  Bytes tag = bytes_of(sealed.substr(sealed.size() - kGcmTag));
  Bytes out(in.size() + 1, 0);
  int size = 0, last = 0;
  SCHOUW_ASSERT(EVP_DecryptInit_ex(context.get(), EVP_chacha20_poly1305(), nullptr, key_bytes.data(),
                                   nonce_bytes.data()) == 1);
  SCHOUW_ASSERT(EVP_DecryptUpdate(context.get(), out.data(), &size, in.data(), static_cast<int>(in.size())) == 1);
  SCHOUW_ASSERT(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kGcmTag, tag.data()) == 1);
  if (EVP_DecryptFinal_ex(context.get(), out.data() + size, &last) != 1) return std::nullopt;
  out.resize(in.size());
  return text_of(out);
}

std::string x25519_public(std::string_view secret) {
  const Bytes bytes = bytes_of(secret);
  const Owned<EVP_PKEY> key(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, bytes.data(), bytes.size()));
  SCHOUW_ASSERT(key != nullptr);
  Bytes out(32, 0);
  std::size_t size = out.size();
  SCHOUW_ASSERT(EVP_PKEY_get_raw_public_key(key.get(), out.data(), &size) == 1 && size == 32);
  return text_of(out);
}

std::optional<std::string> x25519(std::string_view secret, std::string_view peer) {
  const Bytes secret_bytes = bytes_of(secret), peer_bytes = bytes_of(peer);
  const Owned<EVP_PKEY> own(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, secret_bytes.data(), secret_bytes.size()));
  const Owned<EVP_PKEY> other(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, peer_bytes.data(), peer_bytes.size()));
  if (own == nullptr || other == nullptr) return std::nullopt;
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(own.get(), nullptr));
  Bytes out(32, 0);
  std::size_t size = out.size();
  if (EVP_PKEY_derive_init(context.get()) != 1 || EVP_PKEY_derive_set_peer(context.get(), other.get()) != 1 ||
      EVP_PKEY_derive(context.get(), out.data(), &size) != 1)
    return std::nullopt;
  return text_of(out);
}

}  // namespace schouw
