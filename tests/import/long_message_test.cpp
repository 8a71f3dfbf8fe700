// A message of many lines is kept up to a bound of bytes; that some were left out must be told.
#include <gtest/gtest.h>

#include <string>

#include "golden.h"
#include "schouw/base/file.h"
#include "testing.h"

namespace schouw::testing {
namespace {

bool tells_of_length(const std::string& corpus_file, const std::string& behind) {
  const auto bytes = read_file(source_dir() / "tests/corpus/import" / corpus_file);
  EXPECT_TRUE(bytes.has_value()) << corpus_file;
  MemoryEntry entry(corpus_file.substr(corpus_file.find("input/") + 6), *bytes + behind);
  const Importer* importer = choose_importer(entry);
  if (importer == nullptr || !corpus_file.starts_with(importer->id)) {
    ADD_FAILURE() << corpus_file << " is not recognised";
    return false;
  }
  const Json records = read_all(*importer, entry);
  for (const Json& record : records.items())
    if (record.str("record") == "problem" && record.str("code") == "line-too-long") return true;
  return false;
}

TEST(LongMessage, is_told_when_not_all_of_its_lines_are_kept) {
  std::string lines;
  for (int i = 0; i < 30'000; ++i) lines += "\tdit is een regel van een heel lang bericht\n";
  for (const char* file : {"line-text/english/input/Chat history with Noor.txt", "kakaotalk-text/android-en/input/KakaoTalkChats.txt",
                           "telegram-text/nl-region/input/gesprek.txt",
                           "zoom-chat/until-2021/input/2020-11-17 23.50.00 Karin's Zoom Meeting/meeting_saved_chat.txt"}) {
    EXPECT_TRUE(tells_of_length(file, "\n" + lines)) << file;
    EXPECT_FALSE(tells_of_length(file, "\n" + lines.substr(0, 4'400))) << file;
  }
}

}  // namespace
}  // namespace schouw::testing
