// BIP 173: five bits a letter, and six letters of a BCH code over the prefix and the data.
#include "bech32.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace schouw {
namespace {

constexpr std::string_view kLetters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t kChecksum = 6;

std::uint32_t polymod(const std::vector<std::uint8_t>& values) {
  constexpr std::array<std::uint32_t, 5> kGenerator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
  std::uint32_t check = 1;
  for (const std::uint8_t value : values) {
    const std::uint32_t top = check >> 25u;
    check = ((check & 0x1ffffffu) << 5u) ^ value;
    for (std::size_t i = 0; i < kGenerator.size(); ++i)
      if ((top >> i) & 1u) check ^= kGenerator[i];
  }
  return check;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

/// Groups of five bits to bytes; what is left over must be zero and less than five bits.
std::optional<std::string> to_bytes(const std::vector<std::uint8_t>& groups) {
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const std::uint8_t group : groups) {
    bits = (bits << 5u) | group;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    out.push_back(static_cast<char>(static_cast<unsigned char>((bits >> count) & 0xffu)));
    bits &= (1u << count) - 1u;
  }
  if (count >= 5 || bits != 0) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::string> bech32_decode(std::string_view prefix, std::string_view text) {
  const std::string written = lower(text);
  if (written != text && upper(text) != text) return std::nullopt;
  const std::string start = lower(prefix) + "1";
  if (!written.starts_with(start) || written.size() < start.size() + kChecksum) return std::nullopt;
  std::vector<std::uint8_t> groups, checked;
  for (const char c : start.substr(0, start.size() - 1)) checked.push_back(static_cast<std::uint8_t>(c >> 5));
  checked.push_back(0);
  for (const char c : start.substr(0, start.size() - 1)) checked.push_back(static_cast<std::uint8_t>(c & 31));
  for (const char c : written.substr(start.size())) {
    const std::size_t value = kLetters.find(c);
    if (value == kLetters.npos) return std::nullopt;
    groups.push_back(static_cast<std::uint8_t>(value));
    checked.push_back(static_cast<std::uint8_t>(value));
  }
  if (polymod(checked) != 1) return std::nullopt;
  groups.resize(groups.size() - kChecksum);
  std::optional<std::string> bytes = to_bytes(groups);
  if (!bytes || bytes->size() != 32) return std::nullopt;
  return bytes;
}

}  // namespace schouw
