#include "schouw/base/texts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace schouw {
namespace {

TEST(Texts, speak_two_languages_and_fill_in_what_they_are_given) {
  const std::vector<std::string> args = {"a.csv"};
  EXPECT_EQ(text(Lang::nl, "error.file-not-found", args), "Bestand of map niet gevonden: a.csv.");
  EXPECT_EQ(bilingual("error.file-not-found", args).in(Lang::en), "File or folder not found: a.csv.");
  EXPECT_EQ(text(Lang::en, "error.file-not-found"), "File or folder not found: {0}.");
}

TEST(Texts, an_unknown_id_can_be_seen) {
  EXPECT_EQ(text(Lang::nl, "no.such-text"), "[no.such-text]");
  EXPECT_FALSE(has_text("no.such-text"));
  EXPECT_TRUE(has_text("error.disk-full"));
}

TEST(Texts, ids_are_sorted_and_unique) {
  const auto ids = text_ids();
  EXPECT_TRUE(std::ranges::is_sorted(ids));
  EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
}

}  // namespace
}  // namespace schouw
