// Counts the year and hides what is small.
//
// Each table is one distribution with its total, and no two tables say the same thing in another way (a table by platform
// would be one by clause for the clauses about one platform): what is hidden in one cannot be worked out from another.
// Years are never added up; what earlier reports hid stays hidden, for all that is known of them is what they showed.
#include "annual.h"

#include <algorithm>
#include <map>
#include <set>

#include "clause_name.h"
#include "suppress.h"

namespace schouw {
namespace {

constexpr std::uint64_t kLargeEnough = 100;  // CBS gives percentages of a hundred and more

struct Part {
  std::string row;
  Bilingual label;
  std::uint64_t n = 0;
};

Bilingual worded(std::string_view group, std::string_view name) {
  const std::string id = "report." + std::string(group) + "." + std::string(name);
  return has_text(id) ? bilingual(id) : Bilingual{std::string(name), std::string(name)};
}

AnnualTable table_of(std::string id, const AuditResult& result, const std::vector<Part>& parts) {
  std::vector<std::uint64_t> counts;
  for (const Part& part : parts) counts.push_back(part.n);
  const ShownCounts shown = suppress(counts, result.smallest_shown);
  AnnualTable table{.id = std::move(id), .years = {annual_year(result.header)}};
  for (std::size_t i = 0; i < parts.size(); ++i)
    table.rows.push_back({parts[i].row, parts[i].label, {shown.parts[i]}, {true}});
  table.rows.push_back({"total", bilingual("report.total"), {shown.total}, {true}});
  return table;
}

std::vector<Part> by_clause(const AuditResult& result) {
  std::map<std::string_view, std::uint64_t> counts;
  for (const Finding& finding : result.findings)
    ++counts[finding.clauses.empty() ? std::string_view() : std::string_view(finding.clauses.front().id)];
  std::vector<Part> parts;
  for (const ClauseCoverage& clause : result.clauses) {
    const bool judged = clause.state == ClauseCoverage::State::audited || clause.state == ClauseCoverage::State::audited_partly;
    if (!judged && !counts.contains(clause.id)) continue;
    const Bilingual label = {clause_with_summary(clause, Lang::nl), clause_with_summary(clause, Lang::en)};
    parts.push_back({clause.id, label, counts[clause.id]});
    counts.erase(clause.id);
  }
  std::uint64_t rest = 0;
  for (const auto& [id, n] : counts) rest += n;
  if (rest != 0) parts.push_back({"none", bilingual("report.findings.no-clause"), rest});
  return parts;
}

template <class Value, std::size_t N>
  requires std::equality_comparable<Value>
std::vector<Part> by(const AuditResult& result, Value Finding::*field, std::string_view group, const Value (&values)[N]) {
  std::vector<Part> parts;
  for (const Value value : values)
    parts.push_back({std::string(name_of(value)), worded(group, name_of(value)),
                     static_cast<std::uint64_t>(std::ranges::count(result.findings, value, field))});
  return parts;
}

/// Everyone once, in the role in which a finding names them first.
std::map<std::string_view, std::uint64_t> people_by_role(const AuditResult& result) {
  std::map<std::string_view, Role> roles;
  for (const Finding& finding : result.findings)
    for (const FactPerson& person : finding.fact.persons) roles.emplace(person.person_id, person.role);
  std::map<std::string_view, std::uint64_t> out;
  for (const auto& [id, role] : roles) ++out[name_of(role)];
  return out;
}

std::vector<Part> by_role(const AuditResult& result) {
  auto counts = people_by_role(result);
  std::vector<Part> parts;
  for (const Role role : {Role::pupil, Role::parent, Role::staff, Role::external})
    parts.push_back({std::string(name_of(role)), worded("role", name_of(role)), counts[name_of(role)]});
  return parts;
}

std::map<std::string, std::uint64_t> messages_by_channel(const AuditResult& result) {
  std::map<std::string, std::uint64_t> counts;
  for (const auto& [platform, n] : result.messages_per_platform) {
    const auto found = result.channel_class.find(platform);
    counts[found == result.channel_class.end() ? "unknown" : found->second] += n;
  }
  return counts;
}

std::vector<Part> by_channel(const AuditResult& result) {
  auto counts = messages_by_channel(result);
  std::vector<Part> parts;
  for (const char* channel : {"official", "private", "unknown"}) parts.push_back({channel, worded("channel", channel), counts[channel]});
  return parts;
}

std::vector<Part> parts_of(const std::map<std::string, std::uint64_t>& counts, std::string_view group) {
  std::vector<Part> parts;
  for (const auto& [state, n] : counts) parts.push_back({state, worded(group, state), n});
  return parts;
}

const Json* cell_of(const Json& report, std::string_view table, std::string_view row) {
  for (const Json& cell : report.at("cell").items())
    if (cell.str("table") == table && cell.str("row") == row && cell.at("own").boolean().value_or(false)) return &cell;
  return nullptr;
}

/// Puts the columns of an earlier report in front. A row that only that report has comes before the total.
void add_earlier(AnnualTable& table, const Json& report) {
  std::string year;
  for (const Json& cell : report.at("cell").items()) {
    if (cell.str("table") != table.id || !cell.at("own").boolean().value_or(false)) continue;
    year = cell.str("year");
    if (std::ranges::find(table.rows, cell.str("row"), &AnnualCell::row) != table.rows.end()) continue;
    AnnualCell row{std::string(cell.str("row")), {std::string(cell.at("label").str("nl")), std::string(cell.at("label").str("en"))}};
    row.years.resize(table.years.size());
    row.there.resize(table.years.size());
    table.rows.insert(table.rows.end() - 1, std::move(row));
  }
  if (year.empty()) return;
  table.years.insert(table.years.begin(), year);
  for (AnnualCell& row : table.rows) {
    const Json* cell = cell_of(report, table.id, row.row);
    const auto n = cell == nullptr ? std::nullopt : cell->at("value").integer();
    row.years.insert(row.years.begin(), n ? std::optional(static_cast<std::uint64_t>(*n)) : std::nullopt);
    row.there.insert(row.there.begin(), cell != nullptr);
  }
}

std::optional<std::uint64_t> share(const AnnualTable& table, std::string_view row, std::uint64_t of) {
  const auto found = std::ranges::find(table.rows, row, &AnnualCell::row);
  if (of < kLargeEnough || found == table.rows.end() || !found->years.back()) return std::nullopt;
  return (*found->years.back() * 200 + of) / (2 * of);
}

}  // namespace

std::string annual_year(const CaseHeader& header) {
  const auto from = parse_date(header.period_from), until = parse_date(header.period_until);
  if (!from || !until) return header.as_of.substr(0, 4);
  const std::string first = std::to_string(from->year);
  return from->year == until->year ? first : first + "-" + std::to_string(until->year);
}

std::vector<AnnualTable> annual_tables(const AuditResult& r) {
  std::vector<AnnualTable> tables;
  tables.push_back(table_of("findings-by-clause", r, by_clause(r)));
  tables.push_back(table_of("findings-by-trend", r, by(r, &Finding::baseline, "baseline", {Baseline::new_, Baseline::unchanged, Baseline::updated})));
  tables.push_back(table_of("findings-by-review", r, by(r, &Finding::review, "review", {ReviewState::open, ReviewState::confirmed, ReviewState::dismissed, ReviewState::unsure})));
  tables.push_back(table_of("people-by-role", r, by_role(r)));
  tables.push_back(table_of("messages-by-channel", r, by_channel(r)));
  if (!r.media_consent.empty()) tables.push_back(table_of("media-by-consent", r, parts_of(r.media_consent, "consent")));
  if (!r.breaches.empty()) tables.push_back(table_of("breaches-by-state", r, parts_of(r.breaches, "breach-state")));
  for (AnnualTable& table : tables)
    for (std::size_t i = r.earlier.size(); i-- > 0;) add_earlier(table, r.earlier[i]);
  return tables;
}

std::vector<AnnualRate> annual_rates(const AuditResult& r) {
  const AnnualTable channels = table_of("messages-by-channel", r, by_channel(r));
  std::uint64_t messages = 0;
  for (const auto& [channel, n] : messages_by_channel(r)) messages += n;
  const AnnualTable roles = table_of("people-by-role", r, by_role(r));
  const auto registered = [&](const char* role) {
    const auto found = r.registered.find(role);
    return found == r.registered.end() ? std::uint64_t{0} : found->second;
  };
  const AnnualTable reviews = table_of("findings-by-review", r, by(r, &Finding::review, "review", {ReviewState::open, ReviewState::confirmed, ReviewState::dismissed, ReviewState::unsure}));
  return {{"official-share", share(channels, "official", messages), kLargeEnough},
          {"private-share", share(channels, "private", messages), kLargeEnough},
          {"staff-share", share(roles, "staff", registered("staff")), kLargeEnough},
          {"pupil-share", share(roles, "pupil", registered("pupil")), kLargeEnough},
          {"open-share", share(reviews, "open", r.findings.size()), kLargeEnough}};
}

}  // namespace schouw
