// The layouts of Facebook and Instagram downloads since 2018, as far as folders tell them.
//
//   instagram-anna-2024-05-01.zip!your_instagram_activity/messages/inbox/6b_178/message_1.json   ->  Instagram
//   facebook-anna.zip!messages/inbox/6b_Xy12/message_1.json                                      ->  Facebook
//
// Gap: a conversation of 2021 or 2022, unpacked and moved out of its folders, holds nothing that tells the two apart.
#include "meta_place.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "meta_kinds.h"
#include "meta_text.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"

namespace schouw {
namespace {

/// First folders of a download since 2023.
constexpr auto kNewFolders = std::to_array<std::string_view>({
    "ads_information",
    "apps_and_websites_off_of_facebook",
    "apps_and_websites_off_of_instagram",
    "connections",
    "logged_information",
    "personal_information",
    "preferences",
    "security_and_login_information",
    "this_profile's_activity_across_facebook",
    "this_profile_s_activity_across_facebook",
    "your_activity_across_facebook",
    "your_facebook_activity",
    "your_instagram_activity",
});

/// First folders of older downloads; since 2023 they lie in one of the folders above.
constexpr auto kOldFolders = std::to_array<std::string_view>({
    "about_you",
    "account_information",
    "ads",
    "ads_and_businesses",
    "ads_and_topics",
    "apps_and_websites",
    "autofill_information",
    "avatars_store",
    "calls_and_messages",
    "comments",
    "comments_and_reactions",
    "comments_settings",
    "contacts",
    "content",
    "device_information",
    "digital_wallets",
    "events",
    "facebook_gaming",
    "followers_and_following",
    "following_and_followers",
    "friends",
    "friends_and_followers",
    "fundraisers",
    "groups",
    "guides",
    "information_about_you",
    "likes",
    "likes_and_reactions",
    "location_history",
    "login_and_account_creation",
    "loyalty_accounts",
    "marketplace",
    "media",
    "messages",
    "monetization",
    "other_activity",
    "pages",
    "pages_and_profiles",
    "past_instagram_insights",
    "payment_history",
    "photos_and_videos",
    "posts",
    "profile_information",
    "recent_searches",
    "reports",
    "saved",
    "saved_items",
    "saved_items_and_collections",
    "search",
    "search_history",
    "shopping",
    "shorts",
    "stories",
    "story_sticker_interactions",
    "your_interactions_on_facebook",
    "your_places",
    "your_topics",
});

constexpr auto kBoxes =
    std::to_array<std::string_view>({"archived_threads", "e2ee_cutover", "filtered_threads", "inbox", "legacy_threads",
                                     "message_requests", "secret_conversations"});

struct Folder {
  std::string_view name;
  std::size_t at;  ///< where it begins in the path
};

std::vector<Folder> folders_of(std::string_view path) {
  std::vector<Folder> out;
  std::size_t at = 0;
  for (auto slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', at)) {
    out.push_back({path.substr(at, slash - at), at});
    at = slash + 1;
  }
  return out;
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::ranges::find(names, name) != names.end();
}

/// "messages" with a box below it; what stands behind is the name of a conversation, which can be any word.
std::size_t first_box(const std::vector<Folder>& folders) {
  for (std::size_t i = 0; i + 1 < folders.size(); ++i)
    if (folders[i].name == "messages" && is_one_of(folders[i + 1].name, kBoxes)) return i;
  return folders.size();
}

/// Older folders that only one of the two has.
constexpr auto kFacebookFolders = std::to_array<std::string_view>({
    "about_you",
    "calls_and_messages",
    "comments_and_reactions",
    "facebook_gaming",
    "following_and_followers",
    "friends_and_followers",
    "likes_and_reactions",
    "other_activity",
    "pages_and_profiles",
    "photos_and_videos",
    "profile_information",
    "saved_items_and_collections",
    "your_interactions_on_facebook",
    "your_places",
});
constexpr auto kInstagramFolders = std::to_array<std::string_view>({
    "account_information",
    "comments_settings",
    "device_information",
    "followers_and_following",
    "information_about_you",
    "login_and_account_creation",
    "loyalty_accounts",
    "past_instagram_insights",
    "story_sticker_interactions",
});

MetaClue clue_of_folder(std::string_view name) {
  const std::string lower = ascii_lower(name);
  if (lower == "your_instagram_activity" || lower == "apps_and_websites_off_of_instagram" ||
      lower.starts_with("instagram") || is_one_of(name, kInstagramFolders))
    return MetaClue::instagram;
  if (lower == "your_facebook_activity" || lower.ends_with("_activity_across_facebook") ||
      lower == "apps_and_websites_off_of_facebook" || lower.starts_with("facebook") ||
      is_one_of(name, kFacebookFolders))
    return MetaClue::facebook;
  return MetaClue::none;
}


/// "anna.devries_20210507.zip": the user name and the day, as Instagram named downloads until 2022.
bool is_old_instagram_name(std::string_view name) {
  if (!name.ends_with(".zip")) return false;
  name.remove_suffix(4);
  if (const auto part = name.find("_part_"); part != std::string_view::npos) name = name.substr(0, part);
  const auto bar = name.rfind('_');
  return bar != std::string_view::npos && bar > 0 && name.size() - bar == 9 &&
         std::ranges::all_of(name.substr(bar + 1), is_digit) && name.substr(bar + 1).starts_with("20");
}

MetaClue clue_of_source(std::string_view source) {
  const std::string name = ascii_lower(base_name(source));
  if (name.starts_with("instagram")) return MetaClue::instagram;
  if (name.starts_with("facebook")) return MetaClue::facebook;
  return is_old_instagram_name(name) ? MetaClue::instagram : MetaClue::none;
}

MetaClue clue_of_content(std::string_view head) {
  if (mentions(head, {"your_instagram_activity/"})) return MetaClue::instagram;
  if (mentions(head, {"your_facebook_activity/", "_activity_across_facebook/"})) return MetaClue::facebook;
  if (mentions(head, {"/stickers_used/", "\"threadName\""})) return MetaClue::facebook;
  if (mentions(head, {"\"Liked a message\"", "\"Vond een bericht leuk\""})) return MetaClue::instagram;
  // The address by which others join a group, and how each of the two calls an account that is gone.
  const bool instagram = mentions(head, {"//ig.me/j/", "\"Instagram User\"", "\"Instagram-gebruiker\""});
  const bool facebook =
      mentions(head, {"//m.me/j/", "\"Facebook user\"", "\"Facebook User\"", "\"Facebook-gebruiker\""});
  if (instagram != facebook) return instagram ? MetaClue::instagram : MetaClue::facebook;
  // Whose picture or film was shared, with its address there.
  if (mentions(head, {"\"original_content_owner\""}) && mentions(head, {"//www.instagram.com/"}))
    return MetaClue::instagram;
  return MetaClue::none;
}

}  // namespace

std::string_view meta_root(std::string_view path) {
  const std::vector<Folder> folders = folders_of(path);
  const std::size_t box = first_box(folders);
  const std::size_t end = box < folders.size() ? box + 1 : folders.size();
  const auto last_of = [&](const auto& names) {
    std::size_t i = end;
    while (i > 0 && !is_one_of(folders[i - 1].name, names)) --i;
    return i;
  };
  std::size_t found = last_of(kNewFolders);
  if (found == 0) found = last_of(kOldFolders);
  if (found == 0) {
    // Pages of Facebook's archive until 2018 lie in html/ and messages/.
    if (!folders.empty() && folders.back().name == "html") return path.substr(0, folders.back().at);
    return path.substr(0, path.size() - base_name(path).size());
  }
  // "personal_information/personal_information/", "posts/media/": the outermost of a row.
  const auto known = [&](std::size_t i) {
    return is_one_of(folders[i].name, kNewFolders) || is_one_of(folders[i].name, kOldFolders);
  };
  while (found > 1 && known(found - 2)) --found;
  return path.substr(0, folders[found - 1].at);
}

MetaClue meta_clue(const EntryReader& entry) {
  const std::vector<Folder> folders = folders_of(entry.path());
  // Behind the box stands the name of a conversation: "instagramvrienden_123" tells nothing.
  for (std::size_t i = std::min(folders.size(), first_box(folders)); i > 0; --i)
    if (const MetaClue clue = clue_of_folder(folders[i - 1].name); clue != MetaClue::none) return clue;
  // Facebook has "personal_information/profile_information/" instead.
  if (entry.path().find("personal_information/personal_information/") != std::string_view::npos)
    return MetaClue::instagram;
  if (const MetaClue clue = clue_of_source(entry.source_name()); clue != MetaClue::none) return clue;
  return clue_of_content(entry.head());
}

MetaClue meta_name_clue(const EntryReader& entry) {
  if (const MetaClue clue = meta_clue(entry); clue != MetaClue::none) return clue;
  const std::string_view name = meta_list_name(entry.path());
  const bool of_instagram = instagram_kind(name).has_value(), of_facebook = facebook_kind(name).has_value();
  if (of_instagram == of_facebook) return MetaClue::none;
  return of_instagram ? MetaClue::instagram : MetaClue::facebook;
}

MetaClue meta_labelled_clue(const EntryReader& entry) {
  if (const MetaClue clue = meta_name_clue(entry); clue != MetaClue::none) return clue;
  if (mentions(entry.head().substr(0, 64), {"\"relationships_"})) return MetaClue::instagram;
  // Facebook calls such files otherwise since it writes labels: "people_who_followed_you", "who_you've_followed".
  const std::string_view name = meta_list_name(entry.path());
  if (name == "followers" || name == "following") return MetaClue::instagram;
  const bool to_instagram = mentions(entry.head(), {"instagram.com"}), to_facebook = mentions(entry.head(), {"facebook.com"});
  if (to_instagram != to_facebook) return to_instagram ? MetaClue::instagram : MetaClue::facebook;
  return MetaClue::none;
}

bool is_meta_folder(std::string_view path) {
  const std::vector<Folder> folders = folders_of(path);
  return std::ranges::any_of(folders, [](const Folder& folder) {
    return is_one_of(folder.name, kNewFolders) || is_one_of(folder.name, kOldFolders);
  });
}

bool is_broken_json(const EntryReader& entry) {
  const std::string_view head = trim(entry.head().substr(0, 256));
  return entry.path().ends_with(".json") && (head.starts_with('{') || head.starts_with('['));
}

bool is_meta_start_page(std::string_view path) {
  const std::string_view name = base_name(path);
  return name == "start_here.html" || name == "index.html";
}

bool is_html_name(std::string_view path) { return path.ends_with(".html") || path.ends_with(".htm"); }

bool is_meta_no_data(const EntryReader& entry) {
  return base_name(entry.path()) == "no-data.txt" && is_meta_folder(entry.path());
}

bool is_meta_thread(const JsonShape& shape) {
  if (shape.root_is_array || !shape.has("messages")) return shape.has("participants") && shape.has("threadName");
  return shape.has("participants") || shape.has("thread_path") || shape.has("thread_name") ||
         shape.item_has("sender_name");
}

bool is_meta_thread(const JsonShape& shape, const EntryReader& entry) {
  if (!is_meta_thread(shape)) return false;
  if (base_name(entry.path()).starts_with("message")) return true;
  const auto holds = [&](std::string_view word) { return entry.head().find(word) != std::string_view::npos; };
  return holds("\"sender_name\"") || holds("\"senderName\"") || holds("\"thread_path\"") || holds("\"threadName\"");
}

std::string_view meta_file_name(std::string_view path) {
  std::string_view name = base_name(path);
  for (const std::string_view ending : {".json", ".html", ".htm"})
    if (name.ends_with(ending)) {
      name.remove_suffix(ending.size());
      break;
    }
  name = without_copy_mark(name);
  std::string_view bare = name;
  while (!bare.empty() && is_digit(bare.back())) bare.remove_suffix(1);
  return bare.size() < name.size() && bare.ends_with('_') ? bare.substr(0, bare.size() - 1) : name;
}

std::string_view meta_list_name(std::string_view path) {
  const std::string_view name = meta_file_name(path);
  const auto is_known = [](std::string_view one) {
    return facebook_kind(one).has_value() || instagram_kind(one).has_value();
  };
  if (is_known(name) || is_meta_folder(path)) return name;
  for (auto at = name.find_first_of("_- "); at != std::string_view::npos; at = name.find_first_of("_- ", at + 1)) {
    const std::string_view tail = name.substr(at + 1);
    // One word says too little: "liked_posts" and "saved_videos" are not what the owner posted.
    const bool enough = tail.find('_') != std::string_view::npos || tail == "followers" || tail == "following" || tail == "message";
    if (enough && is_known(tail)) return tail;
  }
  return name;
}

bool is_known_place(std::string_view path, std::span<const std::string_view> places) {
  const std::string_view name = meta_file_name(path);
  const std::string_view folder = path.substr(0, path.size() - base_name(path).size());
  return std::ranges::any_of(places, [&](std::string_view place) {
    const std::string_view file = base_name(place);
    return name == file && path_ends_with(folder, place.substr(0, place.size() - file.size()));
  });
}

}  // namespace schouw
