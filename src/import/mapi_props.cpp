// Properties of Outlook items. Some are written by programs that stopped in the middle, so nothing is taken on trust.
#include <algorithm>

#include "mail_text.h"
#include "mapi_item.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::uint16_t kMessageCodePage = 0x3FFD, kInternetCodePage = 0x3FDE, kHtml = 0x1013;
constexpr std::int64_t kFileTimeOf1970 = 116'444'736'000'000'000;  ///< in units of 100 ns since 1601
constexpr std::int64_t kPerSecond = 10'000'000;

std::int64_t little_endian(std::string_view bytes) {
  std::uint64_t n = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 8); ++i)
    n |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return static_cast<std::int64_t>(n);
}

std::string charset_of(std::int64_t code_page) {
  switch (code_page) {
    case 65001: return "utf-8";
    case 20127: return "us-ascii";
    case 20866: return "koi8-r";
    case 21866: return "koi8-u";
    case 932: return "shift_jis";
    case 936: return "gb2312";
    case 949: return "ks_c_5601-1987";
    case 950: return "big5";
    case 50220: return "iso-2022-jp";
    case 51932: return "euc-jp";
    case 54936: return "gb18030";
    case 10000: return "macintosh";
    case 437: return "cp437";
    case 850: return "cp850";
    default: break;
  }
  if (code_page >= 1250 && code_page <= 1258) return "windows-" + std::to_string(code_page);
  if (code_page >= 28591 && code_page <= 28605) return "iso-8859-" + std::to_string(code_page - 28590);
  return {};
}

/// Two characters of these may look like UTF-8; whole texts in a charset of single bytes do not.
bool is_double_byte(std::string_view charset) {
  for (const std::string_view start : {"shift", "sjis", "x-sjis", "gb", "x-gbk", "big5", "euc-", "ks_c_"})
    if (charset.starts_with(start)) return true;
  return false;
}

bool is_ascii(std::string_view bytes) {
  return std::ranges::none_of(bytes, [](char c) { return (c & 0x80) != 0; });
}

/// Up to the first NUL, NFC, without what cannot be seen.
std::string tidy(std::string text) {
  if (const auto nul = text.find('\0'); nul != std::string::npos) text.resize(nul);
  repair_utf8(text);
  return nfc(strip_invisible(text));
}

}  // namespace

void MapiProps::put(std::uint16_t id, MapiType type, std::string bytes) {
  if (bytes.size() > kMaxMapiValue) bytes.resize(kMaxMapiValue);
  if (id < 0x8000) values_.try_emplace(id, Value{type, std::move(bytes)});
}

void MapiProps::put_named(std::string name, MapiType type, std::string bytes) {
  if (bytes.size() > kMaxMapiValue) bytes.resize(kMaxMapiValue);
  named_.try_emplace(std::move(name), Value{type, std::move(bytes)});
}

std::string MapiProps::charset() const {
  for (const std::uint16_t id : {kMessageCodePage, kInternetCodePage})
    if (const auto page = number(id))
      if (std::string name = charset_of(*page); !name.empty()) return name;
  return "windows-1252";
}

std::string MapiProps::html() const {
  if (type(kHtml) != MapiType::binary) return text(kHtml);
  const std::string_view page = bytes(kHtml);
  std::size_t replaced = 0;
  const Encoding seen = sniff_encoding(page);
  if (seen == Encoding::utf16le || seen == Encoding::utf16be) return to_utf8(page, seen, replaced);
  std::string charset_name = charset_of(number(kInternetCodePage).value_or(0));
  if (charset_name.empty() || charset_name == "us-ascii")
    if (std::string own = meta_charset(page); !own.empty()) charset_name = std::move(own);
  if (charset_name.empty()) charset_name = charset();
  if (!is_double_byte(charset_name) && !is_ascii(page) && is_utf8(page)) charset_name = "utf-8";
  return mail_to_utf8(std::string(page), charset_name, replaced);
}

std::string MapiProps::text_of(const Value& value) const {
  std::size_t replaced = 0;
  if (value.type == MapiType::text16) {
    std::string bytes = value.bytes.substr(0, value.bytes.size() / 2 * 2);
    return tidy(to_utf8(bytes, Encoding::utf16le, replaced));
  }
  if (value.type == MapiType::text8) return tidy(mail_to_utf8(value.bytes, charset(), replaced));
  return {};
}

std::string MapiProps::text(std::uint16_t id) const {
  const auto found = values_.find(id);
  return found == values_.end() ? std::string() : text_of(found->second);
}

std::string MapiProps::text(std::initializer_list<std::uint16_t> first_of) const {
  for (const std::uint16_t id : first_of)
    if (std::string found = text(id); !found.empty()) return found;
  return {};
}

std::string_view MapiProps::bytes(std::uint16_t id) const {
  const auto found = values_.find(id);
  return found == values_.end() ? std::string_view() : std::string_view(found->second.bytes);
}

MapiType MapiProps::type(std::uint16_t id) const {
  const auto found = values_.find(id);
  return found == values_.end() ? MapiType::binary : found->second.type;
}

std::optional<std::int64_t> MapiProps::number_of(const Value& value) {
  const std::string_view bytes = value.bytes;
  if (bytes.empty()) return std::nullopt;
  if (value.type == MapiType::int16 || value.type == MapiType::boolean) return little_endian(bytes.substr(0, 2));
  if (value.type == MapiType::int32) return static_cast<std::int32_t>(little_endian(bytes.substr(0, 4)));
  if (value.type == MapiType::int64 || value.type == MapiType::time) return little_endian(bytes);
  return std::nullopt;
}

std::optional<std::int64_t> MapiProps::number(std::uint16_t id) const {
  const auto found = values_.find(id);
  return found == values_.end() ? std::nullopt : number_of(found->second);
}

Timestamp MapiProps::time_of(const Value& value) {
  const auto ticks = value.type == MapiType::time ? number_of(value) : std::nullopt;
  // Outlook writes the year 4501 for "none".
  if (!ticks || *ticks <= kFileTimeOf1970 / 2 || *ticks >= 915'000'000'000'000'000) return {};
  const std::int64_t since = *ticks - kFileTimeOf1970;
  const std::int64_t seconds = (since - (since % kPerSecond + kPerSecond) % kPerSecond) / kPerSecond;
  return instant_ms(seconds * 1000, Precision::second, "");
}

Timestamp MapiProps::time(std::uint16_t id) const {
  const auto found = values_.find(id);
  return found == values_.end() ? Timestamp{} : time_of(found->second);
}

Timestamp MapiProps::named_time(std::string_view name) const {
  const auto found = named_.find(name);
  return found == named_.end() ? Timestamp{} : time_of(found->second);
}

std::string MapiProps::named(std::string_view name) const {
  const auto found = named_.find(name);
  return found == named_.end() ? std::string() : text_of(found->second);
}

std::string MapiProps::named_ending(std::string_view end) const {
  for (const auto& [name, value] : named_)
    if (name.ends_with(end))
      if (std::string text = text_of(value); !text.empty()) return text;
  return {};
}

}  // namespace schouw
