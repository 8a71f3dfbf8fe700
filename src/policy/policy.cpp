// What a loaded policy answers, where it is found, and how it is shown (interface.md: `policy show`).
#include "schouw/policy/policy.h"

#include <algorithm>
#include <filesystem>

#include "schouw/base/embedded.h"
#include "schouw/base/file.h"

namespace schouw {

extern const std::span<const EmbeddedFile> kPolicyFiles;

namespace {

constexpr std::string_view kEnding = ".json";

bool contains(const std::vector<std::string>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

Json strings(const std::vector<std::string>& list) {
  Json out = Json::array();
  for (const std::string& item : list) out.push_back(Json(item));
  return out;
}

Json both(const Bilingual& text) {
  Json out = Json::object();
  out["nl"] = Json(text.nl);
  out["en"] = Json(text.en);
  return out;
}

std::vector<std::string> detectors_of(const Clause& clause) {
  std::vector<std::string> out{clause.detector};
  for (const PolicyRule& rule : clause.rules)
    if (!contains(out, rule.detector)) out.push_back(rule.detector);
  return out;
}

/// What the rules promise; whether their detectors exist is for `clause_coverage` (detect) to say.
std::string_view coverage_of(const Clause& clause) {
  if (clause.attest != Bilingual{}) return "attest";
  if (clause.rules.empty() && clause.effect == Bilingual{}) return "none";
  return clause.leaves_out == Bilingual{} ? "full" : "partial";
}

Json clause_record(const Clause& clause) {
  Json out = Json::object();
  out["id"] = Json(clause.id);
  out["article"] = Json(clause.article);
  out["section"] = Json(clause.section);
  out["source_lines"] = Json(clause.source_lines);
  out["norm"] = Json(name_of(clause.norm));
  out["addressees"] = strings(clause.addressees);
  out["summary"] = both(clause.summary);
  if (clause.attest == Bilingual{}) {
    out["detectors"] = strings(detectors_of(clause));
    out["audited"] = Json(!clause.rules.empty() || clause.effect != Bilingual{});
  } else {
    out["attest"] = both(clause.attest);
  }
  out["params"] = clause.params;
  out["exceptions"] = strings(clause.exceptions);
  out["notes"] = Json::array();
  if (clause.note != Bilingual{}) out["notes"].push_back(both(clause.note));
  if (clause.leaves_out != Bilingual{}) out["leaves_out"] = both(clause.leaves_out);
  if (clause.effect != Bilingual{}) out["effect"] = both(clause.effect);
  out["coverage"] = Json(coverage_of(clause));
  return out;
}

Json consent_record(const ConsentTerms& terms) {
  Json out = Json::object();
  out["giver"] = Json(terms.giver);
  if (terms.self_from_age) out["self_from_age"] = Json(*terms.self_from_age);
  if (!terms.boundary.empty()) out["boundary"] = Json(terms.boundary);
  out["forms"] = strings(terms.forms);
  if (terms.validity_months) out["validity_months"] = Json(*terms.validity_months);
  return out;
}

Json versions(const Policy& newest) {
  Json out = Json::array();
  const auto add = [&](const Policy& policy) {
    Json row = Json::object();
    row["version"] = Json(policy.version);
    if (policy.effective_from) row["effective_from"] = Json(to_string(*policy.effective_from));
    if (policy.effective_until) row["effective_until"] = Json(to_string(*policy.effective_until));
    row["clauses"] = Json(std::uint64_t{policy.clauses.size()});
    out.push_back(std::move(row));
  };
  add(newest);
  for (const Policy& policy : newest.earlier) add(policy);
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

}  // namespace

const Clause* Policy::find(std::string_view clause_id) const {
  const auto it = std::ranges::find(clauses, clause_id, &Clause::id);
  return it == clauses.end() ? nullptr : &*it;
}

std::string_view Policy::canonical(std::string_view platform) const {
  for (const auto& [alias, name] : aliases)
    if (alias == platform) return name;
  return platform;
}

bool Policy::is_official(std::string_view platform) const { return contains(official_channels, canonical(platform)); }

bool Policy::is_social_medium(std::string_view platform) const {
  return !is_official(platform) && !contains(not_social_media, canonical(platform));
}

bool Policy::is_excluded(std::string_view platform, std::string_view clause_id) const {
  return std::ranges::any_of(exclude, [&](const ScopeExclusion& exclusion) {
    return exclusion.platform == canonical(platform) && !contains(exclusion.except_clauses, clause_id);
  });
}

std::vector<std::string> shipped_policies() {
  std::vector<std::string> ids;
  for (const EmbeddedFile& file : kPolicyFiles)
    ids.emplace_back(file.name.substr(0, file.name.size() - kEnding.size()));
  std::ranges::sort(ids);
  return ids;
}

std::string_view shipped_policy_text(std::string_view id) {
  for (const EmbeddedFile& file : kPolicyFiles)
    if (file.name.substr(0, file.name.size() - kEnding.size()) == id) return file.bytes;
  return {};
}

Result<Policy> load_policy(std::string_view id_or_path) {
  for (const EmbeddedFile& file : kPolicyFiles)
    if (file.name.substr(0, file.name.size() - kEnding.size()) == id_or_path)
      return parse_policy(file.bytes, file.name);
  const std::filesystem::path path(id_or_path);
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error))
    return fail(ErrorCode::usage, "policy-not-found", {std::string(id_or_path), joined(shipped_policies())},
                std::string(id_or_path));
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  return parse_policy(*bytes, id_or_path);
}

Json policy_record(const Policy& policy) {
  Json out = Json::object();
  out["id"] = Json(policy.id);
  out["title"] = Json(policy.title);
  out["school"] = Json(policy.school);
  out["version"] = Json(policy.version);
  if (policy.effective_from) out["effective_from"] = Json(to_string(*policy.effective_from));
  if (policy.effective_until) out["effective_until"] = Json(to_string(*policy.effective_until));
  out["sha256"] = Json(policy.sha256);
  out["versions"] = versions(policy);
  out["official_channels"] = strings(policy.official_channels);
  out["consent"] = consent_record(policy.consent);
  out["contradictions"] = Json::array();
  for (const Bilingual& text : policy.contradictions) out["contradictions"].push_back(both(text));
  out["clauses"] = Json::array();
  for (const Clause& clause : policy.clauses) out["clauses"].push_back(clause_record(clause));
  return out;
}

}  // namespace schouw
