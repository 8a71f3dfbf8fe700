// libxml2's push parser with limits of its own: the parser waits for the end of a tag or comment however long it gets.
//
//   <div class="a">Hoi</div>  ->  start(div), text("Hoi"), end(div); html and body are added where they lack
//
// Gap: bytes are taken for UTF-8, whatever the file says of itself; all exports that are read here are.
#include "html_stream.h"

#include <algorithm>
#include <cstddef>
#include <new>
#include <string>

#include "html_parser.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::ptrdiff_t kMostWaiting = std::ptrdiff_t{16} << 20;
constexpr std::size_t kTailBytes = 256;

class Stream {
 public:
  explicit Stream(HtmlVisitor& visitor) : visitor_(visitor) {
    static const bool initialised = (xmlInitParser(), true);
    static_cast<void>(initialised);
    sax_.startElement = [](void* self, const xmlChar* name, const xmlChar** attributes) {
      static_cast<Stream*>(self)->start({html_chars(name), attributes});
    };
    sax_.endElement = [](void* self, const xmlChar* name) { static_cast<Stream*>(self)->end(html_chars(name)); };
    sax_.characters = [](void* self, const xmlChar* text, int size) {
      static_cast<Stream*>(self)->visitor_.text({html_chars(text), static_cast<std::size_t>(size)});
    };
    sax_.ignorableWhitespace = sax_.characters;
    parser_.reset(htmlCreatePushParserCtxt(&sax_, this, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
    if (!parser_) throw std::bad_alloc();
    htmlCtxtUseOptions(parser_.get(), HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                          HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  }

  HtmlDamage walk(const ByteSource& source) {
    for (auto piece = source(); !piece.empty() && !stopped(); piece = source()) {
      damage_.bytes += piece.size();
      take({piece.data(), piece.size()});
    }
    if (!stopped()) finish();
    return damage_;
  }

 private:
  bool stopped() const { return damage_.too_deep || damage_.too_long; }

  void take(std::string_view piece) {
    keep_ends(piece);
    std::string text = std::move(carry_);
    text += piece;
    const std::size_t rest = unfinished_bytes(text);
    carry_ = text.substr(text.size() - rest);
    text.erase(text.size() - rest);
    clean(std::move(text));
    while (waiting_.size() >= kHtmlPieceBytes && !stopped()) feed(kHtmlPieceBytes);
  }

  void clean(std::string text) {
    damage_.invalid_utf8 += repair_utf8(text);
    // NUL would end libxml2's input.
    for (auto at = text.find('\0'); at != std::string::npos; at = text.find('\0', at + 3))
      text.replace(at, 1, "\u2400");
    waiting_ += text;
  }

  /// Always the same pieces, however the bytes come: of very small ones the parser keeps all until the end.
  void feed(std::size_t size) {
    htmlParseChunk(parser_.get(), waiting_.data(), static_cast<int>(size), 0);
    waiting_.erase(0, size);
    const xmlParserInput* input = parser_->input;
    if (input != nullptr && input->end - input->cur > kMostWaiting) damage_.too_long = true;
  }

  void finish() {
    clean(std::move(carry_));
    while (!waiting_.empty() && !stopped()) feed(std::min(waiting_.size(), kHtmlPieceBytes));
    if (stopped()) return;
    damage_.no_tags = !seen_tag_;
    const auto holds = [](const std::string& where, std::string_view one, std::string_view other) {
      return where.find(one) != std::string::npos || where.find(other) != std::string::npos;
    };
    damage_.truncated =
        holds(ascii_lower(head_), "<html", "<body") && !holds(ascii_lower(tail_), "</html", "</body");
    visitor_.last_byte(damage_.truncated);
    htmlParseChunk(parser_.get(), nullptr, 0, 1);
  }

  void start(const HtmlTag& tag) {
    seen_tag_ = true;
    if (++depth_ > kMostHtmlDepth) damage_.too_deep = true;
    if (!damage_.too_deep) visitor_.start(tag);
  }

  void end(std::string_view name) {
    if (--depth_ < kMostHtmlDepth) visitor_.end(name);
  }

  /// The first and the last bytes, which tell whether the file is whole.
  void keep_ends(std::string_view piece) {
    constexpr std::size_t kHeadBytes = 4096;
    if (head_.size() < kHeadBytes) head_ += piece.substr(0, kHeadBytes - head_.size());
    tail_ += piece.substr(piece.size() - std::min(piece.size(), kTailBytes));
    if (tail_.size() > kTailBytes) tail_.erase(0, tail_.size() - kTailBytes);
  }

  HtmlVisitor& visitor_;
  htmlSAXHandler sax_{};
  HtmlParser parser_;
  HtmlDamage damage_;
  std::string carry_, waiting_, head_, tail_;
  int depth_ = 0;
  bool seen_tag_ = false;
};

}  // namespace

std::string_view HtmlTag::attribute(std::string_view key) const {
  for (const unsigned char** one = attributes_; one != nullptr && one[0] != nullptr; one += 2)
    if (key == html_chars(one[0])) return one[1] == nullptr ? std::string_view{} : html_chars(one[1]);
  return {};
}

bool HtmlTag::has_class(std::string_view word) const {
  std::string_view classes = attribute("class");
  while (!classes.empty()) {
    const auto blank = std::min(classes.find_first_of(" \t\r\n"), classes.size());
    if (classes.substr(0, blank) == word) return true;
    classes.remove_prefix(std::min(blank + 1, classes.size()));
  }
  return false;
}

HtmlDamage stream_html(const ByteSource& source, HtmlVisitor& visitor) { return Stream(visitor).walk(source); }

}  // namespace schouw
