// Which bytes belong to which attachment.
#include <gtest/gtest.h>

#include "sample.h"
#include "schouw/base/hash.h"

namespace schouw {
namespace {

using testing::ingest;
using testing::new_case;
using testing::Script;
using testing::TempFolder;

/// One post that refers to `uri`, in `entry` of a source.
void refer(Script& script, const std::string& entry, const std::string& name, const std::string& uri) {
  PreparedMessage& p = script.line(entry, script.records.size() + 1, "Juf Karin", 0, "uitje " + entry + uri);
  p.message.kind = MessageKind::post;
  p.message.attachments = {{.name = name, .kind = AttachmentKind::image, .uri = uri}};
  p.media_ids = {media_id(p.id, 0)};
  p.taken.resize(1);
  script.entry(entry, "x-json");
}

std::string found_in(const std::vector<Script>& scripts) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, scripts);
  std::string found;
  store.each_media([&](StoredMedia&& m) {
    if (m.message_id.empty()) return;
    found += m.item.file.present ? "+" + m.item.file.sha256 : "-";
    EXPECT_TRUE(m.is_public);
    EXPECT_EQ(m.item.file.bytes.has_value(), !m.item.file.sha256.empty());
  });
  return found;
}

TEST(Media, is_found_in_the_folder_of_the_chat) {
  Script s("a.zip", "aa");
  refer(s, "x/_chat.txt", "IMG-1.jpg", "");
  s.media_file("x/IMG-1.jpg", "right");
  s.media_file("y/IMG-1.jpg", "wrong");
  EXPECT_EQ(found_in({s}), "+right");
}

TEST(Media, is_found_from_the_root_of_the_download) {
  Script s("a.zip", "aa");
  refer(s, "download/messages/inbox/message_1.json", "", "messages/inbox/photos/2.jpg");
  s.media_file("download/messages/inbox/photos/2.jpg", "right");
  EXPECT_EQ(found_in({s}), "+right");
}

TEST(Media, is_found_by_the_end_of_its_path_when_only_one_ends_so) {
  Script s("a.zip", "aa");
  refer(s, "json/history.json", "", "b~7.jpg");
  s.media_file("chat_media/b~7.jpg", "right");
  s.media_file("chat_media/ab~7.jpg", "other");
  EXPECT_EQ(found_in({s}), "+right");
  s.media_file("memories/b~7.jpg", "another");
  EXPECT_EQ(found_in({s}), "-");
}

TEST(Media, without_an_ending_is_the_only_file_of_that_name) {
  Script s("a.zip", "aa");
  refer(s, "json/chat_history.json", "", "chat_media/2026-05-01_b~7");
  s.media_file("chat_media/2026-05-01_b~7.mp4", "right");
  s.media_file("chat_media/2026-05-01_b~71.mp4", "other");
  EXPECT_EQ(found_in({s}), "+right");
  s.media_file("chat_media/2026-05-01_b~7.jpg", "another");
  EXPECT_EQ(found_in({s}), "-");
  Script chat("x/json/chat_history.json", "bb"), film("x/chat_media/2026-05-01_b~7.mp4", "cc");
  refer(chat, "", "", "chat_media/2026-05-01_b~7");
  film.media_file("", "right");
  EXPECT_EQ(found_in({chat, film}), "+right");
}

TEST(Media, of_an_unpacked_download_lies_in_other_files) {
  Script posts("exports/insta/content/posts_1.json", "aa"), picture("exports/insta/media/posts/3.jpg", "bb"),
      stranger("exports/ander/media/posts/3.jpg", "cc");
  refer(posts, "", "", "media/posts/3.jpg");
  picture.media_file("", "right");
  stranger.media_file("", "wrong");
  EXPECT_EQ(found_in({posts, picture, stranger}), "+right");
  EXPECT_EQ(found_in({stranger, picture, posts}), "+right");
  EXPECT_EQ(found_in({stranger, posts}), "-");
}

TEST(Media, with_a_bare_name_is_not_taken_from_a_folder_above) {
  Script chat("exports/6B/chat.txt", "aa"), picture("exports/foto.jpg", "bb");
  refer(chat, "", "foto.jpg", "foto.jpg");
  picture.media_file("", "anybody");
  EXPECT_EQ(found_in({chat, picture}), "-");
}

TEST(Media, that_came_later_is_found_too) {
  Script posts("insta/posts.json", "aa"), picture("insta/media/3.jpg", "bb");
  refer(posts, "", "", "media/3.jpg");
  picture.media_file("", "right");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {posts});
  ingest(store, {picture});
  store.each_message([](StoredMessage&& m) { EXPECT_EQ(m.message.attachments[0].sha256, "right"); });
}

TEST(Media, a_document_that_lies_in_the_export_is_present) {
  Script s("a.zip", "aa");
  PreparedMessage& p = s.line("_chat.txt", 1, "Bas", 0, "zie bijlage");
  p.message.attachments = {{.name = "brief.pdf", .kind = AttachmentKind::document, .uri = "brief.pdf"},
                           {.name = "weg.pdf", .kind = AttachmentKind::document, .uri = "weg.pdf"}};
  p.media_ids.resize(2);
  p.taken.resize(2);
  s.entry("_chat.txt", "whatsapp-text");
  s.entry("brief.pdf", "", EntryState::not_recognised);
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {s});
  store.each_message([](StoredMessage&& m) {
    EXPECT_TRUE(m.message.attachments[0].present);
    EXPECT_FALSE(m.message.attachments[1].present);
  });
}

TEST(Media, by_itself_comes_back_with_its_bytes) {
  Script s("a.zip", "aa");
  PreparedMedia p;
  p.id = "profile";
  p.publisher_id = "acc";
  p.tagged_ids = {"bas"};
  p.published = testing::minute(5);
  p.origin = s.at("albums.json", 3);
  p.item = {"facebook",
            {.name = "", .kind = AttachmentKind::image, .uri = "photos/1.jpg", .caption = "schoolreis"},
            AccountRef{.display_name = "De school"},
            instant_ms(*p.published.utc_ms, Precision::minute, "m5"),
            {{.display_name = "Bas"}},
            {}};
  s.records.emplace_back(p);
  s.entry("albums.json", "facebook-json");
  s.media_file("photos/1.jpg", "right");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {s});
  const auto media = store.media("profile");
  ASSERT_TRUE(media.has_value());
  EXPECT_EQ(media->item.file.sha256, "right");
  EXPECT_EQ(media->item.file.mime, "image/jpeg");
  EXPECT_EQ(media->caption, "schoolreis");
  EXPECT_EQ(media->published.utc_ms, p.published.utc_ms);
  EXPECT_EQ(media->item.published, p.item.published);
  EXPECT_EQ(media->tagged_ids, p.tagged_ids);
  EXPECT_EQ(media->item.publisher, p.item.publisher);
  EXPECT_TRUE(media->is_public);
  EXPECT_FALSE(store.media("nergens").has_value());
}

// The captions were read out of a list that was already gone.
TEST(Media, a_new_lexicon_sees_the_captions_again) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  Script s("a.zip", "aa");
  PreparedMessage& line = s.line("chat.txt", 1, "Juf Karin", 0, "kijk");
  line.message.attachments = {{.name = "IMG-1.jpg", .caption = "stuur dit maar naar mijn eigen nummer, niet hier"}};
  line.media_ids = {media_id(line.id, 0)};
  line.taken.resize(1);
  s.entry("chat.txt", "whatsapp-text");
  ingest(store, {s});
  std::vector<std::string> said;
  ASSERT_TRUE(store.mark_again([&](std::string_view one) {
    said.emplace_back(one);
    return std::string("a mark");
  }));
  EXPECT_EQ(said, std::vector<std::string>{"kijk\nstuur dit maar naar mijn eigen nummer, niet hier"});
}

}  // namespace
}  // namespace schouw
