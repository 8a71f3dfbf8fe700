// Texts that an export keeps in pieces: one piece a line, none of them empty.
#pragma once

#include <string>
#include <string_view>

namespace schouw {

inline void add_line(std::string& to, std::string_view line) {
  if (line.empty()) return;
  if (!to.empty()) to += '\n';
  to += line;
}

}  // namespace schouw
