// Words around names: titles, kinship, tussenvoegsels, short names. All folded (base/utf8.h).
#pragma once

#include <string_view>

namespace schouw {

/// Of a surname: "van", "der", "'t" (as "t"), "el". Never asked of the first word of a name.
bool is_infix_word(std::string_view word);

enum class NameWord {
  plain,
  title,      ///< "mevr", "drs": says nothing about who
  staff,      ///< "juf", "meester", "docent"
  context,    ///< "school", "wiskunde", "mobiel": behind a name in somebody's contacts
  household,  ///< "fam"
  also,       ///< "en": more than one person
  parent,     ///< "mama", "vader", "ouders"
  parent_of,  ///< "pa": the same, but only with "van" behind it; Pa is a name too
  kin,        ///< "oma", "broer", "oppas": another person than the one whose name follows
  kin_of,     ///< "man", "vriendin": likewise, with "van" behind it
};
NameWord kind_of(std::string_view word);

enum class Kinship {
  none,
  parent,  ///< of whose name follows
  kin      ///< somebody else than the person named: "oma van Tom"
};
Kinship kinship_of(NameWord, bool van_behind_it);

/// "groep", "klas": the class follows.
bool is_class_word(std::string_view word);

/// Whether the one is a usual short form of the other: "hans" and "johannes". Not "hans" and "jan": two shorts
/// of one name are two names.
bool is_short_form(std::string_view one, std::string_view other);

/// Whether the table of short forms holds this given name at all.
bool is_known_given(std::string_view word);

}  // namespace schouw
