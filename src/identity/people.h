// The people of the registers, ready for matching: names taken apart once, looked up by blocking keys. Holds copies;
// people stand in order of id, so the order of the register does not show in any answer.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schouw/policy/registers.h"
#include "shown.h"

namespace schouw {

using PersonIndex = std::uint32_t;
using PersonList = std::vector<PersonIndex>;  ///< ascending, unique

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using Blocks = std::unordered_map<std::string, PersonList, StringHash, std::equal_to<>>;

struct PersonEntry {
  std::string id;
  std::string given;                      ///< joined: "janwillem"
  std::string given_first;                ///< "jan"
  std::vector<std::string> first_names;   ///< words; also joined as the last one when there are several
  std::string initials;                   ///< "jw": registered, or made from the first names
  std::string given_initials;             ///< "jw" of Jan-Willem
  Family family;
  std::vector<std::string> classes;       ///< class_key(); of every year the register knows
  bool staff = false;
  PersonList children, parents;
};

class People {
 public:
  explicit People(const Registers&);

  std::size_t size() const { return entries_.size(); }
  const PersonEntry& operator[](PersonIndex i) const { return entries_[i]; }
  const PersonIndex* find(std::string_view id) const;

  /// People under this key, or none.
  enum class Block { given, given_word, family, family_part, family_spelling, family_slip, family_initial, run, group };
  std::span<const PersonIndex> block(Block, std::string_view key) const;

  std::size_t staff_count() const { return staff_; }
  std::size_t initial_count(char letter) const;
  bool is_child(PersonIndex i) const { return !entries_[i].parents.empty(); }
  bool is_pupil(PersonIndex i) const { return pupil_[i]; }

 private:
  void add(const Person&);
  void add_name(PersonEntry&, const PersonName&);
  void add_blocks(PersonIndex);
  void add_relations(std::span<const Person* const>);
  Blocks& at(Block block) { return blocks_[static_cast<std::size_t>(block)]; }

  std::vector<PersonEntry> entries_;
  std::vector<bool> pupil_;
  std::unordered_map<std::string, PersonIndex, StringHash, std::equal_to<>> by_id_;
  Blocks blocks_[9];
  std::map<char, std::size_t> initials_;
  std::size_t staff_ = 0;
};

/// Sorted, each once.
void unite(PersonList& into, std::span<const PersonIndex> more);

}  // namespace schouw
