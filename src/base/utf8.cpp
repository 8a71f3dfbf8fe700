// Encodings and repairs: what turns the bytes of an export into text.
//
//   "Ren\xC3\x83\xC2\xA9e" (Facebook)  ->  "René" + "e": UTF-8 read as latin-1 and written as UTF-8 again
//   "caf\xE9" (Excel)                  ->  "café": no UTF-8, so windows-1252
//
// Gap: a text that was damaged twice over (mojibake of mojibake) is repaired once.
#include "schouw/base/utf8.h"

#include <array>
#include <cstdint>

#include "utf8_decode.h"

namespace schouw {
namespace {

// 0x80..0x9F in windows-1252; 0 has no meaning there.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::string from_windows1252(std::string_view bytes, std::size_t& replaced) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out.push_back(c);
    } else if (byte >= 0xA0) {
      append_utf8(out, byte);
    } else {
      const char16_t mapped = kWindows1252[byte - 0x80u];
      if (mapped == 0) ++replaced;
      append_utf8(out, mapped == 0 ? U'\uFFFD' : static_cast<char32_t>(mapped));
    }
  }
  return out;
}

std::string from_utf16(std::string_view bytes, Encoding from, std::size_t& replaced) {
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
    return from == Encoding::utf16le ? static_cast<char32_t>(a | (b << 8)) : static_cast<char32_t>(b | (a << 8));
  };
  std::string out;
  out.reserve(bytes.size());
  std::size_t i = 0;
  while (i + 1 < bytes.size()) {
    char32_t code_point = unit(i);
    i += 2;
    if (code_point == 0xFEFF && i == 2) continue;
    if (code_point >= 0xD800 && code_point < 0xDC00 && i + 1 < bytes.size()) {
      const char32_t low = unit(i);
      if (low >= 0xDC00 && low < 0xE000) {
        code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    if (code_point >= 0xD800 && code_point < 0xE000) ++replaced;
    append_utf8(out, code_point);
  }
  if (i < bytes.size()) {
    ++replaced;
    append_utf8(out, U'\uFFFD');
  }
  return out;
}

bool is_edge_space(char32_t c) { return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x202F; }

}  // namespace

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

bool is_utf8(std::string_view bytes) {
  std::size_t at = skip_ascii(bytes, 0);
  while (at < bytes.size()) {
    const Utf8Step step = decode_utf8(bytes, at);
    if (!step.valid) return false;
    at = skip_ascii(bytes, at + step.length);
  }
  return true;
}

std::size_t repair_utf8(std::string& text) {
  std::size_t at = skip_ascii(text, 0);
  std::size_t replaced = 0;
  std::size_t copied = 0;  // text before it is in `out` already
  std::string out;
  while (at < text.size()) {
    const Utf8Step step = decode_utf8(text, at);
    if (!step.valid) {
      ++replaced;
      out.append(text, copied, at - copied);
      out += "\xEF\xBF\xBD";
      copied = at + step.length;
    }
    at = skip_ascii(text, at + step.length);
  }
  if (replaced == 0) return 0;
  out.append(text, copied);
  text = std::move(out);
  return replaced;
}

Encoding sniff_encoding(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) return Encoding::utf8_bom;
  if (head.starts_with("\xFF\xFE")) return Encoding::utf16le;
  if (head.starts_with("\xFE\xFF")) return Encoding::utf16be;
  std::size_t nul_even = 0, nul_odd = 0;
  const std::size_t looked = std::min<std::size_t>(head.size(), 1024);
  for (std::size_t i = 0; i < looked; ++i)
    if (head[i] == '\0') ++(i % 2 == 0 ? nul_even : nul_odd);
  if (looked >= 4 && nul_odd * 4 > looked && nul_even * 8 < looked) return Encoding::utf16le;
  if (looked >= 4 && nul_even * 4 > looked && nul_odd * 8 < looked) return Encoding::utf16be;
  // The head may be cut inside a character: up to three bytes at its end prove nothing.
  std::size_t at = skip_ascii(head, 0);
  while (at < head.size()) {
    const Utf8Step step = decode_utf8(head, at);
    const bool cut = at + step.length == head.size() && step.length < 4 && head.size() - at < 4 &&
                     static_cast<unsigned char>(head[at]) >= 0xC2 && at > 0 && head.size() >= 64;
    if (!step.valid) return cut ? Encoding::utf8 : Encoding::windows1252;
    at = skip_ascii(head, at + step.length);
  }
  return Encoding::utf8;
}

std::string to_utf8(std::string_view bytes, Encoding from, std::size_t& replaced) {
  switch (from) {
    case Encoding::utf16le:
    case Encoding::utf16be:
      return from_utf16(bytes, from, replaced);
    case Encoding::windows1252:
      return from_windows1252(bytes, replaced);
    case Encoding::utf8:
    case Encoding::utf8_bom:
      break;
  }
  std::string out(bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes);
  replaced += repair_utf8(out);
  return out;
}

bool repair_mojibake(std::string& text) {
  std::size_t at = skip_ascii(text, 0);
  if (at == text.size()) return false;
  std::string bytes = text.substr(0, at);
  while (at < text.size()) {
    const Utf8Step step = decode_utf8(text, at);
    if (!step.valid || step.code_point > 0xFF) return false;
    bytes.push_back(static_cast<char>(static_cast<unsigned char>(step.code_point)));
    at += step.length;
  }
  if (!is_utf8(bytes)) return false;
  text = std::move(bytes);
  return true;
}

std::string_view prefix(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return text.substr(0, end);
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const Utf8Step step = decode_utf8(text, 0);
    if (!step.valid || !is_edge_space(step.code_point)) break;
    text.remove_prefix(step.length);
  }
  while (!text.empty()) {
    if (is_edge_space(static_cast<unsigned char>(text.back())) && static_cast<unsigned char>(text.back()) < 0x80)
      text.remove_suffix(1);
    else if (text.ends_with("\xC2\xA0"))
      text.remove_suffix(2);
    else if (text.ends_with("\xE2\x80\xAF"))
      text.remove_suffix(3);
    else
      break;
  }
  return text;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace schouw
