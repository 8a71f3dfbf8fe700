// A part of a conversation on a page.
#pragma once

#include "page.h"

namespace schouw {

/// Nothing but settings of somebody's account, which the store keeps in a conversation of their own.
bool is_settings(const ConversationExcerpt&);

/// <figure> with the lines; `mark` is the label of a line that is cited, a text id of the report.
void write_talk(const Page&, const ConversationExcerpt&, const char* mark);

}  // namespace schouw
