// The names that people use for a platform, in registers and in tables made by hand, and the name that importers use.
#pragma once

#include <optional>
#include <string_view>

namespace schouw {

/// "Twitter", "X (voorheen Twitter)" -> "x"; "Microsoft Teams" -> "teams". Nothing for unknown names.
std::optional<std::string_view> usual_platform(std::string_view written);

}  // namespace schouw
