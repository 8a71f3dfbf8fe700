// Implements the rules for HTML output (docs/reports.md): nothing from an export is ever markup.
//   evidence("<b>\u202e")  ->  <bdi>&lt;b&gt;⟦U+202E⟧</bdi>
#include "html_writer.h"

#include <algorithm>

#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kPiece = 64 << 10;

bool is_plain(char c) { return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t'; }

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
}

// U+2028 and U+2029 end a line for some readers and not for others.
std::string mark_separators(std::string text) {
  for (const auto& [bytes, mark] : {std::pair<std::string_view, std::string_view>{"\xE2\x80\xA8", "⟦U+2028⟧"},
                                    {"\xE2\x80\xA9", "⟦U+2029⟧"}}) {
    for (auto at = text.find(bytes); at != std::string::npos; at = text.find(bytes, at + mark.size()))
      text.replace(at, bytes.size(), mark);
  }
  return text;
}

int hex_value(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

}  // namespace

void append_html(std::string& out, std::string_view text) {
  if (std::ranges::all_of(text, is_plain)) {
    append_escaped(out, text);
  } else {
    append_escaped(out, mark_separators(visible(text)));
  }
}

std::string csp_hash(std::string_view bytes) {
  const std::string hex = sha256_hex(bytes);
  std::string digest;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    digest += static_cast<char>(hex_value(hex[i]) * 16 + hex_value(hex[i + 1]));
  return "'sha256-" + base64_encode(digest) + "'";
}

HtmlWriter& HtmlWriter::raw(Markup markup) {
  buffer_ += markup.text();
  flush_if_full();
  return *this;
}

HtmlWriter& HtmlWriter::text(std::string_view words) {
  append_html(buffer_, words);
  flush_if_full();
  return *this;
}

HtmlWriter& HtmlWriter::evidence(std::string_view words) { return raw("<bdi>").text(words).raw("</bdi>"); }

HtmlWriter& HtmlWriter::path(std::string_view words) {
  raw("<bdi>");
  for (auto slash = words.find('/'); slash != words.npos; slash = words.find('/')) {
    text(words.substr(0, slash + 1)).raw("<wbr>");
    words.remove_prefix(slash + 1);
  }
  return text(words).raw("</bdi>");
}

HtmlWriter& HtmlWriter::attribute(Markup name, std::string_view value) {
  return raw(" ").raw(name).raw("=\"").text(value).raw("\"");
}

HtmlWriter& HtmlWriter::anchor(Markup attribute, Markup prefix, std::string_view id) {
  raw(" ").raw(attribute).raw("=\"").raw(prefix);
  for (const char c : id) {
    const bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    buffer_ += safe ? c : '-';
  }
  return raw("\"");
}

HtmlWriter& HtmlWriter::element(Markup open, std::string_view words, Markup close) {
  return raw(open).text(words).raw(close);
}

HtmlWriter& HtmlWriter::embedded(std::string_view bytes) {
  buffer_ += bytes;
  flush_if_full();
  return *this;
}

void HtmlWriter::finish() {
  if (!buffer_.empty()) sink_(buffer_);
  buffer_.clear();
}

void HtmlWriter::flush_if_full() {
  if (buffer_.size() >= kPiece) finish();
}

void begin_table(HtmlWriter& html, std::string_view caption, std::span<const std::string> headings) {
  html.raw("<div class=\"scroll\" role=\"group\" tabindex=\"0\"").attribute("aria-label", caption);
  html.raw(">\n<table>\n<caption>").text(caption).raw("</caption>\n<thead><tr>");
  for (const std::string_view heading : headings) {
    const bool number = heading.starts_with('#');
    html.raw(number ? Markup("<th scope=\"col\" class=\"n\">") : Markup("<th scope=\"col\">"));
    html.text(number ? heading.substr(1) : heading).raw("</th>");
  }
  html.raw("</tr></thead>\n<tbody>\n");
}

void end_table(HtmlWriter& html) { html.raw("</tbody>\n</table>\n</div>\n"); }

}  // namespace schouw
