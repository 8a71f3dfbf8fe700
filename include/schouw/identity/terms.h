// The demands of a protocol on a match: a school may want to be surer than the program is before a name counts.
#pragma once

#include "schouw/model/person.h"
#include "schouw/policy/policy.h"

namespace schouw {

/// The match under these terms: as it was, or weaker. Hard keys and manual links stay as they are.
Match under(const IdentityTerms&, Match);

}  // namespace schouw
