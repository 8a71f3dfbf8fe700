// schouw policy list|show|check|new: the protocols, as data and in words.
#include <algorithm>

#include "commands.h"
#include "output.h"
#include "schouw/detect/detector.h"
#include "schouw/policy/policy.h"

namespace schouw {
namespace {

Json list_record(const Policy& policy) {
  Json out = Json::object();
  out["id"] = policy.id;
  out["title"] = policy.title;
  out["school"] = policy.school;
  out["version"] = policy.version;
  out["clauses"] = static_cast<std::uint64_t>(policy.clauses.size());
  out["sha256"] = policy.sha256;
  return out;
}

std::string_view how_audited(ClauseCoverage::State state) {
  switch (state) {
    case ClauseCoverage::State::audited:
      return "policy.audited";
    case ClauseCoverage::State::audited_partly:
      return "policy.audited-partly";
    case ClauseCoverage::State::attest:
      return "policy.attest";
    case ClauseCoverage::State::not_audited:
      break;
  }
  return "policy.not-audited";
}

/// How far the clause is looked at, by which detectors, and what they leave out or what a human must answer.
std::string coverage_line(const Session& session, const ClauseCoverage& row) {
  std::string line = say(session, how_audited(row.state));
  const bool steered = row.detectors.empty() || row.detectors.front() == "scope-filter";
  if (row.state != ClauseCoverage::State::attest && !steered)
    line += " (" + joined(std::vector<std::string_view>(row.detectors.begin(), row.detectors.end())) + ")";
  for (const Bilingual* rest : {&row.leaves_out, &row.question})
    if (*rest != Bilingual{}) line += ": " + on_one_line(rest->in(session.lang));
  return line;
}

void write_totals(const Session& session, const std::vector<ClauseCoverage>& rows, Output& out) {
  const auto count = [&](ClauseCoverage::State state) {
    return std::to_string(std::ranges::count(rows, state, &ClauseCoverage::state));
  };
  out.line(say(session, "policy.totals",
               {count(ClauseCoverage::State::audited), count(ClauseCoverage::State::audited_partly),
                count(ClauseCoverage::State::attest), count(ClauseCoverage::State::not_audited)}));
}

void write_policy(const Session& session, const Policy& policy, Output& out) {
  out.line(on_one_line(policy.id + "  " + policy.title));
  out.line(say(session, "policy.head", {policy.school, policy.version, std::to_string(policy.clauses.size())}));
  const std::vector<ClauseCoverage> rows = clause_coverage(policy);
  write_totals(session, rows, out);
  for (const ClauseCoverage& row : rows) {
    out.line("");
    out.line(on_one_line(row.id + "  " + row.article) + "  (" + say(session, "norm." + std::string(name_of(row.norm))) +
             ")");
    out.line("    " + on_one_line(row.summary.in(session.lang)));
    out.line("    " + coverage_line(session, row));
    if (row.note != Bilingual{}) out.line("    " + say(session, "policy.note", {on_one_line(row.note.in(session.lang))}));
  }
}

/// `show --format csv`: a clause a row; json and jsonl: the policy as one object.
void write_clauses(const Policy& policy, Output& out) {
  RecordOutput records(out, Format::csv, {.names = {"id", "article", "norm", "summary.nl", "summary.en", "audited", "coverage"}});
  const Json record = policy_record(policy);
  for (const Json& clause : record.at("clauses").items()) records.add(clause);
  records.end();
}

Result<int> finished(Output& out) {
  if (const auto done = out.finish(); !done) return tl::unexpected(done.error());
  return 0;
}

}  // namespace

Result<int> cmd_policy_list(const Session&, const Arguments& arguments) {
  Result<Output> out = Output::to("-");
  const Format format = format_from(arguments.get("format"), Format::text);
  TextTable table;
  RecordOutput records(*out, format, {.names = {"id", "title", "school", "version", "clauses", "sha256"}});
  for (const std::string& id : shipped_policies()) {
    const Result<Policy> policy = load_policy(id);
    if (!policy) return tl::unexpected(policy.error());
    if (format == Format::text)
      table.row({policy->id, policy->version, policy->title});
    else
      records.add(list_record(*policy));
  }
  if (format == Format::text)
    table.write(*out);
  else
    records.end();
  return finished(*out);
}

Result<int> cmd_policy_show(const Session& session, const Arguments& arguments) {
  const Result<Policy> policy = load_policy(arguments.words[0]);
  if (!policy) return tl::unexpected(policy.error());
  Result<Output> out = Output::to("-");
  const Format format = format_from(arguments.get("format"), Format::text);
  if (format == Format::text)
    write_policy(session, *policy, *out);
  else if (format == Format::csv)
    write_clauses(*policy, *out);
  else
    write_object(*out, format, policy_record(*policy));
  return finished(*out);
}

Result<int> cmd_policy_check(const Session& session, const Arguments& arguments) {
  const Result<Policy> policy = load_policy(arguments.words[0]);
  if (!policy) return tl::unexpected(policy.error());
  const auto audited =
      std::ranges::count_if(policy->clauses, [](const Clause& clause) { return !clause.rules.empty(); });
  tell(session, "policy.right", {arguments.words[0], std::to_string(policy->clauses.size()), std::to_string(audited)});
  const Format format = format_from(arguments.get("format"), Format::text);
  Result<Output> out = Output::to("-");
  if (format != Format::text) write_object(*out, format, list_record(*policy));
  return finished(*out);
}

Result<int> cmd_policy_new(const Session& session, const Arguments& arguments) {
  const std::string from(arguments.get("from"));
  if (from.empty()) return fail(ErrorCode::usage, "too-few-arguments", {"policy new", "--from ID"});
  const std::string_view file = shipped_policy_text(from);
  const std::vector<std::string> shipped = shipped_policies();
  if (file.empty())
    return fail(ErrorCode::usage, "policy-not-shipped",
                {from, joined(std::vector<std::string_view>(shipped.begin(), shipped.end()))});
  Result<Output> out = Output::to(arguments.get("output"));
  if (!out) return tl::unexpected(out.error());
  out->write(file);
  if (arguments.has("output")) tell(session, "policy.new", {std::string(arguments.get("output"))});
  return finished(*out);
}

}  // namespace schouw
