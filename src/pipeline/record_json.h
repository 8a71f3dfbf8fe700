// One record as JSON, by the names of docs/interface.md.
#pragma once

#include <string>
#include <string_view>

#include "case_people.h"
#include "schouw/base/json.h"
#include "schouw/model/audit_result.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// A text that the export or the register does not give is null, never "".
Json or_null(std::string_view text);
Json strings_record(const std::vector<std::string>&);
Json origin_record(const Origin&);
Json origins_record(const std::vector<Origin>&);
Json message_record(const StoredMessage&, const CasePeople::State&);
Json conversation_record(const StoredConversation&, const CaseStore&);
Json account_record(const StoredAccount&, const CasePeople::State&);
Json connection_record(const StoredConnection&);
Json media_record(const StoredMedia&);
Json person_record(const Person&, const Registers&);
Json source_record(const SourceRow&);
Json problem_record(const ProblemRow&);
Json finding_record(const Finding&, const Review* review);

}  // namespace schouw
