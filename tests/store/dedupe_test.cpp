// The same line in two exports is one record; two equal lines of one export are two.
#include <gtest/gtest.h>

#include <set>

#include "sample.h"
#include "schouw/base/hash.h"

namespace schouw {
namespace {

using testing::ingest;
using testing::new_case;
using testing::Script;
using testing::TempFolder;
using testing::texts_of;
using Texts = std::vector<std::string>;

std::vector<StoredMessage> messages_of(const CaseStore& store) {
  std::vector<StoredMessage> all;
  store.each_message([&](StoredMessage&& m) { all.push_back(std::move(m)); });
  return all;
}

Script chat(std::string path, std::string sha256) {
  Script script(std::move(path), std::move(sha256));
  script.line("_chat.txt", 1, "Juf Karin", 0, "goedemorgen");
  script.line("_chat.txt", 2, "Bas", 1, "ok");
  script.line("_chat.txt", 3, "Bas", 1, "ok");
  script.line("_chat.txt", 4, "Juf Karin", 5, "tot morgen");
  script.entry("_chat.txt", "whatsapp-text");
  return script;
}

TEST(Dedupe, equal_lines_of_one_export_are_two_records) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {chat("a.zip", "aa")});
  EXPECT_EQ(texts_of(store), (Texts{"goedemorgen", "ok", "ok", "tot morgen"}));
  std::set<std::string> ids;
  for (const StoredMessage& m : messages_of(store)) ids.insert(m.id);
  EXPECT_EQ(ids.size(), 4u);
  const std::string base = content_id({"message", "Bas", "1", "ok"});
  EXPECT_TRUE(ids.contains(base));
  EXPECT_TRUE(ids.contains(content_id({base, "#", "2"})));
}

TEST(Dedupe, two_exports_of_one_chat_are_one_with_two_origins) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  Script second = chat("b.zip", "bb");
  second.line("_chat.txt", 5, "Bas", 9, "alleen in b");
  ingest(store, {chat("a.zip", "aa"), second});
  const auto messages = messages_of(store);
  ASSERT_EQ(messages.size(), 5u);
  for (std::size_t i = 0; i < 4; ++i) {
    ASSERT_EQ(messages[i].seen_in.size(), 2u);
    EXPECT_EQ(messages[i].seen_in[0].source, "a.zip");
    EXPECT_EQ(messages[i].seen_in[1].locator, messages[i].seen_in[0].locator);
    EXPECT_EQ(messages[i].format, "whatsapp-text");
  }
  EXPECT_EQ(messages[4].seen_in.size(), 1u);
}

TEST(Dedupe, records_are_counted_per_source_before_deduplication) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {chat("a.zip", "aa"), chat("b.zip", "bb")});
  std::vector<SourceRow> sources;
  store.each_source([&](SourceRow&& s) { sources.push_back(std::move(s)); });
  ASSERT_EQ(sources.size(), 2u);
  for (const SourceRow& s : sources) {
    EXPECT_EQ(s.records.messages, 4u);
    EXPECT_EQ(s.status, "read");
    EXPECT_EQ(s.format, "whatsapp-text");
    EXPECT_EQ(s.first.utc_ms, testing::kStart);
    EXPECT_EQ(s.last.utc_ms, testing::kStart + 5 * 60'000);
  }
}

TEST(Dedupe, a_known_message_is_not_indexed_again) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  const auto first = commit_part(store, chat("a.zip", "aa"), 0, 5);
  EXPECT_EQ(first, (std::vector<std::int64_t>{1, 2, 3, 4}));
  const auto again = commit_part(store, chat("b.zip", "bb"), 0, 5);
  EXPECT_EQ(again, (std::vector<std::int64_t>{0, 0, 0, 0}));
  EXPECT_EQ(store.last_row(), 4);
}

Script versions(std::string path, std::string sha256, std::string version, std::string text) {
  Script script(std::move(path), std::move(sha256));
  PreparedMessage& p = script.line("m.json", 1, "Juf Karin", 0, "x");
  p.id = "m1";
  p.message.native_id = "17";
  p.message.version = std::move(version);
  p.message.text = std::move(text);
  script.entry("m.json", "teams-graph");
  return script;
}

TEST(Dedupe, of_two_versions_the_greater_is_kept_with_its_own_origin_first) {
  for (const bool newest_first : {true, false}) {
    const TempFolder temp;
    CaseStore store = new_case(temp / "case");
    const Script old = versions("a.zip", "aa", "1", "oud"), edited = versions("b.zip", "bb", "2", "nieuw");
    ingest(store, newest_first ? std::vector{edited, old} : std::vector{old, edited});
    const auto messages = messages_of(store);
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages[0].message.text, "nieuw");
    ASSERT_EQ(messages[0].seen_in.size(), 2u);
    EXPECT_EQ(messages[0].seen_in[0].source, "b.zip") << "the origin must show what the record says";
    EXPECT_EQ(store.message("m1")->message.text, "nieuw");
  }
}

TEST(Dedupe, of_equal_versions_the_smaller_origin_is_kept) {
  for (const bool small_first : {true, false}) {
    const TempFolder temp;
    CaseStore store = new_case(temp / "case");
    const Script a = versions("a.zip", "aa", "1", "van a"), b = versions("b.zip", "bb", "1", "van b");
    ingest(store, small_first ? std::vector{a, b} : std::vector{b, a});
    EXPECT_EQ(texts_of(store), Texts{"van a"});
  }
}

TEST(Dedupe, a_version_that_replaces_gets_a_row_of_its_own) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  EXPECT_EQ(commit_part(store, versions("b.zip", "bb", "1", "van b"), 0, 2), std::vector<std::int64_t>{1});
  EXPECT_EQ(commit_part(store, versions("c.zip", "cc", "1", "van c"), 0, 2), std::vector<std::int64_t>{0});
  EXPECT_EQ(commit_part(store, versions("d.zip", "dd", "2", "van d"), 0, 2), std::vector<std::int64_t>{3});
  // The text of c again, from the smallest origin of all but with a lower version than d's.
  EXPECT_EQ(commit_part(store, versions("a.zip", "aa", "1", "van c"), 0, 2), std::vector<std::int64_t>{0});
  std::vector<std::int64_t> rows;
  store.each_index_row(0, store.last_row(), [&](IndexRow&& row) { rows.push_back(row.row); });
  EXPECT_EQ(rows, std::vector<std::int64_t>{3});
}

TEST(Dedupe, an_older_row_that_comes_to_count_is_moved_behind_what_was_indexed) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  commit_part(store, versions("b.zip", "bb", "1", "van b"), 0, 2);
  commit_part(store, versions("c.zip", "cc", "1", "van c"), 0, 2);
  EXPECT_EQ(commit_part(store, versions("a.zip", "aa", "1", "van c"), 0, 2), std::vector<std::int64_t>{3});
  std::vector<std::string> texts;
  store.each_index_row(2, store.last_row(), [&](IndexRow&& row) { texts.push_back(row.text); });
  EXPECT_EQ(texts, Texts{"van c"});
  EXPECT_TRUE(store.verify().has_value() || store.verify().error().text == "case-entries");
}

TEST(Dedupe, versions_within_one_file_are_one_message) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  Script script = versions("a.json", "aa", "1", "oud");
  Script later = versions("a.json", "aa", "2", "nieuw");
  std::get<PreparedMessage>(later.records[0]).origin.locator = Locator::at_line(2);
  script.records.insert(script.records.begin(), later.records[0]);
  ingest(store, {script});
  EXPECT_EQ(texts_of(store), Texts{"nieuw"});
  EXPECT_EQ(messages_of(store)[0].seen_in.size(), 2u);
}

TEST(Dedupe, many_equal_lines_stay_many_and_cost_no_more_than_others) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  Script script("a.txt", "aa");
  script.records.reserve(20'000);
  for (std::uint64_t i = 1; i <= 20'000; ++i) script.line("", i, "Bas", 0, "ha");
  script.accounts.resize(1);
  script.entry("", "whatsapp-text");
  commit_part(store, script, 0, script.records.size(), 2'500);
  const auto source = store.begin_source(script.file);
  ASSERT_TRUE(store.end_source(*source).has_value());
  EXPECT_EQ(messages_of(store).size(), 20'000u);
}

TEST(Dedupe, media_of_an_equal_line_have_ids_of_their_own) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  Script script("a.txt", "aa");
  for (const std::uint64_t number : {1u, 2u}) {
    PreparedMessage& p = script.line("", number, "Bas", 0, "");
    p.message.attachments = {{.name = "", .kind = AttachmentKind::image}};
    p.media_ids = {media_id(p.id, 0)};
    p.taken.resize(1);
  }
  script.entry("", "whatsapp-text");
  ingest(store, {script});
  const auto messages = messages_of(store);
  std::set<std::string> expected, found;
  for (const StoredMessage& m : messages) expected.insert(media_id(m.id, 0));
  store.each_media([&](StoredMedia&& m) {
    found.insert(m.id);
    EXPECT_EQ(m.id, media_id(m.message_id, 0));
    EXPECT_TRUE(store.media(m.id).has_value());
  });
  EXPECT_EQ(found, expected);
  EXPECT_EQ(found.size(), 2u);
}

TEST(Dedupe, the_same_bytes_under_another_path_count_once_under_the_smaller_path) {
  std::string first;
  for (const bool small_first : {true, false}) {
    const TempFolder temp;
    CaseStore store = new_case(temp / "case");
    const Script a = chat("a.zip", "aa"), copy = chat("map/a.zip", "aa");
    testing::read_all(store, small_first ? a : copy);
    const SourceFile& other = small_first ? copy.file : a.file;
    EXPECT_EQ(store.known(other), KnownSource::same_bytes);
    ASSERT_TRUE(store.note_alias(other).has_value());
    ASSERT_TRUE(store.finish_ingest().has_value());
    for (const Script& script : {a, copy}) {
      EXPECT_EQ(store.known(script.file), KnownSource::unchanged);
      EXPECT_TRUE(store.known_by_mtime(script.file.path, 100, 7));
      EXPECT_FALSE(store.known_by_mtime(script.file.path, 100, 8));
    }
    const std::string all = testing::dump(store);
    EXPECT_EQ(all.find("map/"), std::string::npos);
    if (first.empty()) first = all;
    EXPECT_EQ(all, first);
  }
}

}  // namespace
}  // namespace schouw
