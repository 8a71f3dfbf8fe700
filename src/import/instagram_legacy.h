// Instagram downloads until 2020: a few files beside each other, texts in good order, times in ISO 8601.
#pragma once

#include "meta_file.h"

namespace schouw {

/// "messages.json" beside the others, without a folder.
bool is_instagram_legacy_name(std::string_view path);
bool is_instagram_legacy(const JsonShape&);
void read_instagram_legacy(MetaFile&);

}  // namespace schouw
