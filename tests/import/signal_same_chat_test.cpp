// signal-export writes each chat twice, as chat.md and as data.json. Both must make the same records, or every message
// counts double.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "golden.h"

namespace schouw::testing {
namespace {

// signal-export ends a text with two blanks.
constexpr std::string_view kText =
    "[2024-01-01 10:00:00] Me: Hoi [Noor]  \n"
    "[2024-01-01 10:01:05] Noor: \n"
    "\n"
    "> Hoi Noor\n"
    "\n"
    "Dag juf  \n"
    "[2024-01-01 10:02:05] Noor: zie [dit] kijk  ![foto 1.jpg](./media/foto%201.jpg)  \n"
    "[2024-01-01 10:03:05] Noor:   [x](../exported_stickers/p/1.webp)  \n"
    "[2024-01-01 10:04:05] Noor: Missed voice call  \n";

constexpr std::string_view kLines =
    R"({"date": "2024-01-01T10:00:00.123000", "sender": "Me", "body": "Hoi [Noor]  ", "quote": "", "attachments": []}
{"date": "2024-01-01T10:01:05.5", "sender": "Noor", "body": "Dag juf  ", "quote": "\n\n> Hoi Noor\n\n", "attachments": []}
{"date": "2024-01-01T10:02:05", "sender": "Noor", "body": "zie [dit] kijk  ", "attachments": [{"name": "foto 1.jpg", "path": "media/foto%201.jpg"}]}
{"date": "2024-01-01T10:03:05", "sender": "Noor", "body": "  ", "sticker": {"id": "1", "emoji": "x"}, "attachments": []}
{"date": "2024-01-01T10:04:05", "sender": "Noor", "body": "Missed voice call  ", "attachments": []}
)";

/// What the id of a record is made of, and what a reader sees of it.
std::vector<std::string> said(std::string path, std::string_view bytes, std::string_view source) {
  MemoryEntry entry(std::move(path), std::string(bytes), std::string(source));
  const Importer* importer = choose_importer(entry);
  EXPECT_NE(importer, nullptr);
  if (importer == nullptr) return {};
  std::vector<std::string> out;
  const Json records = read_all(*importer, entry);
  for (const Json& record : records.items()) {
    if (record.str("record") != "message") continue;
    std::string line(record.at("conversation").str("key"));
    for (const std::string_view part :
         {record.at("conversation").str("title"), record.str("kind"), record.str("event"),
          record.at("time").str("local"), record.at("time").str("precision"), record.at("sender").str("display_name"),
          record.str("text"), record.str("quoted")})
      line.append(" | ").append(part);
    if (record.at("sender").find("is_owner") != nullptr) line += " | owner";
    for (const Json& file : record.at("attachments").items())
      line.append(" | ")
          .append(file.str("kind"))
          .append(" ")
          .append(file.str("name"))
          .append(" ")
          .append(file.str("uri"));
    out.push_back(std::move(line));
  }
  return out;
}

TEST(SignalExport, both_forms_of_a_chat_give_the_same_messages) {
  for (const std::string_view source : {"", "signal.zip"}) {
    const std::vector<std::string> text = said("uit/Noor/chat.md", kText, source);
    ASSERT_EQ(text.size(), 5u);
    EXPECT_EQ(text, said("uit/Noor/data.json", kLines, source));
    EXPECT_NE(text[0].find(" | Noor | "), std::string::npos) << text[0];
  }
}

}  // namespace
}  // namespace schouw::testing
