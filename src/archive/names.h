// Names as archives give them: bytes from a stranger.
#pragma once

#include <string>
#include <string_view>

namespace schouw {

/// `..`, absolute, a drive, control or direction characters, no valid text: shown, never used.
bool is_unsafe_name(std::string_view name);

/// '/'-separated: archives made on Windows may hold '\' between folders.
std::string with_slashes(std::string_view name);

/// "chat.txt.gz" -> "chat.txt", "export.tgz" -> "export.tar"; another name stays as it is.
std::string without_packing(std::string_view file_name);

bool ends_with_ignoring_case(std::string_view text, std::string_view lower_case_end);

std::string_view last_component(std::string_view path);

}  // namespace schouw
