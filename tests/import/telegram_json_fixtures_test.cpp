// What an independent reader found in exports of Telegram of others (EXPECT.json). Numbers marked sure must be met; a
// machine without those files skips.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "golden.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

struct FoundInTelegram {
  std::map<std::string, std::int64_t> numbers{{"total", 0}, {"messages", 0}, {"system", 0}, {"attachments", 0}};
  std::set<std::string> senders;
  std::map<std::string, std::set<std::string>> times;  ///< by basis: "utc", "local"

  void add(const Json& record) {
    if (record.str("record") != "message") return;
    ++numbers["total"];
    const std::string_view kind = record.str("kind");
    if (kind == "message") ++numbers["messages"];
    if (kind == "system") ++numbers["system"];
    for (const Json& file : record.at("attachments").items()) {
      const std::string_view what = file.str("kind");
      if (what != "location" && what != "link" && what != "poll") ++numbers["attachments"];
    }
    if (kind == "message" && record.find("sender") != nullptr) senders.insert(to_json(record.at("sender")));
    numbers["senders"] = static_cast<std::int64_t>(senders.size());
    for (const std::string basis : {"utc", "local"})
      if (const std::string_view time = record.at("time").str(basis); !time.empty())
        times[basis].emplace(time.substr(0, 19));
  }
};

void compare(const Json& numbers, FoundInTelegram& found) {
  for (const auto& [name, wanted] : numbers.members()) {
    if (wanted.str("mark") != "sure") continue;
    const Json& v = wanted.at("v");
    if (name == "first" || name == "last") {
      const auto& times = found.times[std::string(wanted.str("zone"))];
      ASSERT_FALSE(times.empty()) << name;
      EXPECT_EQ(name == "first" ? *times.begin() : *times.rbegin(), v.str()) << name;
      continue;
    }
    const std::int64_t low = v.items().empty() ? v.integer().value_or(-1) : v.items()[0].integer().value_or(-1);
    const std::int64_t high = v.items().empty() ? low : v.items()[1].integer().value_or(-1);
    ASSERT_TRUE(found.numbers.contains(name)) << "no such number: " << name;
    EXPECT_GE(found.numbers[name], low) << name;
    EXPECT_LE(found.numbers[name], high) << name;
  }
}

TEST(TelegramJsonFixtures, agree_with_an_independent_reader) {
  const fs::path root = fixtures_dir();
  if (root.empty()) GTEST_SKIP() << "no files of others on this machine";
  const auto expected = parse_json_document(slurp(root / "EXPECT.json"), "EXPECT.json");
  ASSERT_TRUE(expected.has_value());
  int seen = 0;
  for (const Json& one : expected->at("cases").items()) {
    if (one.str("family") != "telegram-json") continue;
    SCOPED_TRACE(std::string(one.str("id")));
    ++seen;
    FoundInTelegram found;
    for (const Json& path : one.at("paths").items()) {
      MemoryEntry entry("result.json", slurp(root / path.str()));
      expect_chosen("telegram-json", entry);
      const Importer* chosen = choose_importer(entry);
      ASSERT_NE(chosen, nullptr);
      const Json records = read_all(*chosen, entry);
      for (const Json& record : records.items()) found.add(record);
    }
    compare(one.at("numbers"), found);
  }
  EXPECT_GT(seen, 3);
}

// A long chat in which the owner answers late: nothing is lost while it waits, and all have one key.
TEST(TelegramJson, waits_for_the_owner_of_a_chat_of_two) {
  std::string text = R"({"name": "Noor", "type": "personal_chat", "id": 222, "messages": [)";
  for (int i = 1; i <= 3000; ++i)
    text += R"({"id": )" + std::to_string(i) +
            R"(, "type": "message", "date_unixtime": "1700000000", "from": "A", "from_id": ")" +
            (i == 2500 ? "user111" : "user222") + R"(", "text": "a"},)";
  text.back() = ']';
  text += "}";
  MemoryEntry entry("result.json", text);
  expect_chosen("telegram-json", entry);
  const Json records = read_all(*choose_importer(entry), entry);
  EXPECT_EQ(totals(records).at("total").integer(), 3000);
  for (const Json& record : records.items()) EXPECT_EQ(record.at("conversation").str("key"), "two/user111/user222");
}

TEST(TelegramJson, leaves_conversations_of_others_alone) {
  for (const std::string_view text : {R"({"messages": [{"sender_name": "A", "timestamp_ms": 1}], "participants": []})",
                                      R"({"messages": [{"id": "1", "type": "Default", "author": {"id": "1"}}]})",
                                      R"({"about": "this program", "contacts": []})"}) {
    MemoryEntry entry("result.json", std::string(text));
    const Importer* chosen = choose_importer(entry);
    if (chosen != nullptr) {
      EXPECT_NE(chosen->id, "telegram-json") << text;
    }
  }
}

}  // namespace
}  // namespace schouw::testing
