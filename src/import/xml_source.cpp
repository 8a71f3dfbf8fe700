// What is mended, and what it becomes:
//
//   blank lines before <?xml      the declaration becomes blanks, so that lines keep their numbers
//   control characters            U+FFFD, counted (not-utf8)
//   "Jip & Janneke"               "Jip &amp; Janneke"
//   &nbsp; &eacute;               the character; XML knows no names of HTML
//   &#55357;&#56842;              the one character of which these are halves
//   windows-1252 called UTF-8     read as what it is, counted (mojibake-repaired)
//
// Gap: other encodings than UTF-8, ISO 8859-1 and windows-1252 are left as they are, and so is what stands in them.
#include "xml_source.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kDeclaration = 1024;  ///< in front of the first element
constexpr std::size_t kLookAhead = 32;      ///< longer than any mark, reference or character
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
/// What goes through without a look: no mark, reference or character of several bytes begins or ends with it.
bool is_plain(char c) {
  static constexpr auto kPlain = [] {
    std::array<bool, 256> out{};
    for (std::size_t i = 0x20; i < 0x80; ++i) out[i] = i != '&' && i != '<' && i != ']' && i != '-' && i != '?';
    out['\n'] = out['\r'] = out['\t'] = true;
    return out;
  }();
  return kPlain[static_cast<unsigned char>(c)];
}
bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && !is_blank(c); }

/// Of "<?xml … encoding="x"?>", in lower case.
std::string encoding_in(std::string_view declaration) {
  const std::string lower = ascii_lower(declaration);
  const auto at = lower.find("encoding");
  const auto open = at == std::string::npos ? at : lower.find_first_of("\"'", at);
  if (open == std::string::npos) return {};
  return lower.substr(open + 1, lower.find(lower[open], open + 1) - open - 1);
}

/// A code point that XML allows.
bool is_allowed(std::uint32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF && c <= 0x10FFFF;
}

std::size_t length_of_utf8(std::string_view rest) {
  for (std::size_t size = 2; size <= 4 && size <= rest.size(); ++size)
    if (is_utf8(rest.substr(0, size))) return size;
  return 0;
}

/// libxml2's characters are unsigned.
const htmlEntityDesc* entity_named(const std::string& name) {
  return htmlEntityLookup(static_cast<const xmlChar*>(static_cast<const void*>(name.c_str())));
}

/// The number of "#233" or "#xE9".
std::optional<std::uint32_t> number_in(std::string_view name) {
  if (!name.starts_with('#')) return {};
  name.remove_prefix(1);
  const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
  if (hexadecimal) name.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), value, hexadecimal ? 16 : 10);
  if (name.empty() || end != name.data() + name.size()) return {};
  return error == std::errc() ? value : 0;  // too large for a number: no character either
}

}  // namespace

std::span<const char> XmlSource::next() {
  out_.clear();
  while (out_.empty() && !ended_) {
    const auto piece = source_();
    ended_ = piece.empty();
    in_.append(piece.data(), piece.size());
    if (bytes_ == Bytes::unknown && in_.size() < kDeclaration && !ended_) continue;
    if (bytes_ == Bytes::unknown) begin();
    mend(ended_);
  }
  return {out_.data(), out_.size()};
}

/// What encoding it is, and whether the declaration must go.
void XmlSource::begin() {
  const std::string_view start(in_);
  bytes_ = Bytes::as_they_are;
  if (start.starts_with("\xFE\xFF") || start.starts_with("\xFF\xFE")) return;
  if (start.substr(0, 4).find('\0') != std::string_view::npos) return;
  std::size_t at = start.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0;
  while (at < in_.size() && is_blank(in_[at])) ++at;
  const std::size_t mark = start.substr(at).starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0;
  const std::string_view rest = start.substr(at + mark, kDeclaration);
  const auto end = rest.starts_with("<?xml") ? rest.find("?>") : std::string_view::npos;
  const std::string encoding = end == std::string_view::npos ? std::string{} : encoding_in(rest.substr(0, end));
  if (encoding.empty() || encoding == "utf-8" || encoding == "utf8" || encoding == "us-ascii")
    bytes_ = Bytes::utf8;
  else if (encoding == "iso-8859-1" || encoding == "windows-1252" || encoding == "latin1")
    bytes_ = Bytes::single;
  else
    return;
  const std::size_t until = at + mark + (end == std::string_view::npos ? 0 : end + 2);
  std::replace_if(
      in_.begin() + static_cast<std::ptrdiff_t>(at), in_.begin() + static_cast<std::ptrdiff_t>(until),
      [](char c) { return c != '\n'; }, ' ');
  if (start.starts_with(kUtf8Mark)) in_.erase(0, kUtf8Mark.size());
}

void XmlSource::mend(bool at_end) {
  if (bytes_ == Bytes::as_they_are) {
    out_ = std::exchange(in_, {});
    return;
  }
  std::string_view rest = in_;
  while (!rest.empty() && (at_end || rest.size() >= kLookAhead)) {
    const auto plain = static_cast<std::size_t>(std::ranges::find_if_not(rest, is_plain) - rest.begin());
    out_ += rest.substr(0, plain);
    rest.remove_prefix(plain > 0 ? plain : take(rest));
  }
  in_.erase(0, in_.size() - rest.size());
}

/// One character or mark into `out_`; how many bytes it was.
std::size_t XmlSource::take(std::string_view rest) {
  const char c = rest.front();
  if (is_high(c)) return take_high(rest);
  if (is_control(c)) {
    replace();
    return 1;
  }
  if (c == '&' && place_ == Place::text) return take_reference(rest);
  return take_mark(rest);
}

/// Where a reference is none, and where that ends.
std::size_t XmlSource::take_mark(std::string_view rest) {
  struct Mark {
    Place in;
    std::string_view text;
    Place then;
  };
  constexpr auto kMarks = std::to_array<Mark>({{Place::text, "<![CDATA[", Place::character_data},
                                               {Place::text, "<!--", Place::comment},
                                               {Place::text, "<?", Place::instruction},
                                               {Place::character_data, "]]>", Place::text},
                                               {Place::comment, "-->", Place::text},
                                               {Place::instruction, "?>", Place::text}});
  for (const Mark& mark : kMarks) {
    if (place_ != mark.in || !rest.starts_with(mark.text)) continue;
    place_ = mark.then;
    out_ += mark.text;
    return mark.text.size();
  }
  out_ += rest.front();
  return 1;
}

/// The character that "&#55357;&#56842;" is half by half: phones write an emoji so. Gives how many bytes it was, or 0.
std::size_t XmlSource::take_halves(std::string_view rest) {
  const auto middle = rest.substr(0, kLookAhead).find(";&#");
  if (!rest.starts_with("&#") || middle == std::string_view::npos) return 0;
  const auto end = rest.substr(0, kLookAhead).find(';', middle + 1);
  if (end == std::string_view::npos) return 0;
  const auto high = number_in(rest.substr(1, middle - 1)), low = number_in(rest.substr(middle + 2, end - middle - 2));
  if (!high || *high < 0xD800 || *high > 0xDBFF || !low || *low < 0xDC00 || *low > 0xDFFF) return 0;
  append_utf8(out_, static_cast<char32_t>(0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00)));
  return end + 1;
}

std::size_t XmlSource::take_reference(std::string_view rest) {
  if (const std::size_t size = take_halves(rest); size > 0) return size;
  const auto end = rest.substr(0, kLookAhead).find(';');
  const std::string_view name = end == std::string_view::npos ? std::string_view{} : rest.substr(1, end - 1);
  constexpr auto kOfXml = std::to_array<std::string_view>({"amp", "apos", "gt", "lt", "quot"});
  if (std::ranges::binary_search(kOfXml, name)) {
    out_ += rest.substr(0, end + 1);
    return end + 1;
  }
  std::optional<std::uint32_t> code = number_in(name);
  if (!code && !name.empty() && name.find_first_of(" <&\n\"'") == std::string_view::npos)
    if (const htmlEntityDesc* known = entity_named(std::string(name))) code = known->value;
  if (!code) {
    out_ += "&amp;";
    return 1;
  }
  if (!is_allowed(*code))
    replace();
  else if (*code < 0x80)
    out_ += rest.substr(0, end + 1);  // "&#60;" must stay one
  else
    append_utf8(out_, *code);
  return end + 1;
}

std::size_t XmlSource::take_high(std::string_view rest) {
  if (bytes_ == Bytes::utf8) {
    if (const std::size_t size = length_of_utf8(rest); size > 0) {
      saw_utf8_ = true;
      const std::string_view character = rest.substr(0, size);
      if (character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF")
        replace();
      else
        out_ += character;
      return size;
    }
    // Where nothing was UTF-8 before, the declaration is wrong; else one character is damaged.
    if (saw_utf8_) {
      replace();
      return 1;
    }
    ++relabelled_;
  }
  std::size_t none = 0;
  out_ += to_utf8(rest.substr(0, 1), Encoding::windows1252, none);
  replaced_ += none;
  return 1;
}

void XmlSource::replace() {
  out_ += "\xEF\xBF\xBD";
  ++replaced_;
}

void XmlSource::report(Tally& tally) {
  while (!next().empty()) {}
  const auto count = [&](const char* code, std::uint64_t number) {
    if (number > 0)
      tally.problem({.code = code,
                     .severity = Severity::low,
                     .loss = Loss::none,
                     .locator = Locator::at_line(1),
                     .args = {std::to_string(number)}});
  };
  count("not-utf8", replaced_);
  count("mojibake-repaired", relabelled_);
}

}  // namespace schouw
