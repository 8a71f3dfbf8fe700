// Chats of two with a pupil or parent in which nobody knows who the other is.
#pragma once

#include <vector>

#include "case_people.h"
#include "schouw/model/audit_result.h"
#include "schouw/pipeline/case_setup.h"
#include "scope.h"

namespace schouw {

/// In the period and the scope of the case, outside the school's channels, by number of messages. No detector can judge them:
/// the other may be staff that shows a first name only.
std::vector<UnknownParty> unknown_parties(const CaseStore&, const CaseSetup&, const Policy&, const CasePeople::State&, const CaseScope&);

}  // namespace schouw
