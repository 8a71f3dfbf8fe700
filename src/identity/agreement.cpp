// Whether a display name goes with the person that a key points at.
//
//   number of Karin Visser, "K. Visser"     given     number of Tom Visser, "Mama van Tom"   is_child_named
//   number of Karin Visser, "Fam. Visser"   family    number of Karin Visser, "Tom Visser"   contradicts
//   number of Karin Visser, "Zonnetje"      silent: a nickname speaks neither way
#include <algorithm>

#include "kinship.h"
#include "score.h"
#include "spelling.h"
#include "words.h"

namespace schouw {
namespace {

bool agrees(GivenLevel level) { return level != GivenLevel::silent && level != GivenLevel::different; }
bool agrees(FamilyLevel level) { return level != FamilyLevel::silent && level != FamilyLevel::different; }

bool is_name_here(const Reading& reading, const People& people) {
  const auto known = [&](const std::string& word) {
    return is_known_given(word) || !people.block(People::Block::given_word, word).empty();
  };
  if (!reading.given.empty() && (known(joined(reading.given)) || known(reading.given.front()))) return true;
  return !reading.family.bare.empty() && !people.block(People::Block::family_part, reading.family.bare).empty();
}

Agreement of_reading(const Reading& reading, const PersonEntry& person, const People& people) {
  if (!reading.run.empty()) return reading.run == person.given + person.family.whole ? Agreement::given : Agreement::silent;
  const GivenLevel given = compare_given(reading, person, people);
  const FamilyLevel family = compare_family(reading, person, people);
  // With another surname a given name still agrees when in full: people marry. "T. Bos" for T. Visser does not.
  const bool alone = given != GivenLevel::initial && !reading.reversed;
  if (agrees(given)) return agrees(family) || family == FamilyLevel::silent || alone ? Agreement::given : Agreement::contradicts;
  if (given == GivenLevel::silent && agrees(family)) return Agreement::family;
  // Whole names that differ in both contradict; a single word does when it is somebody's name here.
  const bool whole = !reading.family.bare.empty() && (!reading.given.empty() || !reading.initials.empty());
  return whole || is_name_here(reading, people) ? Agreement::contradicts : Agreement::silent;
}

Agreement of_words(const Shown& shown, const PersonEntry& person, const People& people) {
  bool any = false, against = false;
  Agreement best = Agreement::contradicts;
  for (const Reading& reading : readings_of(shown)) {
    const Agreement one = of_reading(reading, person, people);
    against = against || one == Agreement::contradicts;
    best = std::max(best, one);
    any = true;
  }
  if (!any) return Agreement::silent;
  return best == Agreement::silent && against ? Agreement::contradicts : best;
}

Agreement of_kinship(const Shown& shown, PersonIndex index, const People& people) {
  bool named = false, parent = false, known = false;
  for (const NameParts& child : shown.children) {
    const PersonList children = children_named(child, shown.classes, people);
    known = known || !children.empty();
    named = named || std::ranges::binary_search(children, index);
    for (const PersonIndex c : children) parent = parent || std::ranges::binary_search(people[c].parents, index);
  }
  if (shown.relation == Kinship::parent && parent) return Agreement::given;
  if (named) return Agreement::is_child_named;
  if (shown.kin_of_name && !known) return Agreement::silent;   // "Karin Visser (moeder)": her own name
  if (shown.relation == Kinship::parent && !people[index].children.empty()) return Agreement::contradicts;
  return Agreement::silent;
}

}  // namespace

Agreement agreement_of(const Shown& shown, PersonIndex index, const People& people) {
  if (shown.relation != Kinship::none) {
    const Agreement kin = of_kinship(shown, index, people);
    if (kin != Agreement::silent || !shown.has_name()) return kin;
  }
  const PersonEntry& person = people[index];
  if (!shown.several) return of_words(shown, person, people);
  const bool family = std::ranges::any_of(readings_of(shown), [&](const Reading& reading) {
    return agrees(compare_family(reading, person, people));
  });
  return family ? Agreement::family : Agreement::silent;
}

}  // namespace schouw
