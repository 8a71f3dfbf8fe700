#include "schouw/model/picture.h"

#include <bit>

namespace schouw {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

void append(std::string& out, std::uint64_t number) {
  for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[number >> shift & 15];
}

std::optional<std::uint64_t> number_from(std::string_view digits) {
  std::uint64_t out = 0;
  for (const char c : digits) {
    const std::size_t value = kDigits.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    out = out << 4 | value;
  }
  return out;
}

}  // namespace

std::string to_string(const PictureLook& look) {
  std::string out;
  append(out, look.steps);
  append(out, look.waves);
  return out;
}

std::optional<PictureLook> look_from(std::string_view digits) {
  if (digits.size() != 32) return std::nullopt;
  const auto steps = number_from(digits.substr(0, 16)), waves = number_from(digits.substr(16));
  if (!steps || !waves) return std::nullopt;
  return PictureLook{*steps, *waves};
}

bool same_look(const PictureLook& a, const PictureLook& b) {
  return std::popcount(a.steps ^ b.steps) <= kMostSteps && std::popcount(a.waves ^ b.waves) <= kMostWaves;
}

}  // namespace schouw
