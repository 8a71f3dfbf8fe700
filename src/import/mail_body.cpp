// What stands in the text of a mail, made fit to read: letters that a wrong label would cost, marks that are no words.
#include <algorithm>
#include <string>
#include <utility>

#include "mail_text.h"
#include "mapi_item.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kFullLine = 40;  ///< no word is so long
constexpr std::size_t kPageHead = 16u << 10;  ///< where a page says what it is written in

bool is_base64_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
}

/// A long line may have caught a wrong letter on its way.
bool is_base64_line(std::string_view line) {
  line = trim(line);
  const auto wrong = std::ranges::count_if(line, [](char c) { return !is_base64_letter(c); });
  return wrong == 0 || (line.size() >= kFullLine && wrong <= 2 && line.find(' ') == std::string_view::npos);
}

std::string decoded_in_pieces(std::string_view letters) {
  std::string out;
  while (!letters.empty()) {
    const auto pad = std::min(letters.find('='), letters.size());
    out += base64_decode(letters.substr(0, pad));
    letters.remove_prefix(std::min(letters.find_first_not_of("= \t\r\n", pad), letters.size()));
  }
  return out;
}

/// Whether what stands in front of something else is base64 and no word: "Test" has the letters for it, too.
bool is_surely_base64(std::string_view letters, std::string_view decoded) {
  const auto of_it = std::ranges::count_if(letters, is_base64_letter);
  const bool padded = trim(letters).ends_with('=');
  const auto first = trim(letters.substr(0, letters.find('\n')));
  return of_it > 0 && of_it % 4 == 0 && (padded || first.size() >= kFullLine || is_utf8(decoded));
}

/// What a mark of text/enriched or text/richtext stands for.
std::string_view mark_text(std::string_view mark) {
  if (mark == "lt") return "<";
  if (mark == "nl") return "\n";
  return {};
}

/// Without the marks of RFC 1896, or of its forerunner in RFC 1341.
std::string enriched_text(std::string_view text, bool is_old) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto open = std::min(text.find('<', at), text.size());
    out += text.substr(at, open - at);
    if (open == text.size()) break;
    const auto close = text.find('>', open);
    const bool doubled = !is_old && text.substr(open).starts_with("<<");
    if (doubled || close == std::string_view::npos) {
      out += '<';
      at = open + (doubled ? 2 : 1);
      continue;
    }
    const std::string mark = ascii_lower(text.substr(open + 1, close - open - 1));
    if (is_old) out += mark_text(mark);
    at = close + 1;
    if (mark != "param" && mark != "comment") continue;
    const auto end = text.find("</", at);
    at = end == std::string_view::npos ? at : end;
  }
  return out;
}

}  // namespace

bool is_marked_text(std::string_view mime) {
  return mime == "text/enriched" || mime == "text/richtext" || mime == "text/rtf" || mime == "application/rtf";
}

bool unmark(std::string_view mime, std::string& text) {
  if (!mime.ends_with("/rtf")) {
    text = enriched_text(text, mime == "text/richtext");
    return false;
  }
  RtfText rtf = rtf_text(text);
  text = std::move(rtf.text);
  return rtf.is_html;
}

std::string text_of_base64(std::string_view raw) {
  std::size_t end = 0;
  while (end < raw.size()) {
    const auto line_end = std::min(raw.find('\n', end), raw.size());
    if (!is_base64_line(raw.substr(end, line_end - end))) break;
    end = std::min(line_end + 1, raw.size());
  }
  std::string decoded = decoded_in_pieces(raw.substr(0, end));
  if (end == raw.size()) return decoded;
  if (!is_surely_base64(raw.substr(0, end), decoded)) return std::string(raw);
  if (!decoded.ends_with('\n')) decoded += '\n';
  return decoded += raw.substr(end);
}

std::string meta_charset(std::string_view html) {
  const std::string head = ascii_lower(html.substr(0, kPageHead));
  for (auto at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 1)) {
    const std::string_view element = std::string_view(head).substr(at, head.find('>', at) - at);
    constexpr std::string_view kName = "charset";
    const auto name = element.find(kName);
    if (name == std::string_view::npos) continue;
    std::string_view value = trim(element.substr(name + kName.size()));
    if (!value.starts_with('=')) continue;
    value = trim(value.substr(1));
    if (value.starts_with('"') || value.starts_with('\'')) value.remove_prefix(1);
    value = value.substr(0, value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.:"));
    const bool wide = value.starts_with("utf-16") || value.starts_with("unicode") || value.starts_with("ucs");
    return wide ? std::string() : std::string(value);
  }
  return {};
}

std::string cleaned_body(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = std::min(text.find_first_of(std::string_view("\0\r", 2), at), text.size());
    out.append(text, at, next - at);
    at = next + 1;
    if (next == text.size()) break;
    // A CR that no LF follows ends a line: else two words become one.
    if (text[next] == '\0')
      out += "\u2400";
    else if (text.find_first_not_of('\r', at) == std::string::npos || text[text.find_first_not_of('\r', at)] != '\n')
      out += '\n';
  }
  return std::string(trim(nfc(strip_invisible(out))));
}

}  // namespace schouw
