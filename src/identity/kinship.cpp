// Parents by the name of their child.
//
//   "Mama van Tom", one Tom with one registered parent      possible
//   "Mama van Tom", two parents or two Toms                 ambiguous: the register does not know who is the mother
//   "Mama van Tom", a Tom without registered parents        nobody
//   "Karin (mama van Tom)", one parent of a Tom is a Karin  probable where the weights say so
//   "Tom Visser (moeder)"                                   as "Mama van Tom Visser"; but "Karin Visser (moeder)" may be Karin
//
// Gap: a mother who is not in the register leaves the father as the only parent, and he is then possible.
#include "kinship.h"

#include <algorithm>
#include <iterator>

#include "score.h"
#include "spelling.h"
#include "weights.h"

namespace schouw {
namespace {

using Block = People::Block;

constexpr double kRelation = 0.9;

Shown shown_of(const NameParts& words) {
  Shown out;
  out.words = words;
  return out;
}

bool names(const Reading& reading, const PersonEntry& person, const People& people) {
  if (reading.given.empty() || !reading.run.empty()) return false;
  const GivenLevel given = compare_given(reading, person, people);
  const FamilyLevel family = compare_family(reading, person, people);
  // "Tom Karin Visser" is no Tom Visser: where the child's name ends, split() finds out.
  const bool fits = given <= GivenLevel::short_form || (given == GivenLevel::word && reading.given.size() == 1);
  return fits && family != FamilyLevel::different;
}

PersonList near(const Reading& reading, const People& people) {
  PersonList out;
  if (reading.given.empty()) return out;
  if (!reading.family.bare.empty()) {
    unite(out, people.block(Block::family, reading.family.bare));
    unite(out, people.block(Block::family, reading.family.whole));
    unite(out, people.block(Block::family_part, reading.family.bare));
    unite(out, people.block(Block::family_spelling, spelling_key(reading.family.bare)));
    return out;
  }
  unite(out, people.block(Block::given_word, joined(reading.given)));
  return out;
}

bool in_class(const PersonEntry& person, const std::vector<std::string>& classes) {
  return std::ranges::any_of(classes, [&](const std::string& group) {
    return std::ranges::find(person.classes, group) != person.classes.end();
  });
}

bool is_class_here(const std::vector<std::string>& classes, const People& people) {
  return std::ranges::any_of(classes, [&](const std::string& g) { return !people.block(Block::group, g).empty(); });
}

struct Parents {
  PersonList people;
  bool child_found = false;
  bool all_known = true;  ///< no child that may be meant lacks registered parents
};

Parents parents_of(const std::vector<NameParts>& named, const std::vector<std::string>& classes, const People& people) {
  Parents out;
  bool first = true;
  for (const NameParts& child : named) {
    const PersonList children = children_named(child, classes, people);
    out.child_found = out.child_found || !children.empty();
    PersonList parents;
    for (const PersonIndex c : children) {
      unite(parents, people[c].parents);
      out.all_known = out.all_known && !people[c].parents.empty();
    }
    PersonList both;
    std::ranges::set_intersection(out.people, parents, std::back_inserter(both));
    out.people = first ? parents : both;
    first = false;
  }
  return out;
}

Match several(const Shown& shown, const PersonList& parents, const People& people) {
  Match out;
  out.band = Band::ambiguous;
  for (const PersonIndex p : parents) out.candidates.push_back(people[p].id);
  out.evidence.push_back({"relation", shown.raw, 0});
  return out;
}

Match by_relation_alone(const Shown& shown, const Parents& parents, const People& people) {
  if (parents.people.size() > 1) return several(shown, parents.people, people);
  if (parents.people.empty() || !parents.all_known) return {};
  Match out;
  out.person_id = people[parents.people.front()].id;
  out.band = Band::possible;
  out.evidence.push_back({"relation", shown.raw, 0});
  return out;
}

/// The parents whose own name the words give; those who bear it in full before those with the initial only.
std::vector<Candidate> by_own_name(const Shown& shown, const Parents& parents, const People& people) {
  const Shown* const names[] = {&shown};
  std::vector<Candidate> out = candidates_for(names, people);
  std::erase_if(out, [&](const Candidate& c) {
    return !std::ranges::binary_search(parents.people, c.person) || c.score.given_level >= GivenLevel::silent ||
           c.score.family_level == FamilyLevel::different;
  });
  return out;
}

Match with_own_name(const Shown& own, const Shown& shown, const Parents& parents, const People& people) {
  std::vector<Candidate> found = by_own_name(own, parents, people);
  if (found.empty()) return {};
  if (found.size() > 1) {
    PersonList all;
    for (const Candidate& c : found) all.push_back(c.person);
    return several(shown, all, people);
  }
  const double bits = agreement_bits(kRelation, parents.people.size(), kShareGiven, people.size());
  Match out;
  out.person_id = people[found.front().person].id;
  const double total = rounded(found.front().score.bits + bits);
  if (total < 0) return {};
  const bool full = found.front().score.given_level <= GivenLevel::short_form;
  out.band = total >= kProbableBits && full ? Band::probable : Band::possible;
  found.front().score.shown = &shown;
  out.evidence = waterfall_of(found.front().score);
  out.evidence.push_back({"relation", {}, bits});
  return out;
}

/// "Mama van Tom Karin Visser": the child's name ends where the parent's own begins; only the relation can tell where.
std::optional<Match> split(const Shown& shown, const People& people) {
  if (shown.children.size() != 1 || shown.has_name()) return std::nullopt;
  const NameParts& all = shown.children.front();
  for (std::size_t at = 1; at + 1 < all.size(); ++at) {
    const auto border = all.begin() + static_cast<std::ptrdiff_t>(at);
    const Parents parents = parents_of({NameParts(all.begin(), border)}, shown.classes, people);
    if (parents.people.empty()) continue;
    Match match = with_own_name(shown_of(NameParts(border, all.end())), shown, parents, people);
    if (match.band != Band::none) return match;
  }
  return std::nullopt;
}

/// "Tom Visser (moeder Karin)": what stands behind the word is the parent's own name, and the child is who is named before it.
std::optional<Match> parent_named_behind(const Shown& shown, const People& people) {
  if (!shown.has_name() || shown.children.size() != 1) return std::nullopt;
  NameParts child = shown.behind_comma;
  child.insert(child.end(), shown.words.begin(), shown.words.end());
  const Parents parents = parents_of({child}, shown.classes, people);
  if (!parents.child_found) return std::nullopt;
  return with_own_name(shown_of(shown.children.front()), shown, parents, people);
}

}  // namespace

PersonList children_named(const NameParts& child, const std::vector<std::string>& classes, const People& people) {
  const Shown shown = shown_of(child);
  PersonList out;
  for (const Reading& reading : readings_of(shown)) {
    if (reading.reversed) continue;
    PersonList fitting;
    for (const PersonIndex p : near(reading, people))
      if ((people.is_child(p) || people.is_pupil(p)) && names(reading, people[p], people)) fitting.push_back(p);
    unite(out, fitting);
  }
  if (is_class_here(classes, people)) std::erase_if(out, [&](PersonIndex p) { return !in_class(people[p], classes); });
  return out;
}

std::optional<Match> parent_of(const Shown& shown, const People& people) {
  const Parents parents = parents_of(shown.children, shown.classes, people);
  if (shown.kin_of_name) return parents.child_found ? std::optional(by_relation_alone(shown, parents, people)) : std::nullopt;
  if (!parents.child_found) {
    if (auto match = split(shown, people)) return match;
    return parent_named_behind(shown, people);
  }
  if (!shown.has_name()) return by_relation_alone(shown, parents, people);
  return with_own_name(shown, shown, parents, people);
}

}  // namespace schouw
