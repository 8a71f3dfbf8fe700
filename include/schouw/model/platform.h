// What people call a platform, in registers and in tables made by hand, and what importers call it.
#pragma once

#include <optional>
#include <string_view>

namespace schouw {

/// "Twitter", "X (voorheen Twitter)" -> "x"; "Microsoft Teams" -> "teams". Nothing for names that are not known.
std::optional<std::string_view> usual_platform(std::string_view written);

}  // namespace schouw
