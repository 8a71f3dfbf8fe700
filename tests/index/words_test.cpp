// Words as the index has them.
#include "words.h"

#include <gtest/gtest.h>

namespace schouw::testing {
namespace {

TEST(StemCache, gives_the_stem_of_each_word_also_when_it_holds_fewer_than_there_are) {
  const Stemmer stemmer;
  StemCache cache;
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 40'000; ++i) {
      std::string word = "fietsen";  // 40,000 words that differ in their letters
      for (int rest = i; rest > 0; rest /= 26) word.insert(word.begin(), static_cast<char>('a' + rest % 26));
      ASSERT_EQ(cache.stem(word), stemmer.stem(word)) << word;
    }
  EXPECT_EQ(cache.stem(""), "");
}

}  // namespace
}  // namespace schouw::testing
