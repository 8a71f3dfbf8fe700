#include "schouw/identity/terms.h"

#include <cmath>

namespace schouw {
namespace {

double bits_of(double probability) { return std::log2(probability / (1 - probability)); }

/// The waterfall of a name adds up to its weight; the margin stands beside it. Hard keys weigh 0.
double weight_of(const Match& match) {
  double bits = 0;
  for (const MatchEvidence& evidence : match.evidence)
    if (evidence.key != "margin") bits += evidence.weight;
  return bits;
}

bool is_too_near(const Match& match, double margin_bits) {
  for (const MatchEvidence& evidence : match.evidence)
    if (evidence.key == "margin" && evidence.weight < margin_bits) return true;
  return false;
}

}  // namespace

Match under(const IdentityTerms& terms, Match match) {
  if (match.band != Band::probable && match.band != Band::possible) return match;
  // Matches without a weight (by kinship, by a part of an address) have their band for other reasons.
  const double bits = weight_of(match);
  if (bits == 0) return match;
  constexpr double kSlack = 0.005;   // weights are rounded to hundredths
  if (is_too_near(match, terms.margin_bits)) {
    match.band = Band::ambiguous;
    match.candidates = {match.person_id};
    match.person_id.clear();
  } else if (bits + kSlack < bits_of(terms.possible)) {
    match.band = Band::none;
    match.person_id.clear();
  } else if (match.band == Band::probable && bits + kSlack < bits_of(terms.probable)) {
    match.band = Band::possible;
  }
  return match;
}

}  // namespace schouw
