// What the search of Microsoft Graph says it found.
#pragma once

#include "schouw/base/json.h"

namespace schouw {

/// A hit as the message of Teams that it is about: its facts, and for its body the extract that the search shows. Null for
/// a hit that is no message of Teams.
Json teams_hit(const Json& hit);

}  // namespace schouw
