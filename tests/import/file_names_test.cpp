// Names of files as downloads give them, as browsers and people change them, and names that only look alike.
#include <gtest/gtest.h>

#include "meta_place.h"
#include "plain_text.h"

namespace schouw::testing {
namespace {

TEST(FileNames, are_known_as_a_copy_and_behind_a_word_of_people) {
  for (const char* path : {"Comments.csv", "a/b/comments.csv", "Comments (1).csv", "Comments(2).csv", "Comments - kopie.csv",
                           "Kopie van Comments.csv", "noor_Comments.csv", "noor-Comments.csv", "Noor - Comments.csv", "COMMENTS.CSV"})
    EXPECT_TRUE(is_named(path, "Comments.csv")) << path;
  for (const char* path : {"Saved Comments.csv", "MyComments.csv", "Comments.json", "Comments", "Comments.csv/x.txt", "", "(1)", ".csv",
                           "Comments 2024.csv"})
    EXPECT_FALSE(is_named(path, "Comments.csv")) << path;
}

TEST(FileNames, keep_what_people_wrote_in_brackets) {
  EXPECT_EQ(without_copy_mark("chat(1)"), "chat");
  EXPECT_EQ(without_copy_mark("chat (12)"), "chat");
  EXPECT_EQ(without_copy_mark("Jongens(12)"), "Jongens(12)");
  EXPECT_EQ(without_copy_mark("Klas (2024-2025)"), "Klas (2024-2025)");
  EXPECT_EQ(without_copy_mark("(1)"), "(1)");
}

TEST(FileNames, of_meta_say_the_list_without_what_people_put_in_front) {
  EXPECT_EQ(meta_list_name("noor_post_comments_1.json"), "post_comments");
  EXPECT_EQ(meta_list_name("noor-followers_1.json"), "followers");
  EXPECT_EQ(meta_list_name("Karin - your_posts_1 (1).html"), "your_posts");
  EXPECT_EQ(meta_list_name("close_friends.json"), "close_friends");
  // What somebody liked or saved is not what they posted; and within a download names are as Meta gives them.
  EXPECT_EQ(meta_list_name("noor_liked_posts.json"), "liked_posts");
  EXPECT_EQ(meta_list_name("my_saved_videos.json"), "my_saved_videos");
  EXPECT_EQ(meta_list_name("your_instagram_activity/new/other_post_comments.json"), "other_post_comments");
}

}  // namespace
}  // namespace schouw::testing
