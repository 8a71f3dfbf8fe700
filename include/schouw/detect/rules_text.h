// Whether a text is a protocol: it names all that it forbids, so its words say nothing of anybody.
#pragma once

#include <string_view>

namespace schouw {

/// True for pages about the use of social media in which hardly anybody speaks of themselves. A letter that quotes a rule,
/// or a complaint that names the protocol, is none, however long.
bool is_rules_text(std::string_view said);

}  // namespace schouw
