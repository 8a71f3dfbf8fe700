// The audit report as records.
#include "json_records.h"
#include "records.h"

namespace schouw {
namespace {

void clause_records(const AuditResult& result, const Records& out) {
  for (const ClauseCoverage& clause : result.clauses) out.add("clause", clause_json(clause));
}

void month_records(const AuditResult& result, const Records& out) {
  for (const auto& [month, platforms] : result.messages_per_month)
    for (const auto& [platform, messages] : platforms) {
      Json record = Json::object();
      record["month"] = month;
      record["platform"] = platform;
      const auto channel = result.channel_class.find(platform);
      record["channel"] = channel == result.channel_class.end() ? "unknown" : channel->second;
      record["messages"] = messages;
      out.add("month", record);
    }
}

void traffic_records(const AuditResult& result, const Records& out) {
  for (const auto& [team, share] : result.traffic.teams) {
    Json record = Json::object();
    record["team"] = text_or_null(team);
    record["official"] = share.official;
    record["private"] = share.private_;
    record["unknown"] = share.unknown;
    out.add("team", record);
  }
  for (std::size_t day = 0; day < 7; ++day)
    for (std::size_t hour = 0; hour < 24; ++hour) {
      Json record = Json::object();
      record["weekday"] = std::to_string(day + 1);
      record["hour"] = static_cast<std::uint64_t>(hour);
      record["official"] = result.traffic.official[day][hour];
      record["not_official"] = result.traffic.not_official[day][hour];
      record["lessons"] = result.traffic.lessons[day][hour];
      record["working_minutes"] = result.traffic.working[day][hour];
      out.add("hour", record);
    }
  for (const auto& [role, platforms] : result.traffic.roles)
    for (const auto& [platform, messages] : platforms) {
      Json record = Json::object();
      record["role"] = role;
      record["platform"] = platform;
      record["messages"] = messages;
      out.add("role", record);
    }
  for (const auto& [state, media] : result.media_consent) {
    Json record = Json::object();
    record["consent"] = state;
    record["media"] = media;
    out.add("consent", record);
  }
}

}  // namespace

void audit_records(const AuditResult& result, const ReportOptions& options, const Names& names, const Records& out) {
  if (out.wants("report")) out.add("report", report_json(result, options, names));
  about_records(result, Words(options.lang), names, out);
  clause_records(result, out);
  finding_records(result, names, out);
  for (const Finding& finding : result.gone) out.add("gone", finding_json(finding, result, names));
  for (const PersonRow& row : result.people) out.add("person", person_json(row, names));
  source_records(result, names, out);
  for (const RegisterNoteRow& row : result.register_notes)
    out.add("register-note", register_note_json(row, names, options.naming == Naming::names));
  month_records(result, out);
  traffic_records(result, out);
}

}  // namespace schouw
