// The words that LINE itself writes into a chat: files, who came and went, days.
#pragma once

#include <string_view>

#include "schouw/model/message.h"

namespace schouw::line_text {

/// "2024.03.12 Tuesday", "2024/03/12(火)": in these words alone, for people write plans of their days, too.
bool names_line_weekday(std::string_view line);

/// "[Photo]" becomes an attachment, "Message unsent." a flag.
void set_line_file(Message& message);

/// "member-left", ... of a line without a sender; empty when it is not known.
std::string_view line_event_of(std::string_view text);

}  // namespace schouw::line_text
