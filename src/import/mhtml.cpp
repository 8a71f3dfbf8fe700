// The first part of HTML in an MHTML file:
//
//   From: <Saved by Blink>
//   Snapshot-Content-Location: https://school.example/nieuws
//   Content-Type: multipart/related; type="text/html"; boundary="----b"
//
//   ------b
//   Content-Type: text/html; charset=utf-8
//   Content-Transfer-Encoding: quoted-printable
//
//   <html class=3D"x">…
//
// Gap: a part within a part is not looked for; no browser writes one.
#include "mhtml.h"

#include <algorithm>
#include <array>

#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr int kMostParts = 4096;

/// Up to the next line; the line without its end.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

struct Headers {
  std::string type = {}, encoding = {}, address = {};
};

/// Takes the headers off `rest`, folded lines joined.
Headers take_headers(std::string_view& rest) {
  Headers out;
  std::string* last = nullptr;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line.empty()) break;
    if (line[0] == ' ' || line[0] == '\t') {
      if (last != nullptr && last->size() < 4096) last->append(" ").append(trim(line));
      continue;
    }
    last = nullptr;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string name = ascii_lower(line.substr(0, colon));
    if (name == "content-type") last = &out.type;
    if (name == "content-transfer-encoding") last = &out.encoding;
    if (name == "snapshot-content-location" || (name == "content-location" && out.address.empty())) last = &out.address;
    if (last != nullptr) *last = std::string(trim(line.substr(colon + 1)));
  }
  repair_utf8(out.address);
  return out;
}

/// boundary="x" or charset=x out of a content type.
std::string parameter(std::string_view type, std::string_view name) {
  const std::string lower = ascii_lower(type);
  const std::size_t at = lower.find(std::string(name) + "=");
  if (at == std::string::npos) return {};
  std::string_view value = type.substr(at + name.size() + 1);
  if (!value.starts_with('"')) return std::string(trim(value.substr(0, value.find_first_of("; \t"))));
  value.remove_prefix(1);
  return std::string(value.substr(0, value.find('"')));
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      out += text[i];
    } else if (text.substr(i + 1).starts_with('\n')) {
      ++i;
    } else if (text.substr(i + 1).starts_with("\r\n")) {
      i += 2;
    } else if (i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += '=';
    }
  }
  return out;
}

std::string decoded(std::string_view body, std::string_view encoding) {
  const std::string how = ascii_lower(encoding);
  if (how == "quoted-printable") return quoted_printable(body);
  return how == "base64" ? base64_decode(body) : std::string(body);
}

}  // namespace

bool is_mhtml(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::string first = "\n" + ascii_lower(head.substr(0, 4096));
  const std::string_view all = first;
  const std::string_view text = all.substr(0, std::min(all.find("\n\n", 1), all.find("\r\n\r\n", 1)));
  const auto has = [text](std::string_view part) { return text.find(part) != std::string_view::npos; };
  if (!has("\nmime-version:")) return false;
  // Chrome and Edge, Internet Explorer; then the add-ons of Firefox, in any language.
  if (has("\nfrom: <saved by ") || has("\nfrom: \"saved by ") || has("\nsnapshot-content-location:")) return true;
  if (has("\nx-maf:") || (has("\nfrom: <") && has(" unmht>"))) return true;
  // Opera and Word: parts of a page, and nothing that a mail has.
  constexpr auto kOfMail =
      std::to_array<std::string_view>({"\nfrom:", "\nto:", "\ndate:", "\nreceived:", "\nmessage-id:", "\nx-unsent:"});
  return has("multipart/related") && std::ranges::none_of(kOfMail, has);
}

Mhtml read_mhtml(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  Mhtml out;
  const Headers top = take_headers(bytes);
  out.address = top.address;
  const std::string boundary = parameter(top.type, "boundary");
  if (boundary.empty()) {
    if (!ascii_lower(top.type).starts_with("text/html")) return out;
    out.html = decoded(bytes, top.encoding);
    out.whole = true;
    return out;
  }
  const std::string mark = "--" + boundary;
  std::size_t at = bytes.find(mark);
  for (int parts = 0; at != std::string_view::npos && parts < kMostParts; ++parts) {
    std::string_view part = bytes.substr(at + mark.size());
    if (part.starts_with("--")) return out;
    take_line(part);
    const std::size_t end = part.find("\n" + mark);
    std::string_view body = part.substr(0, end);
    const Headers headers = take_headers(body);
    if (ascii_lower(headers.type).starts_with("text/html")) {
      out.html = decoded(body, headers.encoding);
      out.whole = end != std::string_view::npos;
      if (out.address.empty()) out.address = headers.address;
      return out;
    }
    if (end == std::string_view::npos) return out;
    at = static_cast<std::size_t>(part.data() - bytes.data()) + end + 1;
  }
  return out;
}

}  // namespace schouw
