// Charsets of mail bodies, by the names mails use (which are often wrong).
//
//   charset="us-ascii" with the byte 0xEB  ->  windows-1252: "ë"
//
// Gap: a text in one 8-bit charset that claims another is read as it claims, but for UTF-8 that claims to be windows-1252.
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <vector>

#include "mail_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

struct Alias {
  std::string_view name, means;
};
constexpr auto kAliases = std::to_array<Alias>({
    {"iso-8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"ks_c_5601-1987", "cp949"},
    {"ks_c_5601", "cp949"},
    {"euc-kr", "cp949"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},
    {"shift_jis", "cp932"},
    {"shift-jis", "cp932"},
    {"x-sjis", "cp932"},
    {"iso-2022-jp", "iso-2022-jp-3"},
    {"big5", "big5-hkscs"},
    {"unicode-1-1-utf-7", "utf-7"},
    {"macintosh", "macintosh"},
    {"x-mac-roman", "macintosh"},
    {"x-macintosh", "macintosh"},
    {"cp-437", "cp437"},
    {"cp-850", "cp850"},
    {"iso-8859-8-i", "iso-8859-8"},
    {"iso-8859-8-e", "iso-8859-8"},
    {"utf8", "utf-8"},
    {"ansi_x3.4-1968", "us-ascii"},
    {"ascii", "us-ascii"},
    {"unknown-8bit", "us-ascii"},
    {"x-unknown", "us-ascii"},
    {"unknown", "us-ascii"},
    {"7bit", "us-ascii"},
    {"8bit", "us-ascii"},
    {"default", "us-ascii"},
    {"", "us-ascii"},
});

std::string meant(std::string_view charset) {
  std::string name = ascii_lower(trim(charset));
  std::erase_if(name, [](char c) { return c == '"' || c == '\'' || c == ';'; });
  if (name.starts_with("cp125")) name = "windows-" + name.substr(2);
  const auto alias = std::ranges::find(kAliases, name, &Alias::name);
  return alias == kAliases.end() ? name : std::string(alias->means);
}

/// UTF-8 when it is, else what Windows in the Netherlands writes.
std::string guessed(std::string bytes, std::size_t& replaced) {
  if (is_utf8(bytes)) return bytes;
  return to_utf8(bytes, Encoding::windows1252, replaced);
}

class Converter {
 public:
  explicit Converter(const std::string& from) : handle_(iconv_open("UTF-8", from.c_str())) {}
  ~Converter() {
    if (known()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool known() const { return handle_ != kNone; }

  std::string convert(std::string bytes, std::size_t& replaced) {
    std::string out;
    std::array<char, 4096> buffer{};
    char* in = bytes.data();
    std::size_t left = bytes.size();
    while (left > 0) {
      char* to = buffer.data();
      std::size_t room = buffer.size();
      const std::size_t done = iconv(handle_, &in, &left, &to, &room);
      const int error = errno;
      out.append(buffer.data(), buffer.size() - room);
      if (done != static_cast<std::size_t>(-1) || error == E2BIG) continue;
      // A byte without meaning, or a character that is cut: one replacement, one byte further.
      ++replaced;
      out += kReplacement;
      ++in;
      --left;
    }
    return out;
  }

 private:
  // iconv's "no such charset" is the pointer -1.
  inline static const iconv_t kNone = iconv_open("", "no-such-charset");
  iconv_t handle_;
};

constexpr auto kHeld = std::to_array<std::string_view>(
    {"windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255", "windows-1256",  "windows-1257",
     "windows-1258", "windows-874",  "iso-8859-2",   "iso-8859-5",   "iso-8859-7",   "iso-8859-15",   "koi8-r",
     "koi8-u",       "cp949",        "gb18030",      "cp932",        "euc-jp",       "iso-2022-jp-3", "big5-hkscs",
     "macintosh",    "cp850",        "cp437",        "utf-7",        "utf-16le"});

}  // namespace

void hold_mail_charsets() {
  static std::vector<std::unique_ptr<Converter>> held;
  for (const std::string_view name : kHeld) held.push_back(std::make_unique<Converter>(std::string(name)));
}

std::string mail_to_utf8(std::string bytes, std::string_view charset, std::size_t& replaced) {
  const std::string name = meant(charset);
  if (name == "us-ascii") return guessed(std::move(bytes), replaced);
  if (name == "utf-8") {
    std::string repaired = bytes;
    const std::size_t wrong = repair_utf8(repaired);
    const bool nothing_else = std::ranges::count_if(repaired, [](char c) { return (c & 0x80) != 0; }) ==
                              static_cast<std::ptrdiff_t>(3 * wrong);
    // Not one character in it is UTF-8: the label lies.
    if (wrong > 0 && nothing_else) return guessed(std::move(bytes), replaced);
    replaced += wrong;
    return repaired;
  }
  // What is UTF-8 by its bytes would hardly be words in a charset of single bytes ("coÃ¶rdinatie"): the label lies.
  if (name == "windows-1252") return guessed(std::move(bytes), replaced);
  Converter converter(name);
  if (!converter.known()) return guessed(std::move(bytes), replaced);
  std::string text = converter.convert(std::move(bytes), replaced);
  repair_utf8(text);
  return text;
}

}  // namespace schouw
