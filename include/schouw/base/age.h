// The age format, version 1: a file that only the holder of a key or passphrase can read. Each chunk of 64 KiB
// authenticates itself and its place, so that truncation, reordering and any changed bit show. The program `age` reads
// and writes such files too. Through OpenSSL; recipients are X25519 keys ("age1...") or one passphrase (scrypt).
//
// Source: https://age-encryption.org/v1 (C2SP age.md). Gap: no SSH keys, no plugins, no ASCII armour.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/result.h"

namespace schouw {

/// Whom a file is for. Exactly one passphrase and no recipients, or recipients and no passphrase.
struct AgeKeys {
  std::vector<std::string> recipients = {};  ///< "age1...", for writing
  std::vector<std::string> identities = {};  ///< "AGE-SECRET-KEY-1...", for reading
  std::vector<std::string> passphrases = {}; ///< writing: the first; reading: each is tried
};

/// Usage error "age-recipient" when the text is not a recipient: a typing error must never make an unreadable file.
Result<void> check_age_recipient(std::string_view recipient);

/// The identities in the text of a key file: one per line, '#' begins a comment.
std::vector<std::string> age_identities(std::string_view file);

/// Encrypts a stream. Bytes go to `sink` in order; one thread.
class AgeWriter {
 public:
  static Result<AgeWriter> begin(const AgeKeys&, std::function<void(std::string_view)> sink);
  ~AgeWriter();
  AgeWriter(AgeWriter&&) noexcept;
  AgeWriter& operator=(AgeWriter&&) noexcept;

  void write(std::string_view bytes);
  void finish();  ///< writes the last chunk; without it the file counts as cut off

 private:
  struct State;
  explicit AgeWriter(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

/// Decrypts a stream pulled from `source` (fills the buffer as far as it can; 0 is the end).
class AgeReader {
 public:
  using Source = std::function<Result<std::size_t>(std::span<char>)>;

  /// Usage error "age-not-age" for another format, refused "age-no-key" when no key or passphrase fits, integrity
  /// "age-broken" when the header was changed.
  static Result<AgeReader> begin(const AgeKeys&, Source source);
  ~AgeReader();
  AgeReader(AgeReader&&) noexcept;
  AgeReader& operator=(AgeReader&&) noexcept;

  /// The next chunk, valid until the call after; empty at the end. integrity error "age-broken" when a chunk was
  /// changed, moved or left out: nothing of such a chunk is given.
  Result<std::string_view> next();

 private:
  struct State;
  explicit AgeReader(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace schouw
