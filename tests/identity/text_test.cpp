// Names in running text, and first names within a class.
#include <gtest/gtest.h>

#include "school.h"

namespace schouw::testing {
namespace {

School school_in_text() {
  School school;
  school.pupil("p1", "Tom", "", "Visser", "3B").pupil("p2", "Anna", "van der", "Berg", "3B");
  school.pupil("p3", "Roos", "de", "Groot", "4A").pupil("p4", "Jan-Willem", "", "Post", "4A");
  school.pupil("p5", "Zoë", "", "Öztürk", "4A").pupil("p6", "Joris", "van 't", "Hof", "4A");
  school.pupil("p7", "Anna", "", "Smits", "4A").pupil("p8", "Anna", "", "Kuiper", "4A");
  return school;
}

std::string found_in(const Resolver& resolver, std::string_view text) {
  std::string out;
  for (const Resolver::NameInText& name : resolver.names_in(text)) {
    EXPECT_LE(name.match.band, Band::probable);
    out += (out.empty() ? "" : "; ") + std::string(text.substr(name.begin, name.length)) + "=" + told(name.match);
  }
  return out;
}

TEST(NamesInText, are_whole_capital_and_full) {
  struct Row {
    std::string_view name, input, expected;
  };
  const Row rows[] = {
      {"plain", "Vandaag won Tom Visser de beker.", "Tom Visser=probable p1"},
      {"several", "Tom Visser, Anna van der Berg en Zoë Öztürk",
       "Tom Visser=probable p1; Anna van der Berg=probable p2; Zoë Öztürk=probable p5"},
      {"short infix", "foto: Anna v.d. Berg!", "Anna v.d. Berg=probable p2"},
      {"apostrophe", "Joris van 't Hof", "Joris van 't Hof=probable p6"},
      {"curly apostrophe", "Joris van ’t Hof", "Joris van ’t Hof=probable p6"},
      {"hyphen", "Jan-Willem Post", "Jan-Willem Post=probable p4"},
      {"owner", "Tom Visser's fiets", "Tom Visser=probable p1"},
      {"capitals", "HULDE AAN TOM VISSER", "TOM VISSER=probable p1"},
      {"ordinary words", "roos de groot, post, hof en berg", ""},
      {"small surname", "Roos de groot", ""},
      {"small given", "tom Visser", ""},
      {"first name", "Tom en Anna waren er", ""},
      {"surname", "De familie Visser", ""},
      {"longer name", "Tom Visser-Smit", ""},
      {"longer given", "Jan-Tom Visser", ""},
      {"longer word", "Tom Vissers", ""},
      {"two sentences", "Groet aan Tom. Visser belde.", ""},
      {"comma", "Tom, Visser en Berg", ""},
      {"two lines", "Tom\nVisser", ""},
      {"other infix", "Anna van den Berg", ""},
      {"no infix", "Anna Berg", ""},
      {"hash", "#TomVisser", ""},
      {"parent", "met de moeder van Tom Visser", "Tom Visser=possible p1"},
      {"grandmother", "oma van Tom Visser", "Tom Visser=possible p1"},
      {"broken bytes", "\xff\xfeTom Visser\xf0\x9f", "Tom Visser=probable p1"},
      {"empty", "", ""},
  };
  const School school = school_in_text();
  const Resolver resolver = school.resolver();
  for (const Row& row : rows) EXPECT_EQ(found_in(resolver, row.input), row.expected) << row.name;
}

TEST(NamesInText, of_namesakes_are_ambiguous) {
  School school = school_in_text();
  school.pupil("p9", "Tom", "", "Visser", "1A");
  EXPECT_EQ(found_in(school.resolver(), "Tom Visser"), "Tom Visser=ambiguous p1 p9");
}

TEST(ResolveName, takes_a_first_name_only_within_a_class) {
  const School school = school_in_text();
  const Resolver resolver = school.resolver();
  EXPECT_EQ(told(resolver.resolve_name("Tom")), "none");
  EXPECT_EQ(told(resolver.resolve_name("Tom", "3B")), "possible p1");
  EXPECT_EQ(told(resolver.resolve_name("Tom", "4A")), "none");
  EXPECT_EQ(told(resolver.resolve_name("Tom", "5C")), "none") << "no such class";
  EXPECT_EQ(told(resolver.resolve_name("Anna", "3B")), "possible p2");
  EXPECT_EQ(told(resolver.resolve_name("Anna", "4A")), "ambiguous p7 p8");
  EXPECT_EQ(told(resolver.resolve_name("Visser", "3B")), "none");
  EXPECT_EQ(told(resolver.resolve_name("Tom Visser")), "probable p1");
  EXPECT_EQ(told(resolver.resolve_name("Mama van Tom", "3B")), "none") << "no parent is registered";
  EXPECT_EQ(told(resolver.resolve_name("")), "none");
}

}  // namespace
}  // namespace schouw::testing
