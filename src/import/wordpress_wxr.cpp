// WordPress, "Tools > Export" (WXR 1.0 to 1.2): RSS with the site's own elements.
//
//   <item><title>Sportdag</title><dc:creator>jkarin</dc:creator><content:encoded>&lt;p&gt;…</content:encoded>
//     <wp:post_id>7</wp:post_id><wp:post_date_gmt>2026-01-05 08:00:00</wp:post_date_gmt><wp:status>publish</wp:status>
//     <wp:post_type>post</wp:post_type><wp:comment>…</wp:comment></item>
//   -> a post of the author with that login, its comments, and the files of the site's media library
//
// What the contact forms of Jetpack and Flamingo took in is a message to the site, by who filled it in.
//
// Gaps: earlier versions of a post are in it only where the site kept them, and are not read; spam and pingbacks are
// counted; the files themselves are not in it.
#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "add_line.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "web_post.h"
#include "whole_entry.h"
#include "xml_source.h"

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

/// What WordPress keeps as posts and nobody wrote for a reader: menus, styles, forms, earlier versions.
bool is_of_the_site(std::string_view type) {
  constexpr auto kTypes = std::to_array<std::string_view>(
      {"acf-field", "acf-field-group", "custom_css", "customize_changeset", "elementor_library", "flamingo_contact",
       "nav_menu_item", "oembed_cache", "revision", "user_request", "wp_font_face", "wp_font_family",
       "wp_global_styles", "wp_navigation", "wp_template", "wp_template_part", "wpcf7_contact_form"});
  return std::ranges::binary_search(kTypes, type);
}

/// "[caption id="a" width="300"]<img …> De hal[/caption]" -> "<img …> De hal"
std::string without_caption_marks(std::string_view html) {
  std::string out;
  while (!html.empty()) {
    const std::size_t at = std::min({html.find("[caption "), html.find("[/caption]"), html.size()});
    const std::size_t close = html.find(']', at);
    out += html.substr(0, close == std::string_view::npos ? html.size() : at);
    html.remove_prefix(close == std::string_view::npos ? html.size() : close + 1);
  }
  return out;
}

/// What somebody sent with the contact form of Jetpack: the text, a mark, then lines, then all fields once more.
struct Feedback {
  explicit Feedback(std::string_view content) {
    constexpr std::string_view kMark = "<!--more-->";
    const std::size_t mark = std::min(content.find(kMark), content.size());
    text = content.substr(0, mark);
    std::string_view rest = content.substr(std::min(mark + kMark.size(), content.size()));
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      line(trim(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  AccountRef by;
  std::string title, text;
  std::vector<std::pair<std::string, std::string>> fields;  ///< name and value, as they stood in the form

 private:
  void line(std::string_view line) {
    const auto after = [line](std::string_view name) {
      return line.starts_with(name) ? tidy_text(line.substr(name.size())) : std::string{};
    };
    if (by.display_name.empty()) by.display_name = after("AUTHOR:");
    if (by.email.empty()) by.email = address_of_one(after("AUTHOR EMAIL:"));
    if (title.empty()) title = after("SUBJECT:");
    // "[3_Klas] => 6B", or all of them as JSON: {"3_Klas":"6B"}
    if (const auto arrow = line.find("] => "); line.starts_with('[') && arrow != std::string_view::npos)
      field(line.substr(1, arrow - 1), line.substr(arrow + 5));
    if (!line.starts_with('{')) return;
    JsonDamage ignored;
    const Json all = parse_json_leniently(line, ignored);
    for (const auto& [key, value] : all.members()) field(key, value.str());
  }

  void field(std::string_view key, std::string_view value) {
    const auto name = key.find_first_not_of("0123456789");
    if (name == 0 || name == std::string_view::npos || key[name] != '_' || value.empty()) return;
    fields.emplace_back(tidy_text(key.substr(name + 1)), tidy_text(value));
  }
};

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink), xml_(bytes_of(entry)) {
    XmlVisitor visitor;
    visitor.start = [this](const XmlElement& element, std::uint64_t line) { start(element, line); };
    visitor.end = [this](std::string_view, std::string_view text) { end(text); };
    damage_ = stream_xml([this] { return xml_.next(); }, visitor);
  }

  void finish() {
    if (in_item_) tally_.cut();
    tally_.not_read("pingback, trackback", pings_);
    tally_.not_read("spam", spam_);
    for (const auto& [type, count] : types_) tally_.not_read(type, count);
    xml_.report(tally_);
    finish_xml(damage_, tally_);
  }

 private:
  void start(const XmlElement& element, std::uint64_t line) {
    path_.push_back(key_of(element));
    if (path_.back() == "item") {
      item_.clear();
      comments_.clear();
      meta_.clear();
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
    } else if (in == "wp:postmeta") {
      // Key and value stand in this order.
      if (key == "wp:meta_key") meta_key_ = text;
      if (key == "wp:meta_value") meta_.emplace(std::exchange(meta_key_, {}), text);
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
    if (const std::string id = get(author_, "wp:author_id"); !id.empty() && id != "0") logins_[id] = login;
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

  /// Where the post and its comments could be read: private posts by who runs the site, those with a password by who
  /// had it.
  ConversationRef place() const {
    ConversationRef out = site();
    const bool closed = get(item_, "wp:status") == "private", locked = !get(item_, "wp:post_password").empty();
    if (closed || locked) {
      out.key += closed ? "/private" : "/password";
      out.kind = ConversationKind::group;
    }
    return out;
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
    if (is_of_the_site(type)) {
      ++types_[type];
      return;
    }
    if (type == "feedback") return feedback(Feedback(get(item_, "content:encoded")));
    if (type == "flamingo_inbound") return feedback(inbound());
    post(type);
  }

  /// What Contact Form 7 took in and Flamingo kept: the text is what was filled in, who did stands beside it.
  Feedback inbound() const {
    Feedback out({});
    out.text = get(item_, "content:encoded");
    out.title = tidy_text(get(meta_, "_subject"));
    out.by = {.display_name = tidy_text(get(meta_, "_from_name")), .email = address_of_one(get(meta_, "_from_email"))};
    return out;
  }

  /// Sent to who runs the site, and to nobody else.
  void feedback(const Feedback& from) {
    const std::string status = get(item_, "wp:status");
    if (status == "spam" || status == "flamingo-spam") {
      ++spam_;
      return;
    }
    Message message{.locator = Locator::at_line(line_)};
    message.time = time_of(item_, "wp:post_date");
    message.native_id = tidy_text(get(item_, "wp:post_id"));
    message.flags.deleted = status == "trash";
    message.title = from.title.empty() ? tidy_text(get(item_, "title")) : from.title;
    message.conversation = site();
    message.conversation.kind = ConversationKind::direct;
    const std::string& who = from.by.email.empty() ? from.by.display_name : from.by.email;
    message.conversation.key += "/feedback/" + (who.empty() ? message.native_id : fold(who));
    if (!from.by.empty()) message.sender = from.by;
    add_post_html(from.text, message);
    // Those with a line of their own have been read.
    const std::string_view text = trim(from.text);
    for (const auto& [name, value] : from.fields)
      if (value != from.by.display_name && value != from.by.email && value != from.title && !text.starts_with(value))
        add_line(message.text, name + ": " + value);
    tally_.give(std::move(message));
  }

  /// What was not public is an event: nobody could read it.
  void post(std::string_view type) {
    Message message{.kind = MessageKind::post, .locator = Locator::at_line(line_)};
    const std::string status = get(item_, "wp:status"), parent = tidy_text(get(item_, "wp:post_parent"));
    // bbPress: an answer on a forum; the page above a page is none.
    if (type == "reply" && parent != "0") {
      message.kind = MessageKind::comment;
      message.in_reply_to = parent;
    }
    if (status != "publish" && status != "private" && status != "closed") {
      message.kind = MessageKind::event;
      message.event = status.empty() ? "draft" : ascii_lower(prefix(status, 32));
    } else if (type == "wp_block") {
      // A piece of text for use in posts, which do not repeat it.
      message.kind = MessageKind::event;
      message.event = "block";
    }
    message.conversation = place();
    message.title = tidy_text(get(item_, "title"));
    message.time = time_of(item_, "wp:post_date");
    message.native_id = tidy_text(get(item_, "wp:post_id"));
    message.flags.deleted = status == "trash";
    if (AccountRef by = creator(); !by.empty()) message.sender = std::move(by);
    add_post_html(without_caption_marks(get(item_, "content:encoded")), message);
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
    message.conversation = place();
    // What waits for approval, and a note of who edits (WordPress 6.9), no visitor of the site can read.
    const bool note = type == "note";
    if (note || approved == "0" || approved == "hold") {
      message.conversation.key += note ? "/notes" : "/pending";
      message.conversation.kind = ConversationKind::group;
    }
    message.time = time_of(from.fields, "wp:comment_date");
    message.native_id = "comment/" + tidy_text(get(from.fields, "wp:comment_id"));
    const std::string parent = tidy_text(get(from.fields, "wp:comment_parent"));
    message.in_reply_to = parent.empty() || parent == "0" ? post_id : "comment/" + parent;
    message.flags.deleted = approved == "trash" || approved == "post-trashed";
    AccountRef by{.display_name = tidy_text(get(from.fields, "wp:comment_author")),
                  .email = address_of_one(get(from.fields, "wp:comment_author_email"))};
    // Who was logged in is an author, whatever address stood in the form.
    const auto login = logins_.find(get(from.fields, "wp:comment_user_id"));
    if (login != logins_.end()) by = authors_.at(login->second);
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
  XmlSource xml_;
  XmlDamage damage_;
  std::vector<std::string> path_;
  Fields item_, author_, site_, meta_;
  std::string meta_key_;
  std::vector<Comment> comments_;
  std::map<std::string, AccountRef, std::less<>> authors_;
  std::map<std::string, std::string, std::less<>> logins_;  ///< by author_id
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
