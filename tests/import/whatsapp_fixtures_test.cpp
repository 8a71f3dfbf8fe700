// The numbers that an independent reader found in chats of others: all that are marked sure must come out.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "golden.h"
#include "schouw/base/json.h"
#include "schouw/base/utf8.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

const Importer* whatsapp() {
  for (const Importer* importer : importers())
    if (importer->id == "whatsapp-text") return importer;
  return nullptr;
}

struct Counted {
  std::int64_t messages = 0, system = 0, total = 0, attachments = 0, deleted = 0;
  std::set<std::string> senders;
  std::string first, last;  // local time

  void add(const Json& record) {
    if (record.str("record") != "message") return;
    ++total;
    const std::string_view kind = record.str("kind");
    if (kind == "message") ++messages;
    if (kind == "system") ++system;
    for (const Json& file : record.at("attachments").items())
      if (file.str("kind") != "location" && file.str("kind") != "link" && file.str("kind") != "poll") ++attachments;
    for (const Json& flag : record.at("flags").items())
      if (flag.str() == "deleted") ++deleted;
    if (kind == "message" && record.find("sender") != nullptr) senders.insert(to_json(record.at("sender")));
    const std::string time(record.at("time").str("local"));
    if (time.empty()) return;
    if (first.empty() || time < first) first = time;
    if (time > last) last = time;
  }
};

bool within(const Json& expected, std::int64_t actual) {
  if (!expected.is_array()) return expected.integer() == actual;
  return expected.size() == 2 && actual >= expected.items()[0].integer().value_or(0) &&
         actual <= expected.items()[1].integer().value_or(0);
}

void check_number(const Json& numbers, std::string_view name, std::int64_t actual) {
  const Json* number = numbers.find(name);
  if (number == nullptr || number->str("mark") != "sure") return;
  EXPECT_TRUE(within(number->at("v"), actual))
      << name << ": expected " << to_json(number->at("v")) << ", read " << actual;
}

void check_time(const Json& numbers, std::string_view name, const std::string& actual) {
  const Json* number = numbers.find(name);
  if (number == nullptr || number->str("mark") != "sure") return;
  const std::string_view expected = number->str("v");
  EXPECT_EQ(actual.substr(0, expected.size()), expected) << name;
}

Json read_file_as_chat(const fs::path& file) {
  MemoryEntry entry(file.filename().string(), slurp(file));
  EXPECT_NE(whatsapp()->bid(entry), Bid::no);
  return read_all(*whatsapp(), entry);
}

TEST(WhatsAppFixtures, give_the_numbers_that_are_sure) {
  const fs::path dir = fixtures_dir();
  if (dir.empty()) GTEST_SKIP() << "no fixtures on this machine";
  const auto expect = parse_json_document(slurp(dir / "EXPECT.json"), "EXPECT.json");
  ASSERT_TRUE(expect);
  int seen = 0;
  for (const Json& one : expect->at("cases").items()) {
    const bool text =
        std::ranges::all_of(one.at("paths").items(), [](const Json& p) { return p.str().ends_with(".txt"); });
    if (one.str("family") != "whatsapp-text" || !text) continue;
    SCOPED_TRACE(visible(one.str("id")));
    ++seen;
    Counted counted;
    for (const Json& path : one.at("paths").items()) {
      const Json records = read_file_as_chat(dir / path.str());
      for (const Json& record : records.items()) counted.add(record);
    }
    const Json& numbers = one.at("numbers");
    check_number(numbers, "messages", counted.messages);
    check_number(numbers, "system", counted.system);
    check_number(numbers, "total", counted.total);
    check_number(numbers, "senders", static_cast<std::int64_t>(counted.senders.size()));
    check_number(numbers, "attachments", counted.attachments);
    check_number(numbers, "deleted", counted.deleted);
    check_time(numbers, "first", counted.first);
    check_time(numbers, "last", counted.last);
  }
  EXPECT_GT(seen, 30);
}

// Another program's line-by-line reading of the same chats: who, when, which words, which events.
TEST(WhatsAppFixtures, agree_with_another_reader_line_by_line) {
  const fs::path dir = fixtures_dir().empty() ? fs::path{} : fixtures_dir() / "social/whatsapp/chatcarve";
  if (!fs::is_directory(dir / "expected")) GTEST_SKIP() << "no fixtures on this machine";
  for (const fs::path& expected : files_below(dir / "expected")) {
    SCOPED_TRACE(expected.filename());
    const Json records = read_file_as_chat(dir / (expected.stem().string() + ".txt"));
    std::vector<Json> messages;
    for (const Json& record : records.items())
      if (record.str("record") == "message") messages.push_back(record);
    std::string_view rest;
    const std::string bytes = slurp(expected);
    rest = bytes;
    std::size_t i = 0;
    for (; !rest.empty(); ++i) {
      const std::size_t end = rest.find('\n');
      const auto theirs = parse_json_document(rest.substr(0, end), "expected");
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      ASSERT_TRUE(theirs);
      ASSERT_LT(i, messages.size());
      const Json& ours = messages[i];
      EXPECT_EQ(ours.at("at").at("line").integer(), theirs->at("line").integer());
      EXPECT_EQ(std::string(ours.at("time").str("local")).substr(0, 16), theirs->str("timestamp").substr(0, 16));
      EXPECT_EQ(ours.at("time").str("raw"), theirs->str("raw_timestamp"));
      const bool said = ours.str("kind") == "message";
      EXPECT_EQ(ours.at("sender").str("display_name"),
                ours.str("kind") == "call" ? ours.at("sender").str("display_name") : theirs->str("author"));
      if (theirs->str("kind") == "text" && said) {
        EXPECT_EQ(ours.str("text"), theirs->str("text"));
      }
      if (theirs->str("kind") == "media") {
        EXPECT_EQ(ours.at("attachments").size(), 1u);
      }
    }
    EXPECT_EQ(i, messages.size());
  }
}

}  // namespace
}  // namespace schouw::testing
