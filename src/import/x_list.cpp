// The lists of an archive of X, known by the first line of their file.
//
//   window.YTD.deleted_tweets.part0 =   ->  "deleted_tweets": posts that were taken away, media in
//   deleted_tweets_media/ Grailbird.data.tweets_2013_05 =     ->  "grailbird"
//
// Gap: of a list that is empty in every way (0 bytes) only the name of the file tells, and only below data/.
#include "x_list.h"

#include <algorithm>
#include <array>
#include <vector>

#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"

namespace schouw {
namespace {

/// Lists without anything for an audit, by the first word of their name or the whole.
constexpr auto kNothing = std::to_array<std::string_view>({
    "account_creation_ip",
    "account_label",
    "account_suspension",
    "account_timezone",
    "ad",
    "ageinfo",
    "app",
    "audio",
    "birdwatch_note_rating",
    "birdwatch_note_tombstone",
    "bookmark",
    "branch_links",
    "catalog_item",
    "commerce",
    "community_note_batsignal",
    "community_note_rating",
    "community_note_tombstone",
    "connected_application",
    "cookie_consent",
    "device_token",
    "direct_message_mute",
    "direct_message_group_mute",
    "email_address_change",
    "expanded_profile",
    "ip_audit",
    "job",
    "key_registry",
    "like",
    "lists",
    "ni_devices",
    "payment",
    "periscope",
    "personalization",
    "product",
    "professional_data",
    "reply_prompt",
    "saved_search",
    "screen_name_change",
    "shop",
    "shopify_account",
    "smartblock",
    "spaces",
    "sso",
    "tweetdeck",
    "twitter_circle",
    "twitter_circle_member",
    "twitter_shop",
    "user_link_clicks",
    "verified",
    "verified_organization",
    "upload_options",
});

/// Files whose name only X has, for those that are empty.
constexpr auto kNames = std::to_array<std::string_view>(
    {"account.js", "block.js", "contact.js", "deleted-tweet.js", "deleted-tweets.js", "direct-message.js",
     "direct-message-group.js", "direct-messages.js", "direct-messages-group.js", "follower.js", "following.js",
     "js/user_details.js", "manifest.js", "mute.js", "note-tweet.js", "profile.js", "tweet.js", "tweets.js"});

/// What stands before the JSON.
std::string preamble(std::string_view head) {
  std::size_t replaced = 0;
  std::string begin = to_utf8(head.substr(0, 512), sniff_encoding(head), replaced);
  begin.resize(std::min(begin.find_first_of("=[{"), begin.size()));
  return std::string(trim(begin));
}

}  // namespace

std::string x_list(std::string_view head) {
  const std::string before = preamble(head);
  std::string_view text = before;
  if (text.starts_with("Grailbird.data.")) return "grailbird";
  if (text.find("__THAR_CONFIG") != std::string_view::npos) return "manifest";
  for (const std::string_view name : {"user_details", "tweet_index", "payload_details"})
    if (text.starts_with("var ") && trim(text.substr(4)) == name) return std::string(name);
  if (text.starts_with("window.")) text.remove_prefix(7);
  if (!text.starts_with("YTD.")) return {};
  text.remove_prefix(4);
  std::string name = ascii_lower(text.substr(0, text.find('.')));
  std::ranges::replace(name, '-', '_');
  return name;
}

bool is_nothing_of_x(std::string_view list) {
  if (list == "tweet_index" || list == "payload_details") return true;
  return std::ranges::any_of(kNothing, [&](std::string_view known) {
    return list == known || (list.starts_with(known) && list[known.size()] == '_' && known != "twitter_circle");
  });
}

/// Pictures lie beside the file: those of data/tweets.js in data/tweets_media/.
XFile x_file(std::string_view list) {
  const auto holds = [&](std::string_view word) { return list.find(word) != std::string_view::npos; };
  XFile file;
  file.deleted = holds("deleted");
  file.headers = holds("headers");
  file.closed = holds("circle");
  if (!list.empty() && list != "grailbird") file.media_folder = std::string(list) + "_media";
  return file;
}

bool is_empty_file_of_x(std::string_view path) {
  if (path.ends_with(".js") && path_ends_with(path, "data/js/tweets/" + std::string(base_name(path)))) return true;
  return std::ranges::any_of(kNames,
                             [&](std::string_view name) { return path_ends_with(path, "data/" + std::string(name)); });
}

std::string x_root(std::string_view path) {
  std::vector<std::string> suffixes;
  for (const std::string_view folder : {"data/js/tweets/", "data/js/", "data/"})
    suffixes.push_back(std::string(folder).append(base_name(path)));
  const std::vector<std::string_view> views(suffixes.begin(), suffixes.end());
  return std::string(set_root(path, views));
}

}  // namespace schouw
