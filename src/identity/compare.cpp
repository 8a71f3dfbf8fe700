// Levels of agreement between a reading and a person.
//
//   "P. Jansen"     Piet Jansen   initial, exact
//   "Wim Visser"    Willem Visser short_form, exact
//   "Karin Viser"   Karin Visser  exact, slip: unless somebody at the school is called Viser
#include <algorithm>

#include "score.h"
#include "spelling.h"
#include "words.h"

namespace schouw {
namespace {

bool starts(const std::string& letters, char letter) { return !letters.empty() && letters.front() == letter; }

GivenLevel compare_initials(const Reading& reading, const PersonEntry& person) {
  if (person.initials.empty() && person.given_initials.empty()) return GivenLevel::silent;
  for (const std::string* own : {&person.initials, &person.given_initials}) {
    if (own->empty() || !starts(reading.initials, own->front())) continue;
    const bool short_own = own->size() == 1 || reading.initials.size() == 1;
    return *own == reading.initials || (short_own && !reading.capital_run) ? GivenLevel::initial : GivenLevel::different;
  }
  return GivenLevel::different;
}

bool is_first_name(const PersonEntry& person, const std::string& given) {
  return std::ranges::find(person.first_names, given) != person.first_names.end();
}

bool is_short(const PersonEntry& person, const std::string& given) {
  return is_short_form(given, person.given) ||
         std::ranges::any_of(person.first_names, [&](const std::string& name) { return is_short_form(given, name); });
}

/// "Th. Veltman" is how Thijs may be written; no name is without vowels.
bool is_long_initial(const PersonEntry& person, const std::string& given) {
  if (given.size() < 2 || given.size() > 3 || given.find_first_of("aeiouy") != std::string::npos) return false;
  return person.given.starts_with(given) ||
         std::ranges::any_of(person.first_names, [&](const std::string& name) { return name.starts_with(given); });
}

bool shares_first_word(const Reading& reading, const PersonEntry& person) {
  if (reading.given.front() != person.given_first) return false;
  return reading.given.size() > 1 || person.given != person.given_first;
}

// A spelling that is a name by itself is never a slip of another one.
bool is_given_slip(const std::string& given, const PersonEntry& person, const People& people) {
  return is_slip(given, person.given) && people.block(People::Block::given_word, given).empty() && !is_known_given(given);
}

bool any_part_shared(const Family& a, const Family& b) {
  const auto holds = [](const Family& family, const std::string& part) {
    return family.bare == part || std::ranges::find(family.parts, part) != family.parts.end();
  };
  return holds(a, b.bare) || holds(b, a.bare) ||
         std::ranges::any_of(a.parts, [&](const std::string& part) { return holds(b, part); });
}

bool same_double_name(const Family& a, const Family& b) {
  return a.parts.size() > 1 && std::ranges::is_permutation(a.parts, b.parts);
}

}  // namespace

GivenLevel compare_given(const Reading& reading, const PersonEntry& person, const People& people) {
  if (reading.given.empty()) return reading.initials.empty() ? GivenLevel::silent : compare_initials(reading, person);
  const std::string given = joined(reading.given);
  if (person.given.empty()) {
    if (person.initials.empty()) return GivenLevel::silent;
    return starts(person.initials, given.front()) ? GivenLevel::initial : GivenLevel::different;
  }
  if (given == person.given) return GivenLevel::exact;
  if (is_first_name(person, given)) return GivenLevel::baptismal;
  if (spelling_key(given) == spelling_key(person.given)) return GivenLevel::spelling;
  if (is_short(person, given)) return GivenLevel::short_form;
  if (is_long_initial(person, given)) return GivenLevel::initial;
  if (shares_first_word(reading, person)) return GivenLevel::word;
  return is_given_slip(given, person, people) ? GivenLevel::slip : GivenLevel::different;
}

FamilyLevel compare_family(const Reading& reading, const PersonEntry& person, const People& people) {
  const Family& own = person.family;
  if (own.bare.empty()) return FamilyLevel::silent;
  if (reading.family.bare.empty()) {
    if (reading.family_initial.empty()) return FamilyLevel::silent;
    return own.bare.front() == reading.family_initial.front() ? FamilyLevel::initial : FamilyLevel::different;
  }
  const Family& shown = reading.family;
  if (shown.bare == own.bare || shown.whole == own.whole || same_double_name(shown, own)) return FamilyLevel::exact;
  if (any_part_shared(shown, own)) return FamilyLevel::part;
  if (spelling_key(shown.bare) == spelling_key(own.bare)) return FamilyLevel::spelling;
  const bool slip = is_slip(shown.bare, own.bare) && people.block(People::Block::family_part, shown.bare).empty();
  return slip ? FamilyLevel::slip : FamilyLevel::different;
}

}  // namespace schouw
