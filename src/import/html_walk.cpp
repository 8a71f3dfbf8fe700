// HTML (any version, as broken as programs write it) through libxml2's push parser, without building a tree.
//
//   <p class="a">x&amp;<br>y  ->  start html, start body, start p, text "x", text "&", start br, end br, text "y", end
//   p, …
#include "html_walk.h"

#include <algorithm>
#include <new>
#include <string>

#include "html_parser.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

struct Walk {
  const HtmlEvents& visitor;
  int depth = 0;
  bool too_deep = false;

  void start(std::string_view name, const xmlChar** attributes) {
    if (too_deep || ++depth > kMostHtmlDepth) {
      too_deep = true;
      return;
    }
    HtmlElement element{.name = name, .attributes = {}};
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2)
      element.attributes.emplace_back(html_chars(attributes[0]), attributes[1] == nullptr ? "" : html_chars(attributes[1]));
    visitor.start(element);
  }
  void end(std::string_view name) {
    if (too_deep) return;
    --depth;
    visitor.end(name);
  }
  void text(std::string_view piece) {
    if (!too_deep) visitor.text(piece);
  }
};

htmlSAXHandler callbacks() {
  htmlSAXHandler sax{};
  sax.startElement = [](void* self, const xmlChar* name, const xmlChar** attributes) {
    static_cast<Walk*>(self)->start(html_chars(name), attributes);
  };
  sax.endElement = [](void* self, const xmlChar* name) { static_cast<Walk*>(self)->end(html_chars(name)); };
  sax.characters = [](void* self, const xmlChar* text, int size) {
    static_cast<Walk*>(self)->text({html_chars(text), static_cast<std::size_t>(size)});
  };
  sax.ignorableWhitespace = sax.characters;
  return sax;
}

/// Valid UTF-8 without NUL, which would end libxml2's input.
std::string clean(std::string_view html) {
  std::string text(html);
  repair_utf8(text);
  for (auto at = text.find('\0'); at != std::string::npos; at = text.find('\0', at + 3)) text.replace(at, 1, "\u2400");
  return text;
}

void parse_piece(const HtmlParser& parser, std::string_view html) {
  const std::string text = clean(html);
  htmlParseChunk(parser.get(), text.data(), static_cast<int>(text.size()), 0);
}

}  // namespace

std::string_view HtmlElement::attribute(std::string_view key) const {
  const auto found = std::ranges::find(attributes, key, &std::pair<std::string_view, std::string_view>::first);
  return found == attributes.end() ? std::string_view{} : found->second;
}

bool HtmlElement::has_class(std::string_view name_of_class) const {
  std::string_view classes = attribute("class");
  while (!classes.empty()) {
    const auto blank = std::min(classes.find(' '), classes.size());
    if (classes.substr(0, blank) == name_of_class) return true;
    classes.remove_prefix(std::min(blank + 1, classes.size()));
  }
  return false;
}

HtmlEnd walk_html(const ByteSource& source, const HtmlEvents& visitor) {
  static const bool initialised = (xmlInitParser(), true);
  static_cast<void>(initialised);
  Walk walk{.visitor = visitor};
  htmlSAXHandler sax = callbacks();
  const HtmlParser parser(htmlCreatePushParserCtxt(&sax, &walk, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
  if (!parser) throw std::bad_alloc();
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_IGNORE_ENC);
  std::string held;
  for (auto piece = source(); !piece.empty() && !walk.too_deep; piece = source()) {
    held.append(piece.data(), piece.size());
    std::size_t fed = 0;
    while (held.size() - fed >= kHtmlPieceBytes && !walk.too_deep) {
      const std::string_view next = std::string_view(held).substr(fed, kHtmlPieceBytes);
      const std::size_t whole = next.size() - unfinished_bytes(next);
      parse_piece(parser, next.substr(0, whole));
      fed += whole;
    }
    held.erase(0, fed);
  }
  if (!held.empty() && !walk.too_deep) parse_piece(parser, held);
  if (!walk.too_deep) htmlParseChunk(parser.get(), nullptr, 0, 1);
  return walk.too_deep ? HtmlEnd::too_deep : HtmlEnd::whole;
}

}  // namespace schouw
