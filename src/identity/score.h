// How well a reading of a display name fits a person, in bits, and which levels of agreement those bits stand for.
#pragma once

#include <span>
#include <vector>

#include "people.h"
#include "schouw/model/person.h"
#include "shown.h"

namespace schouw {

/// Strongest first.
enum class GivenLevel { exact, baptismal, spelling, short_form, word, slip, initial, silent, different };
enum class FamilyLevel { exact, part, spelling, slip, initial, silent, different };

GivenLevel compare_given(const Reading&, const PersonEntry&, const People&);
FamilyLevel compare_family(const Reading&, const PersonEntry&, const People&);

struct Score {
  double bits = 0;      ///< the sum of all below
  double prior = 0, given = 0, family = 0, infix = 0, group = 0, staff = 0, order = 0, other_name = 0;
  GivenLevel given_level = GivenLevel::silent;
  FamilyLevel family_level = FamilyLevel::silent;
  InfixMatch infix_match = InfixMatch::equal;
  bool from_handle = false;
  std::string given_text, family_text;  ///< as read
  const Shown* shown = nullptr;
};

struct Candidate {
  PersonIndex person = 0;
  Score score;
};

/// Everybody whom one of the names may mean, by person, each with their best reading.
std::vector<Candidate> candidates_for(std::span<const Shown* const>, const People&);

/// Whether a display name speaks for a person whom a key points at, or against them.
enum class Agreement { contradicts, is_child_named, silent, family, given };
Agreement agreement_of(const Shown&, PersonIndex, const People&);

/// The band and waterfall of the best candidate, or the ambiguity.
Match decide(std::vector<Candidate>, const People&);

std::vector<MatchEvidence> waterfall_of(const Score&);

}  // namespace schouw
