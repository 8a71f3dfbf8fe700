// The annual report as records: a "cell" for each number of each year. `own` marks those of this report's year; the others
// stand in earlier reports.
//   {"table":"findings-by-clause","row":"breul-a-1","year":"2025-2026","own":true,"value":12,"shown":"12","label":{...}}
#include "annual.h"
#include "json_records.h"
#include "records.h"

namespace schouw {
namespace {

/// Without title, approver and purpose: those can name people.
Json annual_report_json(const AuditResult& result, const ReportOptions& options) {
  Json out = Json::object();
  out["format_version"] = kReportFormatVersion;
  out["kind"] = "annual";
  out["program"]["name"] = "schouw";
  out["program"]["version"] = result.program_version;
  out["lang"] = options.lang == Lang::nl ? "nl" : "en";
  out["year"] = annual_year(result.header);
  out["policy"] = policy_json(result.header);
  out["as_of"] = result.header.as_of;
  out["smallest_shown"] = result.smallest_shown;
  out["entries"] = counts_json(result.entries);
  return out;
}

void annual_about(const AuditResult& result, const Words& say, const Records& out) {
  about(out, say("about.kind"), say.name("kind", result.kind));
  about(out, say("mandate.policy"), result.header.policy_title);
  about(out, say("mandate.period"), say.period(result.header.period_from, result.header.period_until));
  about(out, say("mandate.as-of"), result.header.as_of);
  about(out, say("method.program"), "schouw " + result.program_version);
  about(out, say("annual.rule.title"), say("annual.rule", {say.number(result.smallest_shown), say.number(result.smallest_shown - 1)}));
  for (const AnnualRate& rate : annual_rates(result))
    about(out, say.name("annual", rate.id), rate.per_cent ? say("annual.per-cent", {say.number(*rate.per_cent)}) : say("annual.no-rate"));
}

/// Counts of findings are in the cells, with the small ones hidden; here they would be there again.
Json clause_without_counts(const ClauseCoverage& clause) {
  const Json all = clause_json(clause);
  Json out = Json::object();
  for (const auto& [key, value] : all.members())
    if (key != "breaches" && key != "discouraged" && key != "attention") out[key] = value;
  return out;
}

}  // namespace

void annual_records(const AuditResult& result, const ReportOptions& options, const Names&, const Records& out) {
  const Words say(options.lang);
  if (out.wants("report")) out.add("report", annual_report_json(result, options));
  annual_about(result, say, out);
  if (out.wants("cell"))
    for (const AnnualTable& table : annual_tables(result))
      for (const AnnualCell& row : table.rows)
        for (std::size_t i = 0; i < table.years.size(); ++i) {
          if (!row.there[i]) continue;
          Json record = Json::object();
          record["table"] = table.id;
          record["row"] = row.row;
          record["label"] = bilingual_json(row.label);
          record["year"] = table.years[i];
          record["own"] = i + 1 == table.years.size();
          record["value"] = row.years[i] ? Json(*row.years[i]) : Json();
          record["shown"] = row.years[i] ? say.number(*row.years[i]) : say("annual.hidden");
          out.add("cell", record);
        }
  for (const AnnualRate& rate : annual_rates(result)) {
    Json record = Json::object();
    record["rate"] = rate.id;
    record["per_cent"] = rate.per_cent ? Json(*rate.per_cent) : Json();
    record["smallest_base"] = rate.smallest_base;
    out.add("rate", record);
  }
  for (const ClauseCoverage& clause : result.clauses) out.add("clause", clause_without_counts(clause));
}

}  // namespace schouw
