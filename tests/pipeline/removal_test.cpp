// An export taken out again: the case, the index and every byte of the folder are as if it had never been there.
#include <gtest/gtest.h>

#include "schouw/index/index.h"
#include "schouw/pipeline/removal.h"
#include "test_case.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOurs =
    "12-09-2025 16:05 - Juf Karin: Morgen gym, denk aan de schoenen\n"
    "12-09-2025 16:06 - Mama van Tom: Dank u!\n";
constexpr std::string_view kTheirs =
    "12-09-2025 16:06 - Mama van Tom: Dank u!\n"
    "12-09-2025 16:07 - Opa Wubbo: Ook de zwembroek meenemen?\n";

std::vector<std::string> found(const CaseStore& store, const std::string& query) {
  std::vector<std::string> texts;
  const auto answer = search_case(store, {.query = query});
  EXPECT_TRUE(answer.has_value()) << words(answer.error());
  if (!answer) return texts;
  EXPECT_EQ(answer->answer.total, answer->records.size()) << query;
  for (const Json& record : answer->records) texts.emplace_back(record.str("text"));
  return texts;
}

struct TwoChats {
  TempFolder folder;
  TwoChats() {
    write(folder / "a/WhatsApp-chat met Groep 6B.txt", kOurs);
    write(folder / "b/WhatsApp-chat met Groep 6B.txt", kTheirs);
  }
  CaseStore new_case(std::string_view name) const {
    auto store = create_case(folder / name, plain_plan(folder.path()));
    EXPECT_TRUE(store.has_value()) << words(store.error());
    return std::move(*store);
  }
};

TEST(Removal, leaves_no_trace_in_the_case_folder) {
  const TwoChats chats;
  CaseStore alone = chats.new_case("alone");
  ingest_into(alone, {chats.folder / "a"});
  const std::string expected = exported_whole(alone);
  {
    CaseStore store = chats.new_case("case");
    ingest_into(store, {chats.folder / "a", chats.folder / "b"});
    EXPECT_EQ(found(store, "zwembroek").size(), 1u);
    const auto source = source_to_remove(store, "b/WhatsApp-chat met Groep 6B.txt");
    ASSERT_TRUE(source.has_value()) << words(source.error());
    const auto removed = remove_source(std::move(store), *source);
    ASSERT_TRUE(removed.has_value()) << words(removed.error());
    EXPECT_EQ(removed->messages, 1u);
    EXPECT_EQ(removed->kept, 1u);
  }
  for (const fs::path& file : files_below(chats.folder / "case"))
    for (const char* trace : {"zwembroek", "Zwembroek", "Wubbo", "wubbo", "b/WhatsApp"})
      EXPECT_EQ(slurp(file).find(trace), std::string::npos) << file << ": " << trace;
  auto store = CaseStore::open(chats.folder / "case", StoreMode::read_write);
  ASSERT_TRUE(store.has_value());
  EXPECT_TRUE(store->verify().has_value());
  EXPECT_EQ(exported_whole(*store), expected);
  EXPECT_TRUE(found(*store, "zwembroek").empty());
  EXPECT_TRUE(found(*store, "van:wubbo").empty());
  EXPECT_EQ(found(*store, "dank").size(), 1u);
  ingest_into(*store, {chats.folder / "b"});
  EXPECT_EQ(found(*store, "van:wubbo").size(), 1u) << "and read again";
  EXPECT_EQ(found(*store, "*").size(), 3u);
}

// Killed after the store forgot the export: no search shows it, and the next writer cleans up before it adds rows.
TEST(Removal, that_was_broken_off_is_finished_later) {
  const TwoChats chats;
  CaseStore store = chats.new_case("case");
  ingest_into(store, {chats.folder / "a", chats.folder / "b"});
  ASSERT_TRUE(store.remove_source(*source_to_remove(store, "b/WhatsApp-chat met Groep 6B.txt")).has_value());
  EXPECT_TRUE(found(store, "zwembroek").empty());
  EXPECT_EQ(source_to_remove(store, "b/WhatsApp-chat met Groep 6B.txt").error().text, "source-unknown");
  EXPECT_TRUE(store.removal_unfinished());
  write(chats.folder / "c/WhatsApp-chat met Groep 7A.txt", "13-09-2025 09:00 - Juf Karin: Nieuw\n");
  ingest_into(store, {chats.folder / "c"});
  EXPECT_EQ(found(store, "nieuw").size(), 1u) << "its row had the number of a removed one";
  EXPECT_EQ(found(store, "*").size(), 3u);
  ASSERT_TRUE(finish_removal(std::move(store)).has_value());
  const auto again = CaseStore::open(chats.folder / "case", StoreMode::read_only);
  ASSERT_TRUE(again.has_value());
  EXPECT_FALSE(again->removal_unfinished());
  EXPECT_EQ(found(*again, "*").size(), 3u);
}

// Two versions of a message are in the index; only the words of the newer one find it.
TEST(Search, finds_the_newer_version_only) {
  const auto page = [](std::string_view version, std::string_view text) {
    return R"({"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#chats('x')/messages","value":[{"id":"1",)"
           R"("etag":")" + std::string(version) + R"(","messageType":"message","createdDateTime":"2025-09-12T16:05:00Z",)"
           R"("lastModifiedDateTime":"2025-09-12T16:05:0)" + std::string(version) + R"(Z","chatId":"19:a@thread.v2",)"
           R"("from":{"user":{"id":"00000000-0000-4000-8000-000000000001","displayName":"Juf Karin"}},)"
           R"("body":{"contentType":"html","content":"<p>)" + std::string(text) + R"(</p>"}}]})";
  };
  const TempFolder folder;
  auto store = create_case(folder / "case", plain_plan(folder.path()));
  ASSERT_TRUE(store.has_value());
  write(folder / "old/messages.json", page("1", "eerst een vergissing"));
  write(folder / "new/messages.json", page("2", "daarna verbeterd"));
  ingest_into(*store, {folder / "old"});
  EXPECT_EQ(found(*store, "vergissing").size(), 1u);
  ingest_into(*store, {folder / "new"});
  EXPECT_TRUE(found(*store, "vergissing").empty());
  EXPECT_EQ(found(*store, "verbeterd").size(), 1u);
  EXPECT_EQ(found(*store, "*").size(), 1u);
}

}  // namespace
}  // namespace schouw::testing
