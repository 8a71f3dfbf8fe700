// "Mama van Tom": a parent of Tom, by the relation register, and never Tom.
#pragma once

#include <optional>

#include "people.h"
#include "schouw/model/person.h"
#include "shown.h"

namespace schouw {

/// Pupils and registered children whom these words may name, in one of these classes where they say so.
PersonList children_named(const NameParts& child, const std::vector<std::string>& classes, const People&);

/// Nothing when the register knows no child of this name: then the words before it, if any, stand by themselves.
std::optional<Match> parent_of(const Shown&, const People&);

}  // namespace schouw
