// Killed at any moment, the case opens again and ends up as if nothing had happened; and the order of reading leaves no
// trace.
#include <gtest/gtest.h>

#include "sample.h"
#include "schouw/base/hash.h"

namespace schouw {
namespace {

using testing::dump;
using testing::ingest;
using testing::new_case;
using testing::Script;
using testing::TempFolder;

/// A bit of everything.
Script rich(std::string path, std::string sha256, std::string version) {
  Script s(std::move(path), std::move(sha256));
  s.line("chat/_chat.txt", 1, "Juf Karin", 0, "goedemorgen");
  s.line("chat/_chat.txt", 2, "Bas", 1, "ok");
  PreparedMessage& picture = s.line("chat/_chat.txt", 3, "Bas", 1, "");
  picture.message.attachments = {{.name = "IMG-1.jpg", .kind = AttachmentKind::image, .uri = "IMG-1.jpg"}};
  picture.media_ids = {media_id(picture.id, 0)};
  picture.taken.resize(1);
  s.line("chat/_chat.txt", 4, "Bas", 1, "ok");
  s.line("chat/_chat.txt", 5, "Bas", 1, "ok");
  PreparedMessage& edited = s.line("chat/_chat.txt", 6, "Juf Karin", 2, "");
  edited.id = "edited";
  edited.message.native_id = "1";
  edited.message.version = version;
  edited.message.text = "versie " + version;
  s.problem("chat/_chat.txt", 7, "json-truncated", Loss::partial);
  s.entry("chat/_chat.txt", "whatsapp-text");
  s.media_file("chat/IMG-1.jpg", "picture");
  PreparedConversation c;
  c.id = content_id({"conversation", "whatsapp", "6B"});
  c.info.platform = "whatsapp";
  c.info.conversation = {"6B", ConversationKind::group, "Groep 6B"};
  c.info.members = {{.account = {.display_name = "Stille ouder"}, .admin = true}};
  c.member_ids = {testing::account_of("Stille ouder")};
  c.since = {testing::minute(0)};
  c.until.resize(1);
  c.origin = s.at("leden.json", 1);
  s.records.emplace_back(c);
  PreparedConnection friend_of;
  friend_of.id = "friend";
  friend_of.connection = {"whatsapp", ConnectionKind::contact, {.is_owner = true}, {.display_name = "Bas"}};
  friend_of.owner_id = account_id("whatsapp", {.is_owner = true}, "set");
  friend_of.other_id = testing::account_of("Bas");
  friend_of.origin = s.at("leden.json", 2);
  s.records.emplace_back(friend_of);
  s.records.emplace_back(
      PreparedOwner{"set", "whatsapp", friend_of.owner_id, {.display_name = "Karin de Boer", .phone = "+31612345678"}});
  s.entry("leden.json", "telegram-json");
  return s;
}

std::string uninterrupted(const std::vector<Script>& scripts) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, scripts);
  return dump(store);
}

TEST(Resume, of_a_bundle_all_is_there_or_nothing) {
  const TempFolder temp;
  const Script first = rich("a.zip", "aa", "1"), second = rich("b.zip", "bb", "2");
  {
    CaseStore store = new_case(temp / "case");
    ASSERT_TRUE(store.begin_bundle());
    testing::read_all(store, first);
    ASSERT_TRUE(store.end_bundle());
    ASSERT_TRUE(store.begin_bundle());
    testing::read_all(store, second);
  }
  auto again = CaseStore::open(temp / "case", StoreMode::read_write);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->known(first.file), KnownSource::unchanged);
  EXPECT_EQ(again->known(second.file), KnownSource::unknown);
  ingest(*again, {first, second});
  EXPECT_EQ(dump(*again), uninterrupted({first, second}));
}

TEST(Resume, order_of_sources_leaves_no_trace) {
  const Script a = rich("a.zip", "aa", "2"), b = rich("b.zip", "bb", "3"), c = rich("c.zip", "cc", "1");
  const std::string expected = uninterrupted({a, b, c});
  for (const auto& order : {std::vector{a, c, b}, {b, a, c}, {b, c, a}, {c, a, b}, {c, b, a}})
    EXPECT_EQ(uninterrupted(order), expected);
}

TEST(Resume, broken_off_anywhere_and_read_again_is_as_if_never_broken_off) {
  const Script a = rich("a.zip", "aa", "1"), b = rich("b.zip", "bb", "2");
  const std::string expected = uninterrupted({a, b});
  for (std::size_t cut = 0; cut <= b.records.size(); ++cut) {
    const TempFolder temp;
    {
      CaseStore store = new_case(temp / "case");
      testing::read_all(store, a);
      commit_part(store, b, 0, cut, 2);
    }  // closed without a word, as after a kill
    Result<CaseStore> store = CaseStore::open(temp / "case", StoreMode::read_write);
    ASSERT_TRUE(store.has_value());
    EXPECT_EQ(store->known(a.file), KnownSource::unchanged);
    EXPECT_EQ(store->known(b.file), KnownSource::unfinished);
    ingest(*store, {b});
    EXPECT_EQ(dump(*store), expected) << "cut after " << cut;
  }
}

TEST(Resume, of_a_source_that_was_broken_off_nothing_is_shown) {
  const Script a = rich("a.zip", "aa", "1"), b = rich("b.zip", "bb", "2");
  const std::string expected = uninterrupted({a});
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  commit_part(store, b, 0, 14);
  ingest(store, {a});
  EXPECT_EQ(dump(store), expected);
  EXPECT_EQ(store.message("edited")->message.text, "versie 1");
  EXPECT_EQ(store.volume({}, {}).per_platform["whatsapp"], 6u);
}

TEST(Resume, an_ingest_in_two_goes_is_as_one) {
  const Script a = rich("a.zip", "aa", "1"), b = rich("b.zip", "bb", "2");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {b});
  ingest(store, {a});
  EXPECT_EQ(dump(store), uninterrupted({a, b}));
}

TEST(Resume, a_finished_source_read_again_stays_the_same) {
  const Script a = rich("a.zip", "aa", "1");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {a});
  ingest(store, {a});
  EXPECT_EQ(dump(store), uninterrupted({a}));
}

TEST(Resume, a_changed_file_is_another_source) {
  const Script a = rich("a.zip", "aa", "1"), changed = rich("a.zip", "a2", "2");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  EXPECT_EQ(store.known(a.file), KnownSource::unknown);
  ingest(store, {a});
  EXPECT_EQ(store.known(changed.file), KnownSource::changed);
  ingest(store, {changed});
  int sources = 0;
  store.each_source([&](SourceRow&&) { ++sources; });
  EXPECT_EQ(sources, 2);
}

TEST(Resume, an_alias_noted_before_its_original_is_read_counts_once) {
  const Script a = rich("a.zip", "aa", "1"), copy = rich("kopie/a.zip", "aa", "1");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ASSERT_TRUE(store.note_alias(copy.file).has_value());
  EXPECT_EQ(store.known(copy.file), KnownSource::unknown);
  ingest(store, {a});
  EXPECT_EQ(store.known(copy.file), KnownSource::unchanged);
  EXPECT_EQ(dump(store), uninterrupted({a}));
}

TEST(Resume, broken_off_under_one_path_it_goes_on_under_another) {
  const Script a = rich("z.zip", "aa", "1"), moved = rich("a.zip", "aa", "1");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  commit_part(store, a, 0, 5);
  EXPECT_EQ(store.known(moved.file), KnownSource::unfinished);
  ingest(store, {moved});
  EXPECT_EQ(store.known(a.file), KnownSource::same_bytes);
  EXPECT_EQ(dump(store), uninterrupted({moved}));
}

TEST(Resume, files_that_cannot_be_read_are_not_one_file) {
  Script a("a.txt", ""), b("b.txt", "");
  a.entry("", "", EntryState::damaged);
  b.entry("", "", EntryState::refused);
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {a, b});
  Script readable("a.txt", "aa");
  readable.line("", 1, "Bas", 0, "hoi");
  readable.entry("", "whatsapp-text");
  EXPECT_EQ(store.known(readable.file), KnownSource::unknown);
  ingest(store, {readable});
  std::vector<std::string> seen;
  store.each_source([&](SourceRow&& s) { seen.push_back(s.path + " " + s.status); });
  EXPECT_EQ(seen, (std::vector<std::string>{"a.txt read", "b.txt unread"}));
}

TEST(Resume, the_status_of_a_source_says_what_was_lost) {
  Script good("1", "11"), lost("2", "22"), other("3", "33"), told("4", "44"), rejected("5", "55");
  good.entry("", "whatsapp-text");
  lost.entry("chat.txt", "whatsapp-text");
  lost.problem("chat.txt", 3, "json-truncated", Loss::partial);
  other.entry("kat.png", "", EntryState::not_recognised);
  told.entry("", "whatsapp-text");
  told.problem("", 1, "time-not-credible", Loss::none);
  rejected.entry("", "whatsapp-text");
  std::get<PreparedEntry>(rejected.records[0]).rejected = 2;
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {good, lost, other, told, rejected});
  std::vector<std::string> seen;
  store.each_source([&](SourceRow&& s) { seen.push_back(s.path + " " + s.status + " " + std::to_string(s.problems)); });
  EXPECT_EQ(seen, (std::vector<std::string>{"1 read 0", "2 partial 1", "3 unread 0", "4 read 1", "5 partial 0"}));
}

}  // namespace
}  // namespace schouw
