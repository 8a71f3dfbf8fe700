// What a rule may ask of a fact under `where`, `unless`, `at_least` and `at_most`: the attributes of docs/facts.md.
#pragma once

#include <string_view>

#include "schouw/base/json.h"

namespace schouw {

struct PolicyErrors;

/// {"audience": ["public"]}: an attribute that no detector gives, or a value that it never has, would make a rule that silently
/// never fits.
void check_condition(std::string_view where, std::string_view attribute, const Json& values, PolicyErrors&);

/// {"days": 60}
void check_limit(std::string_view where, std::string_view attribute, const Json& value, PolicyErrors&);

/// Platforms are named as the exports name them: in small letters, and not one letter beside a name we know.
void check_platform(std::string_view key, std::string_view name, const Json& where, PolicyErrors&);

}  // namespace schouw
