// Reads the files of others through the whole ingest and holds what comes out against what an independent reader
// found in them (EXPECT.json): numbers marked sure must be met.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "schouw/base/file.h"
#include "test_case.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

constexpr auto kFamilies = std::to_array<std::string_view>({
    "whatsapp-text",
    "teams-graph",
    "facebook-json",
    "facebook-html",
    "instagram-json",
    "instagram-archive",
    "magister-json",
    "eml",
    "mbox",
    "discordchatexporter-json",
    "discord-package",
    "google-takeout",
    "google-archive",
    "linkedin-csv",
    "signal-text",
    "telegram-json",
    "x-archive",
    "x-js",
    "pst",
    "msg",
    "skype-json",
});

bool is_conversation_record(std::string_view kind) {
  return kind == "message" || kind == "system" || kind == "call" || kind == "event";
}

struct Times {
  std::set<std::string> utc = {}, local = {};

  void add(const Json& time) {
    if (time.at("utc").is_null()) return;
    utc.emplace(time.str("utc").substr(0, 19));
    local.emplace(time.str("local").substr(0, 19));
  }
};

class Found {
 public:
  explicit Found(const CaseStore& store) {
    for (const Json& message : records(store, "messages")) add_message(message);
    numbers_["senders"] = static_cast<std::int64_t>(senders_.size());
    numbers_["conversations"] = static_cast<std::int64_t>(conversations_.size());
    for (const Json& connection : records(store, "connections")) {
      ++numbers_["connections"];
      ++numbers_[std::string(connection.str("kind"))];
    }
  }

  /// Of a file with posts only, the independent reader counted the attachments of the posts.
  std::int64_t number(const std::string& name) const {
    if (name == "attachments" && !numbers_.contains("total")) return number("post_attachments");
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? 0 : found->second;
  }
  /// First or last time, in UTC or as on the wall; of a file with posts only, that of the posts.
  std::string time(std::string_view which, std::string_view zone) const {
    const Times& from = said_.utc.empty() ? posted_ : said_;
    const std::set<std::string>& times = zone == "utc" ? from.utc : from.local;
    if (times.empty()) return {};
    return which == "first" ? *times.begin() : *times.rbegin();
  }

 private:
  void add_message(const Json& message) {
    const std::string_view kind = message.str("kind");
    if (kind == "post" || kind == "story") ++numbers_["posts"];
    if (kind == "comment") ++numbers_["comments"];
    if (kind == "post" || kind == "story") {
      count_files(message, "post_attachments");
      posted_.add(message.at("time"));
    }
    if (!is_conversation_record(kind)) return;
    ++numbers_["total"];
    if (kind == "message") ++numbers_["messages"];
    if (kind == "system") ++numbers_["system"];
    if (kind == "message") senders_.insert(shown(message.at("sender")));
    for (const Json& flag : message.at("flags").items())
      if (flag.str() == "deleted") ++numbers_["deleted"];
    count_files(message, "attachments");
    conversations_.emplace(message.at("conversation").str("id"));
    said_.add(message.at("time"));
  }

  /// The independent reader told senders apart by what a message shows: an address that several people write from
  /// (jira@…) is one account here, and several senders there.
  static std::string shown(const Json& sender) {
    return std::string(sender.str("account_id")) + '\x1f' + std::string(sender.str("display_name"));
  }

  void count_files(const Json& record, const std::string& name) {
    for (const Json& file : record.at("attachments").items()) {
      const std::string_view what = file.str("kind");
      if (what != "link" && what != "location" && what != "poll") ++numbers_[name];
    }
  }

  std::map<std::string, std::int64_t> numbers_;
  std::set<std::string> senders_, conversations_;
  Times said_, posted_;
};

std::string said(const Json& value) { return to_json(value); }

/// One time, or the earliest and latest that are right.
void compare_time(const std::string& name, const Json& v, const std::string& got) {
  const Json::Array& range = v.items();
  const std::string low(range.empty() ? v.str() : range[0].str()), high(range.empty() ? v.str() : range[1].str());
  EXPECT_LE(low, got.substr(0, low.size())) << name;
  EXPECT_GE(high, got.substr(0, high.size())) << name;
}

void compare(const Json& numbers, const Found& found) {
  for (const auto& [name, wanted] : numbers.members()) {
    if (wanted.str("mark") != "sure") continue;
    const Json& v = wanted.at("v");
    if (name == "first" || name == "last") {
      compare_time(name, v, found.time(name, wanted.str("zone")));
      continue;
    }
    const Json::Array& range = v.items();
    const std::int64_t low = range.empty() ? v.integer().value_or(-1) : range[0].integer().value_or(-1);
    const std::int64_t high = range.empty() ? low : range[1].integer().value_or(-1);
    const std::int64_t got = found.number(name);
    EXPECT_TRUE(low <= got && got <= high) << name << ": " << got << ", expected " << said(v);
  }
}

/// Every source that something read is of a platform that the independent reader named.
void compare_platform(const Json& one, const CaseStore& store) {
  if (one.str("platform_mark") != "sure") return;
  const Json::Array& wanted = one.at("platform").items();
  for (const Json& source : records(store, "sources")) {
    const Json& platform = source.at("platform");
    if (platform.is_null() || platform.str().empty()) continue;
    EXPECT_NE(std::ranges::find(wanted, platform), wanted.end())
        << source.str("path") << " is of " << said(platform) << ", expected " << said(one.at("platform"));
  }
}

void check(const Json& one, const fs::path& root) {
  SCOPED_TRACE(std::string(one.str("id")));
  const TempFolder folder;
  auto store = create_case(folder / "case", plain_plan(root));
  ASSERT_TRUE(store.has_value()) << words(store.error());
  std::vector<fs::path> paths;
  for (const Json& path : one.at("paths").items()) paths.push_back(root / path.str());
  const IngestRun run = ingest_into(*store, paths);
  compare(one.at("numbers"), Found(*store));
  compare_platform(one, *store);
  const auto& exits = one.at("exit").items();
  const bool allowed =
      std::ranges::any_of(exits, [&](const Json& exit) { return exit.integer() == (run.losses ? 3 : 0); });
  EXPECT_TRUE(allowed) << "exit " << (run.losses ? 3 : 0) << "\n" << exported(*store, "problems");
}

class Expected : public ::testing::TestWithParam<std::string_view> {};

TEST_P(Expected, sure_numbers_are_met) {
  const fs::path root = fixtures_dir();
  if (root.empty()) GTEST_SKIP() << "no files of others on this machine";
  const auto expected = parse_json_document(slurp(root / "EXPECT.json"), "EXPECT.json");
  ASSERT_TRUE(expected.has_value());
  for (const Json& one : expected->at("cases").items())
    if (one.str("family") == GetParam()) check(one, root);
}

INSTANTIATE_TEST_SUITE_P(Families, Expected, ::testing::ValuesIn(kFamilies), [](const auto& one) {
  std::string name(one.param);
  std::ranges::replace(name, '-', '_');
  return name;
});

}  // namespace
}  // namespace schouw::testing
