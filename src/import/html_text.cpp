// HTML (any version, as broken as mail programs write it) as plain text.
//
//   <div>Hoi <at id="0">Bas</at>,<br>zie <a href="https://example.nl/x">hier</a></div>
//   -> "Hoi Bas,\nzie hier (https://example.nl/x)"
//
// Gap: style is not looked at, so text that a style sheet hides is text here: it is in the evidence.
#include "html_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <utility>

#include "html_walk.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxLinkBytes = 2048;

constexpr auto kBlocks = std::to_array<std::string_view>(
    {"address", "article", "aside", "blockquote", "body",   "center", "codeblock", "dd",   "details",
     "div",     "dl",      "dt",    "fieldset",   "figure", "footer", "form",      "h1",   "h2",
     "h3",      "h4",      "h5",    "h6",         "header", "hr",     "li",        "main", "nav",
     "ol",      "p",       "pre",   "section",    "table",  "tbody",  "tr",        "ul"});
constexpr auto kUnseen = std::to_array<std::string_view>({"script", "style", "template", "title"});
constexpr auto kPreformatted = std::to_array<std::string_view>({"codeblock", "pre", "textarea"});
constexpr std::string_view kGmailQuote = "gmail_quote";
/// Classes that mail programs give to the repeated mail below an answer.
constexpr auto kQuoteClasses = std::to_array<std::string_view>(
    {kGmailQuote, "moz-cite-prefix", "protonmail_quote", "yahoo_quoted", "zmail_extra"});

/// Elements that hold the repeated mail: Outlook on the phone, and for the Mac.
constexpr auto kQuoteIds =
    std::to_array<std::string_view>({"OLK_SRC_BODY_SECTION", "mail-editor-reference-message-container"});
/// Outlook on the web puts only the header of the repeated mail into this element; the mail itself follows it.
constexpr std::string_view kQuoteBegins = "divRplyFwdMsg";

static_assert(std::ranges::is_sorted(kBlocks) && std::ranges::is_sorted(kQuoteIds));

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& sorted, std::string_view name) {
  return std::ranges::binary_search(sorted, name);
}

/// Running text: white space collapses, and blocks begin on a new line.
class Flow {
 public:
  void add(std::string_view text, bool as_is) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      const bool nbsp = c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
      if (nbsp) ++i;
      if (nbsp || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        if (as_is && c == '\n') {
          line();
        } else {
          blank_ = true;
        }
        continue;
      }
      begin_word();
      out_ += c;
    }
  }
  void block() { fresh_ = true; }
  void line() {
    fresh_ = blank_ = false;
    if (!out_.empty()) out_ += '\n';
  }
  void blank() { blank_ = true; }
  std::string take() {
    std::string kept = nfc(strip_invisible(out_));
    return std::string(trim(kept));
  }

 private:
  void begin_word() {
    const bool at_start = out_.empty() || out_.back() == '\n';
    if (fresh_ && !at_start) out_ += '\n';
    if (!fresh_ && blank_ && !at_start) out_ += ' ';
    fresh_ = blank_ = false;
  }
  std::string out_;
  bool blank_ = false, fresh_ = false;
};

struct Level {
  bool unseen = false, quote = false, preformatted = false;
  bool frame = false, piece = false;  ///< Gmail's div around the repeated mail, and a blockquote with a piece of it
  bool outer_quote = false;  ///< whether what is around it is repeated
};

class Reader {
 public:
  HtmlText result;

  void start(const HtmlElement& element) {
    const std::string_view name = element.name;
    Level level = levels_.empty() ? Level{} : levels_.back();
    level.unseen = level.unseen || is_one_of(kUnseen, name);
    rest_is_quoted_ = rest_is_quoted_ || element.attribute("id") == kQuoteBegins;
    level.outer_quote = level.quote;
    level.frame = name == "div" && element.has_class(kGmailQuote);
    level.piece = name == "blockquote" && element.has_class(kGmailQuote);
    level.quote = level.quote || rest_is_quoted_ || is_quote(element);
    level.preformatted = level.preformatted || is_one_of(kPreformatted, name);
    levels_.push_back(level);
    if (is_one_of(kBlocks, name)) flow().block();
    if (name == "br") flow().line();
    if (name == "li") flow().add("- ", false);
    if (name == "td" || name == "th") flow().blank();
    special(element);
  }

  void end(std::string_view name) {
    if (name == "a") end_link();
    if (name == "at") end_mention();
    if (is_one_of(kBlocks, name)) flow().block();
    if (levels_.empty()) return;
    const bool piece = levels_.back().piece;
    levels_.pop_back();
    // Answers between the lines stand in the frame, behind a piece of the repeated mail.
    if (piece && !levels_.empty() && levels_.back().frame) levels_.back().quote = levels_.back().outer_quote;
  }

  void text(std::string_view piece) {
    const Level level = levels_.empty() ? Level{} : levels_.back();
    if (level.unseen) return;
    flow().add(piece, level.preformatted);
    if (link_ && link_text_.size() < kMaxLinkBytes) link_text_ += piece;
    if (mention_) mention_->text += piece;
  }

  HtmlText finish() {
    result.text = said_.take();
    result.quoted = quoted_.take();
    return std::move(result);
  }

 private:
  /// Skype writes <quote> for what Teams writes as <blockquote>.
  static bool is_quote(const HtmlElement& element) {
    if (element.name == "blockquote" || element.name == "quote") return true;
    if (is_one_of(kQuoteIds, element.attribute("id"))) return true;
    return std::ranges::any_of(kQuoteClasses, [&](std::string_view one) { return element.has_class(one); });
  }

  void special(const HtmlElement& element) {
    const std::string_view name = element.name;
    if (name == "a") {
      link_ = std::string(element.attribute("href").substr(0, kMaxLinkBytes));
      link_text_.clear();
    } else if (name == "at") {
      mention_ = HtmlMention{std::string(element.attribute("id")), {}};
    } else if (name == "attachment") {
      result.attachment_ids.emplace_back(element.attribute("id"));
    } else if (name == "emoji" || name == "customemoji") {
      text(element.attribute("alt"));
    } else if (name == "img") {
      image(element);
    }
  }

  void image(const HtmlElement& element) {
    if (element.attribute("itemtype").find("Emoji") != std::string_view::npos) {
      text(element.attribute("alt"));
      return;
    }
    if (quoting()) return;
    HtmlImage found{std::string(element.attribute("src")), std::string(element.attribute("alt"))};
    found.width = std::atoi(std::string(element.attribute("width")).c_str());
    found.height = std::atoi(std::string(element.attribute("height")).c_str());
    result.images.push_back(std::move(found));
  }

  void end_link() {
    if (!link_) return;
    const std::string href = std::move(*link_);
    link_.reset();
    const bool address = href.starts_with("http:") || href.starts_with("https:") || href.starts_with("mailto:") ||
                         href.starts_with("tel:");
    if (!address) return;
    if (!levels_.empty() && !quoting()) result.links.push_back(href);
    std::string_view bare = href;
    for (const std::string_view prefix : {"mailto:", "tel:", "https://", "http://"})
      if (bare.starts_with(prefix)) bare.remove_prefix(prefix.size());
    while (bare.ends_with('/')) bare.remove_suffix(1);
    if (link_text_.find(bare) == std::string::npos) flow().add(" (" + href + ")", false);
  }

  void end_mention() {
    if (!mention_) return;
    mention_->text = std::string(trim(mention_->text));
    result.mentions.push_back(std::move(*mention_));
    mention_.reset();
  }

  bool quoting() const { return rest_is_quoted_ || (!levels_.empty() && levels_.back().quote); }
  Flow& flow() { return quoting() ? quoted_ : said_; }

  Flow said_, quoted_;
  std::vector<Level> levels_;
  bool rest_is_quoted_ = false;
  std::optional<std::string> link_;
  std::string link_text_;
  std::optional<HtmlMention> mention_;
};

/// Text between tags, for markup that is too deep to be parsed.
void strip_tags(std::string_view html, Reader& reader) {
  while (!html.empty()) {
    const auto open = std::min(html.find('<'), html.size());
    reader.text(html.substr(0, open));
    reader.text(" ");
    const auto close = html.find('>', open);
    if (close == std::string_view::npos) return;
    html.remove_prefix(close + 1);
  }
}

/// "<p>Goed idee</p>": what most messages are. The reader is told what the parser would tell it, and no parser is set up.
bool read_one_paragraph(std::string_view html, Reader& reader) {
  constexpr std::string_view kOpen = "<p>", kClose = "</p>";
  if (!html.starts_with(kOpen) || !html.ends_with(kClose) || html.size() < kOpen.size() + kClose.size()) return false;
  const std::string_view inner = html.substr(kOpen.size(), html.size() - kOpen.size() - kClose.size());
  if (inner.find_first_of(std::string_view("<&\r\0", 4)) != std::string_view::npos) return false;
  for (const std::string_view name : {"html", "body", "p"}) reader.start({.name = name, .attributes = {}});
  reader.text(inner);
  for (const std::string_view name : {"p", "body", "html"}) reader.end(name);
  return true;
}

}  // namespace

HtmlText html_to_text(std::string_view html) {
  Reader reader;
  std::string text(html);
  repair_utf8(text);
  if (text.find_first_of(std::string_view("<&\0", 3)) == std::string::npos) {
    reader.text(text);
    return reader.finish();
  }
  if (read_one_paragraph(text, reader)) return reader.finish();
  std::string_view rest = text;
  const ByteSource source = [&rest] { return std::span<const char>(std::exchange(rest, std::string_view{})); };
  const HtmlEnd end = walk_html(
      source, {[&](const HtmlElement& element) { reader.start(element); },
               [&](std::string_view name) { reader.end(name); }, [&](std::string_view piece) { reader.text(piece); }});
  if (end == HtmlEnd::whole) return reader.finish();
  Reader plain;
  strip_tags(text, plain);
  HtmlText found = plain.finish();
  found.too_deep = true;
  return found;
}

}  // namespace schouw
