// The plan is small and written by hand, so it is read strictly: a key that is misspelt would otherwise be a register
// that is not used.
#include "schouw/pipeline/plan.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "schouw/base/file.h"
#include "schouw/base/sort_unique.h"
#include "schouw/policy/policy.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 24> kKeys{
    "title",     "purpose", "legal_ground", "approved_by", "necessity", "dpia",       "ends",    "scope",
    "case",      "as_of",   "period",       "time_zone",   "policy",    "registers",  "relations", "accounts",
    "consent",   "lessons", "exceptions",   "own_identifiers", "exports", "reports",  "pseudonym_key_file",
    "lexicon"};

constexpr std::array<std::string_view, 7> kReportKeys{"kind", "format", "path", "persons", "filter", "received", "earlier"};

std::string place_of(const fs::path& file, const Json& value) {
  const std::string name = file.filename().string();
  return value.line == 0 ? name : name + ":" + std::to_string(value.line);
}

/// Reads one plan; the first error is kept, and what follows is not looked at.
class PlanReader {
 public:
  explicit PlanReader(const fs::path& file) : file_(file) {
    std::error_code ignored;
    plan_.folder = fs::absolute(file, ignored).lexically_normal().parent_path();
  }

  Result<Plan> read(const Json& json) {
    if (!json.is_object()) return fail(ErrorCode::usage, "plan-no-object", {file_.string()}, place_of(file_, json));
    check_keys(json);
    read_texts(json);
    read_times(json);
    read_registers(json);
    plan_.lexicon = read_paths(json, "lexicon");
    read_exports(json);
    read_reports(json);
    if (error_.has_value()) return tl::unexpected<Error>(*error_);
    return std::move(plan_);
  }

 private:
  void refuse(std::string text, std::vector<std::string> args, const Json& where) {
    if (!error_.has_value()) error_ = Error{ErrorCode::usage, std::move(text), std::move(args), place_of(file_, where)};
  }

  void check_keys(const Json& json) {
    for (const auto& [key, value] : json.members())
      if (std::ranges::find(kKeys, key) == kKeys.end()) refuse("plan-unknown-key", {key}, value);
  }

  void read_text(const Json& json, std::string_view key, std::string& out) {
    const Json& value = json.at(key);
    if (value.is_null()) return;
    if (!value.is_string()) return refuse("plan-value", {std::string(key), "\"...\""}, value);
    out = value.str();
  }

  void read_texts(const Json& json) {
    read_text(json, "title", plan_.title);
    read_text(json, "purpose", plan_.purpose);
    read_text(json, "legal_ground", plan_.legal_ground);
    read_text(json, "approved_by", plan_.approved_by);
    read_text(json, "necessity", plan_.necessity);
    read_text(json, "dpia", plan_.dpia);
    read_text(json, "ends", plan_.ends);
    read_text(json, "time_zone", plan_.time_zone);
    plan_.scope = json.at("scope");
    read_policy(json);
    read_path(json, "case", plan_.case_folder);
    read_path(json, "pseudonym_key_file", plan_.pseudonym_key_file);
    if (const Result<Zone> zone = Zone::open(plan_.time_zone); !zone)
      refuse("plan-time-zone", {plan_.time_zone}, json.at("time_zone"));
  }

  /// A shipped id, or a path relative to the plan.
  void read_policy(const Json& json) {
    read_text(json, "policy", plan_.policy);
    const bool is_path = plan_.policy.ends_with(".json") || plan_.policy.find('/') != std::string::npos;
    if (is_path) plan_.policy = (plan_.folder / plan_.policy).lexically_normal().string();
    if (is_path || plan_.policy.empty() || !shipped_policy_text(plan_.policy).empty()) return;
    const Result<Policy> given = load_policy(plan_.policy);
    if (!given && given.error().text == "policy-not-found") refuse(given.error().text, given.error().args, json.at("policy"));
  }

  void read_path(const Json& json, std::string_view key, fs::path& out) {
    std::string text;
    read_text(json, key, text);
    if (text.empty()) return;
    out = (plan_.folder / text).lexically_normal();
    if (!out.has_filename()) out = out.parent_path();  // "case/" is "case"
  }

  void read_date(const Json& json, std::string_view key, std::optional<Date>& out) {
    std::string text;
    read_text(json, key, text);
    if (text.empty()) return;
    out = parse_date(text);
    if (!out.has_value()) refuse("plan-date", {std::string(key), text}, json.at(key));
  }

  void read_times(const Json& json) {
    read_date(json, "as_of", plan_.as_of);
    const Json& period = json.at("period");
    if (!period.is_null() && !period.is_object()) refuse("plan-value", {"period", "{\"from\", \"until\"}"}, period);
    for (const auto& [key, value] : period.members())
      if (key != "from" && key != "until") refuse("plan-unknown-key", {"period." + key}, value);
    read_date(period, "from", plan_.from);
    read_date(period, "until", plan_.until);
    if (plan_.from.has_value() && plan_.until.has_value() && *plan_.until < *plan_.from)
      refuse("plan-period-backwards", {to_string(*plan_.from), to_string(*plan_.until)}, period);
  }

  /// `folder/*.csv` becomes the files that fit, sorted; anything else stands for itself.
  std::vector<fs::path> expand(const std::string& text) const {
    const fs::path path = (plan_.folder / text).lexically_normal();
    if (path.filename().string().find_first_of("*?") == std::string::npos) return {path};
    std::vector<fs::path> out;
    std::error_code error;
    for (fs::directory_iterator it(path.parent_path(), error), end; !error && it != end; it.increment(error)) {
      const std::string name = it->path().filename().string();
      if (name.front() != '.' && fits_pattern(path.filename().string(), name)) out.push_back(it->path());
    }
    std::ranges::sort(out);
    return out;
  }

  std::vector<fs::path> read_paths(const Json& json, std::string_view key) {
    std::vector<fs::path> out;
    const Json& list = json.at(key);
    if (list.is_null()) return out;
    if (!list.is_array()) refuse("plan-value", {std::string(key), "[\"...\"]"}, list);
    for (const Json& item : list.items()) {
      if (!item.is_string()) refuse("plan-value", {std::string(key), "[\"...\"]"}, item);
      const std::vector<fs::path> found = expand(std::string(item.str()));
      const bool pattern = item.str().find_first_of("*?") != std::string_view::npos;
      std::error_code ignored;
      const bool missing = found.empty() ? key != "exports" : !pattern && !fs::exists(found.front(), ignored);
      if (found.empty()) plan_.without_file.emplace_back(item.str());
      if (missing) refuse("plan-file-missing", {std::string(key), std::string(item.str())}, item);
      out.insert(out.end(), found.begin(), found.end());
    }
    return out;
  }

  void read_registers(const Json& json) {
    RegisterPaths& paths = plan_.registers;
    paths.base = plan_.folder;
    paths.time_zone = plan_.time_zone;
    paths.people = read_paths(json, "registers");
    paths.relations = read_paths(json, "relations");
    paths.accounts = read_paths(json, "accounts");
    paths.consent = read_paths(json, "consent");
    paths.lessons = read_paths(json, "lessons");
    paths.exceptions = read_paths(json, "exceptions");
    paths.own_identifiers = read_paths(json, "own_identifiers");
  }

  void read_exports(const Json& json) {
    plan_.exports = read_paths(json, "exports");
    sort_unique(plan_.exports);
  }

  void read_reports(const Json& json) {
    const Json& list = json.at("reports");
    if (!list.is_null() && !list.is_array()) refuse("plan-value", {"reports", "[{...}]"}, list);
    for (const Json& item : list.items()) {
      for (const auto& [key, value] : item.members())
        if (std::ranges::find(kReportKeys, key) == kReportKeys.end()) refuse("plan-unknown-key", {"reports." + key}, value);
      ReportOrder order;
      read_text(item, "kind", order.kind);
      read_text(item, "format", order.format);
      read_path(item, "path", order.path);
      read_date(item, "received", order.received);
      for (const Json& person : item.at("persons").items()) order.persons.emplace_back(person.str());
      for (const auto& [key, value] : item.at("filter").members()) order.filter.emplace_back(key, value.str());
      order.earlier = read_paths(item, "earlier");
      if (order.path.empty()) refuse("plan-value", {"reports.path", "\"...\""}, item);
      plan_.reports.push_back(std::move(order));
    }
  }

  fs::path file_;
  Plan plan_;
  std::optional<Error> error_;
};

}  // namespace

bool fits_pattern(std::string_view pattern, std::string_view name) {
  // Greedy with one place to come back to: linear in practice, never exponential.
  std::size_t p = 0, n = 0, star = std::string_view::npos, mark = 0;
  while (n < name.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || (pattern[p] != '*' && pattern[p] == name[n]))) {
      ++p, ++n;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

Result<Plan> load_plan(const fs::path& file) {
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return fail(ErrorCode::usage, "plan-not-found", {file.string()});
  const Result<std::string> bytes = read_file(file);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  const Result<Json> json = parse_json_document(*bytes, file.filename().string());
  if (!json) return tl::unexpected<Error>(json.error());
  return PlanReader(file).read(*json);
}

}  // namespace schouw
