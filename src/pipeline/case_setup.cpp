// case.json holds the setup for people to read; the database holds registers and policy, which `audit` needs whole.
#include "schouw/pipeline/case_setup.h"

#include <system_error>

#include "schouw/base/file.h"
#include "schouw/base/utf8.h"
#include "schouw/detect/marks.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

std::string date_text(const std::optional<Date>& date) { return date.has_value() ? to_string(*date) : std::string(); }

Result<Json> settings_of(const Plan& plan) {
  Json out = Json::object();
  out["format_version"] = 1;
  out["title"] = plan.title;
  out["purpose"] = plan.purpose;
  out["legal_ground"] = plan.legal_ground;
  out["approved_by"] = plan.approved_by;
  out["necessity"] = plan.necessity;
  out["dpia"] = plan.dpia;
  out["ends"] = plan.ends;
  out["scope"] = plan.scope;
  out["policy"] = plan.policy;
  out["as_of"] = date_text(plan.as_of);
  out["period"]["from"] = date_text(plan.from);
  out["period"]["until"] = date_text(plan.until);
  out["time_zone"] = plan.time_zone;
  out["plan_folder"] = plan.folder.string();
  if (plan.pseudonym_key_file.empty()) return out;
  // The key itself stays where it is; what is derived from it does as well for keying.
  const Result<std::string> key = sha256_of_file(plan.pseudonym_key_file);
  if (!key) return tl::unexpected<Error>(key.error());
  out["pseudonym_key"] = *key;
  return out;
}

bool is_path(std::string_view policy) { return policy.find('/') != std::string_view::npos || policy.ends_with(".json"); }

/// What goes into the case besides the settings; read before the case is touched.
struct Contents {
  Json settings, registers, policy, own_lexicon;
};

/// The school's own word lists as one; a line that is wrong is an error here, not in the middle of an ingest.
Result<Json> own_lexicon(const Plan& plan) {
  std::string all;
  for (const fs::path& file : plan.lexicon) {
    const Result<std::string> text = read_file(file);
    if (!text) return tl::unexpected<Error>(text.error());
    if (const auto lexicon = Lexicon::load(*text); !lexicon) {
      Error error = lexicon.error();
      error.place = file.filename().string();
      return tl::unexpected<Error>(error);
    }
    all += *text + "\n";
  }
  Json out = Json::object();
  out["text"] = all;
  return out;
}

Result<Contents> contents_of(const Plan& plan) {
  Contents out;
  auto settings = settings_of(plan);
  if (!settings) return tl::unexpected<Error>(settings.error());
  out.settings = std::move(*settings);
  const Result<Registers> registers = load_registers(plan.registers);
  if (!registers) return tl::unexpected<Error>(registers.error());
  out.registers = to_json_value(*registers);
  auto words = own_lexicon(plan);
  if (!words) return tl::unexpected<Error>(words.error());
  out.own_lexicon = std::move(*words);
  if (plan.policy.empty()) return out;
  if (const Result<Policy> policy = load_policy(plan.policy); !policy) return tl::unexpected<Error>(policy.error());
  out.policy["id"] = plan.policy;
  if (!is_path(plan.policy)) return out;
  const Result<std::string> text = read_file(plan.policy);
  if (!text) return tl::unexpected<Error>(text.error());
  out.policy["text"] = *text;
  return out;
}

Result<CaseStore> filled(Result<CaseStore> store, const Contents& contents) {
  if (!store) return store;
  for (const auto& [name, document] : {std::pair<std::string_view, const Json*>{"registers", &contents.registers},
                                       {"policy", &contents.policy},
                                       {"own_lexicon", &contents.own_lexicon}})
    if (auto put = store->put_document(name, *document); !put) return tl::unexpected<Error>(put.error());
  return store;
}

bool is_case(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / "case.db", ignored);
}

}  // namespace

Result<CaseStore> create_case(const fs::path& folder, const Plan& plan) {
  if (is_case(folder)) return fail(ErrorCode::usage, "case-exists", {folder.string()});
  const Result<Contents> contents = contents_of(plan);
  if (!contents) return tl::unexpected<Error>(contents.error());
  return filled(CaseStore::create(folder, contents->settings), *contents);
}

Result<CaseStore> continue_case(const fs::path& folder, const Plan& plan) {
  if (!is_case(folder)) return create_case(folder, plan);
  const Result<Contents> contents = contents_of(plan);
  if (!contents) return tl::unexpected<Error>(contents.error());
  Result<CaseStore> store = CaseStore::open(folder, StoreMode::read_write);
  if (!store) return store;
  if (auto set = store->set_settings(contents->settings); !set) return tl::unexpected<Error>(set.error());
  return filled(std::move(store), *contents);
}

CaseSetup case_setup(const CaseStore& store) {
  const Json settings = store.settings();
  CaseSetup out;
  out.title = settings.str("title");
  out.purpose = settings.str("purpose");
  out.legal_ground = settings.str("legal_ground");
  out.approved_by = settings.str("approved_by");
  out.necessity = settings.str("necessity");
  out.dpia = settings.str("dpia");
  out.ends = settings.str("ends");
  out.scope = settings.at("scope");
  out.policy = settings.str("policy");
  out.as_of = parse_date(settings.str("as_of"));
  out.from = parse_date(settings.at("period").str("from"));
  out.until = parse_date(settings.at("period").str("until"));
  if (!settings.str("time_zone").empty()) out.time_zone = settings.str("time_zone");
  out.plan_folder = settings.str("plan_folder");
  return out;
}

Result<Policy> case_policy(const CaseStore& store, std::string_view override_id) {
  const Json kept = store.document("policy").value_or(Json());
  if (!override_id.empty() && override_id != kept.str("id")) return load_policy(override_id);
  if (kept.str("id").empty()) return fail(ErrorCode::usage, "no-policy", {store.folder().string()});
  if (kept.str("text").empty()) return load_policy(kept.str("id"));
  return parse_policy(kept.str("text"), fs::path(kept.str("id")).filename().string());
}

Result<Registers> case_registers(const CaseStore& store) {
  const std::optional<Json> kept = store.document("registers");
  if (!kept.has_value() || kept->is_null()) return Registers{};
  return registers_from_json(*kept);
}

Result<void> check_purpose(const CaseSetup& setup) {
  std::string missing;
  for (const auto& [name, value] : {std::pair<std::string_view, const std::string*>{"purpose", &setup.purpose},
                                    {"legal_ground", &setup.legal_ground},
                                    {"approved_by", &setup.approved_by}}) {
    if (!trim(*value).empty()) continue;
    if (!missing.empty()) missing += ", ";
    missing += name;
  }
  if (missing.empty()) return {};
  return fail(ErrorCode::refused, "purpose-missing", {missing});
}

}  // namespace schouw
