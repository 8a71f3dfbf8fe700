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
  const std::vector<Problem> problems = stated.missing("load.csv", there);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].code, "stated-files-missing");
  EXPECT_EQ(problems[0].loss, Loss::none);
  EXPECT_EQ(problems[0].args, (std::vector<std::string>{"3", "2", "c.msg"}));
  there.add("B.msg");
  there.add("c.msg");
  EXPECT_TRUE(stated.missing("load.csv", there).empty());
}

}  // namespace
}  // namespace schouw
