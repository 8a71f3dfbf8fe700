// Reads the members of one object of a policy file, and says what is wrong with file, line and remedy.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/base/result.h"
#include "schouw/base/texts.h"
#include "schouw/base/time.h"
#include "schouw/policy/house_rules.h"

namespace schouw {

/// What the reading of a file has met so far. Only the first error is kept: one remedy at a time.
struct PolicyErrors {
  std::string file;
  std::optional<Error> first = {};
  void add(std::string text, std::vector<std::string> args, const Json& where);
};

/// Takes members one by one; `finish` complains about those nobody took, which are mostly slips of the pen.
class PolicyFields {
 public:
  PolicyFields(const Json& object, std::string what, PolicyErrors& errors);

  std::string text(std::string_view key);             ///< must be there
  std::string optional_text(std::string_view key);
  std::vector<std::string> list(std::string_view key);
  Bilingual both(std::string_view key);               ///< {"nl": ..., "en": ...}; must be there
  Bilingual optional_both(std::string_view key);
  std::optional<int> number(std::string_view key);
  std::optional<Date> date(std::string_view key);
  const Json& object(std::string_view key);           ///< a shared null when absent
  const Json::Array& array(std::string_view key);     ///< empty when absent

  /// One of `known`, or an error that lists them.
  void one_of(std::string_view key, std::string_view value, std::span<const std::string_view> known);
  void finish();

 private:
  const Json* take(std::string_view key);
  void wrong_type(std::string_view key, std::string_view wanted, const Json& value);

  const Json& object_;
  std::string what_;
  PolicyErrors& errors_;
  std::set<std::string, std::less<>> taken_;
};

/// `names` and `retention`.
HouseRules read_house_rules(PolicyFields&, PolicyErrors&);

/// The five fields that are bilingual everywhere.
Bilingual read_bilingual(const Json&, std::string_view what, PolicyErrors&);

}  // namespace schouw
