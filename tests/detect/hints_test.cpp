// Hints are weighed, not ruled: what is tested is where they stand, what they may be beside, and that they stay few.
#include "hints.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "fake_case.h"
#include "testing.h"

namespace schouw::testing {
namespace {

std::string group_of_hint(const std::string& text) {
  for (const Mark& mark : shipped_marks(text).marks)
    if (const LexiconRule& rule = shipped_lexicon().rules()[mark.rule]; rule.mark == "abuse.hint") return rule.group;
  return {};
}

bool is_hint(const std::string& text) { return !group_of_hint(text).empty(); }

/// A model of three words: "koud" and "soep" weigh, and "tante" weighs against it.
Hints small() {
  return Hints(*parse_json_document(
      R"({"hints": {"from": 100, "sexual_from": 10, "weights": {"300": ["koud", "koud soep"], "120": ["soep", "~<soe"],
          "-900": ["tante"]}, "sexual": {"12": ["bad"]}}})",
      "small"));
}

std::optional<Hints::Found> found(const Hints& hints, std::string_view plain) {
  std::vector<HintWord> words;
  return hints.find(plain, words);
}

TEST(Hints, are_sums_that_must_be_larger_the_longer_the_text) {
  const Hints hints = small();
  EXPECT_TRUE(found(hints, "dit is koud soep"));
  EXPECT_FALSE(found(hints, "dit is koud soep van tante"));
  EXPECT_FALSE(found(hints, "koud soep")) << "two words are too few to tell";
  std::string line = "dit is koud soep";
  for (int i = 0; i < 36; ++i) line += " en";
  EXPECT_FALSE(found(hints, line));
  EXPECT_FALSE(found(Hints(), "dit is koud soep")) << "without weights nothing is found";
}

// "jouw knie" was never learned: that words of "you" stand before words of the body was.
TEST(Hints, weigh_words_by_what_they_mean) {
  const Hints hints(*parse_json_document(
      R"({"hints": {"from": 100, "sexual_from": 10, "classes": {"body": ["neus", "knie"], "you": ["je", "jouw"]},
          "weights": {"400": ["@you @body"], "-50": ["@body"]}, "sexual": {}}})",
      "meanings"));
  EXPECT_TRUE(found(hints, "wat jouw knie betreft"));
  EXPECT_TRUE(found(hints, "je staat nu op die neus"));
  EXPECT_FALSE(found(hints, "die neus van je broer")) << "the other way round";
  EXPECT_FALSE(found(hints, "dat wil je. een neus is dicht")) << "another sentence";
  EXPECT_FALSE(found(hints, "je en een twee drie vier vijf neus")) << "too far apart";
  EXPECT_FALSE(found(hints, "wat jouw kniebroek betreft")) << "another word";
  EXPECT_EQ(hints.weighed("wat jouw knie betreft", 0), (std::vector<std::string>{"jouw knie"}));
}

TEST(Hints, are_looked_for_line_by_line_and_in_pieces_of_long_texts) {
  const Hints hints = small();
  const std::string lines = "nu en straks\nja. dit is koud soep\nnee";
  const auto hit = found(hints, lines);
  ASSERT_TRUE(hit);
  EXPECT_EQ(lines.substr(hit->begin, hit->end - hit->begin), "ja. dit is koud soep");
  std::string mail;
  for (int i = 0; i < 30; ++i) mail += "er is weer een dag om. ";
  const auto in_mail = found(hints, mail + "dit is koud soep. " + mail);
  EXPECT_FALSE(in_mail) << "six sentences are weighed together";
  EXPECT_TRUE(found(hints, mail + "koud soep, koud soep, koud soep, koud soep, koud soep, koud soep, koud soep. " + mail));
}

TEST(Hints, tell_what_weighed_most_and_never_a_word_that_was_not_learned) {
  const Hints hints = small();
  EXPECT_EQ(hints.weighed("dit is koud soep", 0), (std::vector<std::string>{"koud", "koud soep", "soep"}));
  EXPECT_EQ(hints.weighed("koud en soesja", 0), (std::vector<std::string>{"koud"})) << "a piece of a name is no word";
  EXPECT_TRUE(hints.weighed("dit is koud soep", 5).empty()) << "no piece begins there";
  EXPECT_TRUE(found(hints, "in bad is koud soep")->sexual);
  EXPECT_FALSE(found(hints, "er is koud soep")->sexual);
}

TEST(Hints, of_the_shipped_weights_tell_what_no_rule_fits) {
  for (const char* text : {"zou wel heel jammer zijn als je ouders dat gesprek zien", "je bent vast nog nooit met een oudere jongen alleen geweest"})
    EXPECT_TRUE(is_hint(text)) << text;
  for (const char* text : {"haar adres staat op de site, zij is nu alleen thuis, wie gaat mee kijken", "je kop staat er straks anders bij"})
    EXPECT_TRUE(is_hint(text)) << text;
  for (const char* text : {"je fiets staat er straks anders bij", "haar boek staat op de lijst, zij is nu in lokaal vier, wie gaat mee kijken"})
    EXPECT_FALSE(is_hint(text)) << text;
  for (const char* text : {"leuk dat je ouders komen kijken naar het optreden", "ik ben nog nooit in een oudere stad geweest",
                           "kun je me morgen helpen met wiskunde", "Beste ouders, morgen begint de school een uur later."})
    EXPECT_FALSE(is_hint(text)) << text;
}

TEST(Hints, never_stand_beside_a_rule_of_abuse) {
  const std::string both = "zou wel heel jammer zijn als je ouders dat gesprek zien\nik sla je in elkaar";
  EXPECT_FALSE(is_hint(both));
}

TEST(Hints, stand_where_the_original_has_them) {
  const std::string text = "Hé Zoë\nZÓU wel heel jammer zijn als je ouders dat gesprek zien!";
  const auto marks = shipped_marks(text).marks;
  const auto hint = std::ranges::find_if(marks, [](const Mark& m) { return shipped_lexicon().rules()[m.rule].mark == "abuse.hint"; });
  ASSERT_NE(hint, marks.end());
  EXPECT_EQ(text.substr(hint->begin, hint->length), "ZÓU wel heel jammer zijn als je ouders dat gesprek zien");
  EXPECT_FALSE(shipped_lexicon().weighed(text, *hint).empty());
}

// Invented chatter of pupils, parents and teachers, written when the weights stood, and not learned from.
TEST(Hints, are_few_in_chatter) {
  std::ifstream in(source_dir() / "tests/corpus/sentences/measured-chatter.txt");
  int lines = 0, hints = 0;
  for (std::string line; std::getline(in, line); ++lines) hints += is_hint(line) ? 1 : 0;
  EXPECT_GE(lines, 200);
  EXPECT_LE(hints, 2);
  std::printf("%-28s %d of %d lines\n", "hints in chatter", hints, lines);
}

}  // namespace
}  // namespace schouw::testing
