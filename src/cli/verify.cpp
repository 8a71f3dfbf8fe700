// schouw verify CASE: the database, the chain of the ledger, what the ledger vouches for (reviews,
// reports), and whether the files that were read are still the same.
// A file that is no longer where it was is told, not held against the case: evidence is often stored elsewhere.
#include <map>
#include <system_error>

#include "commands.h"
#include "schouw/base/file.h"
#include "schouw/index/index.h"
#include "schouw/pipeline/seal.h"
#include "schouw/store/ledger.h"
#include "signals.h"
#include "steps.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

struct SourceCheck {
  std::uint64_t same = 0, missing = 0, changed = 0;
  std::string first_changed;
};

/// Folders that sources may lie under: of the plan, and of the paths that were given.
std::vector<fs::path> places_of(const CaseStore& store) {
  std::vector<fs::path> places;
  const CaseSetup setup = case_setup(store);
  if (!setup.plan_folder.empty()) places.emplace_back(setup.plan_folder);
  const Json remembered = store.document("source_places").value_or(Json());
  for (const Json& place : remembered.items()) places.emplace_back(place.str());
  return places;
}

/// Two places may hold a file of this name; one with the right bytes will do.
void check_source(const SourceRow& row, const std::vector<fs::path>& places, SourceCheck& check) {
  bool there = false, same = false;
  for (const fs::path& place : places) {
    std::error_code ignored;
    if (same || !fs::is_regular_file(place / row.path, ignored)) continue;
    there = true;
    const Result<std::string> hash = sha256_of_file(place / row.path);
    same = hash && *hash == row.sha256;
  }
  if (same)
    ++check.same;
  else if (!there)
    ++check.missing;
  else if (check.changed++ == 0)
    check.first_changed = row.path;
}

SourceCheck check_sources(const CaseStore& store) {
  const std::vector<fs::path> places = places_of(store);
  SourceCheck check;
  store.each_source([&](SourceRow&& row) {
    if (!row.sha256.empty() && !stop_asked()) check_source(row, places, check);
  });
  return check;
}

Result<void> renew_index(const Session& session, const std::string& folder) {
  Result<CaseStore> store = open_case(folder, StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  if (const auto built = rebuild_index(*store, stop_asked); !built) return built;
  tell(session, "verify.index", {});
  return note_in_ledger(session, store->folder(), "rebuild-index", Json::object());
}

/// A case into which nothing was ingested has no index yet.
Result<void> check_index(const CaseStore& store) {
  std::error_code ignored;
  if (!fs::exists(index_folder(store), ignored)) return {};
  return verify_index(index_folder(store));
}

/// What the ledger vouches for: the digest of all reviews at the last act, and of each path the last report.
struct Vouched {
  std::string reviews;
  std::map<std::string, std::string> reports;  ///< path to SHA-256
};

Result<Vouched> read_vouched(const fs::path& folder) {
  Vouched out;
  const auto read = each_ledger_line(folder, [&](const Json& line) {
    const Json& details = line.at("details");
    if (!details.str("reviews_sha256").empty()) out.reviews = details.str("reviews_sha256");
    if (line.str("action") == "report" && !details.str("sha256").empty())
      out.reports[std::string(details.str("path"))] = details.str("sha256");
  });
  if (!read) return tl::unexpected(read.error());
  return out;
}

Result<void> check_reviews(const CaseStore& store, const Vouched& vouched) {
  const std::vector<Review> reviews = store.reviews();
  if (reviews.empty() && vouched.reviews.empty()) return {};
  if (review_digest(reviews) == vouched.reviews) return {};
  return fail(ErrorCode::integrity, "reviews-changed", {store.folder().string()});
}

/// A report that was taken elsewhere is no fault; one that stands there with other bytes is.
Result<void> check_reports(const CaseStore& store, const Vouched& vouched) {
  for (const auto& [path, sha256] : vouched.reports) {
    const fs::path file = fs::path(path).is_absolute() ? fs::path(path) : store.folder() / path;
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) continue;
    const Result<std::string> hash = sha256_of_file(file);
    if (!hash) return tl::unexpected(hash.error());
    if (*hash != sha256) return fail(ErrorCode::integrity, "report-changed", {file.string()});
  }
  return {};
}

Result<void> print_outcome(const Session& session, const Arguments& arguments, std::uint64_t lines,
                           const SourceCheck& check) {
  tell(session, "verify.done", {std::to_string(lines), std::to_string(check.same), std::to_string(check.missing)});
  const Format format = format_from(arguments.get("format"), Format::text);
  if (format == Format::text) return {};
  Json out = Json::object();
  out["ledger_lines"] = lines;
  out["sources"]["same"] = check.same;
  out["sources"]["missing"] = check.missing;
  out["sources"]["changed"] = check.changed;
  Result<Output> to = Output::to("-");
  write_object(*to, format, out);
  return to->finish();
}

/// A sealed case, perhaps on another machine: the signature, and with a key for it every file inside.
Result<int> check_sealed(const Session& session, const Arguments& arguments) {
  if (!arguments.has("public-key")) return fail(ErrorCode::usage, "verify-no-key", {arguments.words[0]});
  const std::string given(arguments.get("public-key"));
  std::error_code ignored;
  const Result<std::string> key = fs::is_regular_file(given, ignored) ? read_file(given, 1 << 16) : given;
  if (!key) return tl::unexpected(key.error());
  AgeKeys keys;
  if (arguments.has("identity")) {
    const Result<std::string> file = read_file(arguments.get("identity"), 1 << 20);
    if (!file) return tl::unexpected(file.error());
    keys.identities = age_identities(*file);
    if (keys.identities.empty()) return fail(ErrorCode::usage, "age-identity", {std::string(arguments.get("identity"))});
  }
  auto passphrases = read_passphrases(arguments.get("passphrase-file"));
  if (!passphrases) return tl::unexpected(passphrases.error());
  keys.passphrases = std::move(*passphrases);
  const auto checked = verify_bundle(arguments.words[0], *key, keys);
  if (!checked) return tl::unexpected(checked.error());
  tell(session, "verify.signed", {arguments.words[0], checked->signed_by, checked->trusted_comment});
  if (checked->opened)
    tell(session, "verify.opened", {std::to_string(checked->files)});
  else
    tell(session, "verify.unopened");
  return 0;
}

}  // namespace

Result<int> cmd_verify(const Session& session, const Arguments& arguments) {
  const std::string& folder = arguments.words[0];
  std::error_code ignored;
  if (fs::is_regular_file(folder, ignored)) return check_sealed(session, arguments);
  if (arguments.has("rebuild-index"))
    if (const auto renewed = renew_index(session, folder); !renewed) return tl::unexpected(renewed.error());
  const Result<CaseStore> store = open_case(folder, StoreMode::read_only);
  if (!store) return tl::unexpected(store.error());
  if (const auto sound = store->verify(); !sound) return tl::unexpected(sound.error());
  if (const auto sound = check_index(*store); !sound) return tl::unexpected(sound.error());
  const Result<std::uint64_t> lines = verify_ledger(store->folder());
  if (!lines) return tl::unexpected(lines.error());
  const Result<Vouched> vouched = read_vouched(store->folder());
  if (!vouched) return tl::unexpected(vouched.error());
  if (const auto sound = check_reviews(*store, *vouched); !sound) return tl::unexpected(sound.error());
  if (const auto sound = check_reports(*store, *vouched); !sound) return tl::unexpected(sound.error());
  const SourceCheck check = check_sources(*store);
  if (stop_asked()) return kStopped;
  if (const auto told = print_outcome(session, arguments, *lines, check); !told) return tl::unexpected(told.error());
  if (check.changed > 0)
    return fail(ErrorCode::integrity, "changed-sources", {std::to_string(check.changed), check.first_changed});
  return 0;
}

}  // namespace schouw
