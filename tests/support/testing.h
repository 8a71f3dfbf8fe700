// What every test program shares: where the corpora lie, and reading and comparing whole files.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace schouw::testing {

/// The root of the source tree.
std::filesystem::path source_dir();

/// The folder with files of others, or empty when this machine has none: callers skip with a message.
std::filesystem::path fixtures_dir();

/// A folder that goes when the test ends.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::string slurp(const std::filesystem::path& file);

/// Folders directly below `dir`, sorted by name.
std::vector<std::filesystem::path> folders_in(const std::filesystem::path& dir);

/// Regular files anywhere below `dir`, sorted by path.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& dir);

/// Compares `actual` with the golden file and reports the first differing line as a test failure.
/// With SCHOUW_UPDATE_GOLDEN set it writes the file instead; the diff is reviewed like code.
void expect_golden(const std::filesystem::path& golden, std::string_view actual);

}  // namespace schouw::testing
