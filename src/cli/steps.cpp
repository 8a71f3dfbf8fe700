// Ingest, audit and report as the command line does them.
#include "steps.h"

#include <algorithm>
#include <system_error>

#include "limits.h"
#include "progress.h"
#include "schouw/base/file.h"
#include "schouw/report/report.h"
#include "signals.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

Result<IngestOptions> ingest_options(const Arguments& arguments, const CaseStore& store) {
  Result<std::vector<std::string>> passphrases = read_passphrases(arguments.get("passphrase-file"));
  if (!passphrases) return tl::unexpected(passphrases.error());
  IngestOptions options;
  options.jobs = static_cast<int>(std::min<std::uint64_t>(arguments.number("jobs").value_or(0), 256));
  options.archive.limits = limits_from(arguments);
  options.archive.passphrases = std::move(*passphrases);
  options.as_of = day_of_audit(arguments, case_setup(store));
  options.trust_mtime = arguments.has("trust-mtime");
  options.plan_folder = case_setup(store).plan_folder;
  options.stop = stop_asked;
  return options;
}

/// Where the files lay: `verify` looks there whether they are still the same. Folders only, so the list stays short.
Result<void> remember_places(CaseStore& store, std::span<const fs::path> paths) {
  Json places = store.document("source_places").value_or(Json::array());
  const std::size_t before = places.size();
  for (const fs::path& path : paths) {
    std::error_code ignored;
    fs::path given = fs::absolute(path, ignored).lexically_normal();
    if (!given.has_filename()) given = given.parent_path();
    const Json folder(given.parent_path().string());
    if (std::ranges::find(places.items(), folder) == places.items().end()) places.push_back(folder);
  }
  if (places.size() == before) return {};
  return store.put_document("source_places", places);
}

Json details_of(const IngestTotals& totals) {
  Json out = Json::object();
  out["files"] = totals.files;
  out["read"] = totals.read;
  out["unchanged"] = totals.unchanged;
  out["messages"] = totals.messages;
  out["stopped"] = totals.stopped;
  return out;
}

/// A report inside the case moves with it; another is where it was written.
std::string path_for_ledger(const fs::path& path, const fs::path& case_folder) {
  std::error_code ignored;
  const fs::path whole = fs::weakly_canonical(fs::absolute(path, ignored), ignored);
  const fs::path inside = whole.lexically_relative(fs::weakly_canonical(fs::absolute(case_folder, ignored), ignored));
  return !inside.empty() && *inside.begin() != ".." ? inside.string() : whole.string();
}

Result<void> write_report(const AuditResult& result, const Report& report, const ReportOptions& options,
                          const fs::path& path) {
  Result<Output> out = Output::to(path.string());
  if (!out) return tl::unexpected(out.error());
  report.write(result, options, [&](std::string_view bytes) { out->write(bytes); });
  return out->finish();
}

}  // namespace

Result<IngestTotals> ingest_step(const Session& session, const Arguments& arguments, CaseStore& store,
                                 std::span<const fs::path> paths) {
  Result<IngestOptions> options = ingest_options(arguments, store);
  if (!options) return tl::unexpected(options.error());
  Result<IngestTotals> totals = fail(ErrorCode::io, "");
  {
    ProgressLines progress(session);  // gone, with its line, before anything else is said
    options->progress = [&](const IngestProgress& now) { progress(now); };
    totals = ingest(store, paths, *options);
  }
  if (!totals) return totals;
  if (const auto kept = remember_places(store, paths); !kept) return tl::unexpected(kept.error());
  const auto noted = note_in_ledger(session, store.folder(), "ingest", details_of(*totals));
  if (!noted) return tl::unexpected(noted.error());
  return totals;
}

Result<AuditSummary> audit_step(const Session& session, const Arguments& arguments, CaseStore& store) {
  const AuditOptions options{.policy = std::string(arguments.get("policy")),
                             .as_of = day_of_audit(arguments, case_setup(store)),
                             .program_version = program_version()};
  Result<AuditSummary> summary = run_audit(store, options);
  if (!summary) return summary;
  Json details = Json::object();
  details["policy"] = options.policy.empty() ? case_setup(store).policy : options.policy;
  details["as_of"] = to_string(options.as_of);
  details["findings"] = summary->findings;
  const auto noted = note_in_ledger(session, store.folder(), "audit", std::move(details));
  if (!noted) return tl::unexpected(noted.error());
  return summary;
}

Result<void> check_report(std::string_view kind, std::string_view format) {
  if (find_report(kind, format) != nullptr) return {};
  std::string there;
  for (const Report* report : reports())
    there += (there.empty() ? "" : ", ") + std::string(report->kind) + " (" + std::string(report->format) + ")";
  return fail(ErrorCode::usage, "report-format", {std::string(kind), std::string(format), there});
}

Result<void> report_step(const Session& session, const Arguments& arguments, const CaseStore& store,
                         const ReportOrder& order) {
  if (const auto known = check_report(order.kind, order.format); !known) return known;
  const Result<AuditResult> result = audit_result(store, session.report_lang);
  if (!result) return tl::unexpected(result.error());
  const ReportOptions options{.lang = session.report_lang,
                              .naming = arguments.has("names") ? Naming::names : Naming::pseudonyms};
  const Report& report = *find_report(order.kind, order.format);
  if (const auto written = write_report(*result, report, options, order.path); !written) return written;
  if (order.path != "-") tell(session, "report-written", {order.path.string()});
  Json details = Json::object();
  details["kind"] = order.kind;
  details["format"] = order.format;
  details["names"] = options.naming == Naming::names;
  if (order.path != "-") {
    const Result<std::string> hash = sha256_of_file(order.path);
    if (!hash) return tl::unexpected(hash.error());
    details["sha256"] = *hash;
    details["path"] = path_for_ledger(order.path, store.folder());
  }
  details["findings"] = static_cast<std::uint64_t>(result->findings.size());
  return note_in_ledger(session, store.folder(), "report", std::move(details));
}

}  // namespace schouw
