// Instagram, "Je gegevens downloaden" as JSON, 2018 to 2026.
//
//   followers_1.json   [{"title": "", "string_list_data": [{"value": "noor", "href": "…", "timestamp": 1600000000}]}]
//   following.json     {"relationships_following": [{"title": "noor", "string_list_data": [{"timestamp": …}]}]}
//   posts_1.json       [{"media": [{"uri": "media/posts/…", "title": "Schoolreis!"}]}]
//   -> connections with user names, posts of the owner, comments, pictures; messages: see meta_thread.cpp
//
// Gaps: a user name can change, and there is no id; likes, saved posts, searches and advertising are not read; who is
// tagged in a picture is not in the download; messages that disappear are not in it.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "account_setting.h"
#include "instagram_legacy.h"
#include "meta_kinds.h"
#include "meta_message.h"
#include "meta_place.h"
#include "meta_posts.h"

namespace schouw::instagram_json {

extern const Importer importer;

namespace {

struct List {
  std::string_view key;
  MetaWhat what;
  ConnectionKind kind = ConnectionKind::follows;
};
constexpr auto kLists = std::to_array<List>({
    {"relationships_followers", MetaWhat::connection, ConnectionKind::followed_by},
    {"relationships_following", MetaWhat::connection, ConnectionKind::follows},
    {"relationships_close_friends", MetaWhat::connection, ConnectionKind::contact},
    {"relationships_blocked_users", MetaWhat::connection, ConnectionKind::blocked},
    {"relationships_follow_requests_sent", MetaWhat::connection, ConnectionKind::request_sent},
    {"relationships_permanent_follow_requests", MetaWhat::connection, ConnectionKind::request_sent},
    {"relationships_follow_requests_received", MetaWhat::connection, ConnectionKind::request_received},
    {"relationships_unfollowed_users", MetaWhat::connection, ConnectionKind::removed},
    {"text_post_app_text_post_app_followers", MetaWhat::connection, ConnectionKind::followed_by},
    {"text_post_app_text_post_app_following", MetaWhat::connection, ConnectionKind::follows},
    {"text_post_app_text_post_app_blocked_users", MetaWhat::connection, ConnectionKind::blocked},
    {"text_post_app_text_post_app_follow_requests_sent", MetaWhat::connection, ConnectionKind::request_sent},
    {"text_post_app_text_post_app_follow_requests_received", MetaWhat::connection, ConnectionKind::request_received},
    {"contacts_contact_info", MetaWhat::contacts},
    {"ig_reels_media", MetaWhat::post},
    {"ig_igtv_media", MetaWhat::post},
    {"ig_posts_media", MetaWhat::post},
    {"ig_archived_post_media", MetaWhat::post},
    {"text_post_app_text_posts", MetaWhat::post},
    {"ig_recently_deleted_media", MetaWhat::deleted_post},
    {"ig_stories", MetaWhat::story},
    {"comments_media_comments", MetaWhat::comment},
    {"comments_reels_comments", MetaWhat::comment},
    {"comments_story_comments", MetaWhat::comment},
    {"ig_profile_picture", MetaWhat::picture},
    {"ig_other_media", MetaWhat::picture},
    {"profile_user", MetaWhat::profile},
    {"text_post_app_text_post_app_profile", MetaWhat::profile},
});

/// Beginnings of lists that hold nothing for an audit: settings, advertising, searches, likes, devices.
constexpr auto kNothing = std::to_array<std::string_view>({
    "account_history_",
    "ads_",
    "apps_and_websites_",
    "checkout_",
    "comments_allowed_from",
    "devices_",
    "eligibility_",
    "events_",
    "fundraisers_",
    "guides_",
    "impressions_history_",
    "inferred_data_",
    "likes_",
    "monetization_",
    "organic_insights_",
    "personal_information_",
    "profile_account_insights",
    "profile_business",
    "profile_emails",
    "profile_insights",
    "profile_profile_change",
    "profile_professional",
    "relationships_dismissed_suggested_users",
    "relationships_following_hashtags",
    "relationships_hide_stories_from",
    "relationships_restricted_users",
    "saved_",
    "searches_",
    "settings_",
    "shopping_",
    "story_activities_",
    "text_post_app_media_likes",
    "text_post_app_text_app_interest_feeds",
    "text_post_app_text_post_app_restricted_users",
    "text_post_app_text_post_app_saved_posts",
    "topics_",
    "your_reports",
});
constexpr auto kPlaces = std::to_array<std::string_view>({
    "comments/post_comments",
    "content/posts",
    "content/profile_photos",
    "content/recently_deleted_content",
    "content/reels",
    "content/stories",
    "followers_and_following/blocked_accounts",
    "followers_and_following/close_friends",
    "followers_and_following/follow_requests_you've_received",
    "followers_and_following/followers",
    "followers_and_following/following",
    "followers_and_following/pending_follow_requests",
    "followers_and_following/recent_follow_requests",
    "followers_and_following/recently_unfollowed_accounts",
    "likes/liked_comments",
    "likes/liked_posts",
    "media/posts",
    "media/profile_photos",
    "media/reels",
    "media/stories",
    "personal_information/personal_information",
    "personal_information/account_information",
    "personal_information/profile_changes",
    "personal_information/professional_information",
    "login_and_account_creation/account_privacy_changes",
    "login_and_account_creation/login_activity",
    "login_and_account_creation/signup_information",
    "messages/secret_conversations",
    "recent_searches/account_searches",
    "information_about_you/account_based_in",
    "device_information/camera_information",
    "device_information/devices",
    "monetization/eligibility",
    "ads_and_topics/posts_viewed",
    "ads_and_topics/videos_watched",
    "ads_and_topics/accounts_you're_not_interested_in",
    "comments_settings/use_cross-app_messaging",
    "comments_settings/comments_allowed_from",
});

const List* list_of(std::string_view key) {
  const auto known = std::ranges::find(kLists, key, &List::key);
  return known == kLists.end() ? nullptr : &*known;
}

bool is_nothing(std::string_view key) {
  return std::ranges::any_of(kNothing, [&](std::string_view start) { return key.starts_with(start); });
}

class Reader {
 public:
  explicit Reader(MetaFile& file) : file_(file) {}

  void read() {
    const JsonDamage damage =
        walk_meta_lists(file_, [this](const MetaListItem& item, Json&& value) { take(item, value); });
    if (const Json* record = single_.record()) {
      // Whose name it is, only the name of the file can tell.
      const std::string_view name = file_.list_name();
      instagram_kind(name) ? root_item(*record, Locator::at_index(0)) : void(not_read_[std::string(name)] += 1);
    } else if (single_.media() > 0) {
      not_read_["media"] += single_.media();
    }
    for (const auto& [list, records] : not_read_) file_.list_not_read(list, records);
    file_.finish(damage);
  }

 private:
  void take(const MetaListItem& item, const Json& value) {
    if (!item.list.empty() && single_.take(item, value)) return;
    if (!value.is_object()) {
      // A text or a number where a record belongs.
      if (item.is_item && (item.list.empty() || list_of(item.list) != nullptr)) file_.unknown(value, item.at);
      return;
    }
    if (item.list.empty()) return root_item(value, item.at);
    if (item.is_item) record(item.list, value, item.at);
  }

  void record(std::string_view key, const Json& value, const Locator& at) {
    const List* list = list_of(key);
    if (list != nullptr || is_nothing(key)) file_.known();
    if (list != nullptr) return one(list->what, list->kind, value, at);
    // A list of names under the name of its file: {"followers": [{"string_list_data": …}]}
    const std::optional<MetaKind> named =
        value.find("string_list_data") != nullptr ? instagram_kind(key) : std::nullopt;
    if (named && named->what == MetaWhat::connection) {
      file_.known();
      return connection(named->kind, value, at);
    }
    if (!is_nothing(key)) not_read_[std::string(key)] += 1;
  }

  void one(MetaWhat what, ConnectionKind kind, const Json& value, const Locator& at) {
    switch (what) {
      case MetaWhat::connection:
        return connection(kind, value, at);
      case MetaWhat::contacts:
        return contact(value, at);
      case MetaWhat::post:
        return give(instagram_post(value, MessageKind::post, file_), at);
      case MetaWhat::deleted_post:
        return deleted_post(value, at);
      case MetaWhat::story:
        return give(instagram_post(value, MessageKind::story, file_), at);
      case MetaWhat::comment:
        return comment(value, at);
      case MetaWhat::picture:
        return give_meta_picture(value, at, file_);
      case MetaWhat::profile:
        return profile(value, at);
      case MetaWhat::thread:
      case MetaWhat::edit:
      case MetaWhat::group_post:
      case MetaWhat::group_comment:
      case MetaWhat::post_by_other:
      case MetaWhat::nothing:
        return;
    }
  }

  /// A list without a key: what an item is shows in the item, or else in the name of the file.
  void root_item(const Json& value, const Locator& at) {
    const std::optional<MetaKind> named = instagram_kind(file_.list_name());
    const bool fields = value.find("string_list_data") != nullptr || value.find("string_map_data") != nullptr;
    if (value.find("media") != nullptr && !fields && value.find("label_values") == nullptr)
      return one(!named || named->what == MetaWhat::connection ? MetaWhat::post : named->what,
                 ConnectionKind::follows, value, at);
    if (const auto& inner = value.members(); !inner.empty() &&
        (list_of(inner.front().first) != nullptr || is_nothing(inner.front().first))) {
      for (const auto& [key, items] : inner)
        for (const Json& item : items.items()) record(key, item, at);
      return;
    }
    if (value.find("label_values") != nullptr || fields)
      return labelled(named, value, at);
    if (value.find("uri") != nullptr)
      return one(named ? named->what : MetaWhat::picture, ConnectionKind::follows, value, at);
    file_.unknown(value, at);
  }

  void labelled(const std::optional<MetaKind>& named, const Json& value, const Locator& at) {
    if (named && named->what != MetaWhat::thread) return one(named->what, named->kind, value, at);
    // Only followers come as a bare list of names, and only comments with the label of a comment.
    if (value.at("string_list_data").is_array()) return connection(ConnectionKind::followed_by, value, at);
    const std::vector<MetaField> fields = meta_fields(value, file_.text);
    if (!field_of(fields, MetaLabel::comment).empty()) return comment(value, at);
    not_read_[std::string(file_.list_name())] += 1;
  }

  /// The user name stands in "value" (until 2024), in "title" (since), under a label, or only in the address.
  void connection(ConnectionKind kind, const Json& value, const Locator& at) {
    const std::vector<MetaField> fields = meta_fields(value, file_.text);
    AccountRef other{.display_name = std::string(field_of(fields, MetaLabel::name)),
                     .handle = std::string(field_of(fields, MetaLabel::username))};
    Timestamp since;
    std::string address;
    for (const MetaField& one : fields) {
      if (since.basis == Timestamp::Basis::none) since = one.time;
      if (other.handle.empty() && one.label == MetaLabel::none && value.find("string_list_data") != nullptr)
        other.handle = one.value;
      if (address.empty()) address = instagram_user(one.href.empty() ? one.value : one.href);
    }
    if (other.handle.empty()) other.handle = file_.text.tidy(value.str("title"));
    if (other.handle.empty()) other.handle = std::move(address);
    if (since.basis == Timestamp::Basis::none) since = meta_time(value.at("timestamp"));
    const auto has_words = [](const MetaField& one) { return !one.value.empty(); };
    // Under labels that are not known, which of the words is the user name is not guessed.
    if (other.empty() && std::ranges::any_of(fields, has_words)) return file_.unknown(value, at);
    if (other.empty()) return file_.content_absent();
    file_.connection(kind, std::move(other), std::move(since), at);
  }

  /// From the address book of a phone: labels in the language of the account, so a value with '@' is a mail address,
  /// one of digits a number, and what is left the name.
  void contact(const Json& value, const Locator& at) {
    AccountRef other;
    for (const MetaField& one : meta_fields(value, file_.text)) add_contact_words(one.value, other);
    if (other.empty()) return file_.content_absent();
    file_.connection(ConnectionKind::contact, std::move(other), {}, at);
  }

  void deleted_post(const Json& value, const Locator& at) {
    Message message = instagram_post(value, MessageKind::post, file_);
    message.flags.deleted = true;
    give(std::move(message), at);
  }

  void comment(const Json& value, const Locator& at) {
    Message message = instagram_comment(value, file_);
    if (message.text.empty()) file_.content_absent();
    give(std::move(message), at);
  }

  void profile(const Json& value, const Locator& at) {
    const std::vector<MetaField> fields = meta_fields(value, file_.text);
    AccountRef owner{.display_name = std::string(field_of(fields, MetaLabel::name)),
                     .handle = std::string(field_of(fields, MetaLabel::username)),
                     .phone = std::string(field_of(fields, MetaLabel::phone)),
                     .email = std::string(field_of(fields, MetaLabel::email))};
    const std::string whose = owner.handle;
    if (!owner.empty()) file_.owner_is(std::move(owner));
    for (const auto& [label, field] : value.at("string_map_data").members())
      if (const std::string name = file_.text.tidy(label); name == "Private Account" || name == "Privéaccount")
        if (const auto on = setting_value(field.str("value")); on && !whose.empty()) {
          Message setting = account_setting("private_account", *on, whose, {}, at);
          setting.sender = file_.owner();
          file_.message(std::move(setting));
        }
    std::string words = instagram_profile_words(value, file_.text);
    if (words.empty()) return;
    Message message = profile_words(std::move(words), at);
    message.sender = file_.owner();
    file_.message(std::move(message));
  }

  void give(Message&& message, const Locator& at) {
    message.locator = at;
    file_.message(std::move(message));
  }

  MetaFile& file_;
  std::map<std::string, std::uint64_t> not_read_;
  MetaSingle single_;
};

Bid bid_lists(const EntryReader& entry, const JsonShape& shape) {
  for (const std::string_view key : {"string_map_data", "string_list_data", "media_map_data", "media_list_data"})
    if (shape.item_has(key) || shape.has(key)) return Bid::certain;
  const auto known = [](const std::string& key) {
    return list_of(key) != nullptr || key.starts_with("relationships_") || key.starts_with("ig_");
  };
  if (std::ranges::any_of(shape.keys, known) || std::ranges::any_of(shape.item_keys, known)) return Bid::certain;
  if (is_instagram_legacy(shape)) return Bid::certain;
  const bool post = shape.root_is_array && shape.item_has("media") && !shape.item_has("timestamp");
  if (post && entry.head().find("\"creation_timestamp\"") != std::string_view::npos) return Bid::certain;
  const bool place = is_known_place(entry.path(), kPlaces);
  if (!place && std::ranges::none_of(shape.keys, is_nothing)) return Bid::no;
  return meta_clue(entry) == MetaClue::facebook ? Bid::no : place ? Bid::likely : Bid::weak;
}

/// In a folder of Instagram, whatever it is: at least it is said that it was not read.
bool is_placed(const EntryReader& entry) {
  return !entry.head().empty() && is_meta_folder(entry.path()) && meta_clue(entry) == MetaClue::instagram;
}

Bid bid(const EntryReader& entry) {
  const std::string_view path = entry.path();
  if (base_name(path) == "no-data.txt")
    return is_meta_no_data(entry) && meta_clue(entry) == MetaClue::instagram ? Bid::likely : Bid::no;
  if (entry.head().empty()) {
    if (!path.ends_with(".json")) return Bid::no;
    const MetaClue clue = meta_clue(entry);
    const bool known = is_known_place(path, kPlaces) ? clue != MetaClue::facebook : clue == MetaClue::instagram;
    return known && (is_meta_folder(path) || is_instagram_legacy_name(path)) ? Bid::likely : Bid::no;
  }
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json) return is_broken_json(entry) && is_placed(entry) ? Bid::weak : Bid::no;
  const bool labelled = shape.has("label_values") || shape.item_has("label_values");
  if (is_meta_thread(shape, entry) || labelled) {
    const MetaClue clue = labelled ? meta_labelled_clue(entry) : meta_clue(entry);
    if (clue == MetaClue::none) return labelled && is_known_place(path, kPlaces) ? Bid::certain : Bid::weak;
    return clue == MetaClue::instagram ? Bid::certain : Bid::no;
  }
  const Bid form = bid_lists(entry, shape);
  return form == Bid::no && is_placed(entry) ? Bid::weak : form;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (base_name(entry.path()) == "no-data.txt") return read_meta_no_data(entry, sink);
  MetaFile file(importer, entry, sink);
  const JsonShape shape = json_shape(entry.head());
  if (is_meta_thread(shape)) return read_meta_thread(file);
  const bool labelled = shape.has("label_values") || shape.item_has("label_values");
  if (!labelled && is_placed(entry) && bid_lists(entry, shape) == Bid::no) return read_meta_unknown(file);
  if (is_instagram_legacy(shape)) return read_instagram_legacy(file);
  Reader(file).read();
}

}  // namespace

constinit const Importer importer{.id = "instagram-json",
                                  .platform = "instagram",
                                  .versions = "2018-2026",
                                  .gaps = "format.instagram-json.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::instagram_json
