// The school's logo, as files whose SHA-256 its own identifiers list: a line "logo:<64 hex digits>".
#pragma once

#include <set>
#include <string>

#include "schouw/model/finding.h"
#include "schouw/policy/registers.h"
#include "schouw/detect/detector.h"

namespace schouw {

/// Empty: the school registered no logo, and nothing can be said.
std::set<std::string> registered_logos(const Registers&);

/// Whether an export gives this as the picture of a profile or page, by the folder or name it has there.
bool is_profile_picture(const CaseMedia&);

}  // namespace schouw
