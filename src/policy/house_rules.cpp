// "names": "second-person", "retention": {"exports_months": 12, "findings_months": 24, "reports_months": 60}
#include "schouw/policy/house_rules.h"

#include <array>

#include "policy_fields.h"

namespace schouw {
namespace {

constexpr std::array<std::string_view, 2> kNamesNeed{"one-person", "second-person"};
constexpr int kLongestMonths = 1200;

std::optional<int> months(PolicyFields& fields, std::string_view key, const Json& object, PolicyErrors& errors) {
  const auto number = fields.number(key);
  if (number && (*number < 1 || *number > kLongestMonths))
    errors.add("policy-wrong-type", {std::string(key), "1-" + std::to_string(kLongestMonths)}, object);
  return number;
}

}  // namespace

HouseRules read_house_rules(PolicyFields& fields, PolicyErrors& errors) {
  HouseRules out;
  if (const auto names = fields.optional_text("names"); !names.empty()) {
    fields.one_of("names", names, kNamesNeed);
    out.second_for_names = names == kNamesNeed[1];
  }
  const Json& terms = fields.object("retention");
  if (!terms.is_object()) return out;
  PolicyFields retention(terms, "retention", errors);
  out.exports = months(retention, "exports_months", terms, errors);
  out.findings = months(retention, "findings_months", terms, errors);
  out.reports = months(retention, "reports_months", terms, errors);
  retention.finish();
  return out;
}

Result<HouseRules> parse_house_rules(std::string_view json, std::string_view file) {
  const auto document = parse_json_document(json, file);
  if (!document) return tl::unexpected<Error>(document.error());
  PolicyErrors errors{std::string(file)};
  PolicyFields fields(*document, std::string(file), errors);
  const HouseRules out = read_house_rules(fields, errors);
  if (errors.first) return tl::unexpected<Error>(*errors.first);
  return out;
}

}  // namespace schouw
