// Parts of one download: what lies in one is found from the other, and whose it is.
#include <gtest/gtest.h>

#include "sample.h"
#include "schouw/model/account.h"

namespace schouw {
namespace {

using testing::ingest;
using testing::new_case;
using testing::Script;
using testing::TempFolder;

void post(Script& script, const std::string& entry, const std::string& uri) {
  PreparedMessage& p = script.line(entry, script.records.size() + 1, "Juf Karin", 0, "uitje");
  p.message.kind = MessageKind::post;
  p.message.attachments = {{.kind = AttachmentKind::image, .uri = uri}};
  p.media_ids = {media_id(p.id, 0)};
  p.taken.resize(1);
  script.entry(entry, "facebook-json");
}

Script with_picture(const std::string& path, const std::string& sha256, const std::string& entry, std::string bytes) {
  Script part(path, sha256);
  part.media_file(entry, std::move(bytes));
  return part;
}

std::string found(const std::vector<Script>& scripts) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, scripts);
  std::string found;
  store.each_media([&](StoredMedia&& m) { found += m.item.file.present ? "+" + m.item.file.sha256 : "-"; });
  return found;
}

TEST(Downloads, a_picture_is_found_in_another_part) {
  struct Case {
    std::string name, post, entry, picture;
    bool found;
  };
  const std::string uri = "your_facebook_activity/posts/media/1_n.jpg";
  const Case cases[] = {
      {"Meta", "a/facebook-bas-2024-05-01-Ab12Cd34.zip", uri, "a/facebook-bas-2024-05-01-Ef56Gh78.zip", true},
      {"Meta, in another folder", "a/facebook-bas-2024-05-01-Ab12.zip", uri, "b/facebook-bas-2024-05-01-Ef56.zip", true},
      {"another day", "a/facebook-bas-2024-05-01-Ab12.zip", uri, "a/facebook-bas-2024-05-02-Ef56.zip", false},
      {"somebody else", "a/facebook-bas-2024-05-01-Ab12.zip", uri, "a/facebook-noor-2024-05-01-Ef56.zip", false},
      {"day first", "a/instagram-bas-01_05_2024-Ab12.zip", uri, "a/instagram-bas-01_05_2024-Ef56.zip", true},
      {"old Instagram", "a/bas_20210507_part_1.zip", uri, "a/bas_20210507_part_2.zip", true},
      {"Google", "takeout-20240501T101010Z-001.zip", uri, "takeout-20240501T101010Z-1-002.zip", true},
      {"Google, another", "takeout-20240501T101010Z-001.zip", uri, "takeout-20240501T101011Z-002.zip", false},
      {"Snapchat", "mydata~1714550000000.zip", uri, "mydata~1714550000000-2.zip", true},
      {"neighbours", "a/x-part1.zip", uri, "a/x-part2.zip", true},
      {"no neighbours", "a/x-part1.zip", uri, "b/x-part2.zip", false},
      {"names that say nothing", "a/een.zip", uri, "a/twee.zip", false},
      {"a copy of a browser", "mydata~1714550000000 (1).zip", uri, "mydata~1714550000000-2.zip", true},
  };
  for (const Case& one : cases) {
    Script posts(one.post, "aa");
    post(posts, "your_facebook_activity/posts/your_posts_1.json", one.entry);
    const Script picture = with_picture(one.picture, "bb", uri, "right");
    EXPECT_EQ(found({posts, picture}), one.found ? "+right" : "-") << one.name;
    EXPECT_EQ(found({picture, posts}), one.found ? "+right" : "-") << one.name << ", the other way round";
  }
}

TEST(Downloads, two_different_pictures_are_none_and_the_own_part_goes_before) {
  const std::string uri = "media/posts/1_n.jpg";
  Script posts("instagram-bas-2024-05-01-A1.zip", "aa");
  post(posts, "content/posts_1.json", uri);
  const Script one = with_picture("instagram-bas-2024-05-01-B2.zip", "bb", uri, "one"),
               same = with_picture("instagram-bas-2024-05-01-C3.zip", "cc", uri, "one"),
               other = with_picture("instagram-bas-2024-05-01-D4.zip", "dd", uri, "other");
  EXPECT_EQ(found({posts, one, same}), "+one");
  EXPECT_EQ(found({posts, one, other}), "-");
  posts.media_file(uri, "mine");
  EXPECT_EQ(found({posts, one, other}), "+mine");
}

TEST(Downloads, a_bare_name_is_not_taken_from_another_part) {
  Script posts("mydata~1714550000000.zip", "aa");
  post(posts, "json/chat_history.json", "b~7.jpg");
  EXPECT_EQ(found({posts, with_picture("mydata~1714550000000-2.zip", "bb", "chat_media/b~7.jpg", "right")}), "-");
}

TEST(Downloads, unpacked_parts_are_parts_too) {
  Script posts("x/facebook-bas-2024-05-01-A1/posts/your_posts_1.json", "aa"),
      picture("x/facebook-bas-2024-05-01-B2/posts/media/1.jpg", "bb"), zip("x/facebook-bas-2024-05-01-C3.zip", "cc");
  post(posts, "", "posts/media/1.jpg");
  picture.media_file("", "right");
  EXPECT_EQ(found({posts, picture}), "+right");
  zip.media_file("posts/media/1.jpg", "right");
  EXPECT_EQ(found({posts, zip}), "+right");
}

TEST(Downloads, a_number_alone_is_shown_with_the_name_that_another_file_gives_it) {
  const AccountRef owner{.is_owner = true}, number{.native_id = "U1"}, named{.display_name = "Noor", .native_id = "U1"};
  Script list("x.zip", "aa");
  for (const AccountRef& other : {number, named}) {
    PreparedConnection one;
    one.id = other.display_name.empty() ? "connection1" : "connection2";
    one.owner_id = account_id("slack", owner, "aa:");
    one.other_id = account_id("slack", other, "aa:");
    one.origin = list.at("users.json", 0);
    one.connection = {.platform = "slack", .owner = owner, .other = other};
    list.accounts.push_back({one.other_id, "slack", other});
    list.records.emplace_back(one);
  }
  list.entry("users.json", "slack-export");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {list});
  int seen = 0;
  store.each_connection([&](StoredConnection&& c) {
    ++seen;
    EXPECT_EQ(c.connection.other.display_name, "Noor");
    EXPECT_EQ(c.connection.other.native_id, "U1");
  });
  EXPECT_EQ(seen, 2);
}

/// The friend list of one part, and the profile of another.
struct Named {
  std::string list, profile, second_profile;
};

std::string owner_name(const Named& parts) {
  const AccountRef nameless{.is_owner = true};
  Script list(parts.list, "aa");
  PreparedConnection friends;
  friends.id = "connection1";
  friends.owner_id = account_id("facebook", nameless, "aa:");
  friends.other_id = account_id("facebook", {.display_name = "Noor"}, "");
  friends.origin = list.at("friends.json", 0);
  friends.connection = {.platform = "facebook", .owner = nameless, .other = {.display_name = "Noor"}};
  list.accounts = {{friends.owner_id, "facebook", nameless}, {friends.other_id, "facebook", friends.connection.other}};
  list.records.emplace_back(friends);
  list.entry("friends.json", "facebook-json");
  std::vector<Script> scripts = {list};
  for (const auto& [path, name] : {std::pair{parts.profile, "Bas Visser"}, {parts.second_profile, "Kees Smit"}}) {
    if (path.empty()) continue;
    Script profile(path, path);
    profile.records.emplace_back(PreparedOwner{path + ":", "facebook", account_id("facebook", nameless, path + ":"),
                                               {.display_name = name}});
    profile.entry("profile_information.json", "facebook-json");
    scripts.push_back(profile);
  }
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, scripts);
  std::string shown, listed;
  store.each_connection([&](StoredConnection&& c) { shown = c.connection.owner.display_name; });
  store.each_account([&](StoredAccount&& a) {
    if (a.id == friends.owner_id) listed = a.ref.display_name;
  });
  EXPECT_EQ(shown, listed);
  return shown;
}

TEST(Downloads, the_owner_is_known_from_another_part_unless_two_are_named) {
  const std::string a = "facebook-bas-2024-05-01-A1.zip", b = "facebook-bas-2024-05-01-B2.zip",
                    c = "facebook-bas-2024-05-01-C3.zip";
  EXPECT_EQ(owner_name({a, b, ""}), "Bas Visser");
  EXPECT_EQ(owner_name({a, b, c}), "");
  EXPECT_EQ(owner_name({a, "elders.zip", ""}), "");
  EXPECT_EQ(owner_name({"een.zip", b, ""}), "");
}

}  // namespace
}  // namespace schouw
