// The names of the months in the languages that pupils, parents and staff have on their phones.
#pragma once

#include <optional>
#include <string_view>

namespace schouw {

inline constexpr int kMonthOfTwoLanguages = 0;

/// The month (1-12) that a word names in full, or by its first three letters or more. Nothing when the word is none;
/// kMonthOfTwoLanguages when it is one month here and another there ("listopada"). `folded`: as fold() gives it.
std::optional<int> month_of_name(std::string_view folded);

}  // namespace schouw
