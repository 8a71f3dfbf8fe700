// RTF in mails: unpacked (MS-OXRTFCP), then read for its text, or for the HTML it was made of (MS-OXRTFEX):
//
//   {\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}Dag\htmlrtf \par \htmlrtf0 {\*\htmltag72 </p>}}  ->  <p>Dag</p>
//
// Gap: of RTF that was not HTML only the text is kept, without its layout.
#include <algorithm>
#include <array>
#include <vector>

#include "mail_text.h"
#include "mapi_item.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxRtf = 64u << 20;
constexpr std::size_t kMaxGroups = 256;
constexpr std::size_t kWindow = 4096;
constexpr std::string_view kDictionary =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    "MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
static_assert(kDictionary.size() == 207);

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < 4; ++i) n |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return n;
}

std::string unpack_window(std::string_view packed, std::size_t most) {
  std::array<char, kWindow> window = {};
  std::ranges::copy(kDictionary, window.begin());
  std::size_t write = kDictionary.size(), at = 0;
  std::string out;
  const auto give = [&](char c) {
    out += c;
    window[write] = c;
    write = (write + 1) % kWindow;
  };
  while (at < packed.size()) {
    const auto control = static_cast<unsigned char>(packed[at++]);
    for (int bit = 0; bit < 8; ++bit) {
      if (at >= packed.size() || out.size() >= most) return out;
      if ((control >> bit & 1) == 0) {
        give(packed[at++]);
        continue;
      }
      if (at + 1 >= packed.size()) return out;
      const auto byte = [&](std::size_t i) { return unsigned{static_cast<unsigned char>(packed[i])}; };
      const unsigned pair = byte(at) << 8u | byte(at + 1);
      at += 2;
      std::size_t from = pair >> 4u;
      if (from == write) return out;  // the mark of the end
      for (std::size_t left = (pair & 15u) + 2; left > 0; --left, from = (from + 1) % kWindow) give(window[from]);
    }
  }
  return out;
}

/// What a group of RTF is.
struct Group {
  bool skipped = false;   ///< fonts, colours, pictures: no text
  bool html_tag = false;  ///< text of the HTML it was made of
  bool rtf_only = false;  ///< between \htmlrtf and \htmlrtf0: not in the HTML
};

constexpr auto kNoText = std::to_array<std::string_view>(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "listtable",
     "listoverridetable", "rsidtbl", "generator", "themedata", "datastore", "fldinst", "xmlnstbl"});

class RtfReader {
 public:
  explicit RtfReader(std::string_view rtf) : rtf_(rtf) {}

  RtfText read() {
    groups_.emplace_back();
    while (at_ < rtf_.size()) {
      const char c = rtf_[at_++];
      if (c == '{') {
        if (groups_.size() >= kMaxGroups) break;
        groups_.push_back(groups_.back());
      } else if (c == '}') {
        flush();
        if (groups_.size() > 1) groups_.pop_back();
      } else if (c == '\\') {
        control();
      } else if (c != '\r' && c != '\n') {
        byte(c);
      }
    }
    flush();
    return {std::move(out_), from_html_};
  }

 private:
  bool visible() const {
    const Group& g = groups_.back();
    return !g.skipped && (g.html_tag || !g.rtf_only);
  }
  /// 8-bit characters wait for their neighbours: some code pages need two.
  void byte(char c) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    if (visible()) pending_ += c;
  }
  void flush() {
    std::size_t replaced = 0;
    if (!pending_.empty()) out_ += mail_to_utf8(std::exchange(pending_, {}), charset_, replaced);
  }
  void put(std::string_view text) {
    flush();
    if (visible()) out_ += text;
  }

  void control() {
    if (at_ >= rtf_.size()) return;
    const char c = rtf_[at_];
    if (c == '\'') return hex();
    if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) return symbol(c);
    std::string word;
    while (at_ < rtf_.size() && word.size() < 32 && ((rtf_[at_] | 0x20) >= 'a' && (rtf_[at_] | 0x20) <= 'z'))
      word += rtf_[at_++];
    std::string digits;
    if (at_ < rtf_.size() && rtf_[at_] == '-') digits += rtf_[at_++];
    while (at_ < rtf_.size() && digits.size() < 9 && rtf_[at_] >= '0' && rtf_[at_] <= '9') digits += rtf_[at_++];
    if (at_ < rtf_.size() && rtf_[at_] == ' ') ++at_;
    const bool has_number = !digits.empty() && digits != "-";
    one_word(word, has_number ? std::stoi(digits) : 0, has_number);
  }

  void hex() {
    const auto digit = [](char c) {
      return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
    };
    ++at_;
    if (at_ + 1 >= rtf_.size()) return;
    const int high = digit(rtf_[at_]), low = digit(rtf_[at_ + 1]);
    if (high < 0 || low < 0) return;
    at_ += 2;
    byte(static_cast<char>(high * 16 + low));
  }

  void symbol(char c) {
    ++at_;
    if (c == '\\' || c == '{' || c == '}') byte(c);
    if (c == '~') put(" ");
    if (c == '*') star_ = at_;
    if (c == '\n' || c == '\r') put("\n");
  }

  void one_word(const std::string& word, int number, bool has_number) {
    Group& group = groups_.back();
    const bool ignorable = star_ != 0;
    star_ = 0;
    if (word == "fromhtml") from_html_ = true;
    else if (word == "htmlrtf") flush(), group.rtf_only = !has_number || number != 0;
    else if (word == "htmltag") flush(), group.html_tag = true, group.skipped = false;
    else if (word == "ansicpg") charset_ = number == 65001 ? "utf-8" : "cp" + std::to_string(number);
    else if (word == "uc") unicode_skip_ = std::clamp(number, 0, 16);
    else if (word == "u") unicode(number);
    else if (word == "par" || word == "line" || word == "row") put("\n");
    else if (word == "tab" || word == "cell") put("\t");
    else if (word == "lquote" || word == "rquote") put("'");
    else if (word == "ldblquote" || word == "rdblquote") put("\"");
    else if (word == "bullet") put("\u2022");
    else if (word == "endash" || word == "emdash") put("\u2013");
    else if (word == "bin") at_ = std::min(rtf_.size(), at_ + static_cast<std::size_t>(std::max(number, 0)));
    else if (ignorable || std::ranges::find(kNoText, std::string_view(word)) != kNoText.end()) flush(), group.skipped = true;
  }

  void unicode(int number) {
    const auto unit = static_cast<char16_t>(number);
    std::string bytes{static_cast<char>(unit & 0xFF), static_cast<char>(unit >> 8)};
    skip_ = unicode_skip_;
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_ = std::move(bytes);
      return;
    }
    std::size_t replaced = 0;
    put(to_utf8(std::exchange(high_, {}) + bytes, Encoding::utf16le, replaced));
  }

  std::string_view rtf_;
  std::size_t at_ = 0, star_ = 0;
  std::vector<Group> groups_ = {};
  std::string out_ = {}, pending_ = {}, high_ = {}, charset_ = "windows-1252";
  int unicode_skip_ = 1, skip_ = 0;
  bool from_html_ = false;
};

}  // namespace

std::string decompress_rtf(std::string_view packed) {
  if (packed.size() < 16) return {};
  const std::size_t raw = number_at(packed, 4);
  const std::uint32_t magic = number_at(packed, 8);
  const std::string_view rest = packed.substr(16);
  if (magic == 0x414C454D) return std::string(rest.substr(0, std::min(raw, kMaxRtf)));  // "MELA": not packed
  if (magic != 0x75465A4C) return {};                                                    // "LZFu"
  return unpack_window(rest, std::min(raw, kMaxRtf));
}

RtfText rtf_text(std::string_view rtf) { return RtfReader(rtf).read(); }

}  // namespace schouw
