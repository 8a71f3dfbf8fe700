// Facebook's archive in HTML until 2018: html/*.htm and messages/N.html.
#pragma once

#include "meta_file.h"

namespace schouw {

/// By the first bytes of a page.
bool is_facebook_legacy(std::string_view head);

/// Reads the whole page: conversations, friends, what stood on the wall, or whose archive it is.
void read_facebook_legacy(MetaFile&);

}  // namespace schouw
