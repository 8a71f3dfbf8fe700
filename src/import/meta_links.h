// Lists of people of Instagram on pages whose classes are not known: Meta's build makes their names, so they change, and
// people copy lists into pages of their own. What is left are the title and the addresses of the profiles.
#pragma once

#include "meta_file.h"

namespace schouw {

/// The title or the name of the file says which list it is, and most of its addresses are those of profiles.
bool is_instagram_links(const EntryReader&);

void read_instagram_links(MetaFile&);

}  // namespace schouw
