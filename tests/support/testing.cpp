#include "testing.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace schouw::testing {

namespace fs = std::filesystem;

fs::path source_dir() { return SCHOUW_SOURCE_DIR; }

fs::path fixtures_dir() {
  const fs::path dir = source_dir() / ".." / "shared" / "fixtures";
  return fs::is_directory(dir) ? fs::canonical(dir) : fs::path{};
}

TempFolder::TempFolder() {
  std::string pattern = (fs::temp_directory_path() / "schouw-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder could be made: " + pattern);
  path_ = pattern;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string slurp(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

std::vector<fs::path> folders_in(const fs::path& dir) {
  std::vector<fs::path> found;
  if (!fs::is_directory(dir)) return found;
  for (const auto& entry : fs::directory_iterator(dir))
    if (entry.is_directory()) found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

std::vector<fs::path> files_below(const fs::path& dir) {
  std::vector<fs::path> found;
  if (!fs::is_directory(dir)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(dir))
    if (entry.is_regular_file()) found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

void expect_golden(const fs::path& golden, std::string_view actual) {
  if (std::getenv("SCHOUW_UPDATE_GOLDEN") != nullptr) {
    fs::create_directories(golden.parent_path());
    std::ofstream(golden, std::ios::binary) << actual;
    return;
  }
  ASSERT_TRUE(fs::exists(golden)) << golden << " is missing; make it with SCHOUW_UPDATE_GOLDEN=1 and review it";
  EXPECT_EQ(slurp(golden), actual) << "differs from " << golden;
}

}  // namespace schouw::testing
