// Ingest, audit and report as the command line does them.
#include "steps.h"

#include <algorithm>
#include <map>
#include <system_error>

#include "limits.h"
#include "progress.h"
#include "schouw/base/file.h"
#include "schouw/base/texts.h"
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

void tell_register_notes(const Session& session, const CaseStore& store) {
  constexpr std::size_t kOfAKind = 3;
  const Result<Registers> registers = case_registers(store);
  if (!registers || registers->notes.empty()) return;
  warn(session, "register-notes", {std::to_string(registers->notes.size())});
  std::map<std::string, std::size_t> told;   // by code
  for (const RegisterNote& note : registers->notes)
    if (++told[note.code] <= kOfAKind)
      warn(session, "register-note", {note.place, bilingual("register." + note.code, note.args).in(session.lang)});
  std::size_t more = 0;
  for (const auto& [code, times] : told) more += times - std::min(times, kOfAKind);
  if (more > 0) warn(session, "register-notes-more", {std::to_string(more)});
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

}  // namespace schouw
