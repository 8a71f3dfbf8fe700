// From bits to a band, and the waterfall that says why.
//
// certain never comes out of this file: a name is not proof. Two people within three bits of each other are
// ambiguous when together they are more likely than anybody else.
#include <algorithm>

#include "score.h"
#include "weights.h"

namespace schouw {
namespace {

std::string_view key_of(GivenLevel level) {
  switch (level) {
    case GivenLevel::exact:
      return "given";
    case GivenLevel::baptismal:
      return "first-names";
    case GivenLevel::spelling:
      return "given-spelling";
    case GivenLevel::short_form:
      return "given-short";
    case GivenLevel::word:
      return "given-word";
    case GivenLevel::slip:
      return "given-slip";
    case GivenLevel::initial:
      return "initials";
    case GivenLevel::silent:
    case GivenLevel::different:
      return "given-differs";
  }
  return {};
}

std::string_view key_of(FamilyLevel level) {
  switch (level) {
    case FamilyLevel::exact:
      return "family";
    case FamilyLevel::part:
      return "family-part";
    case FamilyLevel::spelling:
      return "family-spelling";
    case FamilyLevel::slip:
      return "family-slip";
    case FamilyLevel::initial:
      return "family-initial";
    case FamilyLevel::silent:
    case FamilyLevel::different:
      return "family-differs";
  }
  return {};
}

/// Names that leave room for somebody else of the same family or class are possible at most, however rare.
bool may_be_probable(const Score& score) {
  if (score.from_handle || score.infix_match != InfixMatch::equal) return false;
  if (score.family_level != FamilyLevel::exact && score.family_level != FamilyLevel::spelling) return false;
  switch (score.given_level) {
    case GivenLevel::exact:
    case GivenLevel::baptismal:
    case GivenLevel::spelling:
      return true;
    case GivenLevel::initial:
    case GivenLevel::silent:
      return score.group > 0 || score.staff > 0;
    case GivenLevel::short_form:
    case GivenLevel::word:
    case GivenLevel::slip:
    case GivenLevel::different:
      return false;
  }
  return false;
}

double odds_of(const Candidate& candidate) { return std::exp2(candidate.score.bits); }

Match ambiguous(const std::vector<Candidate>& ranked, std::size_t count, const People& people) {
  Match out;
  out.band = Band::ambiguous;
  for (std::size_t i = 0; i < count; ++i) out.candidates.push_back(people[ranked[i].person].id);
  std::ranges::sort(out.candidates);
  out.evidence.push_back({"name", ranked.front().score.shown->raw, ranked.front().score.bits});
  out.evidence.push_back({"margin", {}, rounded(ranked[0].score.bits - ranked[1].score.bits)});
  return out;
}

}  // namespace

std::vector<MatchEvidence> waterfall_of(const Score& score) {
  std::vector<MatchEvidence> out;
  out.push_back({"name", score.shown->raw, 0});
  const auto add = [&](std::string_view key, const std::string& value, double bits) {
    if (bits != 0) out.push_back({std::string(key), value, bits});
  };
  add("prior", {}, score.prior);
  add(key_of(score.family_level), score.family_text, score.family);
  add("infix", score.family_text, score.infix);
  add(key_of(score.given_level), score.given_text, score.given);
  add("class", score.shown->classes.empty() ? std::string() : score.shown->classes.front(), score.group);
  add("staff", {}, score.staff);
  add("order", {}, score.order);
  add("other-name", {}, score.other_name);
  return out;
}

Match decide(std::vector<Candidate> ranked, const People& people) {
  Match none;
  if (ranked.empty()) return none;
  std::ranges::stable_sort(ranked, std::ranges::greater(), [](const Candidate& c) { return c.score.bits; });
  const double best = ranked.front().score.bits;
  std::size_t within = 0;
  double odds = 0;
  for (; within < ranked.size() && best - ranked[within].score.bits < kMarginBits; ++within)
    odds += odds_of(ranked[within]);
  if (odds < 1) return none;
  if (within > 1) return ambiguous(ranked, within, people);
  Match out;
  out.person_id = people[ranked.front().person].id;
  out.band = best >= kProbableBits && may_be_probable(ranked.front().score) ? Band::probable : Band::possible;
  out.evidence = waterfall_of(ranked.front().score);
  if (ranked.size() > 1) out.evidence.push_back({"margin", {}, rounded(best - ranked[1].score.bits)});
  return out;
}

}  // namespace schouw
