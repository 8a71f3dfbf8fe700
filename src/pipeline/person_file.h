// What a dossier or an access report holds besides findings.
#pragma once

#include "case_people.h"
#include "schouw/pipeline/audit.h"
#include "schouw/pipeline/case_setup.h"
#include "withheld.h"

namespace schouw {

/// The persons of the request exist.
PersonFile person_file(const CaseStore&, const CasePeople::State&, const CaseSetup&, const Withheld&, const ReportRequest&);

}  // namespace schouw
