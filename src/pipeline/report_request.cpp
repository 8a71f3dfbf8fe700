// The filter stands in the result, not in the reports: so it is the same in every form, and each of them says it.
#include "report_request.h"

#include <algorithm>
#include <array>

namespace schouw {
namespace {

constexpr std::array<std::string_view, 6> kFilters{"clause", "person", "platform", "review", "severity", "verdict"};

bool names_person(const Finding& finding, std::string_view id) {
  return std::ranges::find(finding.fact.persons, id, &FactPerson::person_id) != finding.fact.persons.end();
}

bool fits(const Finding& finding, std::string_view key, std::string_view value) {
  if (key == "clause")
    return std::ranges::any_of(finding.clauses,
                               [&](const ClauseCitation& clause) { return clause.id == value || clause.article == value; });
  if (key == "person") return names_person(finding, value);
  if (key == "platform") return finding.fact.platform == value;
  if (key == "review") return name_of(finding.review) == value;
  if (key == "verdict") return name_of(finding.verdict) == value;
  const auto rank = [](std::string_view severity) { return severity == "high" ? 2 : severity == "medium" ? 1 : 0; };
  return rank(name_of(finding.severity)) >= rank(value);
}

bool is_about(const ReportRequest& request, const Finding& finding) {
  return request.persons.empty() ||
         std::ranges::any_of(request.persons, [&](const std::string& id) { return names_person(finding, id); });
}

}  // namespace

Result<void> check_request(const ReportRequest& request, const Registers& registers) {
  const bool needs_somebody = request.kind == "dossier" || request.kind == "access";
  const bool too_many = request.kind == "access" && request.persons.size() > 1;
  if (needs_somebody && (request.persons.empty() || too_many)) return fail(ErrorCode::usage, "report-persons", {request.kind});
  if (!needs_somebody && !request.persons.empty()) return fail(ErrorCode::usage, "report-no-persons", {request.kind});
  for (const std::string& id : request.persons)
    if (registers.find(id) == nullptr) return fail(ErrorCode::usage, "report-person-unknown", {id});
  for (const auto& [key, value] : request.filter)
    if (std::ranges::find(kFilters, key) == kFilters.end()) return fail(ErrorCode::usage, "report-filter", {key});
  return {};
}

void apply_filter(const ReportRequest& request, AuditResult& result) {
  const auto left_out = [&](const Finding& finding) {
    return !std::ranges::all_of(request.filter, [&](const auto& asked) { return fits(finding, asked.first, asked.second); });
  };
  const auto another = [&](const Finding& finding) { return !is_about(request, finding); };
  std::erase_if(result.findings, another);
  std::erase_if(result.gone, another);
  result.filter.asked = request.filter;
  result.filter.left_out = std::erase_if(result.findings, left_out);
  std::erase_if(result.gone, left_out);
}

}  // namespace schouw
