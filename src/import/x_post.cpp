// One post of X, of every era: with its wrapper (since 2020), without it, and as the archives until 2018 had it.
//
//   {"id_str": "7", "created_at": "Wed Oct 10 20:19:24 +0000 2018", "full_text": "@noor zie https://t.co/a", …}
//   -> a public post of the owner with the address written out and Noor as recipient when it answers her
//
// Gaps: what a post answers or repeats is there by its id only; who could see it, only the archives until 2018 say;
// reactions and counts are not read.
#include <algorithm>
#include <utility>

#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "x_record.h"

namespace schouw {
namespace {

const Json& first_of(const Json& object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (const Json* found = object.find(key); found != nullptr && !found->is_null()) return *found;
  return object.at("");
}

std::string id_at(const Json& object, std::string_view text_key, std::string_view number_key) {
  std::string id = x_id(object.at(text_key));
  return id.empty() ? x_id(object.at(number_key)) : id;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  if (from.empty()) return;
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// t.co tells nothing to a reader; the address it stood for is beside it. Links to the post's own media are
/// attachments.
void write_out_links(const Json& tweet, std::string& text) {
  const Json& entities = tweet.at("entities");
  for (const Json& link : entities.at("urls").items())
    if (const std::string to = x_text(link.str("expanded_url")); !to.empty()) replace_all(text, link.str("url"), to);
  for (const Json& media : entities.at("media").items()) replace_all(text, media.str("url"), "");
  text = std::string(trim(text));
}

/// Of a film the largest copy is in the archive.
std::string_view address_of(const Json& media) {
  std::string_view best;
  std::int64_t rate = -1;
  for (const Json& variant : media.at("video_info").at("variants").items()) {
    if (variant.str("content_type") != "video/mp4") continue;
    const std::int64_t this_rate = variant.at("bitrate").integer().value_or(0);
    if (this_rate <= rate) continue;
    rate = this_rate;
    best = variant.str("url");
  }
  if (!best.empty()) return best;
  return first_of(media, {"media_url_https", "media_url"}).str();
}

void add_post_media(const Json& tweet, const XFile& file, Message& message) {
  const Json& extended = tweet.at("extended_entities").at("media");
  const Json& list = extended.is_array() ? extended : tweet.at("entities").at("media");
  for (const Json& media : list.items()) {
    const std::string_view address = address_of(media);
    Attachment one{.name = std::string(base_name(address.substr(0, address.find('?'))))};
    one.mime = std::string(mime_of(one.name));
    const std::string_view type = media.str("type");
    one.kind =
        type == "video" || type == "animated_gif" ? AttachmentKind::video : attachment_kind_of(one.name, one.mime);
    if (type == "photo") one.kind = AttachmentKind::image;
    if (!one.name.empty() && !message.native_id.empty() && !file.media_folder.empty())
      one.uri = file.media_folder + "/" + message.native_id + "-" + one.name;
    one.caption = x_text(media.str("ext_alt_text"));
    message.attachments.push_back(std::move(one));
  }
}

AccountRef account_of(const Json& user) {
  return {.display_name = x_text(user.str("name")),
          .handle = x_text(user.str("screen_name")),
          .native_id = id_at(user, "id_str", "id")};
}

void add_people(const Json& tweet, Message& message) {
  for (const Json& mention : tweet.at("entities").at("user_mentions").items())
    if (AccountRef one = account_of(mention); !one.empty()) message.tagged.push_back(std::move(one));
  AccountRef to{.handle = x_text(tweet.str("in_reply_to_screen_name")),
                .native_id = id_at(tweet, "in_reply_to_user_id_str", "in_reply_to_user_id")};
  if (!to.empty()) message.recipients.push_back(std::move(to));
}

/// "RT @noor: Dag" are another's words. `retweeted` in the archive says nothing: it is false for these too.
void split_repeated(Message& message) {
  std::string_view text = message.text;
  if (!text.starts_with("RT @")) return;
  const auto colon = text.find(':');
  const auto blank = text.find_first_of(" \n", 4);
  if (colon == std::string_view::npos || colon < 5 || (blank != std::string_view::npos && blank < colon)) return;
  const std::string handle(text.substr(4, colon - 4));
  message.flags.forwarded = true;
  message.quoted = std::string(trim(text.substr(colon + 1)));
  message.text.clear();
  const auto is_named = [&](const AccountRef& one) { return ascii_lower(one.handle) == ascii_lower(handle); };
  if (std::ranges::none_of(message.tagged, is_named)) message.tagged.push_back({.handle = handle});
}

/// The archives until 2018 hold what was repeated in full.
void read_repeated(const Json& original, Message& message) {
  if (!original.is_object()) return;
  message.flags.forwarded = true;
  std::string words = x_text(first_of(original, {"full_text", "text"}).str());
  write_out_links(original, words);
  if (!words.empty()) message.quoted = std::move(words);
  message.text.clear();
  AccountRef author = account_of(original.at("user"));
  const auto is_same = [&](const AccountRef& one) { return one.native_id == author.native_id; };
  if (!author.empty() && std::ranges::none_of(message.tagged, is_same)) message.tagged.push_back(std::move(author));
}

/// Of posts before November 2010 the archives until 2018 have the day only, written as midnight.
void lower_precision(Timestamp& time) {
  constexpr std::int64_t kDay = 86'400'000, kFirstWithTime = 1'288'915'200'000;
  if (time.basis != Timestamp::Basis::instant || time.ms >= kFirstWithTime || time.ms % kDay != 0) return;
  time.precision = Precision::day;
}

}  // namespace

Message x_post(const Json& tweet, const XFile& file) {
  Message message{.platform = "x", .kind = MessageKind::post};
  message.native_id = id_at(tweet, "id_str", "id");
  if (message.native_id.empty()) message.native_id = x_id(tweet.at("tweet_id"));
  message.time = x_time(tweet.at("created_at"));
  lower_precision(message.time);
  message.sender = AccountRef{.is_owner = true};
  if (tweet.at("user").is_object()) {
    message.sender = account_of(tweet.at("user"));
    message.sender->is_owner = true;
  }
  message.text = x_text(first_of(tweet, {"full_text", "text"}).str());
  write_out_links(tweet, message.text);
  message.in_reply_to = id_at(tweet, "in_reply_to_status_id_str", "in_reply_to_status_id");
  add_people(tweet, message);
  add_post_media(tweet, file, message);
  split_repeated(message);
  read_repeated(tweet.at("retweeted_status"), message);
  message.flags.deleted = file.deleted || tweet.at("deleted_at").is_string();
  message.flags.edited = tweet.at("edit_info").at("edit").is_object();
  const bool closed = file.closed || tweet.at("user").at("protected").boolean().value_or(false);
  message.conversation = {.key = "post/" + (message.native_id.empty() ? message.time.raw : message.native_id),
                          .kind = closed ? ConversationKind::group : ConversationKind::public_};
  // The same post stands in several files and downloads; the one that says most of it stays.
  message.version = file.headers ? "0" : message.flags.deleted ? "2" : "1";
  return message;
}

Message x_note(const Json& note) {
  const Json& core = note.at("core");
  Message message{.platform = "x", .kind = MessageKind::post};
  message.event = "long-text";
  const std::string id = x_id(note.at("noteTweetId"));
  message.native_id = id;
  message.time = x_time(note.at("createdAt"));
  message.sender = AccountRef{.is_owner = true};
  message.text = x_text(core.str("text"));
  for (const Json& link : core.at("urls").items()) {
    const std::string to = x_text(first_of(link, {"expandedUrl", "expanded"}).str());
    if (!to.empty()) replace_all(message.text, first_of(link, {"shortUrl", "url"}).str(), to);
  }
  for (const Json& mention : core.at("mentions").items()) {
    AccountRef one{.handle = x_text(first_of(mention, {"screenName", "screen_name"}).str())};
    if (!one.empty()) message.tagged.push_back(std::move(one));
  }
  message.conversation = {.key = "note/" + (id.empty() ? message.time.raw : id), .kind = ConversationKind::public_};
  message.version = "1";
  return message;
}

Message x_article(const Json& article) {
  Message message{.platform = "x", .kind = MessageKind::event};
  message.event = "article";
  message.native_id = x_id(article.at("id"));
  message.sender = AccountRef{.is_owner = true};
  message.title = x_text(article.str("title"));
  const Json& content = article.at("content");
  message.text = x_text(content.str());
  for (const Json& block : content.at("blocks").items())
    message.text += (message.text.empty() ? "" : "\n") + x_text(block.str("text"));
  message.conversation = {.key = "article/" + (message.native_id.empty() ? message.title : message.native_id),
                          .kind = ConversationKind::group};
  return message;
}

Message x_grok(const Json& item) {
  Message message{.platform = "x", .time = x_time(item.at("createdAt")), .text = x_text(item.str("message"))};
  const Json& sender = item.at("sender");
  const std::string who = ascii_lower(first_of(sender, {"originalName", "name"}).str());
  const AccountRef owner{.is_owner = true}, grok{.display_name = "Grok"};
  const bool asked = who == "user", answered = who == "agent" || who == "assistant";
  if (asked || answered) {
    message.sender = asked ? owner : grok;
    message.recipients.push_back(asked ? grok : owner);
  }
  for (const Json& file : item.at("attachments").items()) {
    Attachment one{.name = x_text(file.str("fileName")), .mime = std::string(prefix(file.str("mimeType"), 128))};
    one.kind = attachment_kind_of(one.name, one.mime);
    if (!one.name.empty()) message.attachments.push_back(std::move(one));
  }
  message.conversation = {.key = "grok/" + x_id(item.at("chatId")), .kind = ConversationKind::direct};
  return message;
}

Message x_community_note(const Json& note) {
  Message message{.platform = "x", .kind = MessageKind::post, .time = x_time(note.at("createdAt"))};
  message.event = "community-note";
  message.native_id = x_id(note.at("noteId"));
  message.version = message.native_id.empty() ? "" : "1";
  message.sender = AccountRef{.is_owner = true};
  message.text = x_text(note.str("summary"));
  message.in_reply_to = x_id(note.at("tweetId"));
  message.conversation = {
      .key = "community-note/" + (message.native_id.empty() ? message.time.raw : message.native_id),
      .kind = ConversationKind::public_};
  return message;
}

Message x_call(const Json& broadcast) {
  Message message{.platform = "x", .kind = MessageKind::call, .time = x_time(broadcast.at("createdAt"))};
  message.event = "call";
  message.native_id = x_id(broadcast.at("id"));
  message.sender = AccountRef{.is_owner = true};
  for (const Json& one : broadcast.at("inviteesTwitter").items())
    if (std::string id = x_id(one); !id.empty()) message.recipients.push_back({.native_id = std::move(id)});
  message.conversation = {.key = "call/" + (message.native_id.empty() ? message.time.raw : message.native_id),
                          .kind = message.recipients.size() == 1 ? ConversationKind::direct : ConversationKind::group};
  return message;
}

}  // namespace schouw
