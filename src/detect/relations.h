// Whether a name in a text stands for somebody of their family: "de moeder van Tom Visser" is not Tom.
#pragma once

#include <cstddef>
#include <string_view>

namespace schouw {

/// `text` with a name at [begin, begin + length).
bool stands_for_relative(std::string_view text, std::size_t begin, std::size_t length);

}  // namespace schouw
