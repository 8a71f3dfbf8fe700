// What an independent reader found in downloads of others (EXPECT.json), held against the importers of Facebook and
// Instagram. Numbers marked sure must be met; a machine without those files skips.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "golden.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

struct Found {
  std::map<std::string, std::int64_t> numbers;
  std::set<std::string> senders;
  std::int64_t in_messages = 0, in_posts = 0;  ///< attachments
  int chosen = 0;                              ///< entries that an importer took
};

std::int64_t files_of(const Json& record) {
  return std::ranges::count_if(record.at("attachments").items(), [](const Json& file) {
    const std::string_view kind = file.str("kind");
    return kind != "link" && kind != "location" && kind != "poll";
  });
}

void count_message(const Json& record, Found& found) {
  const std::string kind(record.str("kind"));
  const bool written = kind == "message" || kind == "system" || kind == "call" || kind == "event";
  if (written) ++found.numbers["total"];
  if (kind == "message" || kind == "post" || kind == "comment") ++found.numbers[kind + "s"];
  (written ? found.in_messages : found.in_posts) += files_of(record);
  if (kind == "message") found.senders.insert(to_json(record.at("sender")));
}

void count_record(const Json& record, Found& found) {
  const std::string_view what = record.str("record");
  if (what == "message") count_message(record, found);
  if (what != "connection") return;
  ++found.numbers["connections"];
  ++found.numbers[std::string(record.str("kind"))];
}

void read_entry(std::string path, std::string bytes, std::string_view platform, Found& found) {
  MemoryEntry entry(std::move(path), std::move(bytes));
  const Importer* chosen = choose_importer(entry);
  if (chosen == nullptr) return;
  ++found.chosen;
  EXPECT_EQ(chosen->platform, platform) << entry.path();
  const Json records = read_all(*chosen, entry);
  for (const Json& record : records.items()) count_record(record, found);
}

/// The names in the directory of a zip whose files are all empty.
std::vector<std::string> names_in_zip(const std::string& zip) {
  std::vector<std::string> names;
  const auto number = [&](std::size_t at) {
    return static_cast<unsigned char>(zip[at]) + 256u * static_cast<unsigned char>(zip[at + 1]);
  };
  for (std::size_t at = zip.find("PK\x01\x02"); at != std::string::npos && at + 46 < zip.size();
       at = zip.find("PK\x01\x02", at + 4)) {
    std::string name = zip.substr(at + 46, number(at + 28));
    if (!name.ends_with('/')) names.push_back(std::move(name));
  }
  return names;
}

void read_path(const fs::path& path, std::string_view platform, Found& found) {
  if (path.extension() == ".zip") {
    for (std::string& name : names_in_zip(slurp(path))) read_entry(std::move(name), {}, platform, found);
  } else if (fs::is_directory(path)) {
    for (const fs::path& file : files_below(path))
      read_entry(fs::relative(file, path.parent_path()).string(), slurp(file), platform, found);
  } else {
    read_entry(path.filename().string(), slurp(path), platform, found);
  }
}

void compare(const Json& numbers, Found& found) {
  found.numbers["senders"] = static_cast<std::int64_t>(found.senders.size());
  // The other reader counted files of messages where there are messages, and those of posts where there are none.
  found.numbers["attachments"] = found.numbers["total"] > 0 ? found.in_messages : found.in_posts;
  for (const auto& [name, wanted] : numbers.members()) {
    if (wanted.str("mark") != "sure") continue;
    const Json& v = wanted.at("v");
    const std::int64_t low = (v.items().empty() ? v : v.items()[0]).integer().value_or(-1);
    const std::int64_t high = (v.items().empty() ? v : v.items()[1]).integer().value_or(-1);
    EXPECT_GE(found.numbers[name], low) << name;
    EXPECT_LE(found.numbers[name], high) << name;
  }
}

void expect_family(std::string_view family, std::string_view platform, int cases) {
  const fs::path root = fixtures_dir();
  if (root.empty()) GTEST_SKIP() << "no files of others on this machine";
  const auto expected = parse_json_document(slurp(root / "EXPECT.json"), "EXPECT.json");
  ASSERT_TRUE(expected.has_value());
  int seen = 0;
  for (const Json& one : expected->at("cases").items()) {
    if (one.str("family") != family) continue;
    SCOPED_TRACE(std::string(one.str("id")));
    ++seen;
    Found found;
    for (const Json& path : one.at("paths").items()) read_path(root / path.str(), platform, found);
    compare(one.at("numbers"), found);
    EXPECT_TRUE(found.chosen > 0 || one.str("platform_mark") != "sure") << "nothing was recognised";
  }
  EXPECT_EQ(seen, cases);
}

TEST(MetaFixtures, facebook_agrees_with_an_independent_reader) { expect_family("facebook-json", "facebook", 18); }

TEST(MetaFixtures, instagram_agrees_with_an_independent_reader) {
  expect_family("instagram-json", "instagram", 18);
}

TEST(MetaFixtures, pages_of_facebook_agree_with_an_independent_reader) { expect_family("facebook-html", "facebook", 1); }

TEST(MetaFixtures, empty_layouts_are_recognised_and_hold_nothing) {
  expect_family("instagram-archive", "instagram", 2);
}

}  // namespace
}  // namespace schouw::testing
