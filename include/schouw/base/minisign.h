// Signatures in the format of minisign: Ed25519 over the BLAKE2b-512 of a file, with a trusted comment that is signed
// too. Anyone can check one with `minisign -Vm FILE -p KEY.pub`. Through OpenSSL.
//
// Source: https://jedisct1.github.io/minisign/#signature-format. Gap: signatures of the old kind (not prehashed) are
// neither made nor accepted.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "schouw/base/result.h"

namespace schouw {

/// BLAKE2b-512 of a stream, as signatures need it; 64 raw bytes.
class SignedHash {
 public:
  SignedHash();
  ~SignedHash();
  SignedHash(SignedHash&&) noexcept;
  SignedHash& operator=(SignedHash&&) noexcept;
  void update(std::string_view bytes);
  std::string finish();  ///< the object is spent afterwards

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct SigningKey {
  std::string id;      ///< 8 bytes
  std::string seed;    ///< 32 bytes, secret
  std::string public_key;  ///< 32 bytes
};

struct CheckedSignature {
  std::string trusted_comment;
  std::string key_id;  ///< 16 hex digits, as minisign prints it
};

/// A new key from the random source of the system.
SigningKey make_signing_key();

/// The two files of a key. The secret one is not encrypted: it must be kept elsewhere (docs/sealing.md).
std::string secret_key_file(const SigningKey&);
std::string public_key_file(const SigningKey&);

/// Reads a secret key file; each passphrase is tried on an encrypted one. Usage errors "sign-key" (not a key file)
/// and "sign-key-passphrase" (none fits).
Result<SigningKey> read_signing_key(std::string_view file, std::span<const std::string> passphrases);

/// The text of a .minisig file for data with this hash. `trusted_comment` is one line.
std::string sign(const SigningKey&, std::string_view hash, std::string_view trusted_comment);

/// `public_key`: the text of a .pub file, or its second line. Usage error "public-key" or "signature" for a text that
/// is not one; integrity error "signature-wrong" when key, data and comment do not belong together.
Result<CheckedSignature> check_signature(std::string_view public_key, std::string_view signature,
                                         std::string_view hash);

}  // namespace schouw
