// What a report counts: messages by month, team, hour and role, media by state of consent.
#pragma once

#include "case_people.h"
#include "schouw/pipeline/case_setup.h"

namespace schouw {

/// Fills in the figures of the period; needs the findings of the result.
void add_figures(const CaseStore&, const CaseSetup&, const Policy&, const CasePeople::State&, AuditResult&);

IdentityFigures figures_of(const CasePeople::State&);

}  // namespace schouw
