// What Magister keeps beside its messages and people write in: the timetable, study guides and assignments.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schouw/base/json.h"
#include "schouw/model/message.h"

namespace schouw {

/// A member by its name in any case; null when there is none.
const Json& magister_get(const Json& object, std::string_view key);
/// Ids are numbers; some clients write them as text. Empty for 0.
std::string magister_id(const Json&);

bool is_magister_appointment(const Json&);
/// An event "appointment" at its start, with the homework or note that stands with it. Nothing for one without words: a
/// lesson by itself is a row of a register (lessons in the plan).
std::optional<Message> magister_appointment(const Json&, Locator);

bool is_magister_assignment(const Json&);
/// An event "assignment" when it was handed in, else at its term, with what teacher and pupil wrote in it. Nothing for
/// one without words.
std::optional<Message> magister_assignment(const Json&, Locator);

bool is_magister_guide(const Json&);
/// A study guide or a part of one: a post in the channel of that guide, with its sources. Nothing for one without
/// words.
std::optional<Message> magister_guide(const Json&, Locator);

}  // namespace schouw
