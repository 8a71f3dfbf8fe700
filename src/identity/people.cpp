// Builds the blocks in one walk over the register: linear in people, names and relations.
#include "people.h"

#include <algorithm>

#include "schouw/base/sort_unique.h"
#include "schouw/base/utf8.h"
#include "spelling.h"

namespace schouw {
namespace {

std::string letters_of(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words)
    if (word[0] >= 'a' && word[0] <= 'z') out.push_back(word[0]);
  return out;
}

/// "P.J." gives "pj", and so does "PJ" or "P J".
std::string initials_of(std::string_view registered) {
  std::string out;
  for (const char c : fold(registered))
    if (c >= 'a' && c <= 'z') out.push_back(c);
  return out;
}

void add_person(Blocks& blocks, const std::string& key, PersonIndex person) {
  if (key.empty()) return;
  PersonList& list = blocks[key];
  if (list.empty() || list.back() != person) list.push_back(person);
}

}  // namespace

void unite(PersonList& into, std::span<const PersonIndex> more) {
  into.insert(into.end(), more.begin(), more.end());
  sort_unique(into);
}

People::People(const Registers& registers) {
  std::vector<const Person*> people;
  for (const Person& person : registers.people) people.push_back(&person);
  std::ranges::sort(people, {}, [](const Person* p) { return std::string_view(p->id); });
  entries_.reserve(people.size());
  for (const Person* person : people)
    if (!by_id_.contains(person->id)) add(*person);
  for (PersonIndex i = 0; i < entries_.size(); ++i) add_blocks(i);
  add_relations(people);
}

void People::add(const Person& person) {
  PersonEntry entry;
  entry.id = person.id;
  add_name(entry, person.name);
  bool pupil = false;
  for (const RoleSpan& span : person.roles) {
    pupil = pupil || span.role == Role::pupil;
    entry.staff = entry.staff || span.role == Role::staff;
    const std::string key = class_key(span.group);
    if (!key.empty() && std::ranges::find(entry.classes, key) == entry.classes.end()) entry.classes.push_back(key);
  }
  staff_ += entry.staff ? 1 : 0;
  pupil_.push_back(pupil);
  by_id_.emplace(person.id, static_cast<PersonIndex>(entries_.size()));
  entries_.push_back(std::move(entry));
}

void People::add_name(PersonEntry& entry, const PersonName& name) {
  std::vector<std::string> given = words_of(name.given);
  entry.first_names = words_of(name.first_names);
  NameParts family = parts_of(name.infix);
  for (NamePart& part : parts_of(name.family)) family.push_back(std::move(part));
  if (name.family.empty() && !name.display.empty()) {  // a register that has whole names only
    const Shown shown = take_apart(name.display);
    if (const std::vector<Reading> readings = readings_of(shown); !readings.empty()) {
      entry.family = readings.front().family;
      if (given.empty()) given = readings.front().given;
      entry.initials = readings.front().initials;
    }
  } else {
    entry.family = family_of(family);
    if (entry.family.bare.empty()) entry.family.bare = entry.family.whole = joined(words_of(name.family));
  }
  if (given.empty() && !entry.first_names.empty()) given = {entry.first_names.front()};
  entry.given = joined(given);
  entry.given_first = given.empty() ? std::string() : given.front();
  entry.given_initials = letters_of(given);
  if (!name.initials.empty()) entry.initials = initials_of(name.initials);
  if (entry.initials.empty()) entry.initials = letters_of(entry.first_names);
  if (entry.initials.empty()) entry.initials = entry.given_initials;
  if (entry.first_names.size() > 1) entry.first_names.push_back(joined(entry.first_names));
}

void People::add_blocks(PersonIndex i) {
  const PersonEntry& entry = entries_[i];
  add_person(at(Block::given), entry.given, i);
  add_person(at(Block::given_word), entry.given, i);
  add_person(at(Block::given_word), entry.given_first, i);
  for (const std::string& word : entry.first_names) add_person(at(Block::given_word), word, i);
  const Family& family = entry.family;
  if (!family.bare.empty()) {
    add_person(at(Block::family), family.bare, i);
    add_person(at(Block::family), family.whole, i);
    add_person(at(Block::family_part), family.bare, i);
    for (const std::string& part : family.parts) add_person(at(Block::family_part), part, i);
    add_person(at(Block::family_spelling), spelling_key(family.bare), i);
    add_person(at(Block::family_slip), slip_key(family.bare), i);
    add_person(at(Block::family_initial), family.bare.substr(0, 1), i);
    if (!entry.given.empty()) {
      add_person(at(Block::run), entry.given + family.whole, i);
      add_person(at(Block::run), entry.given + family.bare, i);
    }
  }
  for (const std::string& group : entry.classes) add_person(at(Block::group), group, i);
  if (!entry.given_initials.empty()) ++initials_[entry.given_initials.front()];
}

void People::add_relations(std::span<const Person* const> people) {
  for (const Person* person : people) {
    PersonIndex parent = *find(person->id);
    for (const std::string& id : person->parent_of) {
      const PersonIndex* child = find(id);
      if (child == nullptr || *child == parent) continue;
      unite(entries_[parent].children, {child, 1});
      unite(entries_[*child].parents, {&parent, 1});
    }
  }
}

const PersonIndex* People::find(std::string_view id) const {
  const auto it = by_id_.find(id);
  return it == by_id_.end() ? nullptr : &it->second;
}

std::span<const PersonIndex> People::block(Block which, std::string_view key) const {
  const Blocks& blocks = blocks_[static_cast<std::size_t>(which)];
  const auto it = blocks.find(key);
  return it == blocks.end() ? std::span<const PersonIndex>() : std::span<const PersonIndex>(it->second);
}

std::size_t People::initial_count(char letter) const {
  const auto it = initials_.find(letter);
  return it == initials_.end() ? 0 : it->second;
}

}  // namespace schouw
