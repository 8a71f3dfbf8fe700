// Strings: most of the bytes of any export. Eight bytes at a time are looked at for a quote, a backslash or a control
// byte; escapes are decoded one by one.
#include <array>
#include <cstring>
#include <optional>

#include "json_values.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxString = 64u << 20;

constexpr std::uint64_t repeated(std::uint64_t byte) { return byte * 0x0101010101010101ull; }

// High bit set in (at least) the first byte that equals `byte`; exact for "is there any".
constexpr std::uint64_t equals(std::uint64_t word, std::uint64_t byte) {
  const std::uint64_t difference = word ^ repeated(byte);
  return (difference - repeated(1)) & ~difference & repeated(0x80);
}

bool is_special(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// Length of the run without special bytes; `high` gathers the bits of all bytes passed.
std::size_t plain_run(std::string_view text, unsigned char& high) {
  std::size_t i = 0;
  std::uint64_t seen = 0;
  while (i + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, 8);
    const std::uint64_t control = (word - repeated(0x20)) & ~word & repeated(0x80);
    if ((control | equals(word, '"') | equals(word, '\\')) != 0) break;
    seen |= word;
    i += 8;
  }
  if ((seen & repeated(0x80)) != 0) high = 0x80;
  while (i < text.size() && !is_special(text[i]))
    high = static_cast<unsigned char>(high | static_cast<unsigned char>(text[i++]));
  return i;
}

std::optional<char32_t> hex_value(std::string_view digits) {
  char32_t value = 0;
  for (const char c : digits) {
    value <<= 4;
    if (c >= '0' && c <= '9')
      value |= static_cast<char32_t>(c - '0');
    else if (c >= 'a' && c <= 'f')
      value |= static_cast<char32_t>(c - 'a' + 10);
    else if (c >= 'A' && c <= 'F')
      value |= static_cast<char32_t>(c - 'A' + 10);
    else
      return std::nullopt;
  }
  return value;
}

/// Of a name without quotes; not those of other alphabets, which no export has in its names.
std::size_t script_name_length(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  };
  std::size_t n = 0;
  while (n < text.size() && (is_letter(text[n]) || (n > 0 && text[n] >= '0' && text[n] <= '9'))) ++n;
  return n;
}

}  // namespace

bool JsonValues::begins_script_name(int c) {
  constexpr std::size_t kLongest = 128;
  if (c == '\'') return is_script = true;
  const std::string_view window = bytes_.window(kLongest).substr(0, kLongest);
  const std::size_t length = script_name_length(window);
  const std::size_t colon = window.find_first_not_of(" \t\r\n", length);
  if (length == 0 || colon == std::string_view::npos || window[colon] != ':') return false;
  return is_script = true;
}

JsonValues::Outcome JsonValues::read_name(std::string& out) {
  const int c = bytes_.peek();
  if (c == '"' || c == '\'') return read_string(out);
  const std::size_t length = script_name_length(bytes_.window());
  out = bytes_.window().substr(0, length);
  bytes_.advance(length);
  return Outcome::whole;
}

/// 'Zij zei "hoi"'
JsonValues::Outcome JsonValues::read_script_string(std::string& out) {
  bytes_.advance();
  Outcome outcome = Outcome::whole;
  while (bytes_.peek() >= 0) {
    const std::string_view window = bytes_.window();
    const std::size_t n = std::min(window.find_first_of("'\\"), window.size());
    if (out.size() + n <= kMaxString)
      out.append(window.substr(0, n));
    else
      outcome = Outcome::damaged;
    bytes_.advance(n);
    if (n == window.size()) continue;
    if (window[n] == '\'') {
      bytes_.advance();
      damage_.invalid_utf8 += repair_utf8(out);
      if (outcome == Outcome::damaged) ++damage_.too_long;
      return outcome;
    }
    std::string passed_over;
    if (read_escape(out.size() <= kMaxString ? out : passed_over) == Outcome::cut) break;
  }
  damage_.invalid_utf8 += repair_utf8(out);
  return count_cut();
}

JsonValues::Outcome JsonValues::read_string(std::string& out) {
  if (is_script && bytes_.peek() == '\'') return read_script_string(out);
  bytes_.advance();
  unsigned char high = 0;
  bool too_long = false;
  Outcome outcome = Outcome::whole;
  while (true) {
    const int c = bytes_.peek();
    if (c < 0) {
      outcome = count_cut();
      break;
    }
    const std::string_view window = bytes_.window();
    const std::size_t n = plain_run(window, high);
    too_long = too_long || out.size() + n > kMaxString;
    if (!too_long) out.append(window.data(), n);
    bytes_.advance(n);
    if (n == window.size()) continue;
    const char special = window[n];
    if (special == '\n' && !next_document.empty() && bytes_.window(next_document.size()).starts_with(next_document)) {
      count_error();
      outcome = Outcome::lost;
      break;
    }
    if (special == '"') {
      bytes_.advance();
      break;
    }
    if (special == '\\') {
      too_long = too_long || out.size() > kMaxString;
      std::string passed_over;
      if (read_escape(too_long ? passed_over : out) == Outcome::cut) {
        outcome = Outcome::cut;
        break;
      }
      continue;
    }
    ++damage_.bad_escapes;  // a control byte that should have been escaped: kept as it is
    if (out.size() <= kMaxString) out.push_back(special);
    bytes_.advance();
  }
  if (high >= 0x80) damage_.invalid_utf8 += repair_utf8(out);
  if (too_long) {
    ++damage_.too_long;
    out.resize(prefix(out, kMaxString).size());
    outcome = outcome == Outcome::whole ? Outcome::damaged : outcome;
  }
  return outcome;
}

JsonValues::Outcome JsonValues::read_escape(std::string& out) {
  constexpr std::string_view kNamed = "\"\"\\\\//b\bf\fn\nr\rt\t";
  const std::string_view window = bytes_.window(12);
  if (is_script && window.size() >= 2 && window[1] == '\'') {
    out.push_back('\'');
    bytes_.advance(2);
    return Outcome::whole;
  }
  if (window.size() < 2 || (window[1] == 'u' && window.size() < 6 && window.find('"', 2) == std::string_view::npos)) {
    bytes_.advance(window.size());
    return count_cut();
  }
  for (std::size_t i = 0; i < kNamed.size(); i += 2) {
    if (window[1] != kNamed[i]) continue;
    out.push_back(kNamed[i + 1]);
    bytes_.advance(2);
    return Outcome::whole;
  }
  if (window[1] == 'u') {
    read_code_unit(out);
    return Outcome::whole;
  }
  ++damage_.bad_escapes;
  const auto byte = window[1] == 'x' && window.size() >= 4 ? hex_value(window.substr(2, 2)) : std::nullopt;
  if (byte.has_value()) append_utf8(out, *byte);
  bytes_.advance(byte.has_value() ? 4 : 1);  // of "\q" the q stays, as text
  return Outcome::whole;
}

// \uXXXX, or two of them that make a pair.
void JsonValues::read_code_unit(std::string& out) {
  const std::string_view window = bytes_.window(12);
  const auto unit = hex_value(window.substr(2, 4));
  if (!unit.has_value() || window.size() < 6) {
    ++damage_.bad_escapes;
    append_utf8(out, U'\uFFFD');
    bytes_.advance(2);
    return;
  }
  bytes_.advance(6);
  if (*unit < 0xD800 || *unit >= 0xE000) {
    append_utf8(out, *unit);
    return;
  }
  const bool more = *unit < 0xDC00 && window.size() >= 12 && window[6] == '\\' && window[7] == 'u';
  const auto low = more ? hex_value(window.substr(8, 4)) : std::nullopt;
  if (low.has_value() && *low >= 0xDC00 && *low < 0xE000) {
    append_utf8(out, 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00));
    bytes_.advance(6);
    return;
  }
  ++damage_.lone_surrogates;
  append_utf8(out, U'\uFFFD');
}

}  // namespace schouw
