// From boxes of a page in HTML to records: conversations, connections, posts, comments and pictures of both platforms.
#pragma once

#include "meta_file.h"
#include "meta_html.h"
#include "meta_kinds.h"

namespace schouw {

/// A conversation: reads the whole file.
void read_meta_html_thread(MetaFile&);

/// Anything else: reads the whole file. What it holds is said by the name of the file (`named`) or else its title.
void read_meta_html_list(MetaFile&, const std::optional<MetaKind>& named);

/// The same for both: whatever the page holds. `named`: by the name of the file.
void read_meta_html(MetaFile&, const std::optional<MetaKind>& named);

/// A talk with Meta AI, known by its folder: reads the whole file.
bool is_meta_ai_page(std::string_view path);
void read_meta_ai_page(MetaFile&);

/// Whether the page is one of a conversation.
bool is_meta_html_thread(const EntryReader&);

}  // namespace schouw
