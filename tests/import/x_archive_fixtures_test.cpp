// What an independent reader found in files of X of others (EXPECT.json). Numbers marked sure must be met; a machine
// without those files skips.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "golden.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

struct FoundInX {
  std::map<std::string, std::int64_t> numbers{{"messages", 0}, {"posts", 0}, {"comments", 0}, {"connections", 0}};
  std::string first, last;
};

void count(const Json& record, FoundInX& found) {
  const std::string_view what = record.str("record");
  if (what == "connection") ++found.numbers["connections"];
  if (what != "message") return;
  const std::string kind(record.str("kind"));
  if (kind != "system") ++found.numbers[kind + "s"];
  const std::string time(record.at("time").str("utc").substr(0, 19));
  if (time.empty()) return;
  if (found.first.empty() || time < found.first) found.first = time;
  found.last = std::max(found.last, time);
}

void compare(const Json& numbers, const FoundInX& found) {
  for (const auto& [name, wanted] : numbers.members()) {
    if (wanted.str("mark") != "sure") continue;
    const Json& v = wanted.at("v");
    if (name == "first" || name == "last") {
      EXPECT_EQ(name == "first" ? found.first : found.last, v.str()) << name;
      continue;
    }
    ASSERT_TRUE(found.numbers.contains(name)) << "no such number: " << name;
    EXPECT_EQ(found.numbers.at(name), v.integer().value_or(-1)) << name;
  }
}

TEST(XArchiveFixtures, agree_with_an_independent_reader) {
  const fs::path root = fixtures_dir();
  if (root.empty()) GTEST_SKIP() << "no files of others on this machine";
  const auto expected = parse_json_document(slurp(root / "EXPECT.json"), "EXPECT.json");
  ASSERT_TRUE(expected.has_value());
  int seen = 0;
  for (const Json& one : expected->at("cases").items()) {
    if (one.str("family") != "x-js") continue;
    SCOPED_TRACE(std::string(one.str("id")));
    ++seen;
    FoundInX found;
    for (const Json& path : one.at("paths").items()) {
      MemoryEntry entry(path.str().empty() ? "" : fs::path(path.str()).filename().string(), slurp(root / path.str()));
      expect_chosen("x-archive", entry);
      const Importer* chosen = choose_importer(entry);
      ASSERT_NE(chosen, nullptr);
      const Json records = read_all(*chosen, entry);
      for (const Json& record : records.items()) count(record, found);
    }
    compare(one.at("numbers"), found);
  }
  EXPECT_GT(seen, 3);
}

// An archive of which every file is empty: those that only X has say so, and nothing comes out.
TEST(XArchive, says_that_a_file_is_empty) {
  for (const std::string_view name : {"tweet.js", "follower.js", "direct-messages.js", "manifest.js"}) {
    MemoryEntry entry("twitter/data/" + std::string(name), "");
    expect_chosen("x-archive", entry);
    const Importer* chosen = choose_importer(entry);
    ASSERT_NE(chosen, nullptr);
    const Json records = read_all(*chosen, entry);
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records.items().front().str("code"), "file-empty");
  }
  MemoryEntry other("site/tweet.js", "");
  EXPECT_EQ(choose_importer(other), nullptr);
}

// Programs of others begin with `var` and brackets too.
TEST(XArchive, leaves_other_javascript_alone) {
  for (const std::string_view text : {"var settings = {\"a\": 1};", "window.config = [{\"id\": 1}];", "YTDx = [];",
                                      "[{\"id_str\": \"1\", \"name\": \"x\"}]"}) {
    MemoryEntry entry("data/app.js", std::string(text));
    EXPECT_EQ(choose_importer(entry), nullptr) << text;
  }
}

}  // namespace
}  // namespace schouw::testing
