// System lines with names in them, as templates: {a} who did it, {b} whom it concerns, {s} a title, * anything.
#pragma once

#include <span>
#include <string_view>

namespace schouw {

struct SystemTemplate {
  std::string_view event;
  std::string_view text;
};

std::span<const SystemTemplate> system_templates();        ///< Dutch, English, German, French, Spanish
std::span<const SystemTemplate> other_system_templates();  ///< tried after those

}  // namespace schouw
