// RSS 0.9x, 1.0, 2.0, Atom 0.3 and 1.0, and JSON Feed (web_json_feed.cpp), as a blog gives them and as people save
// them.
//
//   <rss version="2.0"><channel><title>Nieuws 6B</title><item><title>Sportdag</title><dc:creator>Karin</dc:creator>
//     <pubDate>Mon, 05 Jan 2026 08:00:00 +0100</pubDate><description>&lt;p&gt;…</description></item></channel></rss>
//   -> a post on that site
//
// Blogger exports a whole blog as Atom: posts, pages, comments, drafts, settings.
//
// Gaps: a feed holds the last posts of a site, often shortened; comments have a feed of their own. Markup that is not
// escaped (Atom xhtml) gives its text without its order of bold and plain.
#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "web_json_feed.h"
#include "web_post.h"
#include "whole_entry.h"
#include "xml_source.h"

namespace schouw::feed {

extern const Importer importer;

namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

std::string get(const Fields& fields, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (const auto found = fields.find(key); found != fields.end() && !found->second.empty()) return found->second;
  return {};
}

/// Elements of one local name are fields apart: <title>, <itunes:title> and <media:title>. Those of the format itself,
/// and Atom's inside RSS, have their bare name. `home`: the namespace of the feed.
std::string key_of(const XmlElement& element, std::string_view home) {
  constexpr auto kSpaces =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"w3.org/2005/atom", ""},
                                                                    {"w3.org/2007/app", "app:"},
                                                                    {"purl.org/atom/app", "app:"},
                                                                    {"purl.org/syndication/thread", "thr:"},
                                                                    {"schemas.google.com/blogger", "blogger:"},
                                                                    {"purl.org/atom/ns", ""},
                                                                    {"w3.org/1999/xhtml", ""},
                                                                    {"rss/1.0/modules/content", "content:"},
                                                                    {"purl.org/dc/elements", "dc:"},
                                                                    {"itunes.com/dtds/podcast", "itunes:"},
                                                                    {"schemas/play-podcasts", "itunes:"},
                                                                    {"search.yahoo.com/mrss", "media:"}});
  if (element.space.empty() || element.space == home) return std::string(element.name);
  const std::string space = ascii_lower(element.space);
  for (const auto& [part, name] : kSpaces)
    if (space.find(part) != std::string::npos) return std::string(name) + std::string(element.name);
  return "other:" + std::string(element.name);
}

/// "k.jansen@example.nl (Karin Jansen)", "Karin Jansen <k.jansen@example.nl>", "Karin Jansen".
AccountRef written_author(const std::string& written) {
  AccountRef out;
  const auto at = written.find('@'), open = written.find_first_of("(<");
  if (at == std::string::npos) {
    out.display_name = written;
  } else if (open == std::string::npos) {
    out.email = written;
  } else {
    std::string_view first = trim(std::string_view(written).substr(0, open)),
                     second = std::string_view(written).substr(open + 1);
    second = trim(second.substr(0, second.find_first_of(")>")));
    out.email = std::string(at < open ? first : second);
    out.display_name = std::string(at < open ? second : first);
  }
  return out;
}

/// "http://www.blogger.com/profile/123": Blogger shows no other sign by which two people of one name are told apart.
std::string profile_of(std::string_view address) {
  constexpr std::string_view kProfile = "blogger.com/profile/";
  const auto at = address.find(kProfile);
  return at == std::string_view::npos ? std::string{} : tidy_text(address.substr(at));
}

/// What a site calls everyone who gave no name.
bool is_no_name(std::string_view name) {
  constexpr auto kWords = std::to_array<std::string_view>({"anoniem", "anonymous", "onbekend", "unknown"});
  return std::ranges::binary_search(kWords, std::string_view(fold(name)));
}

bool names_author(const Fields& fields) {
  return !get(fields, {"author:name", "dc:creator", "author:email", "author", "itunes:author"}).empty();
}

AccountRef author_of(const Fields& fields) {
  AccountRef out{.display_name = tidy_text(get(fields, {"author:name", "dc:creator"})),
                 .email = tidy_text(get(fields, {"author:email"})),
                 .native_id = profile_of(get(fields, {"author:uri"}))};
  if (out.display_name.empty()) {
    const AccountRef written = written_author(tidy_text(get(fields, {"author"})));
    out.display_name = written.display_name;
    if (!written.email.empty()) out.email = written.email;
  }
  if (out.display_name.empty()) out.display_name = tidy_text(get(fields, {"itunes:author"}));
  out.email = address_of_one(out.email);
  if (out.native_id.empty() && out.email.empty() && is_no_name(out.display_name)) return {};
  return out;
}

/// What Blogger says that an entry is (post, page, comment, template, settings); empty in other feeds.
std::string blogger_kind(const Fields& fields) { return ascii_lower(get(fields, {"kind", "blogger:type"})); }

/// What was not public, or not any more, is an event: "draft", "scheduled", "trash". Empty for the rest.
std::string hidden_as(const Fields& fields) {
  const std::string status = ascii_lower(get(fields, {"blogger:status"}));
  if (ascii_lower(get(fields, {"app:draft"})) == "yes") return "draft";
  if (status.find("trash") != std::string::npos) return "trash";
  return status == "live" ? std::string{} : tidy_text(prefix(status, 32));
}

/// Blogger's drafts were published in 1970.
std::string time_of(const Fields& fields) {
  const std::string written = get(fields, {"pubDate", "published", "dc:date", "date", "issued", "updated", "modified"});
  if (!written.starts_with("1970-01-01T00:00:00")) return written;
  const std::string made = get(fields, {"blogger:created", "updated"});
  return made.empty() ? written : made;
}

/// "https://klas6b.example/?p=7#comment-65", the id of a comment in the feeds of WordPress -> that of its post; else
/// empty.
std::string commented_in(std::string_view id) {
  const auto at = id.find("#comment-");
  return at == std::string_view::npos ? std::string{} : tidy_text(id.substr(0, at));
}

/// Blogger's older exports repeat how a comment begins as its title.
bool repeats(std::string_view title, std::string_view text) {
  while (title.ends_with('.')) title.remove_suffix(1);
  return fold(text).starts_with(fold(title));
}

bool is_item(std::string_view key) { return key == "item" || key == "entry"; }
bool is_body(std::string_view key) { return key == "content" || key == "summary" || key == "description"; }

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
    xml_.report(tally_);
    finish_xml(damage_, tally_);
  }

 private:
  void start(const XmlElement& element, std::uint64_t line) {
    // <rss> and its <channel>, <feed>: RSS 1.0 has its root in another namespace than the rest.
    if (path_.size() < 2 && !in_item_ && !is_item(element.name)) home_ = element.space;
    const std::string& key = path_.emplace_back(key_of(element, home_));
    if (is_item(key) && !in_item_) {
      in_item_ = true;
      depth_ = path_.size();
      line_ = line;
      item_.clear();
      files_.clear();
    }
    if (key == "link") link(element);
    if (!in_item_) return;
    if (key == "thr:in-reply-to") item_.emplace(key, element.attribute("ref"));
    if (key == "category" && element.attribute("scheme").ends_with("g/2005#kind")) {
      const std::string_view term = element.attribute("term");
      item_.emplace("kind", term.substr(term.find('#') + 1));
    }
    const std::string_view url = element.attribute("url");
    if ((key == "enclosure" || key == "media:content" || key == "media:thumbnail") && !url.empty())
      file(url, element.attribute("type"), element.attribute("medium"));
  }

  /// Atom: <link rel="alternate" href="…"/>, and its files: <link rel="enclosure" href="…"/>.
  void link(const XmlElement& element) {
    const std::string_view address = element.attribute("href"), rel = element.attribute("rel");
    if (address.empty()) return;
    if (in_item_ && rel == "enclosure") return file(address, element.attribute("type"), {});
    if (rel.empty() || rel == "alternate") (in_item_ ? item_ : site_).emplace("link", address);
  }

  void file(std::string_view url, std::string_view type, std::string_view medium) {
    file_.clear();
    // The player of a film in a page of others (YouTube), not a file.
    if (type == "application/x-shockwave-flash") return;
    Attachment one = web_picture(url, {});
    file_ = one.name;
    if (!type.empty()) one.mime = std::string(type);
    one.kind = medium == "image" ? AttachmentKind::image : attachment_kind_of(one.name, one.mime);
    if (std::ranges::find(files_, one.name, &Attachment::name) == files_.end()) files_.push_back(std::move(one));
  }

  void end(std::string_view text) {
    if (path_.empty()) return;
    const std::string key = std::move(path_.back());
    path_.pop_back();
    if (in_item_ && path_.size() + 1 == depth_) return item();
    if (in_item_) return in_entry(key, text);
    if (text.empty() || path_.empty()) return;
    if (path_.size() == 1 || path_.back() == "channel") site_.emplace(key, text);
    if (path_.size() == 2 && path_.back() == "author") site_.emplace("author:" + key, text);
  }

  /// Fields lie directly below the item; those of its author one level deeper; deeper still is markup of its text.
  void in_entry(const std::string& key, std::string_view text) {
    if (text.empty()) return;
    const std::size_t level = path_.size() - depth_;
    const std::string_view above = level == 0 ? std::string_view{} : std::string_view(path_[depth_]);
    if (level == 0) {
      // The first of several; of a text, what the markup inside has given already comes behind it.
      std::string& field = item_[key];
      if (field.empty()) {
        field = text;
      } else if (is_body(key)) {
        field = std::string(text) + "\n" + field;
      }
    } else if (above == "author") {
      item_.emplace("author:" + key, text);
    } else if (key == "app:draft" || (above == "media:group" && level == 1)) {
      item_.emplace(key, text);
    } else if (path_.back() == "media:content") {
      const auto file = std::ranges::find(files_, file_, &Attachment::name);
      if (file != files_.end() && (file->caption.empty() || key == "media:description"))
        file->caption = tidy_text(text);
    } else if (is_body(above) || above == "title") {
      std::string& field = item_[std::string(above)];
      field += (field.empty() ? "" : "\n") + std::string(text);
    }
  }

  void item() {
    in_item_ = false;
    const std::string kind = blogger_kind(item_);
    if (!kind.empty() && kind != "post" && kind != "page" && kind != "comment")
      return tally_.not_read("Blogger: " + kind, 1);
    if (get(item_, {"blogger:status"}).starts_with("SPAM")) return tally_.not_read("spam", 1);
    const std::string title = get(item_, {"title", "dc:title", "itunes:title", "media:title"}),
                      body = get(item_, {"content:encoded", "content", "description", "summary", "dc:description",
                                         "itunes:summary", "media:description"});
    if (title.empty() && body.empty()) {
      Json keys = Json::object();
      for (const auto& [key, value] : item_) keys[key] = Json(true);
      return tally_.unknown(keys, Locator::at_line(line_));
    }
    post(title, body);
  }

  void post(const std::string& title, const std::string& body) {
    Message message{.kind = MessageKind::post, .locator = Locator::at_line(line_)};
    message.title = tidy_text(title);
    add_post_html(body, message);
    for (Attachment& one : files_) message.attachments.push_back(std::move(one));
    message.time = web_time(time_of(item_));
    message.native_id = tidy_text(get(item_, {"guid", "id", "link"}));
    message.conversation = site();
    message.in_reply_to = tidy_text(get(item_, {"thr:in-reply-to", "blogger:inReplyTo", "blogger:parent"}));
    comment_of(commented_in(get(item_, {"guid", "link"})), message);
    const bool comment = blogger_kind(item_) == "comment" || !message.in_reply_to.empty();
    const std::string hidden = hidden_as(item_);
    message.flags.deleted = hidden == "trash";
    if (comment) {
      message.kind = MessageKind::comment;
      if (repeats(message.title, message.text)) message.title.clear();
    } else if (!hidden.empty()) {
      message.kind = MessageKind::event;
      message.event = hidden;
    }
    // Who is not named is not the author of the site: only a post that names nobody at all is theirs.
    AccountRef by = author_of(names_author(item_) || comment ? item_ : site_);
    if (!by.empty()) message.sender = std::move(by);
    // Older feeds have no dates: there is none that cannot be read.
    if (message.time.raw.empty()) return tally_.give_undated(std::move(message));
    tally_.give(std::move(message));
  }

  /// WordPress makes other words of these: "Door: Bas", below "Reacties op: Sportdag".
  void comment_of(const std::string& of_post, Message& message) const {
    if (of_post.empty()) return;
    message.in_reply_to = of_post;
    const std::string name = tidy_text(get(item_, {"dc:creator"}));
    if (!name.empty() && message.title.ends_with(name)) message.title.clear();
    if (!message.conversation.key.starts_with("site/title/")) message.conversation.title.clear();
  }

  /// By the address of the site; a download from Blogger has its id only, and many channels are on YouTube.
  ConversationRef site() const {
    const std::string link = get(site_, {"link", "id"}), id = get(site_, {"id"});
    const std::string address = site_of(link).empty() ? get(item_, {"link"}) : link;
    ConversationRef out = site_conversation(address, get(site_, {"title"}));
    const bool shared = site_of(address).empty() || site_of(address) == "youtube.com";
    if (shared && !id.empty()) out.key = "site/" + id;
    return out;
  }

  Tally tally_;
  XmlSource xml_;
  XmlDamage damage_;
  std::vector<std::string> path_;
  std::string home_, file_;
  Fields item_, site_;
  std::vector<Attachment> files_;
  std::size_t depth_ = 0;
  std::uint64_t line_ = 0;
  bool in_item_ = false;
};

Bid bid(const EntryReader& entry) {
  if (is_json_feed(entry.head())) return Bid::certain;
  if (!is_markup_head(entry.head())) return Bid::no;
  std::size_t replaced = 0;
  const std::string head = to_utf8(entry.head().substr(0, 4096), sniff_encoding(entry.head()), replaced);
  const bool atom = (head.find("<feed") != std::string::npos || head.find(":feed ") != std::string::npos) &&
                    mentions(head, {"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"});
  const bool rss = head.find("<rss") != std::string::npos;
  const bool rdf =
      head.find("<rdf:RDF") != std::string::npos && head.find("http://purl.org/rss/1.0/") != std::string::npos;
  return atom || rss || rdf ? Bid::likely : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (is_json_feed(entry.head())) return read_json_feed(importer, entry, sink);
  Walk(entry, sink).finish();
}

}  // namespace

constinit const Importer importer{.id = "feed",
                                  .platform = "blog",
                                  .versions = "RSS 0.91-2.0, Atom 0.3-1.0, JSON Feed 1.0-1.1",
                                  .gaps = "format.feed.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::feed
