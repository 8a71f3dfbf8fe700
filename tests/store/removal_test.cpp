// One source removed is as if it had never been read; and of what it held alone, not a byte is left in the file.
#include <gtest/gtest.h>

#include <algorithm>

#include "sample.h"
#include "schouw/base/hash.h"
#include "testing.h"

namespace schouw {
namespace {

using testing::dump;
using testing::ingest;
using testing::new_case;
using testing::Script;
using testing::TempFolder;

/// A chat with members; `version` is that of its edited line, and `only` stands in no other source.
Script chat(std::string path, std::string sha256, const std::string& version, const std::string& only) {
  Script s(std::move(path), std::move(sha256));
  s.line("_chat.txt", 1, "Juf Karin", 0, "goedemorgen");
  s.line("_chat.txt", 2, "Bas", 1, "ok");
  s.line("_chat.txt", 3, "Bas", 1, "ok");
  s.line("_chat.txt", 4, only, 2, only + " schrijft dit");
  PreparedMessage& edited = s.line("_chat.txt", 5, "Juf Karin", 2, "");
  edited.id = "edited";
  edited.message.native_id = "1";
  edited.message.version = version;
  edited.message.text = "versie " + version;
  edited.marks = "rule,0,6";
  PreparedMessage& picture = s.line("_chat.txt", 6, "Bas", 3, "");
  picture.message.attachments = {{.name = "IMG-1.jpg", .kind = AttachmentKind::image, .uri = "IMG-1.jpg"}};
  picture.media_ids = {media_id(picture.id, 0)};
  picture.taken.resize(1);
  s.problem("_chat.txt", 7, "json-truncated", Loss::partial);
  s.entry("_chat.txt", "whatsapp-text");
  s.media_file("IMG-1.jpg", "picture");
  PreparedConversation c;
  c.id = content_id({"conversation", "whatsapp", "6B"});
  c.info.platform = "whatsapp";
  c.info.conversation = {"6B", ConversationKind::group, "Groep van " + only};
  c.info.members = {{.account = {.display_name = "Lid " + only}, .admin = true}};
  c.member_ids = {testing::account_of("Lid " + only)};
  c.since = {testing::minute(0)};
  c.until.resize(1);
  c.origin = s.at("leden.json", 1);
  s.records.emplace_back(c);
  PreparedConnection friend_of;
  friend_of.id = "friend-" + only;
  friend_of.connection = {"whatsapp", ConnectionKind::contact, {.is_owner = true}, {.display_name = only}};
  friend_of.owner_id = account_id("whatsapp", {.is_owner = true}, "set" + only);
  friend_of.other_id = testing::account_of(only);
  friend_of.origin = s.at("leden.json", 2);
  s.records.emplace_back(friend_of);
  s.entry("leden.json", "telegram-json");
  return s;
}

std::string never_read(const std::vector<Script>& scripts) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, scripts);
  return dump(store);
}

CaseStore::Removed remove(CaseStore& store, const Script& script) {
  const auto removed = store.remove_source(script.file);
  EXPECT_TRUE(removed.has_value()) << removed.error().text;
  EXPECT_TRUE(store.finish_ingest().has_value());
  EXPECT_TRUE(store.verify().has_value()) << store.verify().error().text;
  return *removed;
}

TEST(Removal, is_as_if_the_source_had_never_been_read) {
  const Script a = chat("a.zip", "aa", "2", "Anneke"), b = chat("b.zip", "bb", "3", "Bertus"),
               c = chat("c.zip", "cc", "1", "Chantal");
  const std::vector<Script> all = {a, b, c};
  for (std::size_t out = 0; out < all.size(); ++out) {
    const TempFolder temp;
    CaseStore store = new_case(temp / "case");
    ingest(store, all);
    std::vector<Script> others = all;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(out));
    const CaseStore::Removed removed = remove(store, all[out]);
    EXPECT_EQ(dump(store), never_read(others)) << all[out].file.path;
    EXPECT_EQ(removed.messages, 1u);
    EXPECT_EQ(removed.kept, 5u);
    EXPECT_EQ(store.known(all[out].file), KnownSource::unknown);
    ingest(store, {all[out]});
    EXPECT_EQ(dump(store), never_read(all)) << "and read again";
  }
}

TEST(Removal, of_the_only_source_leaves_an_empty_case) {
  const Script a = chat("a.zip", "aa", "2", "Anneke");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {a});
  EXPECT_EQ(remove(store, a).kept, 0u);
  EXPECT_EQ(dump(store), never_read({}));
  EXPECT_EQ(store.last_row(), 0);
}

// A version that counts from now on must be indexed: it gets a row behind those the index has seen.
TEST(Removal, gives_the_older_version_a_new_row) {
  const Script a = chat("a.zip", "aa", "1", "Anneke"), b = chat("b.zip", "bb", "2", "Bertus");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {a, b});
  const std::int64_t before = store.last_row();
  const std::int64_t newer = store.row_of_message("edited").value();
  remove(store, b);
  EXPECT_EQ(store.message("edited")->message.text, "versie 1");
  EXPECT_GT(store.row_of_message("edited").value(), before);
  const std::vector<std::int64_t> gone = store.gone_rows();
  EXPECT_TRUE(std::ranges::binary_search(gone, newer));
  EXPECT_TRUE(store.removal_unfinished());
}

TEST(Removal, leaves_no_trace_in_the_files) {
  const Script a = chat("a.zip", "aa", "1", "Anneke"), b = chat("b.zip", "bb", "2", "Bertus");
  const TempFolder temp;
  std::string left;
  {
    CaseStore store = new_case(temp / "case");
    ingest(store, {a, b});
    remove(store, b);
    left = dump(store);
    const auto compacted = CaseStore::compact(std::move(store));
    ASSERT_TRUE(compacted.has_value()) << compacted.error().text;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(temp / "case"))
    if (entry.is_regular_file()) {
      const std::string bytes = testing::slurp(entry.path());
      for (const char* trace : {"Bertus", "versie 2", "b.zip"})
        EXPECT_EQ(bytes.find(trace), std::string::npos) << entry.path() << ": " << trace;
    }
  const auto again = CaseStore::open(temp / "case", StoreMode::read_write);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(dump(*again), left);
  EXPECT_FALSE(again->removal_unfinished());
}

TEST(Removal, finds_a_source_by_path_second_path_and_hash) {
  const Script a = chat("a.zip", "aa00000000", "1", "Anneke"), b = chat("b.zip", "ab00000000", "2", "Bertus");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {a, b});
  ASSERT_TRUE(store.note_alias({"kopie van b.zip", "ab00000000", 0, 0}).has_value());
  EXPECT_EQ(store.find_sources("b.zip").size(), 1u);
  EXPECT_EQ(store.find_sources("kopie van b.zip").front().path, "b.zip");
  EXPECT_EQ(store.find_sources("ab000000").front().path, "b.zip");
  EXPECT_TRUE(store.find_sources("ab0").empty()) << "too short to mean one";
  EXPECT_TRUE(store.find_sources("c.zip").empty());
}

}  // namespace
}  // namespace schouw
