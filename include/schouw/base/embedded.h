// Files that are part of the binary (texts, policies, style sheets): see schouw_embed() in cmake/SchouwLayer.cmake.
#pragma once

#include <span>
#include <string_view>

namespace schouw {

struct EmbeddedFile {
  std::string_view name;   ///< file name without folder
  std::string_view bytes;  ///< lives as long as the program
};

}  // namespace schouw
