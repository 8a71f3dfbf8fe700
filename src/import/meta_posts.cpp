// Posts, stories, comments and pictures.
//
//   {"timestamp": 1354805114, "data": [{"post": "Sneeuw!"}], "attachments": [{"data": [{"media": {"uri": "…"}}]}],
//    "title": "Bas Visser added a new photo."}   ->  a post of the owner with an image
//
// Gaps: below whose post a comment of the owner stands is only in the title, a sentence in the language of the account;
// who could see a post is not in the download; comments by others are there only below pictures of albums.
#include "meta_posts.h"

#include <algorithm>
#include <utility>

#include "account_setting.h"
#include "add_line.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

const Json& first_of(const Json& object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (const Json* found = object.find(key)) return *found;
  return object.at("");
}

bool is_edited(const Json& data, const Json& post) {
  const auto updated = data.at("update_timestamp").integer(), written = post.at("timestamp").integer();
  return updated && written && *updated > *written;
}

}  // namespace

void place_in_group(std::string_view group, Message& message) {
  if (group.empty()) return;
  message.conversation = {.key = "group/" + fold(group), .kind = ConversationKind::group, .title = std::string(group)};
}

namespace {

/// Instagram writes the caption of a single picture at the picture, that of several at the post.
std::string caption_of(const Json& post, MetaText& text) {
  std::string caption = text.tidy(post.str("title"));
  const auto& media = post.at("media").items();
  if (caption.empty() && media.size() == 1) caption = text.tidy(media.front().str("title"));
  return caption;
}

void add_instagram_media(const Json& media, bool has_own_caption, Message& message, MetaText& text) {
  // Films of 2018 to 2022 are there without an ending; pictures always have one.
  auto file = meta_media(media, AttachmentKind::video, text);
  if (!file) return;
  if (has_own_caption && file->caption.empty()) file->caption = text.tidy(media.str("title"));
  message.attachments.push_back(std::move(*file));
}

/// {"label": "Media", "media": [{"uri": …}]}
void add_nested_media(const Json& list, int depth, Message& message, MetaText& text) {
  constexpr int kDeepest = 8;
  if (depth > kDeepest) return;
  for (const Json& one : list.items()) {
    for (const Json& media : one.at("media").items()) add_instagram_media(media, true, message, text);
    add_nested_media(one.at("dict"), depth + 1, message, text);
    add_nested_media(one.at("vec"), depth + 1, message, text);
  }
}

}  // namespace

Message facebook_post(const Json& post, MetaFile& file) {
  Message message{.kind = MessageKind::post};
  message.time = meta_time(first_of(post, {"timestamp", "created_timestamp", "creation_timestamp"}));
  message.sender = file.owner();
  message.title = file.text.tidy(post.str("title"));
  for (const Json& data : post.at("data").items()) {
    add_line(message.text, file.text.tidy(data.str("post")));
    message.flags.edited = message.flags.edited || is_edited(data, post);
  }
  add_line(message.text, file.text.tidy(post.str("text")));
  add_meta_attachments(post.at("attachments"), message, file.text);
  add_meta_tags(post.at("tags"), message.tagged, file.text);
  message.conversation = meta_public_place("post", message);
  return message;
}

Message facebook_comment(const Json& comment, MetaFile& file) {
  Message message{.kind = MessageKind::comment, .time = meta_time(comment.at("timestamp"))};
  message.sender = file.owner();
  message.title = file.text.tidy(comment.str("title"));
  std::string group;
  for (const Json& data : comment.at("data").items()) {
    const Json& one = data.at("comment");
    add_line(message.text, file.text.tidy(one.str("comment")));
    if (message.sender->display_name.empty()) message.sender->display_name = file.text.tidy(one.str("author"));
    if (group.empty()) group = file.text.tidy(one.str("group"));
  }
  add_meta_attachments(comment.at("attachments"), message, file.text);
  add_meta_tags(comment.at("tags"), message.tagged, file.text);
  message.conversation = meta_public_place("comment", message);
  place_in_group(group, message);
  return message;
}

Message facebook_remark(const Json& remark, MetaFile& file) {
  Message message{.kind = MessageKind::comment, .time = meta_time(remark.at("timestamp"))};
  AccountRef author{.display_name = file.text.tidy(remark.str("author"))};
  if (!author.empty()) message.sender = std::move(author);
  message.text = file.text.tidy(remark.str("comment"));
  message.conversation = meta_public_place("comment", message);
  place_in_group(file.text.tidy(remark.str("group")), message);
  return message;
}

namespace {

/// Of one picture the words of the post stand at the picture.
void take_caption(Message& message) {
  const auto is_file = [](const Attachment& one) { return one.kind != AttachmentKind::location; };
  if (message.attachments.empty() || !is_file(message.attachments.front())) return;
  std::string& caption = message.attachments.front().caption;
  if (message.text.empty() && std::ranges::count_if(message.attachments, is_file) == 1) message.text = caption;
  if (message.text == caption) caption.clear();
}

/// Nobody but the owner has seen it.
void as_draft(Message& message) {
  message.kind = MessageKind::event;
  message.event = "draft";
}

}  // namespace

Message instagram_post(const Json& post, MessageKind kind, MetaFile& file) {
  Message message{.kind = kind};
  const auto& media = post.at("media").items();
  message.time = meta_time(first_of(post, {"creation_timestamp", "timestamp", "taken_at"}));
  if (message.time.basis == Timestamp::Basis::none && !media.empty()) message.time = meta_uploaded(media.front());
  message.sender = file.owner();
  message.text = caption_of(post, file.text);
  for (const Json& one : media) add_instagram_media(one, media.size() > 1, message, file.text);
  if (post.find("uri") != nullptr) add_instagram_media(post, false, message, file.text);
  if (post.find("label_values") != nullptr) {
    const std::vector<MetaField> fields = meta_fields(post, file.text);
    if (const std::string_view words = field_of(fields, MetaLabel::text); words != message.text)
      add_line(message.text, words);
    add_labelled_parts(post, fields, message, file);
    if (setting_value(field_of(fields, MetaLabel::draft)).value_or(false)) as_draft(message);
    // Since 2025 posts_1.json says the same again without a number: with one they would be two.
    take_caption(message);
    if (const Json& id = post.at("fbid"); id.is_string() && message.attachments.empty())
      message.native_id = std::string(id.str());
  }
  add_meta_tags(post.at("tags"), message.tagged, file.text);
  message.conversation = meta_public_place(kind == MessageKind::story ? "story" : "post", message);
  if (message.event == "draft") message.conversation.kind = ConversationKind::group;
  return message;
}

Message instagram_comment(std::span<const MetaField> fields, Timestamp otherwise, MetaFile& file) {
  Message message{.kind = MessageKind::comment};
  message.sender = file.owner();
  const bool labelled = !field_of(fields, MetaLabel::comment).empty();
  std::string_view owner = field_of(fields, MetaLabel::media_owner);
  message.text = std::string(field_of(fields, MetaLabel::comment));
  for (const MetaField& one : fields) {
    if (message.time.basis == Timestamp::Basis::none) message.time = one.time;
    if (labelled || one.label != MetaLabel::none || one.value.empty()) continue;
    // Labels of another language: the comment stands before the name.
    if (message.text.empty()) {
      message.text = one.value;
    } else if (owner.empty()) {
      owner = one.value;
    }
  }
  if (message.time.basis == Timestamp::Basis::none) message.time = std::move(otherwise);
  if (!owner.empty()) message.recipients.push_back({.handle = std::string(owner)});
  message.conversation = meta_public_place("comment", message);
  return message;
}

Message instagram_comment(const Json& comment, MetaFile& file) {
  const std::vector<MetaField> fields = meta_fields(comment, file.text);
  Message message = instagram_comment(fields, meta_time(comment.at("timestamp")), file);
  message.title = file.text.tidy(comment.str("title"));
  if (message.text.empty()) message.conversation = meta_public_place("comment", message);
  if (const Json& id = comment.at("fbid"); id.is_string()) message.native_id = std::string(id.str());
  return message;
}

void add_labelled_parts(const Json& record, std::span<const MetaField> fields, Message& message, MetaFile& file) {
  add_nested_media(record.at("label_values"), 0, message, file.text);
  for (const MetaField& one : fields) {
    if (one.value.empty()) continue;
    const bool in_tags = one.label == MetaLabel::tagged || one.under == MetaLabel::tagged;
    if (one.label == MetaLabel::place)
      message.attachments.push_back({.name = one.value, .kind = AttachmentKind::location});
    if (!in_tags || one.label == MetaLabel::url) continue;
    AccountRef who;
    (one.label == MetaLabel::username ? who.handle : who.display_name) = one.value;
    if (std::ranges::find(message.tagged, who) == message.tagged.end()) message.tagged.push_back(std::move(who));
  }
}

namespace {

void give_picture(const Json& picture, Locator at, MetaFile& file) {
  auto attachment = meta_media(picture, AttachmentKind::video, file.text);
  if (!attachment) return file.unknown(picture, std::move(at));
  if (attachment->caption.empty() && picture.find("description") == nullptr)
    attachment->caption = file.text.tidy(picture.str("title"));
  MediaItem item{.file = std::move(*attachment), .publisher = file.owner(), .published = meta_uploaded(picture)};
  add_meta_tags(picture.at("tags"), item.tagged, file.text);
  item.locator = at;
  file.media(std::move(item));
  for (const Json& remark : picture.at("comments").items()) {
    Message message = facebook_remark(remark, file);
    message.locator = at;
    file.message(std::move(message));
  }
}

}  // namespace

void give_meta_picture(const Json& picture, Locator at, MetaFile& file) {
  // "other_content.json": as a post has them, but where they were shown is not said.
  const Json& several = picture.at("media");
  if (picture.find("uri") != nullptr || several.size() == 0) return give_picture(picture, std::move(at), file);
  for (const Json& each : several.items()) give_picture(each, at, file);
}

}  // namespace schouw
