// What both readers of HTML share of libxml2's push parser: html_walk.cpp and html_stream.cpp.
#pragma once

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>

namespace schouw {

inline constexpr int kMostHtmlDepth = 512;
/// The parser is fed in pieces of one size, so that a file reads the same however its bytes come.
inline constexpr std::size_t kHtmlPieceBytes = 16 << 10;

/// libxml2's characters are unsigned.
inline const char* html_chars(const xmlChar* text) { return static_cast<const char*>(static_cast<const void*>(text)); }

struct FreeHtmlParser {
  void operator()(htmlParserCtxtPtr parser) const {
    if (parser == nullptr) return;
    if (parser->myDoc != nullptr) xmlFreeDoc(parser->myDoc);
    htmlFreeParserCtxt(parser);
  }
};
using HtmlParser = std::unique_ptr<htmlParserCtxt, FreeHtmlParser>;

/// How many bytes at the end begin a character whose rest is in the next piece.
inline std::size_t unfinished_bytes(std::string_view piece) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, piece.size()); ++back) {
    const auto lead = static_cast<unsigned char>(piece[piece.size() - back]);
    if ((lead & 0xC0u) == 0x80u) continue;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

}  // namespace schouw
