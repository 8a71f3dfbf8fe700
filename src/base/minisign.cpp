// The files of minisign, each a comment line and base64 of fixed fields:
//
//   untrusted comment: minisign public key E7620F1842B4E81F
//   "Ed" key_id[8] public[32]
//
//   untrusted comment: signature from schouw
//   "ED" key_id[8] ed25519(blake2b512(file))[64]
//   trusted comment: ...
//   ed25519(signature | trusted comment)[64]
//
// A secret key: "Ed" kdf[2] "B2" salt[32] ops[8] mem[8] then key_id[8] seed[32] public[32] checksum[32], the latter
// xored with scrypt of a passphrase when kdf is "Sc".
#include "schouw/base/minisign.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <optional>

#include "crypto.h"
#include "schouw/base/assert.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

using Bytes = std::basic_string<unsigned char>;

Bytes bytes_of(std::string_view text) { return Bytes(text.begin(), text.end()); }

struct Freed {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

constexpr std::size_t kIdSize = 8, kKeySize = 32, kSignatureSize = 64;
constexpr std::string_view kTrusted = "trusted comment: ";

std::string ed25519_sign(std::string_view seed, std::string_view message) {
  const Bytes seed_bytes = bytes_of(seed), in = bytes_of(message);
  const std::unique_ptr<EVP_PKEY, Freed> key(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed_bytes.data(), seed_bytes.size()));
  const std::unique_ptr<EVP_MD_CTX, Freed> context(EVP_MD_CTX_new());
  SCHOUW_ASSERT(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  Bytes out(kSignatureSize, 0);
  std::size_t size = out.size();
  SCHOUW_ASSERT(EVP_DigestSign(context.get(), out.data(), &size, in.data(), in.size()) == 1);
  return std::string(out.begin(), out.end());
}

bool ed25519_verify(std::string_view public_key, std::string_view message, std::string_view signature) {
  const Bytes key_bytes = bytes_of(public_key), in = bytes_of(message), signed_bytes = bytes_of(signature);
  const std::unique_ptr<EVP_PKEY, Freed> key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key_bytes.data(), key_bytes.size()));
  if (key == nullptr) return false;
  const std::unique_ptr<EVP_MD_CTX, Freed> context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), signed_bytes.data(), signed_bytes.size(), in.data(), in.size()) == 1;
}

std::string ed25519_public(std::string_view seed) {
  const Bytes bytes = bytes_of(seed);
  const std::unique_ptr<EVP_PKEY, Freed> key(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes.data(), bytes.size()));
  Bytes out(kKeySize, 0);
  std::size_t size = out.size();
  SCHOUW_ASSERT(key != nullptr && EVP_PKEY_get_raw_public_key(key.get(), out.data(), &size) == 1);
  return std::string(out.begin(), out.end());
}

/// As minisign prints an id: the eight bytes from last to first.
std::string shown_id(std::string_view id) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = id.size(); i > 0; --i) {
    const auto byte = static_cast<unsigned char>(id[i - 1]);
    out += {kDigits[byte >> 4u], kDigits[byte & 15u]};
  }
  return out;
}

std::string_view line_of(std::string_view text, std::size_t number) {
  for (; number > 0; --number) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::size_t lines_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n')) + (text.ends_with('\n') ? 0 : 1);
}

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i > 0; --i) value = value << 8u | static_cast<unsigned char>(bytes[i - 1]);
  return value;
}

/// What libsodium makes of its two limits (crypto_pwhash_scryptsalsa208sha256, pickparams).
ScryptCost cost_of(std::uint64_t operations, std::uint64_t memory) {
  ScryptCost cost;
  operations = std::max<std::uint64_t>(operations, 32768);
  const bool few = operations < memory / 32;
  const std::uint64_t most = few ? operations / (cost.r * 4) : memory / (cost.r * 128);
  unsigned log = 1;
  while (log < 40 && (1ull << log) <= most / 2) ++log;
  cost.n = 1ull << log;
  if (!few) cost.p = std::min<std::uint64_t>((operations / 4) / cost.n, 0x3fffffff) / cost.r;
  return cost;
}

constexpr std::size_t kSecretHead = 2 + 2 + 2 + 32 + 8 + 8, kSecretBody = kIdSize + 64 + 32;

/// The public half stands behind the seed and follows from it: that proves a passphrase as well as the checksum would,
/// which is a BLAKE2b of 256 bits that OpenSSL 3.0 does not have.
std::optional<SigningKey> key_from(std::string_view body) {
  SigningKey key{.id = std::string(body.substr(0, kIdSize)),
                 .seed = std::string(body.substr(kIdSize, kKeySize)),
                 .public_key = std::string(body.substr(kIdSize + kKeySize, kKeySize))};
  if (ed25519_public(key.seed) != key.public_key) return std::nullopt;
  return key;
}

}  // namespace

struct SignedHash::State {
  std::unique_ptr<EVP_MD_CTX, Freed> context{EVP_MD_CTX_new()};
};

SignedHash::SignedHash() : state_(std::make_unique<State>()) {
  SCHOUW_ASSERT(EVP_DigestInit_ex(state_->context.get(), EVP_blake2b512(), nullptr) == 1);
}
SignedHash::~SignedHash() = default;
SignedHash::SignedHash(SignedHash&&) noexcept = default;
SignedHash& SignedHash::operator=(SignedHash&&) noexcept = default;

void SignedHash::update(std::string_view bytes) {
  SCHOUW_ASSERT(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

std::string SignedHash::finish() {
  Bytes digest(64, 0);
  unsigned size = 0;
  SCHOUW_ASSERT(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size) == 1 && size == digest.size());
  return std::string(digest.begin(), digest.end());
}

SigningKey make_signing_key() {
  SigningKey key{.id = random_bytes(kIdSize), .seed = random_bytes(kKeySize), .public_key = {}};
  key.public_key = ed25519_public(key.seed);
  return key;
}

std::string secret_key_file(const SigningKey& key) {
  const std::string head = std::string("Ed") + std::string(2, '\0') + "B2" + std::string(kSecretHead - 6, '\0');
  return "untrusted comment: minisign secret key " + shown_id(key.id) + "\n" +
         base64_encode(head + key.id + key.seed + key.public_key + std::string(32, '\0')) + "\n";
}

std::string public_key_file(const SigningKey& key) {
  return "untrusted comment: minisign public key " + shown_id(key.id) + "\n" +
         base64_encode("Ed" + key.id + key.public_key) + "\n";
}

Result<SigningKey> read_signing_key(std::string_view file, std::span<const std::string> passphrases) {
  const std::string bytes = lines_in(file) < 2 ? std::string() : base64_decode(line_of(file, 1));
  if (bytes.size() != kSecretHead + kSecretBody || !bytes.starts_with("Ed")) return fail(ErrorCode::usage, "sign-key");
  const std::string_view body = std::string_view(bytes).substr(kSecretHead);
  if (bytes.compare(2, 2, std::string(2, '\0')) == 0) {
    if (const auto key = key_from(body)) return *key;
    return fail(ErrorCode::usage, "sign-key");
  }
  if (bytes.compare(2, 2, "Sc") != 0) return fail(ErrorCode::usage, "sign-key");
  const std::string_view salt = std::string_view(bytes).substr(6, 32);
  const ScryptCost cost = cost_of(little_endian(std::string_view(bytes).substr(38, 8)),
                                  little_endian(std::string_view(bytes).substr(46, 8)));
  for (const std::string& passphrase : passphrases) {
    const auto mask = scrypt(passphrase, salt, cost, kSecretBody);
    if (!mask) continue;
    std::string open(body);
    for (std::size_t i = 0; i < open.size(); ++i)
      open[i] = static_cast<char>(static_cast<unsigned char>(open[i]) ^ static_cast<unsigned char>((*mask)[i]));
    if (const auto key = key_from(open)) return *key;
  }
  return fail(ErrorCode::usage, "sign-key-passphrase");
}

std::string sign(const SigningKey& key, std::string_view hash, std::string_view trusted_comment) {
  const std::string signature = ed25519_sign(key.seed, hash);
  const std::string whole = ed25519_sign(key.seed, signature + std::string(trusted_comment));
  return "untrusted comment: signature from schouw\n" + base64_encode("ED" + key.id + signature) + "\n" +
         std::string(kTrusted) + std::string(trusted_comment) + "\n" + base64_encode(whole) + "\n";
}

Result<CheckedSignature> check_signature(std::string_view public_key, std::string_view signature,
                                         std::string_view hash) {
  const std::string key = base64_decode(lines_in(public_key) > 1 ? line_of(public_key, 1) : trim(public_key));
  if (key.size() != 2 + kIdSize + kKeySize || !key.starts_with("Ed")) return fail(ErrorCode::usage, "public-key");
  if (lines_in(signature) < 4 || !line_of(signature, 2).starts_with(kTrusted))
    return fail(ErrorCode::usage, "signature");
  const std::string made = base64_decode(line_of(signature, 1)), whole = base64_decode(line_of(signature, 3));
  if (made.size() != 2 + kIdSize + kSignatureSize || !made.starts_with("ED") || whole.size() != kSignatureSize)
    return fail(ErrorCode::usage, "signature");
  const std::string comment(line_of(signature, 2).substr(kTrusted.size()));
  const std::string_view id = std::string_view(key).substr(2, kIdSize), raw = std::string_view(key).substr(2 + kIdSize);
  const std::string_view body = std::string_view(made).substr(2 + kIdSize);
  if (std::string_view(made).substr(2, kIdSize) != id || !ed25519_verify(raw, hash, body) ||
      !ed25519_verify(raw, std::string(body) + comment, whole))
    return fail(ErrorCode::integrity, "signature-wrong");
  return CheckedSignature{comment, shown_id(id)};
}

}  // namespace schouw
