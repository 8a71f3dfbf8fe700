// Messages, connections, comments and posts of TikTok.
//
//   {"Date": "2025-03-02 19:04:11", "From": "noor_h", "Content": "Hoi"}       ->  a message; the clock is UTC: the text
//   {"Datum": "2025-03-02 19:04:11 UTC", "Gebruikersnaam": "noor_h"}              form of the same lists says so
//
// Gaps: shared films and pictures in messages are addresses; what a comment answers is an address at most; who could
// see a comment does not show.
#include "tiktok_record.h"

#include <algorithm>
#include <array>
#include <utility>

#include "account_setting.h"
#include "plain_text.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

struct Named {
  std::string_view field, name;
};
constexpr auto kNames = std::to_array<Named>({
    {"date", "Date"},
    {"date", "Datum"},
    {"date", "CommentTime"},
    {"date", "QuestionTime"},
    {"from", "From"},
    {"from", "Van"},
    {"content", "Content"},
    {"content", "Inhoud"},
    {"user", "UserName"},
    {"user", "User name"},
    {"user", "Gebruikersnaam"},
    {"bio", "bioDescription"},
    {"bio", "Bio"},
    {"comment", "Comment"},
    {"comment", "Reactie"},
    {"comment", "CommentContent"},
    {"comment", "QuestionContent"},
    {"url", "Url"},
    {"url", "Link naar origineel bericht"},
    {"url", "Original post link"},
    {"url", "originalPostUrl"},
    {"photo", "Photo"},
    {"photo", "Foto"},
    {"photo", "Sticker"},
    {"film", "Video"},
    {"link", "Link"},
    {"link", "VideoLink"},
    {"title", "Title"},
    {"title", "Titel"},
    {"who", "WhoCanView"},
    {"who", "Who can view"},
    {"who", "Wie kan dit bekijken"},
    {"who", "Wie kan bekijken"},
    {"alt", "AlternateText"},
    {"alt", "Alternate Text"},
    {"nick", "displayName"},
    {"nick", "Nickname"},
    {"nick", "Bijnaam"},
    {"email", "emailAddress"},
    {"email", "Email Address"},
    {"email", "Email"},
    {"email", "E-mailadres"},
    {"phone", "telephoneNumber"},
    {"phone", "Telephone Number"},
    {"phone", "Phone Number"},
    {"phone", "Telefoonnummer"},
});

/// What TikTok writes where there is nothing.
std::string value_of(const Json& value) {
  std::string text = tidy_text(value.str());
  const std::string low = ascii_lower(text);
  return low == "n/a" || low == "n.v.t." || low == "none" || low == "null" ? std::string{} : text;
}
/// The first of its names with a value: since 2026 a comment has an address under two of them, one of which is empty.
std::string field(const Json& object, std::string_view name) {
  for (const Named& one : kNames)
    if (one.field == name)
      if (const Json* found = object.find_nocase(one.name); found != nullptr)
        if (std::string value = value_of(*found); !value.empty()) return value;
  return {};
}

bool has_field(const Json& object, std::string_view name) {
  return std::ranges::any_of(
      kNames, [&](const Named& one) { return one.field == name && object.find_nocase(one.name) != nullptr; });
}

Timestamp time_of(const Json& object) {
  const std::string raw = field(object, "date");
  Timestamp time = parse_written_date(raw);
  if (time.basis == Timestamp::Basis::local && time.precision != Precision::day)
    time = instant_ms(time.ms, time.precision, raw);
  return time;
}

std::string short_address(std::string_view text) { return std::string(prefix(text, 2048)); }

/// "Public to everyone", "Iedereen"; nothing said is public, as all posts were.
bool is_public(std::string_view who) {
  const std::string said = ascii_lower(who);
  return said.empty() || said.find("everyone") != std::string::npos || said.find("public") != std::string::npos ||
         said.find("iedereen") != std::string::npos || said.find("openbaar") != std::string::npos;
}

}  // namespace

const Json& tiktok_field(const Json& object, std::string_view name) {
  for (const Named& one : kNames)
    if (one.field == name)
      if (const Json* found = object.find_nocase(one.name); found != nullptr) return *found;
  return object.at("");
}

bool is_tiktok_field(std::string_view key) {
  constexpr auto kUnread =
      std::to_array<std::string_view>({"Like(s)", "Likes", "Allow comments", "Allow stitches", "Allow duets", "Sound",
                                       "Location", "Add to story", "Cover Image", "Vind-ik-leuks", "Reacties toestaan",
                                       "Geluid", "Locatie", "Deletion date", "Datum verwijdering"});
  const std::string low = ascii_lower(key);
  return std::ranges::any_of(kNames, [&](const Named& one) { return ascii_lower(one.name) == low; }) ||
         std::ranges::any_of(kUnread, [&](std::string_view one) { return ascii_lower(one) == low; });
}

std::string tiktok_user(const Json& map) { return field(map, "user"); }

std::string tiktok_chat_name(std::string_view key, TikTokFile::Chat kind) {
  std::string name = tidy_text(key);
  while (name.ends_with(':')) name.pop_back();
  constexpr auto kBefore = std::to_array<std::string_view>(
      {"Chat History with ", "Group Chat with ", "Group Chat History with ", "Chatgeschiedenis met "});
  for (const std::string_view before : kBefore)
    if (name.starts_with(before)) return tidy_text(std::string_view(name).substr(before.size()));
  // "Groepschat met Team 6B"
  if (kind == TikTokFile::Chat::group)
    for (const std::string_view word : {" with ", " met "})
      if (const auto at = name.find(word); at != std::string::npos) return name.substr(at + word.size());
  // A user name has no blanks, so in a language not known here it is the last word.
  if (kind == TikTokFile::Chat::two)
    if (const auto blank = name.rfind(' '); blank != std::string::npos) name.erase(0, blank + 1);
  return name;
}

std::string tiktok_root(std::string_view path) {
  constexpr auto kFiles = std::to_array<std::string_view>({"user_data.json", "user_data_tiktok.json"});
  if (path.ends_with(".json")) return std::string(set_root(path, kFiles));
  // Text files lie in a folder a subject.
  std::string_view folder = path.substr(0, path.size() - base_name(path).size());
  if (folder.ends_with('/')) folder.remove_suffix(1);
  return std::string(folder.substr(0, folder.size() - base_name(folder).size()));
}

TikTokFile::TikTokFile(const Importer& importer, const EntryReader& entry, RecordSink& sink)
    : tally(importer, tiktok_root(entry.path()), sink) {
  where_ = archive_or(entry, tiktok_root(entry.path()));
}

void TikTokFile::profile(const Json& map, Locator at) {
  AccountRef account{.display_name = field(map, "nick"),
                     .handle = field(map, "user"),
                     .phone = field(map, "phone"),
                     .email = field(map, "email")};
  if (!account.handle.empty()) owner_ = account.handle;
  tally.owner(std::move(account));
  std::string words = field(map, "bio");
  if (words.empty()) return;
  Message message = profile_words(std::move(words), std::move(at));
  message.sender = owner_ref();
  tally.give_undated(std::move(message));
}

void TikTokFile::closed_account(const Json& value, Locator at) {
  const auto on = value.boolean() ? value.boolean() : setting_value(value.str());
  if (!on) return;
  Message message = account_setting("private_account", *on, owner_.empty() ? where_ : owner_, {}, std::move(at));
  message.sender = owner_ref();
  tally.give_undated(std::move(message));
}

void TikTokFile::item(TikTokList list, const Json& value, Locator at) {
  if (!value.is_object()) return tally.unknown(value, std::move(at));
  switch (list) {
    case TikTokList::followers:
    case TikTokList::following:
    case TikTokList::blocked:
      return connection(list, value, std::move(at));
    case TikTokList::comments:
    case TikTokList::live_comments:
      return comment(value, std::move(at));
    case TikTokList::posts:
      return post(value, std::move(at), false);
    case TikTokList::deleted_posts:
      return post(value, std::move(at), true);
    case TikTokList::profile:
      return profile(value, std::move(at));
    case TikTokList::nothing:
      return;
  }
}

void TikTokFile::message(Chat kind, std::string_view name, const Json& value, Locator at) {
  const std::string from = field(value, "from");
  if (from.empty() || tiktok_field(value, "date").is_null()) return tally.unknown(value, std::move(at));
  Message message{.time = time_of(value), .text = tidy_text(tiktok_field(value, "content").str())};
  message.locator = std::move(at);
  const bool of_owner = owner_.empty() ? kind == Chat::two && from != name : from == owner_;
  message.sender = AccountRef{.handle = from, .is_owner = of_owner};
  if (kind == Chat::group) {
    message.conversation = {.key = "group/" + where_ + "/" + std::string(name), .title = std::string(name)};
  } else {
    const std::string_view me = !owner_.empty() ? std::string_view(owner_) : of_owner ? std::string_view(from) : "";
    message.conversation = {.key = me.empty() ? one_sided_key(name, where_) : two_people_key(me, name),
                            .kind = ConversationKind::direct,
                            .title = {}};
    message.recipients.push_back(from == name ? owner_ref() : AccountRef{.handle = std::string(name)});
  }
  if (message.text.empty()) tally.absent();
  tally.give(std::move(message));
}

void TikTokFile::connection(TikTokList list, const Json& value, Locator at) {
  AccountRef other{.handle = field(value, "user")};
  // An account that is gone has no name any more: nobody can be told from it.
  if (other.empty() && tiktok_field(value, "date").is_string() && value.size() >= 2) return tally.gone();
  if (other.empty()) return tally.unknown(value, std::move(at));
  const ConnectionKind kind = list == TikTokList::followers   ? ConnectionKind::followed_by
                              : list == TikTokList::following ? ConnectionKind::follows
                                                              : ConnectionKind::blocked;
  Connection found{.kind = kind, .owner = owner_ref(), .other = std::move(other), .since = time_of(value)};
  found.locator = std::move(at);
  tally.give(std::move(found));
}

void TikTokFile::comment(const Json& value, Locator at) {
  const Json& words = tiktok_field(value, "comment");
  // Where nothing is, some years write null.
  if (!has_field(value, "comment") && !has_field(value, "photo")) return tally.unknown(value, std::move(at));
  Message message{.kind = MessageKind::comment, .time = time_of(value), .text = tidy_text(words.str())};
  message.locator = std::move(at);
  message.sender = owner_ref();
  const std::string url = field(value, "url");
  if (const std::string photo = field(value, "photo"); !photo.empty())
    message.attachments.push_back({.name = short_address(photo), .kind = AttachmentKind::image});
  if (const std::string film = field(value, "film"); !film.empty())
    message.attachments.push_back({.name = short_address(film), .kind = AttachmentKind::video});
  if (!url.empty()) message.attachments.push_back({.name = short_address(url), .kind = AttachmentKind::link});
  const std::string place = url.empty() ? content_id({owner_, message.time.raw, message.text}) : url;
  message.conversation = {.key = "comment/" + place, .kind = ConversationKind::public_, .title = {}};
  if (message.text.empty() && message.attachments.empty()) tally.absent();
  tally.give(std::move(message));
}

void TikTokFile::post(const Json& value, Locator at, bool deleted) {
  const std::string link = field(value, "link");
  if (tiktok_field(value, "date").is_null() || tiktok_field(value, "link").is_null())
    return tally.unknown(value, std::move(at));
  Message message{.kind = MessageKind::post, .time = time_of(value), .text = field(value, "title")};
  message.locator = std::move(at);
  message.sender = owner_ref();
  message.flags.deleted = deleted;
  if (!link.empty()) {
    Attachment film{.name = short_address(link), .kind = AttachmentKind::video, .caption = field(value, "alt")};
    message.attachments.push_back(std::move(film));
  }
  message.conversation = {.key = "post/" + content_id({owner_, message.time.raw}),
                          .kind = is_public(field(value, "who")) ? ConversationKind::public_ : ConversationKind::group,
                          .title = {}};
  if (message.text.empty() && message.attachments.empty()) tally.absent();
  tally.give(std::move(message));
}

}  // namespace schouw
