// Texts, times, places and conversations of Facebook and Instagram, by table; and that a long conversation is read at
// the speed of its bytes.
#include "meta_text.h"

#include <gtest/gtest.h>

#include <ctime>

#include "golden.h"
#include "meta_message.h"
#include "meta_place.h"
#include "schouw/import/null_sink.h"

namespace schouw::testing {
namespace {

const Importer& by_id(std::string_view id) {
  for (const Importer* importer : importers())
    if (importer->id == id) return *importer;
  ADD_FAILURE() << "no importer " << id;
  return *importers().front();
}

TEST(MetaText, repairs_what_was_encoded_twice_and_nothing_else) {
  struct Case {
    std::string_view raw, expected;
    std::uint64_t repaired;
  };
  const Case cases[] = {
      {"caf\u00c3\u00a9", "caf\u00e9", 1},
      {"\u00f0\u009f\u0098\u0080 Ren\u00c3\u00a9e", "\U0001F600 Ren\u00e9e", 1},
      {"\u00e2\u0080\u009challo\u00e2\u0080\u009d", "\u201challo\u201d", 1},
      {"caf\u00e9", "caf\u00e9", 0},                              // right already: a lone byte is no UTF-8
      {"\U0001F600 \u00c3\u00a9", "\U0001F600 \u00c3\u00a9", 0},  // right already: not all below U+0100
      {"Jose", "Jose", 0},
      {"", "", 0},
  };
  for (const Case& one : cases) {
    MetaText text;
    EXPECT_EQ(text.tidy(one.raw), one.expected) << one.raw;
    EXPECT_EQ(text.repaired(), one.repaired) << one.raw;
  }
}

TEST(MetaText, reads_seconds_milliseconds_and_refuses_the_rest) {
  EXPECT_EQ(meta_time(Json(1'700'000'000)).ms, 1'700'000'000'000);
  EXPECT_EQ(meta_time(Json(std::int64_t{1'700'000'000'123})).ms, 1'700'000'000'123);
  EXPECT_EQ(meta_time(Json(std::int64_t{1'700'000'000'123})).precision, Precision::millisecond);
  EXPECT_EQ(meta_time(Json("2020-03-01T09:00:00+00:00")).ms, 1'583'053'200'000);
  for (const std::int64_t none : {std::int64_t{0}, INT64_MAX, INT64_MIN})
    EXPECT_EQ(meta_time(Json(none)).basis, Timestamp::Basis::none) << none;
}

TEST(MetaPlace, finds_the_folder_of_the_download) {
  struct Case {
    std::string_view path, root;
  };
  const Case cases[] = {
      {"messages/inbox/posts/message_1.json", ""},
      {"a/facebook-bas/messages/inbox/noor_1/message_1.json", "a/facebook-bas/"},
      {"a/html/friends.htm", "a/"},
      {"html/wall.htm", ""},
      {"a/your_instagram_activity/messages/inbox/x/message_1.json", "a/"},
      {"a/personal_information/personal_information/personal_information.json", "a/"},
      {"a/personal_information/profile_information/profile_information.json", "a/"},
      {"a/connections/followers_and_following/following.json", "a/"},
      {"a/profile_information/profile_information.json", "a/"},
      {"a/your_facebook_activity/posts/album/0.json", "a/"},
      {"a/this_profile's_activity_across_facebook/posts/profile_posts_1.json", "a/"},
      {"a/this_profile_s_activity_across_facebook/posts/album/0.html", "a/"},
      {"renamed/friends (1).json", "renamed/"},
      {"friends.json", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(meta_root(one.path), one.root) << one.path;
}

TEST(MetaPlace, tells_the_platforms_apart) {
  const std::string thread =
      R"({"participants":[{"name":"A"}],"messages":[{"sender_name":"A","timestamp_ms":1700000000000)";
  struct Case {
    std::string path, source, tail;
    std::string_view importer;
  };
  const Case cases[] = {
      {"your_instagram_activity/messages/inbox/a_1/message_1.json", "x.zip", "", "instagram-json"},
      {"instagram/messages/inbox/a_1/message_1.json", "x.zip", "", "instagram-json"},
      {"messages/inbox/a_1/message_1.json", "instagram-bas-2024-01-01-Ab.zip", "", "instagram-json"},
      {"messages/inbox/a_1/message_1.json", "bas.visser_20210507_part_2.zip", "", "instagram-json"},
      {"messages/inbox/a_1/message_1.json", "facebook-bas.zip", R"(,"content":"Liked a message")", "facebook-json"},
      {"renamed.json", "renamed.json", R"(,"content":"Liked a message")", "instagram-json"},
      {"renamed.json", "renamed.json", R"(,"photos":[{"uri":"your_instagram_activity/a.jpg"}])", "instagram-json"},
      {"renamed.json", "renamed.json", R"(,"sticker":{"uri":"messages/stickers_used/1.png"})", "facebook-json"},
      {"renamed.json", "renamed.json", "", "facebook-json"},
      {"instagram/messages/inbox/facebookvrienden_1/message_1.json", "x.zip", "", "instagram-json"},
      {"messages/inbox/instagramfoto_1/message_1.json", "x.zip", "", "facebook-json"},
      {"this_profile's_activity_across_facebook/messages/inbox/a_1/message_1.json", "x.zip", "", "facebook-json"},
  };
  for (const Case& one : cases)
    expect_chosen(one.importer, MemoryEntry(one.path, thread + one.tail + "}]}", one.source));
}

TEST(MetaPlace, says_of_an_empty_category_whose_it_is_or_nothing) {
  expect_chosen("instagram-json", MemoryEntry("x/followers_and_following/no-data.txt", "Geen gegevens"));
  expect_chosen("facebook-json", MemoryEntry("x/friends_and_followers/no-data.txt", "Geen gegevens"));
  for (const char* path : {"x/stories/no-data.txt", "no-data.txt", "x/no-data.txt"})
    EXPECT_EQ(choose_importer(MemoryEntry(path, "Geen gegevens")), nullptr) << path;
  // TikTok writes the same words in its own files.
  constexpr std::string_view kNone = "You have no data in this section";
  expect_chosen("facebook-json", MemoryEntry("x/friends_and_followers/no-data.txt", std::string(kNone)));
  expect_chosen("tiktok-text", MemoryEntry("x/Comment/Comments.txt", std::string(kNone)));
}

TEST(EmptyFiles, are_of_whom_their_download_is) {
  struct Case {
    std::string path, source;
    std::string_view importer;
  };
  const Case cases[] = {
      {"messages.json", "noor_20201105.zip", "instagram-json"},
      {"media.json", "instagram-noor.zip", "instagram-json"},
      {"Activity/Like List.txt", "TikTok_Data_1700000000.zip", "tiktok-text"},
      {"tiktok/Reacties/Reacties.txt", "x.zip", "tiktok-text"},
      {"data/js/user_details.js", "x.zip", "x-archive"},
      {"data/js/tweets/2013_05.js", "x.zip", "x-archive"},
      {"connections/friends/your_friends.json", "facebook-noor.zip", "facebook-json"},
  };
  for (const Case& one : cases) expect_chosen(one.importer, MemoryEntry(one.path, "", one.source));
  for (const char* path : {"messages.json", "Comments.txt", "js/tweets.js"})
    EXPECT_EQ(choose_importer(MemoryEntry(path, "", "x.zip")), nullptr) << path;
}

TEST(MetaText, a_mention_leaves_its_name_and_says_who_it_is) {
  std::vector<AccountRef> tagged{{.display_name = "Karin Jansen"}};
  EXPECT_EQ(without_mention_marks("@[12:2048:Karin Jansen] en @[34:2048:Bas [6b]", tagged), "Karin Jansen en Bas [6b");
  ASSERT_EQ(tagged.size(), 2U);
  EXPECT_EQ(tagged[0].native_id, "12");
  EXPECT_EQ(tagged[1].display_name, "Bas [6b");
  // Anything else is somebody's own words.
  for (const char* words : {"@[6b]!", "@[12:Karin]", "@[a:2048:Karin]", "@[12:2048:", "@[12:2048:]", "@[", "a@[1::x]"})
    EXPECT_EQ(without_mention_marks(words, tagged), words);
  EXPECT_EQ(tagged.size(), 2U);
}

TEST(MetaPlace, leaves_the_conversations_of_other_programs) {
  const MemoryEntry other("chat.json", R"({"participants":["a"],"messages":[{"role":"user","content":"Hoi"}]})");
  EXPECT_EQ(choose_importer(other), nullptr);
}

TEST(MetaThread, both_downloads_give_one_conversation_and_namesakes_do_not_share_one) {
  const auto thread = [](std::string_view title, std::string_view path, std::vector<std::string> names) {
    Json root = Json::object();
    for (const std::string& name : names) root["participants"].push_back(Json(name));
    root["title"] = Json(title);
    root["thread_path"] = Json(path);
    MetaText text;
    return meta_thread(root, "message_1.json", text).conversation;
  };
  const auto one = thread("Noor", "inbox/noor_AAAAAAAAAA", {"Noor", "Bas"});
  EXPECT_EQ(one.key, thread("Bas", "inbox/bas_BBBBBBBBBB", {"Bas", "NOOR"}).key);
  EXPECT_EQ(one.kind, ConversationKind::direct);
  const auto gone = thread("Facebook user", "inbox/facebookuser_CCCCCCCCCC", {"Facebook user", "Bas"});
  EXPECT_EQ(gone.key, "thread/CCCCCCCCCC");
  EXPECT_EQ(thread("Groep 6", "inbox/groep6_DDDDDDDDDD", {"Noor", "Bas"}).kind, ConversationKind::group);
}

std::string long_thread(int messages) {
  std::string json = R"({"participants":[{"name":"Noor Bakker"},{"name":"Bas Visser"}],"messages":[)";
  for (int i = 0; i < messages; ++i) {
    if (i > 0) json += ',';
    json += R"({"sender_name":"Noor Bakker","timestamp_ms":)" + std::to_string(1'700'000'000'000 - i);
    json += R"(,"content":"Dat was een leuke dag, \u00c3\u00a9cht waar","is_geoblocked_for_viewer":false})";
  }
  return json + R"(],"title":"Noor Bakker","thread_path":"inbox/noor_2qr6kux07q"})";
}

class CountingSink : public NullSink {
 public:
  std::uint64_t messages = 0, conversations = 0, problems = 0;
  std::string key, repaired;
  void message(Message m) override {
    ++messages;
    key = std::move(m.conversation.key);
  }
  void conversation(ConversationInfo) override { ++conversations; }
  void problem(Problem p) override {
    ++problems;
    if (p.code == "mojibake-repaired") repaired = p.args.front();
  }
};

TEST(MetaThread, a_conversation_longer_than_what_is_held_is_whole_and_counted_once) {
  constexpr int kMessages = 45'000;
  MemoryEntry entry("your_facebook_activity/messages/inbox/noor_2qr6kux07q/message_1.json", long_thread(kMessages));
  CountingSink sink;
  // The time of this process, so that a busy machine fails nobody.
  const std::clock_t start = std::clock();
  by_id("facebook-json").read(entry, sink);
  const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  EXPECT_EQ(sink.messages, kMessages);
  EXPECT_EQ(sink.conversations, 1);
  EXPECT_EQ(sink.problems, 1);
  EXPECT_EQ(sink.repaired, std::to_string(kMessages));
  EXPECT_EQ(sink.key, "two/bas visser/noor bakker");
  EXPECT_LT(took, 10) << "an hour for a school is too long";
  RecordProperty("messages_per_second", static_cast<int>(kMessages / took));
}

}  // namespace
}  // namespace schouw::testing
