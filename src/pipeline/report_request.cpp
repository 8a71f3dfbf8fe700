// The filter stands in the result, not in the reports: so it is the same in every form, and each of them says it.
#include "report_request.h"

#include <algorithm>
#include <array>

#include "schouw/model/platform.h"

namespace schouw {
namespace {

constexpr std::array<std::string_view, 6> kFilters{"clause", "person", "platform", "review", "severity", "verdict"};

/// Filters with a fixed list of values.
struct Values {
  std::string_view key, allowed;
};
constexpr std::array kValues{
    Values{"review", "open, confirmed, dismissed, unsure"},
    Values{"severity", "high, medium, low"},
    Values{"verdict", "breach, discouraged, attention"},
};

bool is_one_of(std::string_view value, std::string_view allowed) {
  for (std::size_t at = 0; at < allowed.size();) {
    const std::size_t end = std::min(allowed.find(", ", at), allowed.size());
    if (allowed.substr(at, end - at) == value) return true;
    at = end + 2;
  }
  return false;
}

bool has_clause(const Policy& policy, std::string_view name) {
  return std::ranges::any_of(policy.clauses, [&](const Clause& clause) { return clause.id == name || clause.article == name; }) ||
         std::ranges::any_of(policy.earlier, [&](const Policy& before) { return has_clause(before, name); });
}

/// A filter that fits nothing because of a slip would give a report without findings.
Result<void> check_filter(std::string_view key, std::string_view value, const Policy& policy, const Registers& registers) {
  if (std::ranges::find(kFilters, key) == kFilters.end()) return fail(ErrorCode::usage, "report-filter", {std::string(key)});
  if (key == "clause" && !has_clause(policy, value))
    return fail(ErrorCode::usage, "report-clause-unknown", {std::string(value), policy.id});
  if (key == "person" && registers.find(value) == nullptr)
    return fail(ErrorCode::usage, "report-person-unknown", {std::string(value)});
  for (const Values& values : kValues)
    if (values.key == key && !is_one_of(value, values.allowed))
      return fail(ErrorCode::usage, "option-value", {std::string(key), std::string(value), std::string(values.allowed)});
  return {};
}

bool names_person(const Finding& finding, std::string_view id) {
  return std::ranges::find(finding.fact.persons, id, &FactPerson::person_id) != finding.fact.persons.end();
}

bool fits(const Finding& finding, std::string_view key, std::string_view value) {
  if (key == "clause")
    return std::ranges::any_of(finding.clauses,
                               [&](const ClauseCitation& clause) { return clause.id == value || clause.article == value; });
  if (key == "person") return names_person(finding, value);
  if (key == "platform") return finding.fact.platform == usual_platform(value).value_or(value);
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

Result<void> check_request(const ReportRequest& request, const Policy& policy, const Registers& registers) {
  const bool needs_somebody = request.kind == "dossier" || request.kind == "access";
  const bool too_many = request.kind == "access" && request.persons.size() > 1;
  if (needs_somebody && (request.persons.empty() || too_many)) return fail(ErrorCode::usage, "report-persons", {request.kind});
  if (!needs_somebody && !request.persons.empty()) return fail(ErrorCode::usage, "report-no-persons", {request.kind});
  for (const std::string& id : request.persons)
    if (registers.find(id) == nullptr) return fail(ErrorCode::usage, "report-person-unknown", {id});
  for (const auto& [key, value] : request.filter)
    if (const Result<void> right = check_filter(key, value, policy, registers); !right) return right;
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
