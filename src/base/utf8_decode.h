// One step of UTF-8 decoding, shared by what validates, repairs and shows text.
#pragma once

#include <cstddef>
#include <string_view>

namespace schouw {

struct Utf8Step {
  char32_t code_point = 0;
  std::size_t length = 1;  ///< bytes used: of the character, or of the maximal invalid sequence (Unicode 15, 3.9)
  bool valid = false;
};

/// Decodes at `at`, which must lie inside `text`. Surrogates, overlong forms and values over 10FFFF are invalid.
Utf8Step decode_utf8(std::string_view text, std::size_t at);

/// The first byte >= 0x80 at or after `at`, or the size of the text.
std::size_t skip_ascii(std::string_view text, std::size_t at);

}  // namespace schouw
