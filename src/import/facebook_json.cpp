// Facebook, "Je informatie downloaden" as JSON, 2018 to 2026, and Messenger's encrypted chats.
//
//   friends_and_followers/friends.json   {"friends_v2": [{"name": "Noor Bakker", "timestamp": 1600000000}]}
//   messages/inbox/noor_2qr6/message_1.json   see meta_thread.cpp
//   -> connections of the owner, messages, posts, comments, pictures
//
// A list is known by its key, whatever its version ("friends", "friends_v2") and wherever its file lies.
//
// Gaps: friends have a name and a day, no id; pages that are liked or followed are no people and are not read;
// reactions, searches, visits and advertising are not read; leaving a group is a sentence in the account's language.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "account_setting.h"
#include "facebook_labelled.h"
#include "meta_kinds.h"
#include "meta_message.h"
#include "meta_place.h"
#include "meta_posts.h"

namespace schouw::facebook_json {

extern const Importer importer;

namespace {

struct List {
  std::string_view key;
  MetaWhat what;
  ConnectionKind kind = ConnectionKind::friend_;
};
constexpr auto kLists = std::to_array<List>({
    {"friends", MetaWhat::connection, ConnectionKind::friend_},
    {"your_friends", MetaWhat::connection, ConnectionKind::friend_},
    {"removed_friends", MetaWhat::connection, ConnectionKind::removed},
    {"deleted_friends", MetaWhat::connection, ConnectionKind::removed},
    {"sent_friend_requests", MetaWhat::connection, ConnectionKind::request_sent},
    {"friend_requests_sent", MetaWhat::connection, ConnectionKind::request_sent},
    {"sent_requests", MetaWhat::connection, ConnectionKind::request_sent},
    {"received_friend_requests", MetaWhat::connection, ConnectionKind::request_received},
    {"friend_requests_received", MetaWhat::connection, ConnectionKind::request_received},
    {"received_requests", MetaWhat::connection, ConnectionKind::request_received},
    {"rejected_friend_requests", MetaWhat::connection, ConnectionKind::request_received},
    {"rejected_requests", MetaWhat::connection, ConnectionKind::request_received},
    {"followers", MetaWhat::connection, ConnectionKind::followed_by},
    {"following", MetaWhat::connection, ConnectionKind::follows},
    {"blocked_users", MetaWhat::connection, ConnectionKind::blocked},
    {"blocked", MetaWhat::connection, ConnectionKind::blocked},
    {"groups_joined", MetaWhat::connection, ConnectionKind::member},
    {"groups_admined", MetaWhat::connection, ConnectionKind::admin},
    {"groups_managed", MetaWhat::connection, ConnectionKind::admin},
    {"pages", MetaWhat::connection, ConnectionKind::admin},
    {"your_pages", MetaWhat::connection, ConnectionKind::admin},
    {"page_roles", MetaWhat::connection, ConnectionKind::admin},
    {"pages_admined", MetaWhat::connection, ConnectionKind::admin},
    {"address_book", MetaWhat::contacts},
    {"status_updates", MetaWhat::post},
    {"posts", MetaWhat::post},
    {"timeline_posts", MetaWhat::post},
    {"profile_updates", MetaWhat::post},
    {"notes", MetaWhat::post},
    {"archive", MetaWhat::post},
    {"lasso_videos", MetaWhat::post},
    {"app_posts", MetaWhat::post},
    {"trash", MetaWhat::deleted_post},
    {"group_posts", MetaWhat::group_post},
    {"pending_posts", MetaWhat::group_post},
    {"wall_posts_sent_to_you", MetaWhat::post_by_other},
    {"stories", MetaWhat::story},
    {"archived_stories", MetaWhat::story},
    {"comments", MetaWhat::comment},
    {"group_comments", MetaWhat::group_comment},
    {"photos", MetaWhat::picture},
    {"other_photos", MetaWhat::picture},
    {"videos", MetaWhat::picture},
    {"profile", MetaWhat::profile},
});

/// Lists that hold nothing for an audit: settings, advertising, searches, visits, reactions, games, events.
constexpr auto kNothing = std::to_array<std::string_view>({
    "account_activity",
    "account_accesses",
    "active_sessions",
    "admin_records",
    "autofill_information",
    "contact_verifications",
    "custom_audiences",
    "event_responses",
    "events_invited",
    "event_invitation_links",
    "events_joined",
    "friend_peer_group",
    "group_badges",
    "group_membership_questions_answers",
    "history",
    "inferred_topics",
    "installed_apps",
    "instant_games_played",
    "instant_games_usage_data",
    "ip_used",
    "last_activity",
    "login_protection_data",
    "magic_words",
    "navigation_bar_activity",
    "news_your_locations",
    "notifications",
    "off_facebook_activity",
    "page_likes",
    "pages_unfollowed",
    "payments",
    "people_interactions",
    "people_you_may_know",
    "pokes",
    "poll_votes",
    "primary_location",
    "primary_public_location",
    "privacy_jurisdiction",
    "reactions",
    "recently_viewed",
    "recognized_devices",
    "saves",
    "saved_items",
    "searches",
    "secret_conversations",
    "story_reactions",
    "timezone",
    "topics",
    "used_ip_address",
    "visited",
    "visited_things",
    "voting_location",
    "your_avatar",
    "your_events",
    "your_places",
});

constexpr auto kPlaces = std::to_array<std::string_view>({
    "about_you/your_address_books",
    "comments/comments",
    "comments_and_reactions/comments",
    "comments_and_reactions/comments_and_reactions",
    "friends/friends",
    "friends/your_friends",
    "following_and_followers/followers",
    "following_and_followers/following",
    "friends_and_followers/followers",
    "friends_and_followers/following",
    "friends_and_followers/friends",
    "friends_and_followers/removed_friends",
    "friends_and_followers/who_you_follow",
    "groups/your_groups",
    "groups/your_posts_in_groups",
    "groups/your_comments_in_groups",
    "groups/your_group_membership_activity",
    "pages/your_pages",
    "posts/your_posts",
    "posts/your_posts__check_ins__photos_and_videos",
    "posts/your_videos",
    "posts/your_uncategorized_photos",
    "profile_information/profile_information",
    "your_places/places_you've_created",
});

const List* list_of(std::string_view key) {
  const auto known = std::ranges::find(kLists, without_version(key), &List::key);
  return known == kLists.end() ? nullptr : &*known;
}

bool is_nothing(std::string_view key) { return std::ranges::find(kNothing, without_version(key)) != kNothing.end(); }

/// "contact_info" of old friend lists, "contact_point" of an address book: a mail address or a number.
void add_contact_point(std::string point, AccountRef& to) {
  if (point.find('@') != std::string::npos) {
    if (to.email.empty()) to.email = std::move(point);
  } else if (to.phone.empty()) {
    to.phone = std::move(point);
  }
}

class Reader {
 public:
  explicit Reader(MetaFile& file) : file_(file) {}

  void read() {
    const JsonDamage damage =
        walk_meta_lists(file_, [this](const MetaListItem& item, Json&& value) { take(item, value); });
    if (const Json* record = single_.record()) {
      root_item(*record, Locator::at_index(0));
    } else if (single_.media() > 0) {
      not_read_["media"] += single_.media();
    }
    for (const auto& [list, records] : not_read_) file_.list_not_read(list, records);
    file_.finish(damage);
  }

 private:
  void take(const MetaListItem& item, const Json& value) {
    if (!item.complete) return;
    if (item.list.empty()) return root_item(value, item.at);
    if (single_.take(item, value)) return;
    record(item.list, value, item.at, item.is_item);
  }

  /// `is_item` false: the whole object under that key, as {"group_posts": {"activity_log_data": […]}} of 2018.
  void record(std::string_view key, const Json& value, const Locator& at, bool is_item) {
    const List* list = list_of(key);
    if (list == nullptr) {
      const bool nothing = is_nothing(key);
      if (nothing) file_.known();
      if (!nothing && (is_item || has_version(key))) not_read_[std::string(without_version(key))] += 1;
      return;
    }
    file_.known();
    if (is_item && !value.is_object()) return file_.unknown(value, at);
    if (is_item || list->what == MetaWhat::profile) return one(*list, value, at);
    std::uint64_t index = 0;
    for (const auto& [inner, items] : value.members())
      for (const Json& item : items.items()) {
        const Locator inside = Locator::at_index(index++);
        item.is_object() ? one(*list, item, inside) : file_.unknown(item, inside);
      }
  }

  void one(const List& list, const Json& value, const Locator& at) {
    switch (list.what) {
      case MetaWhat::connection:
        return connection(list.kind, value, at);
      case MetaWhat::contacts:
        return contact(value, at);
      case MetaWhat::post:
        return give(facebook_post(value, file_), at);
      case MetaWhat::deleted_post:
        return deleted_post(value, at);
      case MetaWhat::group_post:
        return group_post(value, at);
      case MetaWhat::post_by_other:
        return post_by_other(value, at);
      case MetaWhat::story:
        return story(value, at);
      case MetaWhat::comment:
        return comment(value, at);
      case MetaWhat::group_comment:
        return comment(value, at, true);
      case MetaWhat::picture:
        return give_meta_picture(value, at, file_);
      case MetaWhat::profile:
        return profile(value, at);
      case MetaWhat::thread:
      case MetaWhat::edit:
      case MetaWhat::nothing:
        return;
    }
  }

  /// A bare list holds posts. Lists cut out of several files and pasted together are read for what each item is.
  void root_item(const Json& value, const Locator& at) {
    if (!value.is_object()) return file_.unknown(value, at);
    if (value.find("label_values") != nullptr) {
      if (!read_facebook_labelled(value, at, file_)) not_read_[std::string(file_.list_name())] += 1;
      return;
    }
    if (value.find("sender_name") != nullptr) return stray_message(value, at);
    const auto is_list = [](const Json::Member& one) { return list_of(one.first) != nullptr && one.second.is_array(); };
    if (std::ranges::any_of(value.members(), is_list)) {
      for (const auto& [key, items] : value.members())
        for (const Json& item : items.items()) record(key, item, at, true);
      return;
    }
    if (value.find("uri") != nullptr) return give_meta_picture(value, at, file_);
    if (value.find("timestamp") == nullptr) return file_.unknown(value, at);
    const auto& data = value.at("data").items();
    const bool is_comment = std::ranges::any_of(data, [](const Json& d) { return d.find("comment") != nullptr; });
    if (is_comment) return comment(value, at);
    // "Noor Bakker vindt de foto van Bas Visser leuk."
    if (std::ranges::any_of(data, [](const Json& d) { return d.find("reaction") != nullptr; })) return file_.known();
    // A title and nothing more is a post only where posts are.
    const bool says = std::ranges::any_of(data, [](const Json& d) { return d.find("post") != nullptr; });
    if (!says && value.at("attachments").size() == 0 && value.find("text") == nullptr && !holds_posts())
      return void(not_read_[std::string(file_.list_name())] += 1);
    give(facebook_post(value, file_), at);
  }

  bool holds_posts() const {
    const auto kind = facebook_kind(file_.list_name());
    return kind && (kind->what == MetaWhat::post || kind->what == MetaWhat::deleted_post ||
                    kind->what == MetaWhat::group_post || kind->what == MetaWhat::story);
  }

  void connection(ConnectionKind kind, const Json& value, const Locator& at) {
    AccountRef other{.display_name = file_.text.tidy(value.str("name"))};
    for (const Json& data : value.at("data").items())
      if (other.display_name.empty()) other.display_name = file_.text.tidy(data.str("name"));
    add_contact_point(file_.text.tidy(value.str("contact_info")), other);
    add_facebook_address(value.str("url"), other);
    if (other.display_name.empty() && !value.str("title").empty()) return sentence(value, at);
    if (other.empty()) return file_.content_absent();
    file_.connection(kind, std::move(other), meta_time(value.at("timestamp")), at);
  }

  /// "Je bent geen lid meer van Groep 6." What it says is in the language of the account; it is kept as it is.
  void sentence(const Json& value, const Locator& at) {
    Message message{.kind = MessageKind::event, .time = meta_time(value.at("timestamp")), .sender = file_.owner()};
    message.title = file_.text.tidy(value.str("title"));
    message.event = "membership-note";
    message.conversation = meta_public_place("note", message);
    message.conversation.kind = ConversationKind::group;
    give(std::move(message), at);
  }

  void contact(const Json& value, const Locator& at) {
    AccountRef other{.display_name = file_.text.tidy(value.str("name"))};
    for (const Json& detail : value.at("details").items())
      add_contact_point(file_.text.tidy(detail.str("contact_point")), other);
    if (other.empty()) return file_.content_absent();
    file_.connection(ConnectionKind::contact, std::move(other), meta_time(value.at("created_timestamp")), at);
  }

  void group_post(const Json& value, const Locator& at) {
    const auto& data = value.at("data").items();
    if (std::ranges::any_of(data, [](const Json& d) { return d.find("comment") != nullptr; }))
      return comment(value, at, true);
    Message message = facebook_post(value, file_);
    // Not everybody sees a group.
    message.conversation.kind = ConversationKind::group;
    give(std::move(message), at);
  }

  void deleted_post(const Json& value, const Locator& at) {
    Message message = facebook_post(value, file_);
    message.flags.deleted = true;
    give(std::move(message), at);
  }

  /// Who wrote on the owner's timeline is only in the title.
  void post_by_other(const Json& value, const Locator& at) {
    Message message = facebook_post(value, file_);
    message.sender.reset();
    give(std::move(message), at);
  }

  void story(const Json& value, const Locator& at) {
    Message message = facebook_post(value, file_);
    message.kind = MessageKind::story;
    give(std::move(message), at);
  }

  /// `in_group`: by the list it stands in, whether the group is named or not.
  void comment(const Json& value, const Locator& at, bool in_group = false) {
    if (value.at("comment").is_string()) return give(facebook_remark(value, file_), at);
    Message message = facebook_comment(value, file_);
    if (in_group) message.conversation.kind = ConversationKind::group;
    if (message.text.empty() && message.attachments.empty()) file_.content_absent();
    give(std::move(message), at);
  }

  /// A message without its conversation: who else took part is not known.
  void stray_message(const Json& value, const Locator& at) {
    Message message = meta_message(value, file_.text);
    message.kind = MessageKind::event;
    message.event = "message-without-conversation";
    message.conversation = meta_public_place("stray", message);
    message.conversation.kind = ConversationKind::group;
    give(std::move(message), at);
  }

  void profile(const Json& value, const Locator& at) {
    const Json& name = value.at("name");
    AccountRef owner{.display_name = file_.text.tidy(name.is_string() ? name.str() : name.str("full_name"))};
    owner.handle = file_.text.tidy(value.str("username"));
    const Json& emails = value.at("emails");
    const auto& addresses = emails.is_array() ? emails.items() : emails.at("emails").items();
    if (!addresses.empty()) owner.email = file_.text.tidy(addresses.front().str());
    const auto& phones = value.at("phone_numbers").items();
    if (!phones.empty()) owner.phone = file_.text.tidy(phones.front().str("phone_number"));
    if (!owner.empty()) file_.owner_is(std::move(owner));
    std::string words = facebook_profile_words(value, file_.text);
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
  const auto versioned = [](const std::string& key) { return has_version(key); };
  const auto known = [](const std::string& key) {
    return has_version(key) && (list_of(key) != nullptr || is_nothing(key));
  };
  if (std::ranges::any_of(shape.keys, known) || std::ranges::any_of(shape.item_keys, known)) return Bid::certain;
  const bool place = is_known_place(entry.path(), kPlaces);
  // A chat that another program saved as a list has times and files too, and more: who said it, and what.
  constexpr auto kOfPost = std::to_array<std::string_view>({"timestamp", "data", "attachments", "title", "tags"});
  const bool own = std::ranges::all_of(
      shape.item_keys, [&](const std::string& key) { return std::ranges::find(kOfPost, key) != kOfPost.end(); });
  const bool data = shape.item_has("timestamp") && (shape.item_has("data") || shape.item_has("attachments"));
  if (data && (shape.root_is_array ? own : list_of(shape.keys.empty() ? "" : shape.keys.front()) != nullptr))
    return Bid::certain;
  // "Bas heeft zijn status bijgewerkt." without words may come first, and the name of a file taken alone tells the rest.
  const auto kind = facebook_kind(meta_list_name(entry.path()));
  const bool posts = kind && (kind->what == MetaWhat::post || kind->what == MetaWhat::group_post);
  if (posts && shape.root_is_array && own && shape.item_has("timestamp")) return Bid::likely;
  const bool named = shape.item_has("name") && shape.item_has("timestamp");
  const bool listed = std::ranges::any_of(shape.keys, [](const auto& key) { return list_of(key) != nullptr; });
  if (listed && (named || shape.item_has("uri") || place)) return Bid::likely;
  const bool profile =
      shape.has("profile") && entry.head().find("\"registration_timestamp\"") != std::string_view::npos;
  if (profile || std::ranges::any_of(shape.keys, versioned)) return Bid::likely;
  if (place) return Bid::likely;
  // Of the words without a version only the long ones are Facebook's alone: "wall_posts_sent_to_you".
  const auto own_word = [](const std::string& key) {
    return key.find('_') != std::string::npos && (list_of(key) != nullptr || is_nothing(key));
  };
  return std::ranges::any_of(shape.keys, own_word) ? Bid::weak : Bid::no;
}

/// In a folder of Facebook, whatever it is: at least it is said that it was not read.
bool is_placed(const EntryReader& entry) {
  return !entry.head().empty() && is_meta_folder(entry.path()) && meta_clue(entry) == MetaClue::facebook;
}

Bid bid(const EntryReader& entry) {
  const std::string_view path = entry.path();
  if (base_name(path) == "no-data.txt")
    return is_meta_no_data(entry) && meta_clue(entry) == MetaClue::facebook ? Bid::likely : Bid::no;
  if (entry.head().empty()) {
    if (!path.ends_with(".json")) return Bid::no;
    const MetaClue clue = meta_clue(entry);
    const bool known = is_known_place(path, kPlaces) ? clue != MetaClue::instagram : clue == MetaClue::facebook;
    return known && is_meta_folder(path) ? Bid::likely : Bid::no;
  }
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json) return is_broken_json(entry) && (is_known_place(path, kPlaces) || is_placed(entry)) ? Bid::weak : Bid::no;
  const bool labelled = shape.has("label_values") || shape.item_has("label_values");
  if (is_meta_thread(shape, entry) || labelled) {
    const MetaClue clue = labelled ? meta_labelled_clue(entry) : meta_clue(entry);
    if (clue == MetaClue::none) return shape.has("threadName") ? Bid::certain : Bid::likely;
    return clue == MetaClue::facebook ? Bid::certain : Bid::no;
  }
  if (shape.item_has("string_map_data") || shape.item_has("string_list_data")) return Bid::no;
  const Bid form = bid_lists(entry, shape);
  return form == Bid::no && is_placed(entry) ? Bid::weak : form;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (base_name(entry.path()) == "no-data.txt") return read_meta_no_data(entry, sink);
  MetaFile file(importer, entry, sink);
  const JsonShape shape = json_shape(entry.head());
  if (is_meta_thread(shape)) {
    // Instagram never wrote "message.json" in the folder of a conversation.
    const bool sure = shape.has("threadName") || entry.path().ends_with("/message.json");
    if (!sure && meta_clue(entry) == MetaClue::none)
      sink.problem({.code = "platform-assumed",
                    .severity = Severity::low,
                    .loss = Loss::none,
                    .locator = Locator::at_index(0),
                    .args = {"Facebook", "Instagram"}});
    return read_meta_thread(file);
  }
  const bool labelled = shape.has("label_values") || shape.item_has("label_values");
  const bool known = std::ranges::any_of(shape.keys, is_nothing);
  if (!labelled && !known && is_placed(entry) && bid_lists(entry, shape) == Bid::no) return read_meta_unknown(file);
  Reader(file).read();
}

}  // namespace

constinit const Importer importer{.id = "facebook-json",
                                  .platform = "facebook",
                                  .versions = "2018-2026",
                                  .gaps = "format.facebook-json.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::facebook_json
