// Records of a JSON report, with the field names of docs/interface.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "naming.h"
#include "schouw/base/json.h"
#include "schouw/model/audit_result.h"

namespace schouw {

Json text_or_null(std::string_view);   ///< null for an empty text
Json strings_json(const std::vector<std::string>&);
Json bilingual_json(const Bilingual&);  ///< null when there is none
Json origin_json(const Origin&, const Names&);

/// The id of the register with names, else the pseudonym.
std::string person_ref(std::string_view person_id, const Names&, Naming);

Json finding_json(const Finding&, const AuditResult&, const Names&, Naming);
Json excerpts_json(std::string_view finding_id, const std::vector<ConversationExcerpt>&, const Names&, Naming);

}  // namespace schouw
