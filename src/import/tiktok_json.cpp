// TikTok, "Download your data" as JSON: user_data.json, since 2023 user_data_tiktok.json.
//
//   {"Activity": {"Follower List": {"FansList": […]}}, "Direct Messages": {"Chat History": {"ChatHistory": {…}}},
//    "Video": {"Videos": {"VideoList": […]}}, "Profile": {"Profile Information": {"ProfileMap": {…}}}}     2021-2023
//   {"Your Activity": …, "Direct Message": {"Direct Messages": {"ChatHistory": {…}}}, "Post": {"Posts": …},
//    "Profile And Settings": {"Follower": {"FansList": […]}, …}, "Likes and Favorites": …}                 2024-2026
//
// The roots are renamed each year; the leaves are not, so a list is known by its leaf wherever it stands.
//
// Gaps: a film or picture in a message is an address, or not there at all; watching, searching, liking, advertising,
// buying and logging in are not read.
#include <algorithm>
#include <array>
#include <optional>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "tiktok_record.h"

namespace schouw::tiktok_json {

extern const Importer importer;

namespace {

using Path = std::span<const std::string_view>;

struct Leaf {
  std::string_view key;
  TikTokList list;
};
constexpr auto kLeaves = std::to_array<Leaf>({
    {"FansList", TikTokList::followers},
    {"Following", TikTokList::following},
    {"BlockList", TikTokList::blocked},
    {"CommentsList", TikTokList::comments},
    {"PostList", TikTokList::deleted_posts},
});

/// Everything below these is what somebody looked at, liked, bought or set.
constexpr auto kQuiet = std::to_array<std::string_view>(
    {"Activity", "Ads and data", "App Settings", "Income Plus", "Income Plus Wallet", "Income+ Wallet",
     "Likes and Favorites", "Profile", "Profile And Settings", "TikTok Shop", "TikTok Shopping", "Tiktok Live",
     "TikTok Live", "Tiktok Shopping", "Your Activity"});
/// Leaves that hold nothing for an audit, wherever they stand.
constexpr auto kNothing = std::to_array<std::string_view>(
    {"FavoriteVideoList", "ItemFavoriteList", "LoginHistoryList", "RepostList", "SearchList", "ShareHistoryList"});

bool is_chats(std::string_view key) { return key == "ChatHistory" || key == "GroupChat"; }

/// The depth of the key that a path's list is known by: of {"Direct Messages", "Chat History", "ChatHistory", "…", "3"}
/// it is 2.
std::optional<std::size_t> chats_at(Path path) {
  const auto found = std::ranges::find_if(path, is_chats);
  if (found == path.end()) return std::nullopt;
  return static_cast<std::size_t>(found - path.begin());
}

std::optional<TikTokList> list_of(Path path) {
  if (path.empty()) return std::nullopt;
  const std::string_view leaf = path.back();
  if (leaf == "VideoList" && path.size() >= 2) {
    const std::string_view above = path[path.size() - 2];
    const bool deleted = above.find("Deleted") != std::string_view::npos;
    const bool posts = above == "Videos" || above == "Posts" || above == "Post" || deleted;
    return !posts ? TikTokList::nothing : deleted ? TikTokList::deleted_posts : TikTokList::posts;
  }
  const bool said = leaf == "Comments" || leaf == "Questions";
  if (said && std::ranges::find(path, "WatchLiveMap") != path.end()) return TikTokList::live_comments;
  const auto known = std::ranges::find(kLeaves, leaf, &Leaf::key);
  if (known != kLeaves.end()) return known->list;
  if (std::ranges::find(kNothing, leaf) != kNothing.end()) return TikTokList::nothing;
  return std::ranges::find(kQuiet, path[0]) != kQuiet.end() ? std::optional(TikTokList::nothing) : std::nullopt;
}

/// Below these everything is a record.
bool holds_records(std::string_view root) {
  constexpr auto kRecords = std::to_array<std::string_view>(
      {"Comment", "Direct Message", "Direct Messages", "Group Chat", "Post", "Posts", "Video"});
  return std::ranges::find(kRecords, root) != kRecords.end();
}

JsonStep step(Path path, bool is_array) {
  if (path.empty()) return is_array ? JsonStep::skip : JsonStep::enter;
  if (const auto at = chats_at(path)) {
    if (path.size() >= *at + 3) return JsonStep::take;
    return path.size() == *at + 2 && !is_array ? JsonStep::take : JsonStep::enter;
  }
  if (!is_array) {
    const bool item = path.size() >= 2 && list_of(path.first(path.size() - 1)) != TikTokList::nothing &&
                      list_of(path.first(path.size() - 1)).has_value();
    return item || path.back() == "ProfileMap" ? JsonStep::take : JsonStep::enter;
  }
  const auto list = list_of(path);
  if (!list) return JsonStep::take;
  return *list == TikTokList::nothing ? JsonStep::skip : JsonStep::enter;
}

/// The profile says it, mostly behind the messages; else who writes in a chat of two and is not the other.
std::string find_owner(EntryReader& entry) {
  std::string owner, writer;
  const auto look = [&](Path path, bool is_array) {
    const auto chats = chats_at(path);
    if (chats && path[*chats] == "ChatHistory" && writer.empty()) return step(path, is_array);
    if (is_array || chats || !owner.empty()) return JsonStep::skip;
    return !path.empty() && path.back() == "ProfileMap" ? JsonStep::take : JsonStep::enter;
  };
  stream_json(bytes_of(entry), {look, [&](const JsonItem& item, Json&& value) {
                                  if (item.path.empty()) return;
                                  if (item.path.back() == "ProfileMap") owner = tiktok_user(value);
                                  const auto chats = chats_at(item.path);
                                  if (!chats || item.path.size() < *chats + 3 || !writer.empty()) return;
                                  const std::string from = tidy_text(tiktok_field(value, "from").str());
                                  if (from != tiktok_chat_name(item.path[*chats + 1], TikTokFile::Chat::two))
                                    writer = from;
                                }});
  entry.rewind();
  return owner.empty() ? writer : owner;
}

/// `drifted`: no root of the file is known.
void take(TikTokFile& file, const JsonItem& item, const Json& value, bool drifted) {
  const Path path = item.path;
  const Locator at = Locator::at_byte(item.byte);
  if (path.empty()) return;
  if (const auto chats = chats_at(path)) {
    if (path.size() < *chats + 3) return value.is_object() ? file.tally.unknown(value, at) : void();
    if (!item.complete) return file.tally.cut();
    const auto kind = path[*chats] == "GroupChat" ? TikTokFile::Chat::group : TikTokFile::Chat::two;
    return file.message(kind, tiktok_chat_name(path[*chats + 1], kind), value, at);
  }
  if (path.back() == "ProfileMap") return file.profile(value, at);
  if (path.back() == "Private Account" && path.size() >= 2 && path[path.size() - 2] == "SettingsMap")
    return file.closed_account(value, at);
  const auto list = path.size() >= 2 ? list_of(path.first(path.size() - 1)) : std::nullopt;
  const bool listed = path.back().find_first_not_of("0123456789") == std::string_view::npos;
  if (list && *list != TikTokList::nothing && (value.is_object() || listed || !item.complete))
    return item.complete ? file.item(*list, value, at) : file.tally.cut();
  if (!value.is_array()) return;
  if (!drifted && !holds_records(path[0])) return file.tally.not_read(path.back(), value.size());
  // Each is a message, a comment or a post in a form that is not known.
  for (const Json& one : value.items()) file.tally.unknown(one, at);
}

int roots_of(const JsonShape& shape) {
  int roots = 0;
  for (const std::string_view root :
       {"Activity", "Your Activity", "Video", "Post", "Comment", "Direct Messages", "Direct Message", "App Settings",
        "Profile", "Profile And Settings", "Likes and Favorites", "TikTok Shop", "TikTok Shopping", "Tiktok Shopping",
        "Ads and data", "Tiktok Live", "TikTok Live", "Income Plus", "Group Chat"})
    roots += shape.has(root) ? 1 : 0;
  return roots;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (is_empty_file(entry, sink)) return;
  TikTokFile file(importer, entry, sink);
  file.owner_is(find_owner(entry));
  const bool ours = base_name(entry.path()) == "user_data_tiktok.json" || mentions(entry.head(), {"tiktok", "TikTok"});
  const bool drifted = ours && roots_of(json_shape(entry.head())) == 0;
  const JsonDamage damage = stream_json(
      bytes_of(entry), {step, [&](const JsonItem& item, Json&& value) { take(file, item, value, drifted); }});
  file.tally.finish(damage);
}

Bid bid(const EntryReader& entry) {
  const bool named = is_named(entry.path(), "user_data.json") || is_named(entry.path(), "user_data_tiktok.json");
  if (entry.head().empty()) return named ? Bid::likely : Bid::no;
  if (!named && !mentions(entry.head(), {"List\"", "Map\"", "\"ChatHistory\"", "\"Profile"})) return Bid::no;
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json || shape.root_is_array) return Bid::no;
  const int roots = roots_of(shape);
  if (roots >= 3 || (named && roots >= 1)) return Bid::certain;
  const auto has = [&](std::string_view words) { return entry.head().find(words) != std::string_view::npos; };
  const bool leaves = has("\"FansList\"") || has("\"ItemFavoriteList\"") || has("\"CommentsList\"") ||
                      has("\"ChatHistory\"") || has("\"ProfileMap\"") || has("\"Following List\"") ||
                      has("\"VideoList\"") || has("\"BlockList\"") || has("\"SettingsMap\"");
  if (leaves && roots >= 1) return Bid::certain;
  return named || (leaves && has("tiktok")) ? Bid::likely : Bid::no;
}

}  // namespace

constinit const Importer importer{.id = "tiktok-json",
                                  .platform = "tiktok",
                                  .versions = "2020-2026",
                                  .gaps = "format.tiktok-json.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::tiktok_json
