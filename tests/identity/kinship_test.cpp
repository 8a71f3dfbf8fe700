// "Mama van Tom" is a parent of Tom when the register leaves one, and never Tom.
#include <gtest/gtest.h>

#include "school.h"

namespace schouw::testing {
namespace {

School school_with_families() {
  School school;
  school.pupil("p1", "Tom", "", "Visser", "3B").parent("o1", "Karin", "", "Visser", {"p1"});
  school.pupil("p2", "Lisa", "de", "Boer", "4A").parent("o2", "Tom", "de", "Boer", {"p2", "p3"});
  school.parent("o3", "Eva", "", "Kramer", {"p2", "p3"}).pupil("p3", "Daan", "de", "Boer", "6A");
  school.pupil("p4", "Noor", "", "Hoekstra", "6A");
  return school;
}

/// As a teacher's telephone has it: the child's name, and behind it whose number it is.
TEST(NameOfTheChild, with_a_word_of_kinship_behind_it_is_not_the_child) {
  struct Row {
    std::string_view input, expected;
  };
  const Row rows[] = {
      {"Tom Visser (moeder)", "possible o1"},
      {"Tom Visser - vader", "possible o1"},
      {"Tom Visser/moeder", "possible o1"},
      {"Visser, Tom (mama)", "possible o1"},
      {"(moeder) Tom Visser", "possible o1"},
      {"Tom Visser, moeder", "possible o1"},
      {"Tom Visser (3B) moeder", "possible o1"},
      {"Tom Visser (3B, moeder)", "possible o1"},
      {"Tom Visser (moeder, 3B)", "possible o1"},
      {"Tom 3B (moeder)", "possible o1"},
      {"Tom Visser - tel moeder", "possible o1"},
      {"Tom Visser (mama van)", "possible o1"},
      {"Tom Visser (moeder Karin)", "probable o1"},
      {"Tom Visser (moeder Petra)", "none"},
      {"Lisa de Boer (ouder)", "ambiguous o2 o3"},
      {"Noor Hoekstra (moeder)", "none"},
      {"Tom Visser vader werk", "none"},
      {"Tom Visser (oma)", "none"},
      {"Tom Visser (broer)", "none"},
      {"Tom Visser - oppas", "none"},
      {"Tom Visser (BSO)", "none"},
      {"Mentor Tom Visser", "none"},
      {"Juf van Tom Visser", "none"},
      {"Tom Visser (leerkracht)", "none"},
      {"Karin Visser (moeder)", "probable o1"},
      {"Visser, Karin - ouder", "probable o1"},
  };
  const School school = school_with_families();
  const Resolver resolver = school.resolver();
  for (const Row& row : rows) EXPECT_EQ(told(resolver.resolve(shown_as(std::string(row.input)))), row.expected) << row.input;
}

TEST(MamaVan, is_a_parent_or_nobody) {
  struct Row {
    std::string_view input, expected;
  };
  const Row rows[] = {
      {"Mama van Tom", "possible o1"},
      {"mama Tom", "possible o1"},
      {"Moeder v. Tom Visser", "possible o1"},
      {"MAMA VAN TOM 3B", "possible o1"},
      {"Mama van Tom (3B) ❤️", "possible o1"},
      {"Tom's moeder", "possible o1"},
      {"Tom z'n mama", "possible o1"},
      {"Ouders van Tom", "possible o1"},
      {"pa van Tom", "possible o1"},
      {"Mama van Tom Karin Visser", "probable o1"},
      {"Karin, mama van Tom", "probable o1"},
      {"Karin (mama Tom)", "probable o1"},
      {"Karin Visser - mama van Tom", "probable o1"},
      {"Mama van Lisa", "ambiguous o2 o3"},
      {"Mama van Lisa en Daan", "ambiguous o2 o3"},
      {"papa en mama van Lisa", "ambiguous o2 o3"},
      {"Tom (papa Lisa)", "possible o2"},
      {"Eva Kramer (mama Lisa)", "probable o3"},
      {"Petra (mama Lisa)", "none"},
      {"Mama van Tom en Lisa", "none"},
      {"Mama van Noor", "none"},
      {"Mama van Bram", "none"},
      {"Mama van Tom 4A", "none"},
      {"Mama", "none"},
      {"Oma van Tom", "none"},
      {"Oppas Tom Visser", "none"},
      {"broer van Daan de Boer", "none"},
      {"Tom mama", "none"},
  };
  const School school = school_with_families();
  const Resolver resolver = school.resolver();
  for (const Row& row : rows) EXPECT_EQ(told(resolver.resolve(shown_as(std::string(row.input)))), row.expected) << row.input;
}

TEST(MamaVan, never_is_the_child) {
  const School school = school_with_families();
  const Resolver resolver = school.resolver();
  for (const char* word : {"Mama van", "mama", "papa", "Vader van", "moeder", "ouder", "Oma van", "oppas", "pa van", "stiefmoeder van"})
    for (const char* child : {"Tom", "Tom Visser", "Visser, Tom", "T. Visser", "Tom 3B", "tom visser"}) {
      const std::string name = std::string(word) + " " + child;
      const Match match = resolver.resolve(shown_as(name));
      EXPECT_NE(match.person_id, "p1") << name;
      EXPECT_LE(match.band, Band::possible) << name;
      EXPECT_FALSE(std::ranges::count(match.candidates, "p1")) << name;
      EXPECT_NE(resolver.resolve_name(name).person_id, "p1") << name;
    }
}

TEST(MamaVan, with_two_toms_is_ambiguous) {
  School school = school_with_families();
  school.pupil("p9", "Tom", "", "Postma", "8A").parent("o9", "Ria", "", "Postma", {"p9"});
  const Resolver resolver = school.resolver();
  EXPECT_EQ(told(resolver.resolve(shown_as("Mama van Tom"))), "ambiguous o1 o9");
  EXPECT_EQ(told(resolver.resolve(shown_as("Mama van Tom 8A"))), "possible o9");
  EXPECT_EQ(told(resolver.resolve(shown_as("Mama van Tom Postma"))), "possible o9");
  school.pupil("p10", "Tom", "", "Kuipers", "2A");
  EXPECT_EQ(told(school.resolver().resolve(shown_as("Mama van Tom 2A"))), "none");
}

TEST(MamaVan, needs_the_parents_of_every_tom) {
  School school = school_with_families();
  school.pupil("p9", "Tom", "", "Postma", "8A");
  EXPECT_EQ(told(school.resolver().resolve(shown_as("Mama van Tom"))), "none") << "the other Tom has a mother too";
}

TEST(SurnamesOfKin, are_names) {
  School school;
  school.pupil("p1", "Jan", "", "Vader").staff("t1", "Piet", "", "Neef").staff("t2", "Eva", "", "Meester");
  const Resolver resolver = school.resolver();
  EXPECT_EQ(told(resolver.resolve(shown_as("Jan Vader"))), "probable p1");
  EXPECT_EQ(told(resolver.resolve(shown_as("Neef, Piet"))), "probable t1");
  EXPECT_EQ(told(resolver.resolve(shown_as("Eva Meester"))), "probable t2");
  EXPECT_EQ(told(resolver.resolve(shown_as("Meester, Eva"))), "probable t2");
}

}  // namespace
}  // namespace schouw::testing
