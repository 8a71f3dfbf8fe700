// SHA-256 (FIPS 180-4) and HMAC (RFC 2104) through OpenSSL; ids cut from them.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace schouw {

/// Streaming; one object per thread.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::string_view bytes);
  std::string hex();  ///< 64 lower-case digits; the object is spent afterwards

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256_hex(std::string_view bytes);
std::string hmac_sha256_hex(std::string_view key, std::string_view message);

/// The id of a record: the first 128 bits of the SHA-256 of the parts, each preceded by its length, so that
/// ("ab","c") and ("a","bc") differ. 32 lower-case hex digits, the same on every machine and run.
std::string content_id(std::span<const std::string_view> parts);
std::string content_id(std::initializer_list<std::string_view> parts);

std::string base64_decode(std::string_view text);  ///< lenient: skips white space, stops at '='
std::string base64_encode(std::string_view bytes);

}  // namespace schouw
