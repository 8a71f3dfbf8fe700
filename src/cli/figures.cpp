// What a case holds, counted; the summary after a step; the exit status.
#include <algorithm>
#include <map>

#include "commands.h"
#include "steps.h"

namespace schouw {
namespace {

void count_sources(const CaseStore& store, CaseFigures& figures) {
  const CaseStore::Coverage now = store.coverage();
  figures.sources = now.sources;
  figures.read = now.read;
  figures.partial = now.partial;
  figures.unread = now.unread;
  figures.not_recognised = now.not_recognised;
  figures.messages = now.messages;
  figures.problems = now.problems;
  figures.losses = now.losses;
}

/// Findings that count now: those of the last audit, with what people decided about them.
std::vector<Finding> findings_now(const CaseStore& store) {
  std::map<std::string, std::string> states;
  for (const Review& review : store.reviews()) states[review.fingerprint] = review.state;
  std::vector<Finding> findings;
  for (Finding& finding : store.findings()) {
    if (finding.baseline == Baseline::absent) continue;
    const auto decided = states.find(finding.fingerprint);
    for (const ReviewState state : {ReviewState::confirmed, ReviewState::dismissed, ReviewState::unsure})
      if (decided != states.end() && decided->second == name_of(state)) finding.review = state;
    findings.push_back(std::move(finding));
  }
  return findings;
}

void count_finding(const Finding& finding, CaseFigures& figures) {
  ++figures.findings;
  switch (finding.verdict) {
    case Verdict::breach:
      ++figures.breaches;
      break;
    case Verdict::discouraged:
      ++figures.discouraged;
      break;
    case Verdict::attention:
      ++figures.attention;
      break;
  }
  switch (finding.review) {
    case ReviewState::open:
      ++figures.open;
      break;
    case ReviewState::confirmed:
      ++figures.confirmed;
      break;
    case ReviewState::dismissed:
      ++figures.dismissed;
      break;
    case ReviewState::unsure:
      ++figures.unsure;
      break;
  }
}

Json ingest_json(const IngestTotals& totals) {
  Json out = Json::object();
  out["files"] = totals.files;
  out["read_now"] = totals.read;
  out["unchanged"] = totals.unchanged;
  out["messages_now"] = totals.messages;
  out["stopped"] = totals.stopped;
  return out;
}

void tell_read(const Session& session, const CaseFigures& figures, const IngestTotals* totals) {
  if (totals != nullptr)
    tell(session, "summary.ingest",
         {std::to_string(totals->files), std::to_string(totals->read), std::to_string(totals->unchanged),
          std::to_string(totals->messages)});
  if (figures.not_recognised > 0) tell(session, "summary.not-recognised", {std::to_string(figures.not_recognised)});
  if (figures.partial + figures.unread + figures.losses > 0)
    tell(session, "summary.unread",
         {std::to_string(figures.partial), std::to_string(figures.unread), std::to_string(figures.losses)});
}

void tell_problems(const Session& session, const CaseStore& store) {
  store.each_problem([&](ProblemRow&& row) {
    const std::string place =
        row.origin.entry.empty() ? row.origin.source : row.origin.source + " / " + row.origin.entry;
    tell(session, "summary.problem", {place, row.text.in(session.lang)});
  });
}

}  // namespace

CaseFigures figures_of(const CaseStore& store) {
  CaseFigures figures;
  count_sources(store, figures);
  for (const Finding& finding : findings_now(store)) count_finding(finding, figures);
  figures.audited = store.document("audit").has_value();
  return figures;
}

void print_counts(const Session& session, const CaseFigures& figures) {
  const auto number = [](std::uint64_t n) { return std::to_string(n); };
  warn(session, "status.sources", {number(figures.sources), number(figures.read), number(figures.partial),
                                   number(figures.unread), number(figures.not_recognised)});
  warn(session, "status.messages", {number(figures.messages)});
  warn(session, "status.problems", {number(figures.problems), number(figures.losses)});
  if (figures.audited)
    warn(session, "status.findings", {number(figures.findings), number(figures.breaches), number(figures.discouraged),
                                      number(figures.attention)});
}

Json to_json_value(const CaseFigures& figures) {
  Json out = Json::object();
  out["sources"]["all"] = figures.sources;
  out["sources"]["read"] = figures.read;
  out["sources"]["partial"] = figures.partial;
  out["sources"]["unread"] = figures.unread;
  out["sources"]["not_recognised"] = figures.not_recognised;
  out["messages"] = figures.messages;
  out["problems"] = figures.problems;
  out["losses"] = figures.losses;
  out["audited"] = figures.audited;
  out["findings"]["all"] = figures.findings;
  out["findings"]["breach"] = figures.breaches;
  out["findings"]["discouraged"] = figures.discouraged;
  out["findings"]["attention"] = figures.attention;
  out["review"]["open"] = figures.open;
  out["review"]["confirmed"] = figures.confirmed;
  out["review"]["dismissed"] = figures.dismissed;
  out["review"]["unsure"] = figures.unsure;
  return out;
}

Result<void> print_summary(const Session& session, const Arguments& arguments, const CaseStore& store,
                           const IngestTotals* totals) {
  const CaseFigures figures = figures_of(store);
  if (session.verbose) tell_problems(session, store);
  tell_read(session, figures, totals);
  // After an ingest the findings are those of an earlier audit.
  const bool audited_now = figures.audited && arguments.command->name != "ingest";
  if (audited_now)
    tell(session, "summary.findings",
         {std::to_string(figures.findings), std::to_string(figures.breaches), std::to_string(figures.discouraged),
          std::to_string(figures.attention)});
  const std::size_t absent = audited_now ? absent_findings(store).size() : 0;
  if (absent > 0) tell(session, "summary.absent", {std::to_string(absent)});
  const Format format = format_from(arguments.get("format"), Format::text);
  if (format == Format::text) return {};
  Json out = to_json_value(figures);
  if (totals != nullptr) out["ingest"] = ingest_json(*totals);
  Result<Output> to = Output::to("-");
  write_object(*to, format, out);
  return to->finish();
}

int exit_status(const Arguments& arguments, const CaseStore& store) {
  if (has_losses(store)) return 3;
  const std::string_view threshold = arguments.get("fail-on");
  if (threshold.empty()) return 0;
  const Severity least = threshold == "high"     ? Severity::high
                         : threshold == "medium" ? Severity::medium
                                                 : Severity::low;
  const std::vector<Finding> findings = findings_now(store);
  return std::ranges::any_of(findings,
                             [&](const Finding& finding) {
                               return finding.review != ReviewState::dismissed && finding.severity >= least;
                             })
             ? 1
             : 0;
}

}  // namespace schouw
