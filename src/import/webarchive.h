// A page that Safari saved: a property list with the page and what belongs to it (.webarchive).
#pragma once

#include <string_view>

#include "mhtml.h"

namespace schouw {

/// By the first bytes of a file.
bool is_webarchive(std::string_view head);

/// The page and its address; nothing is fetched. Without a page `html` is empty.
Mhtml read_webarchive(std::string_view bytes);

}  // namespace schouw
