// Words a register may use, in Dutch and English, and the word we keep.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schouw/model/person.h"

namespace schouw {

/// A role as a register writes it; "docent" is staff with function teacher.
struct RegisterRole {
  Role role = Role::external;
  std::string function;
};
std::optional<RegisterRole> register_role(std::string_view written);  ///< our own CSV
bool is_vendor_role(std::string_view written);                        ///< in Microsoft's or OneRoster's list
RegisterRole vendor_role(std::string_view written);                   ///< SDS and OneRoster; unknown: external
/// Staff functions in our words and the vendors', so that "Mevr." is none.
std::optional<std::string> known_function(std::string_view written);
std::string register_function(std::string_view written);  ///< leraar -> teacher; others as written, lower case

/// In some order: one of the two is the parent, and their roles tell which.
enum class Relation { parent_of, child_of, parent_in_some_order };
std::optional<Relation> relation_word(std::string_view written);
std::optional<std::string> account_kind_word(std::string_view written);  ///< private, professional, school
std::optional<std::string> giver_word(std::string_view written);         ///< parent, pupil, self, guardian
std::optional<std::string> form_word(std::string_view written);          ///< written, digital, oral
std::optional<std::string> exception_word(std::string_view written);
enum class Answer { yes, no, not_registered };
std::optional<Answer> answer_word(std::string_view written);
bool is_infix(std::string_view written);              ///< "van den", "'t": part of a family name
std::string category_word(std::string_view written);  ///< sociale media -> social_media; others as written
std::string platform_word(std::string_view written);  ///< Twitter -> x; others as written, lower case
/// The user name in the address of a profile on this platform; others as written.
std::string handle_word(std::string_view platform, std::string_view written);

}  // namespace schouw
