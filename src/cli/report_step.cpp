// Writes a report: into one file, into several, or through WeasyPrint.
#include <algorithm>
#include <system_error>

#include "pdf.h"
#include "schouw/base/file.h"
#include "schouw/base/utf8.h"
#include "schouw/pipeline/retention.h"
#include "schouw/report/report.h"
#include "steps.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

/// PDF is the HTML, printed.
std::string_view written_as(std::string_view format) { return format == "pdf" ? "html" : format; }

Result<std::vector<Json>> read_earlier(const std::vector<fs::path>& paths) {
  std::vector<Json> out;
  for (const fs::path& path : paths) {
    const Result<std::string> bytes = read_file(path);
    if (!bytes) return tl::unexpected(bytes.error());
    Result<Json> report = parse_json_document(*bytes, path.filename().string());
    if (!report) return tl::unexpected(report.error());
    if (report->at("report").str("kind") != "annual") return fail(ErrorCode::usage, "report-earlier", {path.string()});
    out.push_back(std::move(*report));
  }
  std::ranges::stable_sort(out, {}, [](const Json& report) { return std::string(report.at("report").str("as_of")); });
  return out;
}

Result<void> write_part(const Report& report, const AuditResult& result, const ReportOptions& options, const fs::path& path) {
  Result<Output> out = Output::to(path.string());
  if (!out) return tl::unexpected(out.error());
  report.write(result, options, [&](std::string_view bytes) { out->write(bytes); });
  return out->finish();
}

Result<void> write_pdf(const Report& report, const AuditResult& result, const ReportOptions& options, const fs::path& path) {
  Result<Output> out = Output::to(path.string());
  if (!out) return tl::unexpected(out.error());
  const auto made = html_to_pdf([&](const ByteSink& sink) { report.write(result, options, sink); },
                                [&](std::string_view bytes) { out->write(bytes); });
  return made ? out->finish() : made;
}

/// The parts first: who finds the report finds all of it.
Result<void> write_files(const Report& report, const AuditResult& result, ReportOptions options, const fs::path& path) {
  const std::vector<std::string> parts = report.parts == nullptr ? std::vector<std::string>{} : report.parts(result);
  if (parts.empty() || path == "-") return write_part(report, result, options, path);
  const std::string ending = path.extension().string();
  options.parts_folder = path.stem().string() + "-" + (ending.empty() ? std::string(report.format) : ending.substr(1));
  const fs::path folder = path.parent_path() / options.parts_folder;
  std::error_code error;
  fs::remove_all(folder, error);  // of an earlier report of this name
  if (error) return fail(ErrorCode::io, "file-unwritable", {folder.string(), error.message()});
  if (const auto made = make_private_folder(folder); !made) return made;
  for (const std::string& part : parts) {
    options.part = part;
    if (const auto written = write_part(report, result, options, folder / part); !written) return written;
  }
  options.part.clear();
  return write_part(report, result, options, path);
}

/// A report inside the case moves with it; another is where it was written.
std::string path_for_ledger(const fs::path& path, const fs::path& case_folder) {
  std::error_code ignored;
  const fs::path whole = fs::weakly_canonical(fs::absolute(path, ignored), ignored);
  const fs::path inside = whole.lexically_relative(fs::weakly_canonical(fs::absolute(case_folder, ignored), ignored));
  return !inside.empty() && *inside.begin() != ".." ? inside.string() : whole.string();
}

Json details_of(const ReportOrder& order, const ReportOptions& options, const AuditResult& result) {
  Json out = Json::object();
  out["kind"] = order.kind;
  out["format"] = order.format;
  out["names"] = options.naming == Naming::names;
  out["findings"] = static_cast<std::uint64_t>(result.findings.size());
  if (!order.persons.empty()) {
    out["persons"] = Json::array();
    for (const std::string& id : order.persons) out["persons"].push_back(Json(id));
  }
  for (const auto& [key, value] : order.filter) out["filter"][key] = value;
  return out;
}

/// Names need a second person where the protocol says so, and not the one who makes the report.
Result<void> check_names(const Session& session, const Arguments& arguments, const CaseStore& store) {
  if (!arguments.has("names")) return {};
  const Result<HouseRules> rules = case_house_rules(store);
  if (!rules) return tl::unexpected(rules.error());
  if (!rules->second_for_names) return {};
  const std::string second = fold(trim(arguments.get("names-with")));
  if (second.empty()) return fail(ErrorCode::refused, "names-second-person");
  const std::string user = fold(session.user);
  if (second == user || second == user.substr(0, user.find('@'))) return fail(ErrorCode::refused, "names-same-person");
  return {};
}

}  // namespace

Result<void> check_report(std::string_view kind, std::string_view format) {
  if (find_report(kind, written_as(format)) != nullptr) return {};
  std::string there;
  for (const Report* report : reports())
    if (find_report(kind, report->format) == report) there += (there.empty() ? "" : ", ") + std::string(report->format);
  return fail(ErrorCode::usage, "report-format", {std::string(kind), std::string(format), there + ", pdf"});
}

Result<void> report_step(const Session& session, const Arguments& arguments, const CaseStore& store,
                         const ReportOrder& order) {
  if (const auto known = check_report(order.kind, order.format); !known) return known;
  if (const auto agreed = check_names(session, arguments, store); !agreed) return agreed;
  Result<std::vector<Json>> earlier = read_earlier(order.earlier);
  if (!earlier) return tl::unexpected(earlier.error());
  const Result<AuditResult> result = audit_result(store, {.kind = order.kind,
                                                          .lang = session.report_lang,
                                                          .persons = order.persons,
                                                          .filter = order.filter,
                                                          .received = order.received,
                                                          .earlier = std::move(*earlier)});
  if (!result) return tl::unexpected(result.error());
  const ReportOptions options{.lang = session.report_lang,
                              .naming = arguments.has("names") ? Naming::names : Naming::pseudonyms};
  const Report& report = *find_report(order.kind, written_as(order.format));
  const auto written = order.format == "pdf" ? write_pdf(report, *result, options, order.path)
                                             : write_files(report, *result, options, order.path);
  if (!written) return written;
  if (order.path != "-") tell(session, "report-written", {order.path.string()});
  Json details = details_of(order, options, *result);
  if (arguments.has("names") && arguments.has("names-with")) details["names_with"] = arguments.get("names-with");
  if (order.path != "-") {
    const Result<std::string> hash = sha256_of_file(order.path);
    if (!hash) return tl::unexpected(hash.error());
    details["sha256"] = *hash;
    details["path"] = path_for_ledger(order.path, store.folder());
  }
  return note_in_ledger(session, store.folder(), "report", std::move(details));
}

}  // namespace schouw
