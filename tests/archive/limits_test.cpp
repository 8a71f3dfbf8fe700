#include <gtest/gtest.h>

#include "make.h"

namespace schouw::testing {
namespace {

using Lines = std::vector<std::string>;

std::string nested(int archives) {
  std::string inner = "the chat";
  std::string name = "chat.txt";
  for (int i = 0; i < archives; ++i) {
    inner = make_zip({{.name = name, .data = inner}});
    name = "inner.zip";
  }
  return inner;
}

TEST(Limits, eight_archives_in_each_other_are_read_and_nine_are_not) {
  EXPECT_EQ(walk(nested(8)).done.back(),
            "inner.zip/inner.zip/inner.zip/inner.zip/inner.zip/inner.zip/inner.zip/chat.txt=read");
  const Walked walked = walk(nested(9));
  EXPECT_EQ(walked.count(EntryState::refused), 1u);
  EXPECT_EQ(walked.count(EntryState::read), 7u);
  ASSERT_EQ(walked.problems.size(), 1u);
  EXPECT_TRUE(walked.problems.front().ends_with(":archive-depth"));
}

TEST(Limits, a_bomb_is_stopped_and_the_rest_is_read) {
  const std::string zip =
      make_zip({{.name = "bomb", .data = zeros(64 << 20), .method = 8}, {.name = "c", .data = "chat"}});
  const Walked walked = walk(zip);
  EXPECT_EQ(walked.done, (Lines{"bomb=refused", "c=read"}));
  EXPECT_EQ(walked.problems, Lines{"bomb:archive-ratio"});
}

TEST(Limits, a_gzip_of_a_gzip_of_zeros_is_stopped) {
  const Walked walked = walk(gzip(gzip(zeros(128 << 20))), "a.gz");
  EXPECT_EQ(walked.count(EntryState::refused), 1u);
  EXPECT_TRUE(walked.problems.back().ends_with(":archive-ratio"));
}

TEST(Limits, each_limit_is_named_once_for_the_source_and_every_entry_is_settled) {
  std::vector<ZipFile> files;
  for (int i = 0; i < 20; ++i) files.push_back({.name = "f" + std::to_string(i), .data = std::string(1000, 'x')});
  const std::string zip = make_zip(files);
  ArchiveOptions few;
  few.limits.total_bytes = 5500;
  const Walked total = walk(zip, "z.zip", few);
  EXPECT_EQ(total.done.size(), 20u);
  EXPECT_EQ(total.count(EntryState::not_recognised), 5u);
  EXPECT_EQ(total.problems, Lines{":archive-total"});

  ArchiveOptions small;
  small.limits.entry_bytes = 900;
  const Walked size = walk(zip, "z.zip", small);
  EXPECT_EQ(size.count(EntryState::refused), 20u);
  EXPECT_EQ(size.problems.front(), "f0:entry-size");

  ArchiveOptions entries;
  entries.limits.entries = 7;
  const Walked count = walk(zip, "z.zip", entries);
  EXPECT_EQ(count.count(EntryState::not_recognised), 7u);
  EXPECT_EQ(count.problems, Lines{":archive-entries"});
}

TEST(Limits, an_inner_archive_too_large_for_memory_needs_a_scratch_folder) {
  std::string noise = "chat";
  for (std::uint32_t i = 1; noise.size() < 200000; i = i * 1664525 + 1013904223) noise += static_cast<char>(i >> 24);
  const std::string zip = make_zip({{.name = "inner.zip", .data = make_zip({{.name = "c", .data = noise}})}});
  ArchiveOptions options;
  options.limits.nested_in_memory = 100000;
  const Walked without = walk(zip, "z.zip", options);
  EXPECT_EQ(without.done, Lines{"inner.zip=refused"});
  EXPECT_EQ(without.problems, Lines{"inner.zip:entry-size"});
  options.scratch = std::filesystem::temp_directory_path();
  const Walked with = walk(zip, "z.zip", options);
  EXPECT_EQ(with.done, (Lines{"inner.zip=read", "inner.zip/c=read"}));
  EXPECT_EQ(with.contents.at("inner.zip/c"), noise);
}

TEST(Limits, a_walk_stops_on_request_and_settles_nothing_more) {
  ArchiveOptions options;
  int asked = 0;
  options.stop = [&asked] { return ++asked > 3; };
  const Walked walked = walk(
      make_zip({{.name = "a", .data = "1"}, {.name = "b", .data = "2"}, {.name = "c", .data = "3"}}), "z.zip", options);
  EXPECT_LT(walked.done.size(), 3u);
}

}  // namespace
}  // namespace schouw::testing
