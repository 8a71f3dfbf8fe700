// Names of files and titles of pages.
//
//   connections/friends/your_friends.html    ->  connections, friend
//   <title>Mensen die je volgt</title>       ->  connections, follows
//
// Gap: titles in other languages than Dutch and English; there the name of the file decides.
#include "meta_kinds.h"

#include <algorithm>
#include <array>
#include <string>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

struct Named {
  std::string_view name;
  MetaWhat what;
  ConnectionKind kind = ConnectionKind::friend_;
};

constexpr auto kFacebook = std::to_array<Named>({
    {"friends", MetaWhat::connection, ConnectionKind::friend_},
    {"your_friends", MetaWhat::connection, ConnectionKind::friend_},
    {"removed_friends", MetaWhat::connection, ConnectionKind::removed},
    {"deleted_friends", MetaWhat::connection, ConnectionKind::removed},
    {"sent_friend_requests", MetaWhat::connection, ConnectionKind::request_sent},
    {"friend_requests_sent", MetaWhat::connection, ConnectionKind::request_sent},
    {"received_friend_requests", MetaWhat::connection, ConnectionKind::request_received},
    {"friend_requests_received", MetaWhat::connection, ConnectionKind::request_received},
    {"rejected_friend_requests", MetaWhat::connection, ConnectionKind::request_received},
    {"followers", MetaWhat::connection, ConnectionKind::followed_by},
    {"people_who_followed_you", MetaWhat::connection, ConnectionKind::followed_by},
    {"who_you_follow", MetaWhat::connection, ConnectionKind::follows},
    {"who_you've_followed", MetaWhat::connection, ConnectionKind::follows},
    {"who_you_ve_followed", MetaWhat::connection, ConnectionKind::follows},
    {"following", MetaWhat::connection, ConnectionKind::follows},
    {"blocked_profiles", MetaWhat::connection, ConnectionKind::blocked},
    {"your_groups", MetaWhat::connection, ConnectionKind::admin},
    {"your_group_membership_activity", MetaWhat::connection, ConnectionKind::member},
    {"your_pages", MetaWhat::connection, ConnectionKind::admin},
    {"your_pages_and_profiles", MetaWhat::connection, ConnectionKind::admin},
    {"your_page_roles", MetaWhat::connection, ConnectionKind::admin},
    {"page_roles", MetaWhat::connection, ConnectionKind::admin},
    {"your_address_books", MetaWhat::contacts},
    {"contacts_uploaded_from_your_phone", MetaWhat::contacts},
    {"contacts_uploaded_before", MetaWhat::contacts},  // …_2021
    {"your_imported_contacts", MetaWhat::contacts},
    {"your_posts", MetaWhat::post},
    {"your_posts__check_ins__photos_and_videos", MetaWhat::post},
    {"profile_posts", MetaWhat::post},  // of a page
    {"posts_on_other_pages_and_profiles", MetaWhat::post},
    {"notes", MetaWhat::post},
    {"archive", MetaWhat::post},
    {"your_reels", MetaWhat::post},
    {"edits_you_made_to_posts", MetaWhat::edit},
    {"your_comment_edits", MetaWhat::edit},
    {"trash", MetaWhat::deleted_post},
    {"your_posts_in_groups", MetaWhat::group_post},
    {"your_pending_posts_in_groups", MetaWhat::group_post},
    {"group_posts_and_comments", MetaWhat::group_post},
    {"other_people's_posts_to_your_timeline", MetaWhat::post_by_other},
    {"other_people_s_posts_to_your_timeline", MetaWhat::post_by_other},
    {"stories", MetaWhat::story},
    {"archived_stories", MetaWhat::story},
    {"comments", MetaWhat::comment},
    {"your_comments_in_groups", MetaWhat::group_comment},
    {"your_photos", MetaWhat::picture},
    {"your_uncategorized_photos", MetaWhat::picture},
    {"your_videos", MetaWhat::picture},
    {"uncategorized_photos", MetaWhat::picture},
    {"videos", MetaWhat::picture},
    {"shared_memories", MetaWhat::picture},
    {"profile_information", MetaWhat::profile},
    {"message", MetaWhat::thread},
    {"ads_interests", MetaWhat::nothing},
    {"likes_and_reactions", MetaWhat::nothing},
    {"notifications", MetaWhat::nothing},
    {"recently_viewed", MetaWhat::nothing},
    {"recently_visited", MetaWhat::nothing},
    {"your_search_history", MetaWhat::nothing},
});

constexpr auto kInstagram = std::to_array<Named>({
    {"followers", MetaWhat::connection, ConnectionKind::followed_by},
    {"following", MetaWhat::connection, ConnectionKind::follows},
    {"close_friends", MetaWhat::connection, ConnectionKind::contact},
    {"profiles_you've_favorited", MetaWhat::connection, ConnectionKind::contact},
    {"profiles_you_ve_favorited", MetaWhat::connection, ConnectionKind::contact},
    {"blocked_profiles", MetaWhat::connection, ConnectionKind::blocked},
    {"blocked_accounts", MetaWhat::connection, ConnectionKind::blocked},
    {"pending_follow_requests", MetaWhat::connection, ConnectionKind::request_sent},
    {"recent_follow_requests", MetaWhat::connection, ConnectionKind::request_sent},
    {"follow_requests_you've_received", MetaWhat::connection, ConnectionKind::request_received},
    {"follow_requests_you_ve_received", MetaWhat::connection, ConnectionKind::request_received},
    {"recently_unfollowed_accounts", MetaWhat::connection, ConnectionKind::removed},
    {"recently_unfollowed_profiles", MetaWhat::connection, ConnectionKind::removed},
    {"synced_contacts", MetaWhat::contacts},
    {"post_comments", MetaWhat::comment},
    {"reels_comments", MetaWhat::comment},
    {"stories", MetaWhat::story},
    {"recently_deleted_content", MetaWhat::deleted_post},
    {"profile_photos", MetaWhat::picture},
    {"other_content", MetaWhat::picture},
    {"posts", MetaWhat::post},
    {"reels", MetaWhat::post},
    {"archived_posts", MetaWhat::post},
    {"igtv_videos", MetaWhat::post},
    {"threads_and_replies", MetaWhat::post},
    {"personal_information", MetaWhat::profile},
    {"message", MetaWhat::thread},
    {"account_information", MetaWhat::nothing},
    {"account_searches", MetaWhat::nothing},
    {"accounts_you're_not_interested_in", MetaWhat::nothing},
    {"ads_clicked", MetaWhat::nothing},
    {"ads_viewed", MetaWhat::nothing},
    {"devices", MetaWhat::nothing},
    {"hashtags_you're_following", MetaWhat::nothing},
    {"liked_comments", MetaWhat::nothing},
    {"liked_posts", MetaWhat::nothing},
    {"link_history", MetaWhat::nothing},
    {"login_activity", MetaWhat::nothing},
    {"logout_activity", MetaWhat::nothing},
    {"posts_viewed", MetaWhat::nothing},
    {"professional_information", MetaWhat::nothing},
    {"profile_changes", MetaWhat::nothing},
    {"profile_searches", MetaWhat::nothing},
    {"saved_collections", MetaWhat::nothing},
    {"saved_posts", MetaWhat::nothing},
    {"signup_information", MetaWhat::nothing},
    {"story_likes", MetaWhat::nothing},
    {"suggested_profiles_viewed", MetaWhat::nothing},
    {"threads_viewed", MetaWhat::nothing},
    {"videos_watched", MetaWhat::nothing},
    {"word_or_phrase_searches", MetaWhat::nothing},
    {"your_information_download_requests", MetaWhat::nothing},
    {"your_topics", MetaWhat::nothing},
});

/// Folded.
constexpr auto kTitles = std::to_array<Named>({
    {"friends", MetaWhat::connection, ConnectionKind::friend_},
    {"your friends", MetaWhat::connection, ConnectionKind::friend_},
    {"vrienden", MetaWhat::connection, ConnectionKind::friend_},
    {"je vrienden", MetaWhat::connection, ConnectionKind::friend_},
    {"removed friends", MetaWhat::connection, ConnectionKind::removed},
    {"verwijderde vrienden", MetaWhat::connection, ConnectionKind::removed},
    {"sent friend requests", MetaWhat::connection, ConnectionKind::request_sent},
    {"friend requests sent", MetaWhat::connection, ConnectionKind::request_sent},
    {"verzonden vriendschapsverzoeken", MetaWhat::connection, ConnectionKind::request_sent},
    {"received friend requests", MetaWhat::connection, ConnectionKind::request_received},
    {"friend requests received", MetaWhat::connection, ConnectionKind::request_received},
    {"ontvangen vriendschapsverzoeken", MetaWhat::connection, ConnectionKind::request_received},
    {"followers", MetaWhat::connection, ConnectionKind::followed_by},
    {"volgers", MetaWhat::connection, ConnectionKind::followed_by},
    {"following", MetaWhat::connection, ConnectionKind::follows},
    {"who you follow", MetaWhat::connection, ConnectionKind::follows},
    {"who you've followed", MetaWhat::connection, ConnectionKind::follows},
    {"volgend", MetaWhat::connection, ConnectionKind::follows},
    {"wie je volgt", MetaWhat::connection, ConnectionKind::follows},
    {"mensen die je volgt", MetaWhat::connection, ConnectionKind::follows},
    {"close friends", MetaWhat::connection, ConnectionKind::contact},
    {"goede vrienden", MetaWhat::connection, ConnectionKind::contact},
    {"your groups", MetaWhat::connection, ConnectionKind::admin},
    {"je groepen", MetaWhat::connection, ConnectionKind::admin},
    {"your pages", MetaWhat::connection, ConnectionKind::admin},
    {"je pagina's", MetaWhat::connection, ConnectionKind::admin},
    {"your posts", MetaWhat::post},
    {"je berichten", MetaWhat::post},
    {"posts", MetaWhat::post},
    {"stories", MetaWhat::story},
    {"verhalen", MetaWhat::story},
    {"comments", MetaWhat::comment},
    {"your comments", MetaWhat::comment},
    {"opmerkingen", MetaWhat::comment},
    {"je opmerkingen", MetaWhat::comment},
    {"post comments", MetaWhat::comment},
    {"reacties", MetaWhat::comment},
});

template <std::size_t N>
std::optional<MetaKind> find_in(const std::array<Named, N>& table, std::string_view name) {
  const auto known = std::ranges::find(table, name, &Named::name);
  if (known == table.end()) return std::nullopt;
  return MetaKind{known->what, known->kind};
}

}  // namespace

std::optional<MetaKind> facebook_kind(std::string_view file_name) { return find_in(kFacebook, file_name); }
std::optional<MetaKind> instagram_kind(std::string_view file_name) { return find_in(kInstagram, file_name); }
std::optional<MetaKind> meta_kind_of_title(std::string_view title) { return find_in(kTitles, fold(title)); }

}  // namespace schouw
