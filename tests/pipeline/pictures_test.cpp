// The same photo on two platforms, in two sizes: two publications of one picture.
#include <gtest/gtest.h>

#include "test_case.h"
#include "testing.h"

namespace schouw::testing {
namespace {

constexpr std::string_view kTelegram = R"({"name": "Klas 6B", "type": "private_group", "id": 5, "messages": [
 {"id": 1, "type": "message", "date": "2026-06-01T10:00:00", "date_unixtime": "1780300800", "from": "Karin Jansen",
  "from_id": "user7", "photo": "photos/klein.png", "width": 64, "height": 48, "text": "Kijk!"}]})";
constexpr std::string_view kWhatsApp =
    "[01-06-2026 12:30:00] Karin Jansen: Goedemiddag\n"
    "[01-06-2026 12:31:00] Karin Jansen: \u200e<bijgevoegd: groot.png>\n"
    "[13-06-2026 12:31:00] Bas de Wit: Leuk\n";

TEST(Pictures, one_photo_on_two_platforms_is_one_picture) {
  const TempFolder folder;
  const auto bytes_of = [](std::string_view name) { return slurp(source_dir() / "tests/corpus/pictures" / name); };
  write(folder / "in/telegram/result.json", kTelegram);
  write(folder / "in/telegram/photos/klein.png", bytes_of("klein.png"));
  write(folder / "in/whatsapp/_chat.txt", kWhatsApp);
  write(folder / "in/whatsapp/groot.png", bytes_of("groot.png"));
  auto store = create_case(folder / "case", plain_plan(folder.path()));
  ASSERT_TRUE(store.has_value());
  ingest_into(*store, {folder / "in"});
  const auto media = records(*store, "media");
  ASSERT_EQ(media.size(), 2u) << exported(*store, "media");
  EXPECT_NE(media[0].str("sha256"), media[1].str("sha256"));
  EXPECT_EQ(media[0].str("look").size(), 32u) << exported(*store, "media");
  EXPECT_FALSE(media[0].str("picture").empty());
  EXPECT_EQ(media[0].str("picture"), media[1].str("picture"));
  for (const std::size_t one : {0u, 1u}) {
    const auto& others = media[one].at("published_as").items();
    ASSERT_EQ(others.size(), 1u);
    EXPECT_EQ(others[0].str("media_id"), media[1 - one].str("id"));
    EXPECT_EQ(others[0].str("by"), "look");
  }
}

}  // namespace
}  // namespace schouw::testing
