// Mails that programs wrote wrongly, in ways of which it is clear what was meant:
//
//   Content-Disposition: attachment; filename="foto.zip"     no blank line before the content
//   UEsDBBQAAAAIAL…
//   Content-Type: multipart/mixed boundary="a"               no ';', no boundary, or one that never comes
//   Message-ID: <1@x.example>                                a blank line among the headers
//
//   From: Karin <k.jansen@example.nl>
//
// A line that is no header and has headers behind it is left to the parser, which skips it.
#include "mail_mend.h"

#include <algorithm>
#include <vector>

#include "mail_message.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxBoundaries = 64, kMaxBoundary = 200;
constexpr int kMaxSearches = 32;    ///< each may look through all that is left
constexpr int kMaxHeaderLines = 400, kMaxBlankLines = 4;

std::string_view without_end(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_folded(std::string_view line) { return line.starts_with(' ') || line.starts_with('\t'); }

/// "Name: ", or "Name : " as old programs write it.
bool is_header(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  return is_header_line(std::string(trim(line.substr(0, colon))) + ':');
}

std::string header_name(std::string_view line) { return ascii_lower(trim(line.substr(0, line.find(':')))); }

struct Boundary {
  std::string text = {};
  bool parted = false;  ///< a ';' stands in front of it, as it should
};

Boundary stated_boundary(std::string_view type) {
  const auto at = ascii_lower(type).find("boundary");
  if (at == std::string::npos) return {};
  const std::string_view before = trim(type.substr(0, at));
  std::string_view rest = trim(type.substr(at + 8));
  if (!rest.starts_with('=')) return {};
  rest = trim(rest.substr(1));
  const bool quoted = rest.starts_with('"');
  if (quoted) rest.remove_prefix(1);
  const std::string_view text = rest.substr(0, rest.find_first_of(quoted ? "\"" : "; \t\r\n"));
  return {.text = std::string(text.substr(0, kMaxBoundary)), .parted = before.ends_with(';')};
}

class Mender {
 public:
  explicit Mender(std::string_view mail) : rest_(mail), line_end_(mail.find("\r\n") == mail.npos ? "\n" : "\r\n") {}

  std::string mended() {
    head(Place::mail);
    while (!rest_.empty()) {
      const bool begins_part = is_boundary(line());
      copy_line();
      if (begins_part) head(Place::part);
    }
    return mended_ ? std::move(out_) : std::string();
  }

 private:
  enum class Place { mail, part };

  /// The line in hand with its end.
  std::string_view line() const { return line_of(rest_); }
  static std::string_view line_of(std::string_view text) {
    return text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
  }

  void copy_line() {
    const std::string_view one = line();
    out_ += one;
    rest_.remove_prefix(one.size());
  }

  bool is_boundary(std::string_view one) const {
    if (!one.starts_with("--")) return false;
    const std::string_view text = trim(without_end(one.substr(2)));
    return std::ranges::find(boundaries_, text) != boundaries_.end();
  }

  /// The headers of a mail or a part, and of the mail that the part is.
  void head(Place place) {
    type_.clear();
    is_encoded_ = false;
    bool tells = false;  // what every mail has
    std::size_t type_at = 0;
    for (int lines = 0; !rest_.empty() && lines < kMaxHeaderLines; ++lines) {
      const std::string_view one = without_end(line());
      if (one.empty()) {
        if (place == Place::mail && !tells && skip_blank_lines()) continue;
        copy_line();
        break;
      }
      if (is_boundary(one)) return;
      const bool folded = is_folded(one), separator = lines == 0 && is_separator(one);
      if (!folded && !separator && !is_header(one) && !headers_follow()) {
        out_ += line_end_;
        mended_ = true;
        break;
      }
      if (!folded) {
        const std::string name = header_name(one);
        in_type_ = name == "content-type" && type_.empty();
        if (in_type_) type_at = out_.size();
        tells = tells || in_type_ || name == "from" || name == "date" || name == "subject" || name == "to";
        if (name == "content-transfer-encoding") is_encoded_ = is_packed(one);
      }
      if (in_type_) type_ += line();
      copy_line();
    }
    in_type_ = false;
    const std::string type = ascii_lower(trim(std::string_view(type_).substr(std::min(type_.find(':') + 1, type_.size()))));
    if (type.starts_with("multipart")) mend_boundary(type_at);
    if (type.starts_with("message/rfc822") && !is_encoded_ && depth_ < kMaxDepth) {
      ++depth_;
      head(Place::part);
    }
  }

  static bool is_separator(std::string_view one) { return one.starts_with("From ") || one.starts_with(">From "); }

  static bool is_packed(std::string_view one) {
    const std::string lower = ascii_lower(one);
    return lower.find("base64") != std::string::npos || lower.find("quoted-printable") != std::string::npos;
  }

  /// Behind the line in hand, before the next blank line.
  bool headers_follow() const {
    std::string_view rest = rest_;
    if (line().starts_with("X-")) return true;  // a header with a blank in its name
    for (int lines = 0; !rest.empty() && lines < kMaxHeaderLines; ++lines) {
      rest.remove_prefix(line_of(rest).size());
      const std::string_view one = without_end(rest.empty() ? rest : line_of(rest));
      if (one.empty() || is_boundary(one)) return false;
      if (is_common_header(one)) return true;
    }
    return false;
  }

  /// True when behind the blank lines stand the headers that the mail lacks.
  bool skip_blank_lines() {
    std::string_view rest = rest_;
    for (int lines = 0; !rest.empty() && trim(line_of(rest)).empty(); ++lines) {
      if (lines >= kMaxBlankLines) return false;
      rest.remove_prefix(line_of(rest).size());
    }
    const std::string_view behind = rest;
    bool from = false, more = false;
    for (int lines = 0; !rest.empty() && lines < kMaxHeaderLines; ++lines) {
      const std::string_view one = without_end(line_of(rest));
      if (one.empty()) break;
      if (!is_folded(one) && !is_header(one)) return false;
      const std::string name = header_name(one);
      from = from || name == "from";
      more = more || name == "date" || name == "subject" || name == "to";
      rest.remove_prefix(line_of(rest).size());
    }
    if (!from || !more) return false;
    rest_ = behind;
    mended_ = true;
    return true;
  }

  /// Remembers the boundary; writes the type anew when it names none, or one that never comes.
  void mend_boundary(std::size_t type_at) {
    Boundary boundary = stated_boundary(type_);
    const bool comes = !boundary.text.empty() && searches_++ < kMaxSearches ? occurs(boundary.text) : !boundary.text.empty();
    if (!comes && searches_++ < kMaxSearches)
      if (const std::string_view other = seen_boundary(); !other.empty()) boundary = {.text = std::string(other)};
    if (boundary.text.empty()) return;
    if (boundaries_.size() < kMaxBoundaries) boundaries_.push_back(boundary.text);
    if (boundary.parted) return;
    const auto colon = type_.find(':');
    const std::string_view kind = trim(std::string_view(type_).substr(colon + 1));
    std::string written = type_.substr(0, colon + 1) + ' ' + std::string(kind.substr(0, kind.find_first_of("; \t\r\n")));
    written += ";" + std::string(line_end_) + "\tboundary=\"" + boundary.text + '"' + std::string(line_end_);
    out_.replace(type_at, type_.size(), written);
    mended_ = true;
  }

  bool occurs(const std::string& boundary) const {
    const std::string begin = "--" + boundary;
    return rest_.starts_with(begin) || rest_.find('\n' + begin) != std::string_view::npos;
  }

  /// The first line that begins with "--" and has the headers of a part behind it.
  std::string_view seen_boundary() const {
    for (std::string_view rest = rest_; !rest.empty();) {
      const std::string_view one = line_of(rest);
      rest.remove_prefix(one.size());
      const std::string_view text = trim(without_end(one.substr(std::min<std::size_t>(2, one.size()))));
      if (!one.starts_with("--") || text.empty() || text.size() > kMaxBoundary || is_boundary(one)) continue;
      if (text.find_first_of("\"\\") != std::string_view::npos || rest.empty()) continue;
      if (ascii_lower(line_of(rest).substr(0, 8)) == "content-") return text;
    }
    return {};
  }

  static constexpr int kMaxDepth = 64;

  std::string_view rest_;
  std::string_view line_end_;
  std::string out_ = {};
  std::vector<std::string> boundaries_ = {};
  std::string type_ = {};  ///< the Content-Type of the part in hand, as written
  bool mended_ = false, in_type_ = false, is_encoded_ = false;
  int searches_ = 0, depth_ = 0;
};

}  // namespace

std::string mended_mail(std::string_view bytes) { return bytes.empty() ? std::string() : Mender(bytes).mended(); }

}  // namespace schouw
