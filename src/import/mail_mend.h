// A damaged mail, written so that a parser finds what is in it.
#pragma once

#include <string>
#include <string_view>

namespace schouw {

/// Empty when there is nothing that can be mended.
std::string mended_mail(std::string_view bytes);

}  // namespace schouw
