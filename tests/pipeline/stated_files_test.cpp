#include "stated_files.h"

#include <gtest/gtest.h>

namespace schouw {
namespace {

TEST(StatedFiles, are_looked_for_from_the_folder_of_the_list_upwards) {
  PathSet there;
  for (const char* path : {"zaak/NativeFiles/a.msg", "zaak/Conversations/C.html", "b.msg"}) there.add(path);
  struct Case {
    std::string_view list, path;
    bool found;
  };
  const Case cases[] = {{"zaak/Export_load_file.csv", "NativeFiles/a.msg", true},
                        {"zaak/Export_load_file.csv", "nativefiles/A.MSG", true},
                        {"zaak/lijsten/Items.csv", "Conversations/c.html", true},
                        {"zaak/Export_load_file.csv", "b.msg", true},
                        {"Items.csv", "NativeFiles/a.msg", false},
                        {"zaak/Export_load_file.csv", "a.msg", false}};
  for (const Case& one : cases) EXPECT_EQ(there.holds(one.list, one.path), one.found) << one.list << " " << one.path;
}

TEST(StatedFiles, say_how_many_are_missing_and_which_first) {
  PathSet there;
  there.add("a.msg");
  StatedFiles stated;
  for (const char* path : {"a.msg", "c.msg", "b.msg"}) stated.add(path);
  const std::vector<Problem> problems = SoughtFiles(stated, "load.csv", there).problems();
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].code, "stated-files-missing");
  EXPECT_EQ(problems[0].loss, Loss::none);
  EXPECT_EQ(problems[0].args, (std::vector<std::string>{"3", "2", "c.msg"}));
  there.add("B.msg");
  there.add("c.msg");
  EXPECT_TRUE(SoughtFiles(stated, "load.csv", there).problems().empty());
}

TEST(StatedFiles, are_found_in_other_parts_by_the_end_of_their_path) {
  struct Case {
    std::string_view stated, seen;
    bool found;
  };
  const Case cases[] = {{"Exchange/b/m.eml", "Exchange/b/m.eml", true},
                        {"Exchange/b/m.eml", "Bundle/Items.002.zip/exchange/B/M.eml", true},
                        {"Exchange/b/m.eml", "Exchange/bb/m.eml", false},
                        {"Exchange/b/m.eml", "b/m.eml", false},
                        {"m.eml", "m.eml", true},
                        {"m.eml", "Exchange/b/m.eml", false}};
  for (const Case& one : cases) {
    StatedFiles stated;
    stated.add(one.stated);
    SoughtFiles sought(stated, "Items_0.csv", {});
    sought.see({std::string(one.seen)}, SoughtFiles::Part::other);
    EXPECT_EQ(sought.all_found(), one.found) << one.stated << " " << one.seen;
  }
}

TEST(StatedFiles, are_not_found_in_the_download_of_somebody_else) {
  StatedFiles stated;
  stated.add("data/tweets.js");
  SoughtFiles sought(stated, "data/manifest.js", {});
  using Part = SoughtFiles::Part;
  sought.see({"data/manifest.js", "x.zip/data/manifest.js", "x.zip/data/tweets.js"}, Part::with_this_list);
  sought.see({"data/manifest.js", "data/tweets.js"}, Part::other);
  sought.see({"manifest.js", "x/data/tweets.js"}, Part::other);
  EXPECT_FALSE(sought.all_found());
  sought.see({"part2/data/tweets.js", "x.zip/data/manifest.js"}, Part::other);
  EXPECT_TRUE(sought.all_found());
}

}  // namespace
}  // namespace schouw
