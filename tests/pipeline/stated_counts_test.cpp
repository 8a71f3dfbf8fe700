// What an export says of itself, against what was read of it.
#include <gtest/gtest.h>

#include "stated_counts.h"

namespace schouw {
namespace {

std::string differences(const StatedCounts& counts) {
  std::string out;
  for (const auto& [entry, problem] : counts.differences()) {
    out += entry + " " + problem.code + " " + std::string(name_of(problem.loss));
    for (const std::string& arg : problem.args) out += " " + arg;
    out += " (" + std::to_string(problem.lost_records) + ")\n";
  }
  return out;
}

TEST(StatedCounts, less_is_lost_more_is_told_and_equal_is_silent) {
  StatedCounts counts;
  counts.count("x/data/tweets.js", 11);
  counts.add("x/data/manifest.js", {{.path = "data/tweets.js", .items = 12},
                                    {.path = "data/like.js", .items = 3},
                                    {.path = "data/follower.js", .items = 2}});
  counts.count("x/data/like.js", 3);
  counts.count("x/data/follower.js", 5);
  EXPECT_EQ(differences(counts),
            "x/data/manifest.js count-differs partial data/tweets.js 12 11 (1)\n"
            "x/data/manifest.js count-differs none data/follower.js 2 5 (0)\n");
}

TEST(StatedCounts, a_file_that_is_not_there_is_told_by_the_list_of_files) {
  StatedCounts counts;
  counts.count("data/other_tweets.js", 12);
  counts.add("data/manifest.js", {{.path = "data/tweets.js", .items = 12}});
  EXPECT_EQ(differences(counts), "");
}

TEST(StatedCounts, a_folder_that_is_said_to_be_empty) {
  StatedCounts counts;
  counts.add("a/likes/no-data.txt", {{.path = "a/likes/", .items = 0}});
  EXPECT_EQ(differences(counts), "");
  counts.count("a/likes/liked_posts.json", 0);
  EXPECT_EQ(differences(counts), "");
  counts.count("a/likes/others.json", 2);
  counts.count("b/likes/liked_posts.json", 9);
  EXPECT_EQ(differences(counts), "a/likes/no-data.txt count-differs none a/likes/ 0 2 (0)\n");
}

}  // namespace
}  // namespace schouw
