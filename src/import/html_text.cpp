// HTML (any version, as broken as mail programs write it) through libxml2's push parser.
//
//   <div>Hoi <at id="0">Bas</at>,<br>zie <a href="https://example.nl/x">hier</a></div>
//   -> "Hoi Bas,\nzie hier (https://example.nl/x)"
//
// Gap: style is not looked at, so text that a style sheet hides is text here: it is in the evidence.
#include "html_text.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr int kMaxDepth = 512;
constexpr std::size_t kMaxLinkBytes = 2048;
constexpr std::size_t kPieceBytes = 16 << 10;

constexpr auto kBlocks = std::to_array<std::string_view>(
    {"address", "article", "aside", "blockquote", "body",   "center", "codeblock", "dd",   "details",
     "div",     "dl",      "dt",    "fieldset",   "figure", "footer", "form",      "h1",   "h2",
     "h3",      "h4",      "h5",    "h6",         "header", "hr",     "li",        "main", "nav",
     "ol",      "p",       "pre",   "section",    "table",  "tbody",  "tr",        "ul"});
constexpr auto kUnseen = std::to_array<std::string_view>({"script", "style", "template", "title"});
constexpr auto kPreformatted = std::to_array<std::string_view>({"codeblock", "pre", "textarea"});
/// Classes that mail programs give to the repeated mail below an answer.
constexpr auto kQuoteClasses = std::to_array<std::string_view>(
    {"gmail_quote", "moz-cite-prefix", "protonmail_quote", "yahoo_quoted", "zmail_extra"});

static_assert(std::ranges::is_sorted(kBlocks) && std::ranges::is_sorted(kQuoteClasses));

/// libxml2's characters are unsigned.
const char* bytes(const xmlChar* text) { return static_cast<const char*>(static_cast<const void*>(text)); }

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
};

class Reader {
 public:
  HtmlText result;

  void start(std::string_view name, const xmlChar** attributes) {
    Level level = levels_.empty() ? Level{} : levels_.back();
    level.unseen = level.unseen || is_one_of(kUnseen, name);
    level.quote = level.quote || is_quote(name, attributes);
    level.preformatted = level.preformatted || is_one_of(kPreformatted, name);
    if (static_cast<int>(levels_.size()) >= kMaxDepth) too_deep = true;
    levels_.push_back(level);
    if (is_one_of(kBlocks, name)) flow().block();
    if (name == "br") flow().line();
    if (name == "li") flow().add("- ", false);
    if (name == "td" || name == "th") flow().blank();
    special(name, attributes);
  }

  void end(std::string_view name) {
    if (name == "a") end_link();
    if (name == "at") end_mention();
    if (is_one_of(kBlocks, name)) flow().block();
    if (!levels_.empty()) levels_.pop_back();
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

  bool too_deep = false;

 private:
  static std::string_view attribute(const xmlChar** attributes, std::string_view key) {
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2)
      if (key == bytes(attributes[0])) return attributes[1] == nullptr ? "" : bytes(attributes[1]);
    return {};
  }
  static bool is_quote(std::string_view name, const xmlChar** attributes) {
    if (name == "blockquote") return true;
    std::string_view classes = attribute(attributes, "class");
    while (!classes.empty()) {
      const auto blank = std::min(classes.find(' '), classes.size());
      if (is_one_of(kQuoteClasses, classes.substr(0, blank))) return true;
      classes.remove_prefix(std::min(blank + 1, classes.size()));
    }
    return false;
  }

  void special(std::string_view name, const xmlChar** attributes) {
    if (name == "a") {
      link_ = std::string(attribute(attributes, "href").substr(0, kMaxLinkBytes));
      link_text_.clear();
    } else if (name == "at") {
      mention_ = HtmlMention{std::string(attribute(attributes, "id")), {}};
    } else if (name == "attachment") {
      result.attachment_ids.emplace_back(attribute(attributes, "id"));
    } else if (name == "emoji" || name == "customemoji") {
      text(attribute(attributes, "alt"));
    } else if (name == "img") {
      image(attributes);
    }
  }

  void image(const xmlChar** attributes) {
    if (attribute(attributes, "itemtype").find("Emoji") != std::string_view::npos) {
      text(attribute(attributes, "alt"));
      return;
    }
    if (levels_.back().quote) return;
    HtmlImage found{std::string(attribute(attributes, "src")), std::string(attribute(attributes, "alt"))};
    found.width = std::atoi(std::string(attribute(attributes, "width")).c_str());
    found.height = std::atoi(std::string(attribute(attributes, "height")).c_str());
    result.images.push_back(std::move(found));
  }

  void end_link() {
    if (!link_) return;
    const std::string href = std::move(*link_);
    link_.reset();
    const bool address = href.starts_with("http:") || href.starts_with("https:") || href.starts_with("mailto:") ||
                         href.starts_with("tel:");
    if (!address) return;
    if (!levels_.empty() && !levels_.back().quote) result.links.push_back(href);
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

  Flow& flow() { return !levels_.empty() && levels_.back().quote ? quoted_ : said_; }

  Flow said_, quoted_;
  std::vector<Level> levels_;
  std::optional<std::string> link_;
  std::string link_text_;
  std::optional<HtmlMention> mention_;
};

struct ParserDeleter {
  void operator()(htmlParserCtxtPtr parser) const {
    if (parser == nullptr) return;
    if (parser->myDoc != nullptr) xmlFreeDoc(parser->myDoc);
    htmlFreeParserCtxt(parser);
  }
};

htmlSAXHandler callbacks() {
  htmlSAXHandler sax{};
  sax.startElement = [](void* self, const xmlChar* name, const xmlChar** attributes) {
    static_cast<Reader*>(self)->start(bytes(name), attributes);
  };
  sax.endElement = [](void* self, const xmlChar* name) { static_cast<Reader*>(self)->end(bytes(name)); };
  sax.characters = [](void* self, const xmlChar* text, int size) {
    static_cast<Reader*>(self)->text({bytes(text), static_cast<std::size_t>(size)});
  };
  sax.ignorableWhitespace = sax.characters;
  return sax;
}

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
  if (inner.find_first_of("<&\r") != std::string_view::npos) return false;
  for (const std::string_view name : {"html", "body", "p"}) reader.start(name, nullptr);
  reader.text(inner);
  for (const std::string_view name : {"p", "body", "html"}) reader.end(name);
  return true;
}

/// Valid UTF-8 without NUL, which would end libxml2's input.
std::string clean(std::string_view html) {
  std::string text(html);
  repair_utf8(text);
  for (auto at = text.find('\0'); at != std::string::npos; at = text.find('\0', at + 3)) text.replace(at, 1, "\u2400");
  return text;
}

}  // namespace

HtmlText html_to_text(std::string_view html) {
  static const bool initialised = (xmlInitParser(), true);
  static_cast<void>(initialised);
  Reader reader;
  if (html.find_first_of("<&") == std::string_view::npos) {
    reader.text(clean(html));
    return reader.finish();
  }
  const std::string text = clean(html);
  if (read_one_paragraph(text, reader)) return reader.finish();
  htmlSAXHandler sax = callbacks();
  const std::unique_ptr<htmlParserCtxt, ParserDeleter> parser(
      htmlCreatePushParserCtxt(&sax, &reader, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
  if (!parser) throw std::bad_alloc();
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_IGNORE_ENC);
  std::size_t at = 0;
  while (at < text.size() && !reader.too_deep) {
    const std::size_t size = std::min(kPieceBytes, text.size() - at);
    htmlParseChunk(parser.get(), text.data() + at, static_cast<int>(size), 0);
    at += size;
  }
  if (!reader.too_deep) htmlParseChunk(parser.get(), nullptr, 0, 1);
  HtmlText found;
  if (reader.too_deep) {
    Reader plain;
    strip_tags(text, plain);
    found = plain.finish();
    found.too_deep = true;
    return found;
  }
  return reader.finish();
}

}  // namespace schouw
