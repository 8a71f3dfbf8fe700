// A part of a conversation on a page.
#pragma once

#include <string_view>

#include "page.h"

namespace schouw {

/// name_of(excerpt.kind); or "settings" or "profile" of an account, which the store keeps in conversations of their own.
std::string_view excerpt_kind(const ConversationExcerpt&);

/// <figure> with the lines; `mark` is the label of a line that is cited, a text id of the report.
void write_talk(const Page&, const ConversationExcerpt&, const char* mark);

}  // namespace schouw
