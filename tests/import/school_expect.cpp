#include "school_expect.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <set>

#include "golden.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

/// Counts as EXPECT.json counts them.
struct Figures {
  std::map<std::string, std::int64_t> numbers;
  std::string first, last;
  std::set<std::string> senders;
  std::map<std::string, Json> messages;  ///< by conversation and id: the same message in several files is one
  std::size_t without_id = 0;

  void add(const Json& record) {
    if (record.str("record") != "message") return;
    const std::string id(record.str("native_id"));
    const std::string key =
        id.empty() ? "#" + std::to_string(without_id++) : std::string(record.at("conversation").str("key")) + "\n" + id;
    messages.insert_or_assign(key, record);
  }

  void count() {
    for (const std::string_view name : {"total", "messages", "system", "attachments"}) numbers[std::string(name)] = 0;
    for (const auto& [key, message] : messages) count_one(message);
    numbers["senders"] = static_cast<std::int64_t>(senders.size());
  }

 private:
  void count_one(const Json& message) {
    ++numbers["total"];
    const std::string_view kind = message.str("kind");
    if (kind == "message") ++numbers["messages"];
    if (kind == "system") ++numbers["system"];
    if (kind == "message" && message.find("sender") != nullptr) {
      const Json& sender = message.at("sender");
      const std::string_view id = sender.str("native_id");
      senders.insert(std::string(id.empty() ? sender.str("email") : id));
    }
    for (const Json& file : message.at("attachments").items())
      if (file.str("kind") != "link") ++numbers["attachments"];
    const std::string time(message.at("time").str("utc").substr(0, 19));
    if (time.empty()) return;
    if (first.empty() || time < first) first = time;
    last = std::max(last, time);
  }
};

void compare(const Json& numbers, const Figures& found) {
  for (const auto& [name, wanted] : numbers.members()) {
    if (wanted.str("mark") != "sure") continue;
    const Json& v = wanted.at("v");
    if (name == "first" || name == "last") {
      EXPECT_EQ(name == "first" ? found.first : found.last, v.str()) << name;
      continue;
    }
    const auto got = found.numbers.find(name);
    ASSERT_NE(got, found.numbers.end()) << "no such number: " << name;
    const std::int64_t low = v.items().empty() ? v.integer().value_or(-1) : v.items()[0].integer().value_or(-1);
    const std::int64_t high = v.items().empty() ? low : v.items()[1].integer().value_or(-1);
    EXPECT_GE(got->second, low) << name;
    EXPECT_LE(got->second, high) << name;
  }
}

void read_into(const fs::path& file, std::string_view importer, std::string_view other, Figures& found) {
  MemoryEntry entry(file.filename().string(), slurp(file));
  const Importer* chosen = choose_importer(entry);
  ASSERT_NE(chosen, nullptr) << file;
  EXPECT_TRUE(chosen->id == importer || chosen->id == other) << file << " is read by " << chosen->id;
  const Json records = read_all(*chosen, entry);
  for (const Json& record : records.items()) found.add(record);
}

}  // namespace

void expect_family(std::string_view family, std::string_view importer, std::string_view other) {
  const fs::path root = fixtures_dir();
  if (root.empty()) GTEST_SKIP() << "no files of others on this machine";
  const auto has_id = [&](const Importer* one) { return one->id == importer; };
  if (!std::ranges::any_of(importers(), has_id)) GTEST_SKIP() << "this program has no importer " << importer;
  const auto expected = parse_json_document(slurp(root / "EXPECT.json"), "EXPECT.json");
  ASSERT_TRUE(expected.has_value());
  for (const Json& one : expected->at("cases").items()) {
    if (one.str("family") != family) continue;
    SCOPED_TRACE(std::string(one.str("id")));
    Figures found;
    for (const Json& path : one.at("paths").items()) read_into(root / path.str(), importer, other, found);
    found.count();
    compare(one.at("numbers"), found);
  }
}

void expect_survives(std::string_view folder) {
  const fs::path root = fixtures_dir();
  if (root.empty()) GTEST_SKIP() << "no files of others on this machine";
  for (const fs::path& file : files_below(root / folder)) {
    MemoryEntry entry(file.filename().string(), slurp(file));
    const Importer* chosen = choose_importer(entry);
    if (chosen == nullptr) continue;
    const auto start = std::chrono::steady_clock::now();
    read_all(*chosen, entry);
    const auto took = std::chrono::steady_clock::now() - start;
    EXPECT_LT(took, std::chrono::seconds(20)) << file;
  }
}

}  // namespace schouw::testing
