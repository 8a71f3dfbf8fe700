// What loaded registers answer.
#include <algorithm>

#include "schouw/policy/registers.h"

namespace schouw {

bool RegisteredException::covers(const Date& day) const { return (!from || *from <= day) && (!until || day <= *until); }

const Person* Registers::find(std::string_view person_id) const {
  const auto it = std::ranges::lower_bound(people, person_id, {}, &Person::id);
  return it == people.end() || it->id != person_id ? nullptr : &*it;
}

}  // namespace schouw
