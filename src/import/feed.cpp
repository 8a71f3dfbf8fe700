// RSS 0.9x, 1.0, 2.0 and Atom 1.0, as a blog gives them and as people save them.
//
//   <rss version="2.0"><channel><title>Nieuws 6B</title><item><title>Sportdag</title><dc:creator>Karin</dc:creator>
//     <pubDate>Mon, 05 Jan 2026 08:00:00 +0100</pubDate><description>&lt;p&gt;…</description></item></channel></rss>
//   -> a post on that site
//
// Gaps: a feed holds the last posts of a site, often shortened, and no comments. Markup that is not escaped (Atom
// xhtml) gives its text without its order of bold and plain.
#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "web_post.h"
#include "whole_entry.h"

namespace schouw::feed {

extern const Importer importer;

namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

std::string get(const Fields& fields, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (const auto found = fields.find(key); found != fields.end() && !found->second.empty()) return found->second;
  return {};
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

bool names_author(const Fields& fields) { return !get(fields, {"name", "creator", "email", "author"}).empty(); }

AccountRef author_of(const Fields& fields) {
  AccountRef out{.display_name = tidy_text(get(fields, {"name", "creator"})),
                 .email = tidy_text(get(fields, {"email"})),
                 .native_id = profile_of(get(fields, {"uri"}))};
  if (out.display_name.empty()) {
    const AccountRef written = written_author(tidy_text(get(fields, {"author"})));
    out.display_name = written.display_name;
    if (!written.email.empty()) out.email = written.email;
  }
  out.email = address_of_one(out.email);
  if (out.native_id.empty() && out.email.empty() && is_no_name(out.display_name)) return {};
  return out;
}

bool is_item(std::string_view name) { return name == "item" || name == "entry"; }

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : tally_(importer, std::string(set_root(entry.path(), {})), sink) {
    XmlVisitor visitor;
    visitor.start = [this](const XmlElement& element, std::uint64_t line) { start(element, line); };
    visitor.end = [this](std::string_view name, std::string_view text) { end(name, text); };
    damage_ = stream_xml(bytes_of(entry), visitor);
  }

  void finish() {
    if (in_item_) tally_.cut();
    finish_xml(damage_, tally_);
  }

 private:
  void start(const XmlElement& element, std::uint64_t line) {
    path_.emplace_back(element.name);
    if (is_item(element.name) && !in_item_) {
      in_item_ = true;
      depth_ = path_.size();
      line_ = line;
      item_.clear();
      files_.clear();
    }
    if (element.name == "link") link(element);
    if (!in_item_) return;
    const std::string_view url = element.attribute("url");
    if ((element.name == "enclosure" || element.name == "content" || element.name == "thumbnail") && !url.empty())
      file(url, element.attribute("type"), element.attribute("medium"));
  }

  /// Atom: <link rel="alternate" href="…"/>.
  void link(const XmlElement& element) {
    const std::string_view address = element.attribute("href"), rel = element.attribute("rel");
    if (address.empty() || (!rel.empty() && rel != "alternate")) return;
    (in_item_ ? item_ : site_).emplace("link", address);
  }

  void file(std::string_view url, std::string_view type, std::string_view medium) {
    Attachment one = web_picture(url, {});
    if (!type.empty()) one.mime = std::string(type);
    one.kind = medium == "image" ? AttachmentKind::image : attachment_kind_of(one.name, one.mime);
    if (std::ranges::find(files_, one.name, &Attachment::name) == files_.end()) files_.push_back(std::move(one));
  }

  void end(std::string_view name, std::string_view text) {
    if (path_.empty()) return;
    path_.pop_back();
    if (in_item_ && path_.size() + 1 == depth_) return item();
    if (in_item_) {
      in_entry(name, text);
    } else if (path_.size() <= 2) {
      site_.emplace(std::string(name), text);
    }
  }

  /// Fields lie directly below the item; those of its author one level deeper; deeper still is markup of its text.
  void in_entry(std::string_view name, std::string_view text) {
    if (text.empty()) return;
    const std::size_t level = path_.size() - depth_;
    const std::string_view above = level == 0 ? std::string_view{} : std::string_view(path_[depth_]);
    if (level == 0) {
      std::string& field = item_[std::string(name)];
      // What the markup inside has given already comes behind it.
      field = field.empty() ? std::string(text) : std::string(text) + "\n" + field;
    } else if (above == "author" || above == "contributor") {
      item_.emplace(std::string(name), text);
    } else if (above == "content" || above == "summary" || above == "description") {
      std::string& field = item_[std::string(above)];
      field += (field.empty() ? "" : "\n") + std::string(text);
    }
  }

  void item() {
    in_item_ = false;
    Message message{.kind = MessageKind::post, .locator = Locator::at_line(line_)};
    const std::string title = get(item_, {"title"}),
                      body = get(item_, {"encoded", "content", "description", "summary"});
    if (title.empty() && body.empty()) {
      Json keys = Json::object();
      for (const auto& [key, value] : item_) keys[key] = Json(true);
      return tally_.unknown(keys, Locator::at_line(line_));
    }
    message.title = tidy_text(title);
    add_post_html(body, message);
    for (Attachment& one : files_) message.attachments.push_back(std::move(one));
    message.time = web_time(get(item_, {"pubDate", "published", "date", "issued", "updated", "modified"}));
    const std::string address = get(item_, {"link"}), site = get(site_, {"link", "id"});
    message.native_id = tidy_text(get(item_, {"guid", "id", "link"}));
    message.conversation = site_conversation(site_of(site).empty() ? address : site, get(site_, {"title"}));
    // Who is not named is not the author of the site: only what names nobody at all is his.
    AccountRef by = author_of(names_author(item_) ? item_ : site_);
    if (!by.empty()) message.sender = std::move(by);
    tally_.give(std::move(message));
  }

  Tally tally_;
  XmlDamage damage_;
  std::vector<std::string> path_;
  Fields item_, site_;
  std::vector<Attachment> files_;
  std::size_t depth_ = 0;
  std::uint64_t line_ = 0;
  bool in_item_ = false;
};

Bid bid(const EntryReader& entry) {
  if (!is_markup_head(entry.head())) return Bid::no;
  std::size_t replaced = 0;
  const std::string head = to_utf8(entry.head().substr(0, 4096), sniff_encoding(entry.head()), replaced);
  const bool atom =
      head.find("<feed") != std::string::npos && head.find("http://www.w3.org/2005/Atom") != std::string::npos;
  const bool rss = head.find("<rss") != std::string::npos;
  const bool rdf =
      head.find("<rdf:RDF") != std::string::npos && head.find("http://purl.org/rss/1.0/") != std::string::npos;
  return atom || rss || rdf ? Bid::likely : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink).finish(); }

}  // namespace

constinit const Importer importer{.id = "feed",
                                  .platform = "blog",
                                  .versions = "RSS 0.91-2.0, Atom 1.0",
                                  .gaps = "format.feed.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::feed
