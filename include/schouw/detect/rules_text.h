// Whether a text is a protocol. A protocol mentions everything that it forbids, so its words say nothing about anybody.
#pragma once

#include <string_view>

namespace schouw {

/// True for pages about the use of social media in which hardly anybody speaks about themselves. A letter that quotes a
/// rule, or a complaint that mentions the protocol, is not a protocol, however long it is.
bool is_rules_text(std::string_view said);

}  // namespace schouw
