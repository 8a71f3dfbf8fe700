// A protocol may ask for more than the program does before a name counts, never for less.
#include "schouw/identity/terms.h"

#include <gtest/gtest.h>

namespace schouw {
namespace {

Match by_name(double bits, double margin, Band band) {
  Match match;
  match.person_id = "t1";
  match.band = band;
  match.evidence = {{"name", "K. Zandberg", 0}, {"prior", {}, -10}, {"family-exact", "zandberg", 10 + bits}, {"margin", {}, margin}};
  return match;
}

TEST(IdentityTerms, the_standard_changes_nothing) {
  for (const Match& match : {by_name(4.25, 3, Band::probable), by_name(0.1, 3, Band::possible)})
    EXPECT_EQ(under({}, match), match);
}

TEST(IdentityTerms, ask_for_a_greater_probability) {
  const IdentityTerms terms{.probable = 0.99, .possible = 0.9, .margin_bits = 3};
  EXPECT_EQ(under(terms, by_name(7, 9, Band::probable)).band, Band::probable);
  EXPECT_EQ(under(terms, by_name(5, 9, Band::probable)).band, Band::possible);
  const Match none = under(terms, by_name(1, 9, Band::possible));
  EXPECT_EQ(none.band, Band::none);
  EXPECT_EQ(none.person_id, "");
}

TEST(IdentityTerms, ask_for_a_greater_lead_over_the_next_person) {
  const Match match = under({.margin_bits = 5}, by_name(9, 4, Band::probable));
  EXPECT_EQ(match.band, Band::ambiguous);
  EXPECT_EQ(match.person_id, "");
}

TEST(IdentityTerms, leave_hard_keys_alone) {
  Match match;
  match.person_id = "t1";
  match.band = Band::certain;
  match.evidence = {{"phone", "+31610000001", 0}};
  EXPECT_EQ(under({.probable = 0.99, .possible = 0.99, .margin_bits = 20}, match), match);
}

}  // namespace
}  // namespace schouw
