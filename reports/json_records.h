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

/// The id of the register for somebody whom the report names, else the pseudonym.
std::string person_ref(std::string_view person_id, const Names&);

Json finding_json(const Finding&, const AuditResult&, const Names&);
Json excerpts_json(std::string_view finding_id, const std::vector<ConversationExcerpt>&, const Names&);
Json message_json(const QuotedMessage&, const Names&);

// json_case.cpp
inline constexpr int kReportFormatVersion = 1;
Json report_json(const AuditResult&, const ReportOptions&, const Names&);  ///< what comes first in every form
Json counts_json(const EntryCounts&);
Json counts_json(const RecordCounts&);
Json counts_json(const std::map<std::string, std::uint64_t>&);
Json case_json(const CaseHeader&, const Names&);
Json policy_json(const CaseHeader&);
Json filter_json(const ReportFilter&);
Json source_json(const SourceRow&, const Names&);
Json problem_json(const ProblemRow&, const Names&);
Json clause_json(const ClauseCoverage&);
Json person_json(const PersonRow&, const Names&);
Json figures_json(const AuditResult&);
Json registers_json(const AuditResult&, const Names&);
Json register_note_json(const RegisterNoteRow&, const Names&, bool with_names);

}  // namespace schouw
