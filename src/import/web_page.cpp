// A page that somebody saved from a browser: an article on a school's site, a blog, a wiki.
//
//   <meta property="article:published_time" content="2026-01-05T08:00:00+01:00"><meta name="author" content="Karin
//   Jansen"> <article><h1>Sportdag</h1><p>…</p><img src="sportdag_bestanden/hal.jpg"></article>
//   -> a post of Karin Jansen on that site, with the picture
//
// Only a page that says of itself that it is an article is taken, or that a browser saved as one file (MHTML, Safari);
// a page without is listed as not recognised.
//
// Gaps: what the browser shows only after a click is not in it; comments below an article are kept as text of others,
// without who wrote which; the pictures inside an MHTML file are named, not looked at.
#include <algorithm>
#include <array>
#include <concepts>
#include <map>
#include <utility>
#include <vector>

#include "html_walk.h"
#include "json_damage.h"
#include "mhtml.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "web_post.h"
#include "webarchive.h"
#include "whole_entry.h"

namespace schouw::web_page {

extern const Importer importer;

namespace {

constexpr std::size_t kMaxPageBytes = std::size_t{64} << 20;
constexpr std::string_view kSingleFile = "Page saved with SingleFile";

using Fields = std::map<std::string, std::string, std::less<>>;

std::string get(const Fields& fields, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (const auto found = fields.find(key); found != fields.end() && !found->second.empty()) return found->second;
  return {};
}

/// The parts of a page that hold its article, the best last.
enum class Part { none, body, main, article };

/// What is around an article on a page: menus, other articles, who else reacted.
constexpr auto kAround = std::to_array<std::string_view>({"aside", "footer", "form", "header", "nav", "noscript"});
constexpr auto kBlocks =
    std::to_array<std::string_view>({"blockquote", "br", "div", "dd", "dt", "figcaption", "figure",  "h1", "h2", "h3",
                                     "h4",         "h5", "h6",  "li", "p",  "pre",        "section", "td", "tr", "ul"});

struct PageText {
  std::string text;
  std::vector<Attachment> pictures;
};

class Page {
 public:
  HtmlEvents events() {
    return {.start = [this](const HtmlElement& element) { start(element); },
            .end = [this](std::string_view name) { end(name); },
            .text = [this](std::string_view piece) { text(piece); }};
  }

  Fields meta;  ///< properties and names in lower case, "title", "canonical", "time", and of JSON-LD "ld:…"
  std::vector<std::string> linked_data;  ///< JSON-LD, one for each script
  int articles() const { return std::max(articles_, entries_); }
  const PageText& of_others() const { return parts_[0]; }
  /// The article, else the main part, else the page.
  const PageText& best() const { return parts_[static_cast<std::size_t>(seen_)]; }

 private:
  struct Level {
    std::string name;
    Part part = Part::none;
    bool unseen = false;
    bool others = false;  ///< comments below the article: not of its author
    bool entry = false;   ///< within "h-entry": a microformat tells who wrote it and when, mostly in its footer
  };

  void start(const HtmlElement& element) {
    Level level = levels_.empty() ? Level{} : levels_.back();
    level.name = element.name;
    level.others = level.others || is_comments(element);
    if (!level.others && !level.entry && element.has_class("h-entry")) {
      ++entries_;
      level.entry = true;
    }
    // A header inside the article is its title; one outside is the site's.
    const bool around =
        std::ranges::binary_search(kAround, element.name) && !(element.name == "header" && level.part == Part::article);
    level.unseen =
        level.unseen || around || element.name == "script" || element.name == "style" || element.name == "template";
    if (element.name == "body") level.part = std::max(level.part, Part::body);
    if (element.name == "main" || element.attribute("role") == "main") level.part = std::max(level.part, Part::main);
    if (element.name == "article" && !level.others) {
      articles_ += level.part == Part::article || level.unseen ? 0 : 1;
      level.part = Part::article;
    }
    seen_ = level.unseen ? seen_ : std::max(seen_, level.part);
    levels_.push_back(std::move(level));
    if (std::ranges::binary_search(kBlocks, element.name)) line();
    head(element);
    if (element.name == "img" && !levels_.back().unseen) picture(element);
    if (element.name == "script" && element.attribute("type") == "application/ld+json") {
      in_json_ = true;
      linked_data.emplace_back();
    }
    if (element.name == "title") in_title_ = true;
  }

  static bool is_comments(const HtmlElement& element) {
    const std::string_view id = element.attribute("id");
    if (id == "comments" || id == "respond" || id == "disqus_thread") return true;
    for (const std::string_view word : {"comments", "comments-area", "comment-list", "comment", "u-comment"})
      if (element.name != "body" && element.has_class(word)) return true;
    return false;
  }

  void head(const HtmlElement& element) {
    if (levels_.back().others) return;  // who reacted, and when, is neither the author nor the date of the page
    if (element.name == "meta") {
      std::string key = ascii_lower(element.attribute("property"));
      if (key.empty()) key = ascii_lower(element.attribute("name"));
      if (key.empty()) key = ascii_lower(element.attribute("itemprop"));
      if (!key.empty()) meta.emplace(std::move(key), tidy_text(element.attribute("content")));
    } else if (element.name == "link" && element.attribute("rel") == "canonical") {
      meta.emplace("canonical", element.attribute("href"));
    } else if (levels_.back().entry && element.has_class("p-author")) {
      writer_.begin(levels_.size());
    } else if (levels_.back().entry && element.has_class("p-canonical")) {
      meta.emplace("canonical", element.attribute("href"));
    } else if (levels_.back().unseen && !(levels_.back().entry && element.has_class("dt-published"))) {
      return;
    } else if (element.name == "time" && !element.attribute("datetime").empty()) {
      meta.emplace(kind_of_time(element), element.attribute("datetime"));
    } else if (element.attribute("rel") == "author" || element.attribute("itemprop") == "author" ||
               element.has_class("author")) {
      author_.begin(levels_.size());
    } else if (element.has_class("byline")) {
      byline_.begin(levels_.size());
    }
  }

  /// When it was published, or changed: many themes show both, in any order.
  static std::string kind_of_time(const HtmlElement& element) {
    const std::string_view property = element.attribute("itemprop");
    const auto has = [&](std::string_view one, std::string_view other) {
      return element.has_class(one) || element.has_class(other);
    };
    if (has("published", "dt-published") || property == "datePublished") return "time:published";
    if (has("updated", "dt-updated") || property == "dateModified") return "time:updated";
    return "time";
  }

  /// The words of one element, from the first that has any.
  struct Words {
    std::size_t level = 0;
    std::string text;
    void begin(std::size_t at) { level = level == 0 ? at : level; }
  };

  void end_words(Words& words, const char* key) {
    if (words.level == 0 || words.level != levels_.size()) return;
    if (std::string text = tidy_text(words.text); !text.empty()) meta.emplace(key, std::move(text));
    words = {};
  }

  void end(std::string_view name) {
    end_words(author_, "written by");
    end_words(writer_, "written by");
    end_words(byline_, "byline");
    if (name == "script") in_json_ = false;
    if (name == "title") in_title_ = false;
    if (std::ranges::binary_search(kBlocks, name)) line();
    if (!levels_.empty()) levels_.pop_back();
  }

  void text(std::string_view piece) {
    if (in_json_ && linked_bytes_ < (std::size_t{1} << 20)) {
      linked_data.back() += piece;
      linked_bytes_ += piece.size();
    }
    if (in_title_) {
      title_ += piece;
      meta["title"] = tidy_text(title_);
    }
    if (writer_.level != 0 && !in_title_) writer_.text += piece;
    if (levels_.empty() || levels_.back().unseen || in_title_) return;
    if (author_.level != 0) author_.text += piece;
    if (byline_.level != 0) byline_.text += piece;
    each_part([&](PageText& part) {
      for (const char c : piece) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank) part.text += c;
        if (blank && !part.text.empty() && part.text.back() != ' ' && part.text.back() != '\n') part.text += ' ';
      }
    });
  }

  void picture(const HtmlElement& element) {
    std::string_view source = element.attribute("src");
    if (source.empty() || source.starts_with("data:")) source = element.attribute("data-src");
    if (source.empty()) return;
    each_part([&](PageText& part) { part.pictures.push_back(web_picture(source, element.attribute("alt"))); });
  }

  void line() {
    each_part([](PageText& part) {
      while (part.text.ends_with(' ')) part.text.pop_back();
      if (!part.text.empty() && part.text.back() != '\n') part.text += '\n';
    });
  }

  /// The part that this stands in, and those around it; or what others wrote, apart.
  template <class Do>
  requires std::invocable<Do, PageText&>
  void each_part(Do what) {
    if (!levels_.empty() && levels_.back().others) return static_cast<void>(what(parts_[0]));
    const std::size_t innermost = levels_.empty() ? 0 : static_cast<std::size_t>(levels_.back().part);
    for (std::size_t i = 1; i <= innermost; ++i) what(parts_[i]);
  }

  std::vector<Level> levels_;
  std::array<PageText, 4> parts_;
  Part seen_ = Part::none;
  std::string title_;
  Words author_, byline_, writer_;
  std::size_t linked_bytes_ = 0;
  int articles_ = 0, entries_ = 0;
  bool in_json_ = false, in_title_ = false;
};

bool is_type(const Json& value, std::string_view ending) {
  const Json& type = value.at("@type");
  if (type.is_string()) return type.str().ends_with(ending);
  return std::ranges::any_of(type.items(), [&](const Json& one) { return one.str().ends_with(ending); });
}

/// schema.org in JSON-LD: calls `what` for each object on the page itself, not for reactions and lists of other pages.
template <class Do>
requires std::predicate<Do, const Json&>
const Json* find_linked(const Json& value, const Do& what, int depth = 0) {
  if (depth > 8 || is_type(value, "Comment")) return nullptr;
  if (value.is_object() && what(value)) return &value;
  for (const Json& one : value.items())
    if (const Json* found = find_linked(one, what, depth + 1)) return found;
  for (const auto& [key, member] : value.members())
    if (key != "comment" && key != "review" && key != "itemListElement" && key != "blogPost")
      if (const Json* found = find_linked(member, what, depth + 1)) return found;
  return nullptr;
}

/// The article, else whatever names when it was published.
const Json* dated(const Json& all) {
  const auto is_dated = [](const Json& one) { return !one.str("datePublished").empty(); };
  const Json* article = find_linked(
      all, [&](const Json& one) { return is_dated(one) && (is_type(one, "Article") || is_type(one, "Posting")); });
  return article != nullptr ? article : find_linked(all, is_dated);
}

/// {"name": …}, a name, the first of several, or {"@id": …} of one that stands elsewhere.
std::string author_in(const Json& author, const Json& all) {
  const Json& first = author.items().empty() ? author : author.items().front();
  if (first.is_string()) return std::string(first.str());
  const std::string_view name = first.str("name"), id = first.str("@id");
  if (!name.empty() || id.empty()) return std::string(name);
  const Json* found =
      find_linked(all, [id](const Json& one) { return one.str("@id") == id && !one.str("name").empty(); });
  return found == nullptr ? std::string{} : std::string(found->str("name"));
}

void add_linked_data(Page& page) {
  Json all = Json::array();
  for (const std::string& script : page.linked_data) {
    JsonDamage ignored;
    all.push_back(parse_json_leniently(script, ignored));
  }
  const Json* article = dated(all);
  if (article == nullptr) return;
  page.meta.emplace("ld:date", article->str("datePublished"));
  page.meta.emplace("ld:title", article->str("headline"));
  page.meta.emplace("ld:author", author_in(article->at("author"), all));
}

/// "door Karin Jansen" -> "Karin Jansen". A line with more in it ("…, 5 januari", "… en groep 8") names nobody for
/// certain.
std::string name_in_byline(std::string_view line) {
  constexpr std::size_t kLongestName = 60;
  const std::string lower = ascii_lower(line);
  for (const std::string_view word : {"door ", "door: ", "by ", "by: ", "auteur: ", "author: "})
    if (lower.starts_with(word) && line.size() <= kLongestName &&
        line.find_first_of("0123456789,|&\n") == std::string_view::npos && !mentions(lower, {" en ", " and ", " op "}))
      return tidy_text(line.substr(word.size()));
  return {};
}

/// "<!-- saved from url=(0028)https://school.example/nieuws -->", as browsers write it on top; SingleFile has
/// "Page saved with SingleFile" and below it "url: https://school.example/nieuws".
std::string saved_from(std::string_view html) {
  std::string_view rest = html.substr(0, 4096);
  if (const auto at = rest.find("saved from url="); at != std::string_view::npos) {
    rest = html.substr(at + 15);
    if (rest.starts_with('(')) rest.remove_prefix(std::min(rest.find(')') + 1, rest.size()));
  } else if (const auto note = rest.find(kSingleFile); note != std::string_view::npos) {
    const auto url = rest.find("url: ", note);
    if (url == std::string_view::npos) return {};
    rest = html.substr(url + 5);
  } else {
    return {};
  }
  return std::string(rest.substr(0, std::min<std::size_t>(rest.find_first_of(" \r\n"), 2048)));
}

void give_page(const Page& page, const std::string& saved, Tally& tally) {
  Message message{.kind = MessageKind::post, .locator = Locator::at_byte(0)};
  const PageText& part = page.best();
  message.text = tidy_text(part.text);
  message.attachments = part.pictures;
  message.title = get(page.meta, {"og:title", "ld:title", "dc.title", "title"});
  const std::string date = get(page.meta, {"article:published_time", "ld:date", "datepublished", "dc.date",
                                           "dcterms.date", "date", "time:published", "time", "time:updated"});
  message.time = web_time(date);
  const std::string address = !saved.empty() ? saved : get(page.meta, {"canonical", "og:url"});
  message.native_id = address;
  message.conversation = site_conversation(address, get(page.meta, {"og:site_name", "application-name"}));
  // Without an address nothing says that two pages are of one site.
  if (site_of(address).empty() && message.conversation.title.empty())
    message.conversation.key = "page/" + fold(message.title);
  std::string author = get(page.meta, {"author", "ld:author", "article:author", "dc.creator", "written by"});
  if (author.find("://") != std::string::npos) author = get(page.meta, {"ld:author", "written by"});
  if (author.empty()) author = name_in_byline(get(page.meta, {"byline"}));
  // Several articles on one page may be of several people.
  if (!author.empty() && page.articles() < 2) message.sender = AccountRef{.display_name = author};
  message.quoted = tidy_text(page.of_others().text);
  if (!message.text.empty() || !message.attachments.empty())
    return date.empty() ? tally.give_undated(std::move(message)) : tally.give(std::move(message));
  Json keys = Json::object();
  for (const auto& [key, value] : page.meta) keys[key] = Json(true);
  tally.unknown(keys, Locator::at_byte(0));
}

bool says_article(std::string_view head) {
  constexpr auto kMarks = std::to_array<std::string_view>(
      {"article:published_time", "\"datePublished\"", "datepublished", "<article", "saved from url=", kSingleFile,
       "content=\"article\"", "content=\"WordPress", "content=\"MediaWiki", "content=\"blogger"});
  return std::ranges::any_of(kMarks,
                             [head](std::string_view mark) { return head.find(mark) != std::string_view::npos; });
}

/// Where the page begins, in lower case: behind "<?xml version="1.0"?>", as pages in XHTML have it.
std::string first_words(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head = trim(head.substr(0, 2048));
  if (head.starts_with("<?xml")) head = trim(head.substr(std::min(head.find("?>"), head.size() - 2) + 2));
  return ascii_lower(head);
}

Bid bid(const EntryReader& entry) {
  if (is_mhtml(entry.head()) || is_webarchive(entry.head())) return Bid::likely;
  if (!is_markup_head(entry.head())) return Bid::no;
  const Encoding encoding = sniff_encoding(entry.head().substr(0, 4096));
  std::string decoded;
  std::size_t replaced = 0;
  if (encoding == Encoding::utf16le || encoding == Encoding::utf16be)
    decoded = to_utf8(entry.head(), encoding, replaced);
  const std::string_view head = decoded.empty() ? entry.head() : std::string_view(decoded);
  const std::string first = first_words(head);
  const bool html = first.starts_with("<!doctype html") || first.starts_with("<html") ||
                    (first.starts_with("<!--") && first.find("<html") != std::string::npos);
  return html && says_article(head) ? Bid::weak : Bid::no;
}

/// The page out of a file with all that belongs to it, as UTF-8.
std::string page_in(const Mhtml& saved) {
  std::size_t replaced = 0;
  return to_utf8(saved.html, sniff_encoding(saved.html), replaced);
}

/// A mailbox or a chat that somebody saved out of a browser: nobody published it.
bool is_private(const std::string& address, RecordSink& sink) {
  const std::string_view form = form_of_private_page(address);
  if (form.empty()) return false;
  sink.problem({.code = "other-form-of-export",
                .severity = Severity::high,
                .loss = Loss::whole,
                .locator = Locator::at_byte(0),
                .args = {site_of(address), std::string(form)}});
  return true;
}

void read(EntryReader& entry, RecordSink& sink) {
  const bool safari = is_webarchive(entry.head()), single = safari || is_mhtml(entry.head());
  const std::string bytes = single ? whole_entry(entry, kMaxPageBytes, sink) : std::string{};
  const Mhtml saved = !single ? Mhtml{} : safari ? read_webarchive(bytes) : read_mhtml(bytes);
  const std::string html = single ? page_in(saved) : whole_text(entry, kMaxPageBytes, sink);
  const std::string address = single ? saved.address : saved_from(html);
  if (is_private(address, sink)) return;
  Tally tally(importer, std::string(set_root(entry.path(), {})), sink);
  std::string_view rest = html;
  Page page;
  const HtmlEnd end =
      walk_html([&rest] { return std::span<const char>(std::exchange(rest, std::string_view{})); }, page.events());
  if (end == HtmlEnd::too_deep)
    tally.problem({.code = "html-too-deep", .severity = Severity::medium, .loss = Loss::partial, .args = {}});
  add_linked_data(page);
  // SingleFile leaves out the tags at the end, which HTML allows; a page of its that is cut cannot be told.
  const bool ends = ascii_lower(html).find("</html") != std::string::npos || html.find(kSingleFile) != std::string::npos;
  if (!ends && !saved.whole)
    tally.problem({.code = "data-cut",
                   .severity = Severity::high,
                   .loss = Loss::partial,
                   .locator = Locator::at_byte(html.size())});
  give_page(page, address, tally);
  tally.finish();
}

}  // namespace

constinit const Importer importer{.id = "web-page",
                                  .platform = "blog",
                                  .versions = "HTML 4, 5",
                                  .gaps = "format.web-page.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::web_page
