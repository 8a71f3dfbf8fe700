#include "schouw/identity/statement.h"

#include <gtest/gtest.h>

namespace schouw {
namespace {

TEST(OwnNumber, is_read_where_the_writer_says_it_is_theirs) {
  const struct {
    std::string_view text, number;
  } cases[] = {
      {"mijn nummer is 06 12345678", "+31612345678"},
      {"Dit is mijn nieuwe nummer: 06-12345678", "+31612345678"},
      {"Hoi! Dit is trouwens mijn nieuwe nummer 06-12345678, sla je het op?", "+31612345678"},
      {"M'n 06 is 0612345678", "+31612345678"},
      {"Mijn mobiele nummer is +31 6 12345678", "+31612345678"},
      {"my new number is +49 170 1234567", "+491701234567"},
      {"Hoi allemaal\nmijn telefoonnummer: 0612345678", "+31612345678"},
      {"Mijn nieuwe nummer wordt vanaf nu 06 1234 5678", "+31612345678"},
      {"Mijn nieuwe nummer wordt vanaf morgen 06-12345678", "+31612345678"},
      // of somebody else
      {"mijn moeders nummer is 06 12345678", ""},
      {"het nummer van mijn moeder is 06 12345678", ""},
      {"mijn vader zijn nummer is 06 12345678", ""},
      {"dit is het nieuwe nummer van Karin: 06 12345678", ""},
      {"mijn mentor nummer is 06 12345678", ""},
      // by somebody else
      {"Jan zei: mijn nummer is 06 12345678", ""},
      {"hij appte mijn nummer is 06 12345678", ""},
      {"\"mijn nummer is 06 12345678\" stond er op het briefje", ""},
      {"> mijn nummer is 06 12345678", ""},
      {"Karin: mijn nummer is 06 12345678", ""},
      // not, or not any more
      {"mijn oude nummer is 06 12345678", ""},
      {"mijn nummer is niet 06 12345678", ""},
      {"mijn nummer is veranderd, 06 12345678 werkt niet meer", ""},
      {"of mijn nummer is 06 12345678 of dat van Jan", ""},
      // no number
      {"mijn nummer is 12", ""},
      {"mijn nummer is te vinden op 06 12345678", ""},
      {"mijn rugnummer is 06", ""},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(own_number_in(c.text).value_or(""), c.number) << c.text;
}

}  // namespace
}  // namespace schouw
