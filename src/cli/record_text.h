// A record as a few lines on a screen. Everything in it comes from evidence and is shown safely.
#pragma once

#include <string>

#include "schouw/base/json.h"
#include "session.h"

namespace schouw {

/// "2025-09-14 21:03  Groep 6B (whatsapp)  Juf Karin" and below it the text, or the snippet of a search.
std::string message_text(const Session&, const Json& record);

/// Any record: a line per member that has a value.
std::string record_text(const Json& record);

}  // namespace schouw
