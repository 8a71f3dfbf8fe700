#include "schouw/base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <unistd.h>

#include <array>
#include <chrono>

#include "testing.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    dir_ = fs::path(::testing::TempDir()) / ("schouw_file_test_" + std::to_string(::getpid()));
    ASSERT_TRUE(make_private_folder(dir_).has_value());
  }
  void TearDown() override { fs::remove_all(dir_); }
  fs::path dir_;
};

TEST_F(Files, are_written_whole_and_private) {
  const fs::path file = dir_ / "case.json";
  ASSERT_TRUE(write_file(file, "one").has_value());
  ASSERT_TRUE(write_file(file, "two").has_value());
  EXPECT_EQ(*read_file(file), "two");
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(dir_).permissions(), fs::perms::owner_all);
  EXPECT_EQ(testing::files_below(dir_).size(), 1u);
}

TEST_F(Files, without_commit_the_old_file_stands) {
  const fs::path file = dir_ / "report.html";
  ASSERT_TRUE(write_file(file, "old").has_value());
  {
    auto out = OutputFile::create(file);
    ASSERT_TRUE(out.has_value());
    out->write("half a rep");
    EXPECT_EQ(*read_file(file), "old");
  }
  EXPECT_EQ(*read_file(file), "old");
  EXPECT_EQ(testing::files_below(dir_).size(), 1u);
}

TEST_F(Files, a_link_left_where_the_temporary_goes_is_not_written_through) {
  const fs::path file = dir_ / "x";
  fs::create_symlink("/dev/null", dir_ / "x.tmp");
  ASSERT_TRUE(write_file(file, "whole").has_value());
  EXPECT_EQ(*read_file(file), "whole");
}

// The name of a device or pipe is no place for a file: the rename would take it away from whoever uses it.
TEST_F(Files, a_pipe_or_folder_is_not_replaced) {
  ASSERT_EQ(::mkfifo((dir_ / "pipe").c_str(), 0600), 0);
  for (const fs::path& path : {dir_ / "pipe", dir_}) {
    const Result<void> written = write_file(path, "x");
    ASSERT_FALSE(written.has_value()) << path;
    EXPECT_EQ(written.error().text, "not-a-file");
  }
  EXPECT_TRUE(fs::is_fifo(dir_ / "pipe"));
}

TEST_F(Files, errors_name_what_is_wrong) {
  EXPECT_EQ(read_file(dir_ / "nothing").error().text, "file-not-found");
  EXPECT_EQ(read_file(dir_).error().text, "not-a-file");
  ASSERT_TRUE(write_file(dir_ / "big", std::string(100, 'x')).has_value());
  EXPECT_EQ(read_file(dir_ / "big", 99).error().text, "file-too-large");
  EXPECT_EQ(make_private_folder(dir_ / "big").error().text, "not-a-folder");
  ASSERT_EQ(::mkfifo((dir_ / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(read_file(dir_ / "pipe").error().text, "not-a-file");
  EXPECT_EQ(write_file(dir_ / "no" / "where", "x").error().text, "file-not-found");
}

TEST_F(Files, are_hashed_and_read_in_part) {
  ASSERT_TRUE(write_file(dir_ / "abc", "abc").has_value());
  EXPECT_EQ(*sha256_of_file(dir_ / "abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const auto file = InputFile::open(dir_ / "abc");
  std::array<char, 8> buffer{};
  EXPECT_EQ(file->size(), 3u);
  EXPECT_EQ(*file->read_at(1, buffer), 2u);
  EXPECT_EQ(buffer[0], 'b');
  EXPECT_EQ(*file->read_at(9, buffer), 0u);
}

TEST_F(Files, have_a_stamp_that_tells_when_they_change) {
  ASSERT_TRUE(write_file(dir_ / "abc", "abc").has_value());
  const auto before = file_stamp(dir_ / "abc");
  ASSERT_TRUE(before.has_value());
  EXPECT_EQ(before->size, 3u);
  const auto file = InputFile::open(dir_ / "abc");
  EXPECT_EQ((FileStamp{file->size(), file->modified_ns()}), *before);
  std::filesystem::last_write_time(dir_ / "abc", std::filesystem::last_write_time(dir_ / "abc") + std::chrono::seconds(1));
  EXPECT_NE(file_stamp(dir_ / "abc"), before);
  EXPECT_EQ(file_stamp(dir_), std::nullopt);
  EXPECT_EQ(file_stamp(dir_ / "nothing"), std::nullopt);
}

}  // namespace
}  // namespace schouw
