// Findings as documents: what goes in comes out, field for field.
#pragma once

#include "schouw/base/json.h"
#include "schouw/model/finding.h"

namespace schouw {

Json pack(const Finding&);
Finding unpack_finding(const Json&);

}  // namespace schouw
