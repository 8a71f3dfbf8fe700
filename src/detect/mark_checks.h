// What a pattern cannot say about a number: check digits, and what stands around it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace schouw {

/// Whether the hit [begin, end) in a plain text is what its class says.
using ValueCheck = bool (*)(std::string_view plain, std::uint32_t begin, std::uint32_t end);

/// The check of a name in a lexicon ("bsn", "iban"); null for "". An unknown name ends the program: the lexicons are
/// part of it.
ValueCheck check_named(std::string_view name);

bool is_bsn(std::string_view digits);
bool is_education_number(std::string_view digits);
bool is_iban(std::string_view letters_and_digits);
bool is_luhn(std::string_view digits);

/// Letters and digits of a text, without what stands between them.
std::string bare(std::string_view text);

}  // namespace schouw
