// The order of evidence: what a person linked by hand, then keys, then names.
//
//   a link                    certain, whatever else is known
//   one key, one person       certain; probable when the name shown is somebody else's
//   one key, several persons  the name decides between exactly those (probable), or ambiguous
//   keys of two persons       ambiguous
//   names only                probable at most (decide.cpp), a parent by the child's name as in kinship.cpp
//
// Gap: a number that changed hands after the register was made gives its former owner; a name that contradicts shows it.
#include <algorithm>
#include <iterator>

#include "in_text.h"
#include "keys.h"
#include "kinship.h"
#include "schouw/identity/identity.h"
#include "score.h"

namespace schouw {

struct Resolver::State {
  State(const Registers& registers, std::span<const ManualLink> list)
      : people(registers), keys(registers, people), in_text(registers) {
    for (const ManualLink& link : list) links.insert_or_assign(link.account_id, link);
  }

  People people;
  Keys keys;
  NamesInText in_text;
  std::unordered_map<std::string, ManualLink, StringHash, std::equal_to<>> links;  ///< the last one counts
};

namespace {

std::vector<Shown> names_of(const AccountProfile& account) {
  std::vector<Shown> out;
  for (const std::string& name : account.display_names) {
    const bool address = name.find('@') != std::string::npos && name.find(' ') == std::string::npos;
    out.push_back(address ? take_apart_handle(name.substr(0, name.find('@'))) : take_apart(name));
  }
  return out;
}

/// User names and the local parts of addresses, which often are names too.
std::vector<Shown> handles_of(const AccountProfile& account) {
  std::vector<Shown> out;
  const auto add = [&](std::string_view handle) {
    if (!handle.empty()) out.push_back(take_apart_handle(handle.substr(0, handle.find('@', 1))));
  };
  add(account.handle);
  if (account.email != account.handle) add(account.email);
  return out;
}

bool holds(const Match& match, const std::string& person) {
  return match.person_id == person || std::ranges::binary_search(match.candidates, person);
}

std::vector<std::string> everybody(const Match& a, const Match& b) {
  std::vector<std::string> out;
  std::ranges::set_union(a.candidates, b.candidates, std::back_inserter(out));
  for (const Match* m : {&a, &b})
    if (!m->person_id.empty() && !std::ranges::binary_search(out, m->person_id))
      out.insert(std::ranges::lower_bound(out, m->person_id), m->person_id);
  return out;
}

/// Two names of one account: the surer one, unless the other says that it is somebody else.
Match together(Match a, Match b) {
  if (a.band == Band::none) return b;
  if (b.band == Band::none) return a;
  if (a.band < b.band) std::swap(a, b);
  if (holds(b, a.person_id) && a.band != Band::ambiguous) return a;
  Match out;
  out.band = Band::ambiguous;
  out.candidates = everybody(a, b);
  out.evidence = std::move(a.evidence);
  std::ranges::move(b.evidence, std::back_inserter(out.evidence));
  return out;
}

/// Names and handles alone.
Match by_names(const std::vector<Shown>& names, const std::vector<Shown>& handles, const People& people) {
  Match kin;
  std::vector<const Shown*> plain;
  for (const Shown& shown : names) {
    std::optional<Match> parent;
    if (shown.relation == Kinship::parent) parent = parent_of(shown, people);
    if (parent) kin = together(std::move(kin), std::move(*parent));
    if (shown.has_name() && (!parent || shown.kin_of_name)) plain.push_back(&shown);
  }
  for (const Shown& shown : handles) plain.push_back(&shown);
  std::vector<Candidate> candidates = candidates_for(plain, people);
  // "Noor Bakker (moeder)", "Tim Bakker (broer)", "mentor Noor Bakker": whoever that is, it is not the pupil.
  std::erase_if(candidates, [&](const Candidate& c) {
    const bool another = c.score.shown->relation != Kinship::none || c.score.shown->staff;
    return another && people.is_pupil(c.person) && !people[c.person].staff;
  });
  return together(std::move(kin), decide(std::move(candidates), people));
}

struct NameVerdict {
  Agreement agreement = Agreement::silent;
  const Shown* by = nullptr;
};

/// The name that speaks loudest: agreement of one outweighs the contradiction of another.
NameVerdict name_verdict_of(const std::vector<Shown>& names, PersonIndex person, const People& people) {
  NameVerdict out;
  for (const Shown& shown : names) {
    const Agreement one = agreement_of(shown, person, people);
    const bool better = out.agreement > Agreement::silent ? one > out.agreement : one != Agreement::silent;
    if (better) out = {one, &shown};
  }
  return out;
}

Match ambiguous(const PersonList& list, std::vector<MatchEvidence> evidence, const People& people) {
  Match out;
  out.band = Band::ambiguous;
  for (const PersonIndex p : list) out.candidates.push_back(people[p].id);
  out.evidence = std::move(evidence);
  return out;
}

Match named(PersonIndex person, Band band, std::vector<MatchEvidence> evidence, const People& people) {
  Match out;
  out.person_id = people[person].id;
  out.band = band;
  out.evidence = std::move(evidence);
  return out;
}

/// The number of Tom, shown as "Mama van Tom": his or his parents', and never simply his.
Match child_or_parent(PersonIndex child, std::vector<MatchEvidence> evidence, const People& people) {
  PersonList list = people[child].parents;
  unite(list, {&child, 1});
  return ambiguous(list, std::move(evidence), people);
}

Match of_one(PersonIndex person, bool by_name, std::vector<MatchEvidence> evidence, const std::vector<Shown>& names,
             const People& people) {
  const NameVerdict verdict = name_verdict_of(names, person, people);
  switch (verdict.agreement) {
    case Agreement::is_child_named:
      evidence.push_back({"relation", verdict.by->raw, 0});
      return child_or_parent(person, std::move(evidence), people);
    case Agreement::contradicts:
      evidence.push_back({"name-contradicts", verdict.by->raw, 0});
      return named(person, Band::probable, std::move(evidence), people);
    case Agreement::silent:
      break;
    case Agreement::family:
    case Agreement::given:
      evidence.push_back({"name", verdict.by->raw, 0});
      break;
  }
  return named(person, by_name ? Band::probable : Band::certain, std::move(evidence), people);
}

/// Several people have this key. The name decides only when it speaks for one of them and for nobody else.
Match of_several(const PersonList& list, std::vector<MatchEvidence> evidence, const std::vector<Shown>& names,
                 const People& people) {
  PersonList meant;
  const Shown* by = nullptr;
  for (const PersonIndex person : list) {
    const NameVerdict verdict = name_verdict_of(names, person, people);
    if (verdict.agreement != Agreement::given) continue;
    meant.push_back(person);
    by = verdict.by;
  }
  if (meant.size() != 1) return ambiguous(list, std::move(evidence), people);
  evidence.push_back({"name", by->raw, 0});
  return named(meant.front(), Band::probable, std::move(evidence), people);
}

struct Pointed {
  PersonList people;
  std::vector<MatchEvidence> evidence;
  bool at_odds = false;       ///< two keys, and nobody has both
  bool by_name_only = true;
  bool of_school = false;
};

Pointed pointed_at(const std::vector<KeyHit>& hits) {
  Pointed out;
  bool first = true;
  for (const KeyHit& hit : hits) {
    out.evidence.push_back(hit.evidence);
    if (hit.of_school) {
      out.of_school = true;
      continue;
    }
    PersonList both;
    std::ranges::set_intersection(out.people, hit.people, std::back_inserter(both));
    if (first) {
      out.people = hit.people;
    } else if (both.empty() || out.at_odds) {
      unite(out.people, hit.people);
      out.at_odds = true;
    } else {
      out.people = both;
    }
    out.by_name_only = out.by_name_only && hit.by_display_name;
    first = false;
  }
  return out;
}

Match by_link(const ManualLink& link, const People& people) {
  Match out;
  out.evidence.push_back({"link", link.reason, 0});
  if (people.find(link.person_id) == nullptr) return out;  // linked to somebody who is no longer registered: nobody
  out.person_id = link.person_id;
  out.band = Band::certain;
  return out;
}

/// A first name counts only within a class, and only when one person there bears it.
Match first_name_in(const Shown& shown, const std::string& group, const People& people) {
  std::vector<Candidate> found;
  const Shown* const names[] = {&shown};
  for (Candidate& candidate : candidates_for(names, people)) {
    const auto& classes = people[candidate.person].classes;
    const bool inside = std::ranges::find(classes, group) != classes.end();
    if (inside && candidate.score.given_level == GivenLevel::exact) found.push_back(std::move(candidate));
  }
  if (found.empty()) return {};
  if (found.size() == 1) return named(found[0].person, Band::possible, waterfall_of(found[0].score), people);
  PersonList list;
  for (const Candidate& candidate : found) list.push_back(candidate.person);
  return ambiguous(list, {{"name", shown.raw, 0}}, people);
}

}  // namespace

Resolver::Resolver(const Registers& registers, std::span<const ManualLink> links)
    : state_(std::make_unique<State>(registers, links)) {}

Resolver::~Resolver() = default;

Match Resolver::resolve(const AccountProfile& account) const {
  const People& people = state_->people;
  if (const auto link = state_->links.find(account.id); link != state_->links.end())
    return by_link(link->second, people);
  const std::vector<Shown> names = names_of(account);
  Pointed pointed = pointed_at(state_->keys.hits(account));
  if (pointed.people.empty()) {
    if (!pointed.of_school) return by_names(names, handles_of(account), people);
    Match nobody;  // the school's own account: its display name may be anybody's
    nobody.evidence = std::move(pointed.evidence);
    return nobody;
  }
  if (pointed.at_odds) return ambiguous(pointed.people, std::move(pointed.evidence), people);
  if (pointed.people.size() > 1) return of_several(pointed.people, std::move(pointed.evidence), names, people);
  return of_one(pointed.people.front(), pointed.by_name_only, std::move(pointed.evidence), names, people);
}

Match Resolver::resolve_name(std::string_view name, std::string_view group) const {
  const People& people = state_->people;
  std::vector<Shown> shown = {take_apart(name)};
  const std::string key = class_key(group);
  const bool known_class = !key.empty() && !people.block(People::Block::group, key).empty();
  if (known_class) shown.front().classes = {key};
  const bool one_word = shown.front().behind_comma.empty() && shown.front().words.size() == 1;
  if (shown.front().relation != Kinship::parent && one_word)
    return known_class && !shown.front().several ? first_name_in(shown.front(), key, people) : Match{};
  return by_names(shown, {}, people);
}

std::vector<Resolver::NameInText> Resolver::names_in(std::string_view text) const {
  std::vector<NameInText> out;
  for (const NameSpan& span : state_->in_text.find(text)) {
    Match match = resolve_name(text.substr(span.begin, span.length));
    if (match.band == Band::none) continue;
    if (span.of_relative && match.band > Band::possible) {
      match.band = Band::possible;
      match.evidence.push_back({"relation", {}, 0});
    }
    out.push_back({span.begin, span.length, std::move(match)});
  }
  return out;
}

}  // namespace schouw
