#include <gtest/gtest.h>

#include "make.h"
#include "seven_zip_header.h"

namespace schouw::testing {
namespace {

using Lines = std::vector<std::string>;

TEST(Sequence, tar_plain_and_in_gzip) {
  const std::string tar = make_tar({{.name = "map/", .type = '5'},
                                    {.name = "map/chat.txt", .data = "chat one"},
                                    {.name = "map/chat.txt", .data = "chat two"},
                                    {.name = "hard", .type = '1', .link = "map/chat.txt"},
                                    {.name = "soft", .type = '2', .link = "/etc/passwd"},
                                    {.name = "../up.txt", .data = "x"}});
  const Lines done{"map/chat.txt=read", "map/chat.txt=read", "hard=refused", "soft=refused",
                   "../up.txt=not_recognised"};
  const Lines problems{"map/chat.txt:name-duplicate", "hard:link-not-followed", "soft:link-not-followed",
                       "../up.txt:name-unsafe"};
  for (const auto& [bytes, name] :
       {std::pair{tar, "a.tar"}, std::pair{gzip(tar), "a.tar.gz"}, std::pair{gzip(tar), "x"}}) {
    const Walked walked = walk(bytes, name);
    EXPECT_EQ(walked.done, done) << name;
    EXPECT_EQ(walked.problems, problems) << name;
  }
}

TEST(Sequence, a_large_entry_of_a_packed_tar_can_be_read_twice) {
  std::string text = "chat";
  for (std::uint32_t i = 1; text.size() < (17u << 20); i = i * 1664525 + 1013904223) text += static_cast<char>(i >> 24);
  const Walked walked = walk(gzip(make_tar({{.name = "first", .data = "x"}, {.name = "big", .data = text}})), "a.tgz");
  EXPECT_EQ(walked.done, (Lines{"first=not_recognised", "big=read"}));
}

TEST(Sequence, a_cut_tar_says_where) {
  const std::string tar = make_tar({{.name = "a", .data = "chat"}, {.name = "b", .data = std::string(2000, 'x')}});
  const Walked walked = walk(tar.substr(0, 2048), "a.tar");
  EXPECT_EQ(walked.done, (Lines{"a=read", "b=damaged"}));
  EXPECT_TRUE(walked.has(":archive-truncated"));
}

TEST(Sequence, a_tar_glued_behind_a_tar_is_told) {
  const Walked walked =
      walk(make_tar({{.name = "a", .data = "chat"}}) + make_tar({{.name = "b", .data = "chat"}}), "a.tar");
  EXPECT_EQ(walked.done, Lines{"a=read"});
  EXPECT_EQ(walked.problems, Lines{":archive-extra-bytes"});
}

TEST(Sequence, gzip_of_one_file_and_its_damages) {
  const std::string packed = gzip("the chat of today");
  EXPECT_EQ(walk(packed, "chat.txt.gz").done, Lines{"chat.txt=read"});
  EXPECT_EQ(walk(packed + gzip(" and of tomorrow"), "chat.txt.gz").contents.at("chat.txt"),
            "the chat of today and of tomorrow");
  EXPECT_EQ(walk(packed.substr(0, packed.size() - 9), "chat.txt.gz").problems, Lines{"chat.txt:data-cut"});
  std::string wrong_sum = packed;
  wrong_sum[packed.size() - 8] ^= 1;
  const Walked walked = walk(wrong_sum, "chat.txt.gz");
  EXPECT_EQ(walked.done, Lines{"chat.txt=damaged"});
  EXPECT_EQ(walked.problems, Lines{"chat.txt:checksum-wrong"});
}

TEST(Sequence, archives_of_other_kinds_are_refused_by_name) {
  const std::pair<std::string, std::string> cases[] = {
      {"a.rar", std::string("Rar!\x1a\x07\x01\x00 chat", 13)},
      {"a.xz", std::string("\xfd"
                           "7zXZ\0 chat",
                           12)},
      {"a.cab", std::string("MSCF\0\0\0\0 chat", 13)},
      {"a.deb", "!<arch>\nchat"},
  };
  for (const auto& [name, bytes] : cases) {
    const Walked walked = walk(bytes, name);
    EXPECT_EQ(walked.done, Lines{name + "=refused"});
    EXPECT_EQ(walked.problems, Lines{":container-refused"});
  }
}

/// A 7z of nothing but a header, which says how many folders its streams are packed in.
std::string seven_zip_of_folders(const std::string& count) {
  const std::string header = std::string("\x01\x04\x06\x00\x01\x09\x08\x00\x07\x0b", 10) + count + std::string(20, '\0');
  return std::string("7z\xbc\xaf\x27\x1c\x00\x04\0\0\0\0", 12) + std::string(8, '\0') +
         static_cast<char>(header.size()) + std::string(7, '\0') + std::string(4, '\0') + header;
}

TEST(Sequence, a_7z_cannot_have_more_folders_than_bytes) {
  const std::pair<std::string, bool> cases[] = {{std::string("\x02", 1), false},
                                                {std::string("\x21", 1), true},  // the header has 31 bytes
                                                {std::string("\xe3\x21\x9d\x01", 4), true},
                                                {std::string("\xff\xff\xff", 3), true}};
  for (const auto& [count, impossible] : cases)
    EXPECT_EQ(states_impossible_folders(*bytes_in_memory(seven_zip_of_folders(count))), impossible) << count.size();
  for (std::size_t size = 0; size < 42; ++size)
    EXPECT_FALSE(states_impossible_folders(*bytes_in_memory(seven_zip_of_folders("\x21").substr(0, size)))) << size;
  EXPECT_EQ(walk(seven_zip_of_folders("\xe3\x21\x9d\x01"), "a.7z").problems, Lines{":archive-unreadable"});
}

TEST(Sequence, text_that_looks_a_little_like_an_archive_is_text) {
  for (const std::string text : {"070701,chat;Tom de Wit", "BZh9 chat", "PK chat", "Rar! chat", "ustar chat"})
    EXPECT_EQ(walk(text, "a.txt").done, Lines{"a.txt=read"}) << text;
}

TEST(Sequence, a_plain_file_is_one_entry_of_itself) {
  const Walked walked = walk("the chat", "chat.txt");
  EXPECT_EQ(walked.done, Lines{"chat.txt=read"});
  EXPECT_TRUE(walked.problems.empty());
}

}  // namespace
}  // namespace schouw::testing
