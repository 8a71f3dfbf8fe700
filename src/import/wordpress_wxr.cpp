// WordPress, "Tools > Export" (WXR 1.0 to 1.2): RSS with the site's own elements.
//
//   <item><title>Sportdag</title><dc:creator>jkarin</dc:creator><content:encoded>&lt;p&gt;…</content:encoded>
//     <wp:post_id>7</wp:post_id><wp:post_date_gmt>2026-01-05 08:00:00</wp:post_date_gmt><wp:status>publish</wp:status>
//     <wp:post_type>post</wp:post_type><wp:comment>…</wp:comment></item>
//   -> a post of the author with that login, its comments, and the files of the site's media library
//
// Gaps: earlier versions of a post are in it only where the site kept them, and are not read; spam and pingbacks are
// counted; the files themselves are not in it.
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "web_post.h"
#include "whole_entry.h"

namespace schouw::wordpress_wxr {

extern const Importer importer;

namespace {

/// Local names are not enough: content:encoded is the post, excerpt:encoded its summary.
std::string key_of(const XmlElement& element) {
  constexpr auto kSpaces =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"/excerpt/", "excerpt:"},
                                                                    {"wordpress.org/export", "wp:"},
                                                                    {"rss/1.0/modules/content", "content:"},
                                                                    {"purl.org/dc/elements", "dc:"}});
  for (const auto& [part, name] : kSpaces)
    if (element.space.find(part) != std::string_view::npos) return std::string(name) + std::string(element.name);
  return std::string(element.name);
}

using Fields = std::map<std::string, std::string, std::less<>>;

std::string get(const Fields& fields, std::string_view key) {
  const auto found = fields.find(key);
  return found == fields.end() ? std::string{} : found->second;
}

/// The time in UTC where it is known ("0000-00-00" for a draft), else that of the site's clock.
Timestamp time_of(const Fields& fields, std::string_view name) {
  const std::string gmt = get(fields, std::string(name) + "_gmt"), local = get(fields, name);
  if (!gmt.empty() && !gmt.starts_with("0000")) {
    Timestamp time = parse_iso8601(gmt + "Z");
    time.raw = gmt;
    if (time.basis != Timestamp::Basis::none) return time;
  }
  Timestamp time = web_time(local.starts_with("0000") ? std::string{} : local);
  if (time.basis == Timestamp::Basis::none && name == "wp:post_date") time = web_time(get(fields, "pubDate"));
  return time;
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : tally_(importer, std::string(set_root(entry.path(), {})), sink) {
    XmlVisitor visitor;
    visitor.start = [this](const XmlElement& element, std::uint64_t line) { start(element, line); };
    visitor.end = [this](std::string_view, std::string_view text) { end(text); };
    damage_ = stream_xml(bytes_of(entry), visitor);
  }

  void finish() {
    if (in_item_) tally_.cut();
    tally_.not_read("pingback, trackback", pings_);
    tally_.not_read("spam", spam_);
    for (const auto& [type, count] : types_) tally_.not_read(type, count);
    finish_xml(damage_, tally_);
  }

 private:
  void start(const XmlElement& element, std::uint64_t line) {
    path_.push_back(key_of(element));
    if (path_.back() == "item") {
      item_.clear();
      comments_.clear();
      in_item_ = true;
      line_ = line;
    }
    if (path_.back() == "wp:comment") comments_.push_back({{}, line});
    if (path_.back() == "wp:author") author_.clear();
  }

  void end(std::string_view text) {
    if (path_.empty()) return;
    const std::string key = std::move(path_.back());
    path_.pop_back();
    const std::string_view in = path_.empty() ? std::string_view{} : std::string_view(path_.back());
    if (in == "wp:comment" && !comments_.empty()) {
      comments_.back().fields.emplace(key, text);
    } else if (in == "wp:author") {
      author_.emplace(key, text);
    } else if (in == "item") {
      item_.emplace(key, text);
    } else if (in == "channel") {
      site_.emplace(key, text);
    }
    if (key == "wp:author") author();
    if (key == "item") item();
  }

  void author() {
    const std::string login = tidy_text(get(author_, "wp:author_login"));
    if (login.empty()) return;
    authors_[login] = {.display_name = tidy_text(get(author_, "wp:author_display_name")),
                       .handle = login,
                       .email = address_of_one(get(author_, "wp:author_email"))};
  }

  AccountRef creator() const {
    const std::string login = tidy_text(get(item_, "dc:creator"));
    const auto known = authors_.find(login);
    if (known != authors_.end()) return known->second;
    return {.handle = login};
  }

  ConversationRef site() const {
    const std::string base = get(site_, "wp:base_blog_url"), link = get(site_, "link");
    return site_conversation(base.empty() ? link : base, get(site_, "title"));
  }

  void item() {
    in_item_ = false;
    const std::string type = get(item_, "wp:post_type");
    if (type.empty() && get(item_, "wp:status").empty()) {
      Json keys = Json::object();
      for (const auto& [key, value] : item_) keys[key] = Json(true);
      return tally_.unknown(keys, Locator::at_line(line_));
    }
    if (type == "attachment") return file();
    if (type != "post" && type != "page" && get(item_, "content:encoded").empty()) {
      ++types_[tidy_text(type)];
      return;
    }
    if (type == "revision" || type == "nav_menu_item" || type == "customize_changeset") {
      ++types_[type];
      return;
    }
    post();
  }

  /// What was not public is an event: nobody could read it.
  void post() {
    Message message{.kind = MessageKind::post, .locator = Locator::at_line(line_)};
    const std::string status = get(item_, "wp:status");
    if (status != "publish" && status != "private") {
      message.kind = MessageKind::event;
      message.event = status.empty() ? "draft" : ascii_lower(prefix(status, 32));
    }
    message.conversation = site();
    message.title = tidy_text(get(item_, "title"));
    message.time = time_of(item_, "wp:post_date");
    message.native_id = tidy_text(get(item_, "wp:post_id"));
    message.flags.deleted = status == "trash";
    if (AccountRef by = creator(); !by.empty()) message.sender = std::move(by);
    add_post_html(get(item_, "content:encoded"), message);
    if (message.text.empty()) add_post_html(get(item_, "excerpt:encoded"), message);
    const std::string id = message.native_id;
    tally_.give(std::move(message));
    for (const Comment& one : comments_) comment(one, id);
  }

  struct Comment {
    Fields fields;
    std::uint64_t line = 0;
  };

  void comment(const Comment& from, const std::string& post_id) {
    const std::string approved = get(from.fields, "wp:comment_approved"), type = get(from.fields, "wp:comment_type");
    if (type == "pingback" || type == "trackback") {
      ++pings_;
      return;
    }
    if (approved == "spam") {
      ++spam_;
      return;
    }
    Message message{.kind = MessageKind::comment, .locator = Locator::at_line(from.line)};
    message.conversation = site();
    message.time = time_of(from.fields, "wp:comment_date");
    message.native_id = "comment/" + tidy_text(get(from.fields, "wp:comment_id"));
    const std::string parent = tidy_text(get(from.fields, "wp:comment_parent"));
    message.in_reply_to = parent.empty() || parent == "0" ? post_id : "comment/" + parent;
    message.flags.deleted = approved == "trash";
    AccountRef by{.display_name = tidy_text(get(from.fields, "wp:comment_author")),
                  .email = address_of_one(get(from.fields, "wp:comment_author_email"))};
    if (!by.empty()) message.sender = std::move(by);
    add_post_html(get(from.fields, "wp:comment_content"), message);
    tally_.give(std::move(message));
  }

  void file() {
    MediaItem media{.locator = Locator::at_line(line_)};
    media.file = web_picture(get(item_, "wp:attachment_url"), get(item_, "excerpt:encoded"));
    media.file.kind = attachment_kind_of(media.file.name, media.file.mime);
    if (media.file.caption.empty()) media.file.caption = tidy_text(get(item_, "title"));
    if (AccountRef by = creator(); !by.empty()) media.publisher = std::move(by);
    media.published = time_of(item_, "wp:post_date");
    tally_.give(std::move(media));
  }

  Tally tally_;
  XmlDamage damage_;
  std::vector<std::string> path_;
  Fields item_, author_, site_;
  std::vector<Comment> comments_;
  std::map<std::string, AccountRef, std::less<>> authors_;
  std::map<std::string, std::uint64_t, std::less<>> types_;
  std::uint64_t line_ = 0, pings_ = 0, spam_ = 0;
  bool in_item_ = false;
};

Bid bid(const EntryReader& entry) {
  if (!is_markup_head(entry.head())) return Bid::no;
  const std::string_view head = entry.head();
  const bool xml = head.find("<rss") != std::string_view::npos;
  return xml && head.find("wordpress.org/export/") != std::string_view::npos ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink).finish(); }

}  // namespace

constinit const Importer importer{.id = "wordpress-wxr",
                                  .platform = "blog",
                                  .versions = "WXR 1.0-1.2",
                                  .gaps = "format.wordpress-wxr.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::wordpress_wxr
