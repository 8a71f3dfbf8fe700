// What a protocol asks of a match beyond what the program does: a school may want to be surer before a name counts.
#pragma once

#include "schouw/model/person.h"
#include "schouw/policy/policy.h"

namespace schouw {

/// The match as these terms see it. Only ever weaker than it was; hard keys and manual links stay as they are.
Match under(const IdentityTerms&, Match);

}  // namespace schouw
