// Cutting and comparing words of names. Only code points are looked at; folding is base's work.
//
//   cut_words("Jansen, P. (Piet)")  ->  Jansen | P (before ',', dotted) | Piet (before '(')
//
// Gap: a slip that is none of doubling, swapping or scanning (Visser, Fisser) is another name: a wrong match harms
// more than a missed one.
#include "spelling.h"

#include <algorithm>

namespace schouw {
namespace {

struct Point {
  char32_t value = 0;
  std::size_t size = 1;
};

Point point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (size == 1) return {lead, 1};
  if (lead < 0xC2 || at + size > text.size()) return {0xFFFD, 1};
  char32_t value = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80) return {0xFFFD, 1};
    value = (value << 6U) | (byte(at + i) & 0x3FU);
  }
  return {value, size};
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c < 0x2000) return c != 0xD7 && c != 0xF7 && c != 0x37E && c != 0x387 && c != 0x61C && c != 0x180E;
  return (c >= 0x2C00 && c < 0x2E00) || (c >= 0x3041 && c < 0xD800) || (c >= 0xF900 && c < 0xFE00) ||
         (c >= 0xFE70 && c < 0xFEFF) || (c >= 0xFF21 && c < 0xFF5B) || (c >= 0x10000 && c < 0x1D000) ||
         (c >= 0x20000 && c < 0x40000);
}

bool is_blank(char32_t c) { return c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A); }

bool is_invisible(char32_t c) { return c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || c == 0xFEFF; }

char32_t sign_of(char32_t c) {
  if (c == 0x2018 || c == 0x2019 || c == '`' || c == 0xB4) return '\'';
  if (c == 0x2010 || c == 0x2011 || c == '-') return '-';
  if (c == ',' || c == '.' || c == '/' || c == '\'' || c == '&' || c == '(') return c;
  if (c == '[' || c == '{') return '(';
  if (c == '+') return '&';
  if (c == '_' || c > 0xFFFF || (c >= 0x2190 && c < 0x2C00) || (c >= 0xFE00 && c < 0xFE10) || c == 0x200D) return ' ';
  return '|';
}

int strength(char32_t sign) {
  switch (sign) {
    case '(':
      return 6;
    case ',':
      return 5;
    case '&':
      return 4;
    case '|':
      return 3;
    case '/':
      return 2;
    case '-':
    case '.':
    case '\'':
      return 1;
    default:
      return 0;
  }
}

bool halves_families(std::string_view one, std::string_view other) {
  const std::string_view shorter = one.size() < other.size() ? one : other;
  const std::string_view longer = one.size() < other.size() ? other : one;
  if (longer.find("ssen") != std::string_view::npos && shorter.find("ssen") == std::string_view::npos &&
      shorter.ends_with("sen"))
    return true;
  return longer.find("ee") != std::string_view::npos && shorter.find("ee") == std::string_view::npos;
}

}  // namespace

std::vector<Token> cut_words(std::string_view text, std::size_t limit) {
  std::vector<Token> out;
  char32_t sign = 0;
  bool apart = true;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const Point point = point_at(text, at);
    const std::size_t next = at + point.size;
    if (is_letter(point.value)) {
      if (!inside) {
        if (out.size() == limit) return out;
        out.push_back({.text = {}, .begin = at, .end = at, .before = sign, .apart = apart});
      }
      out.back().end = next;
      out.back().text.append(text.substr(at, point.size));
      inside = true;
    } else if (!is_invisible(point.value)) {
      if (inside) {
        sign = 0;
        apart = false;
        out.back().dotted = point.value == '.';
      }
      inside = false;
      const char32_t here = is_blank(point.value) ? U' ' : sign_of(point.value);
      apart = apart || here == ' ';
      if (sign == 0 || strength(here) > strength(sign)) sign = here;
    }
    at = next;
  }
  return out;
}

bool starts_with_capital(std::string_view word) {
  if (word.empty()) return false;
  const char32_t c = point_at(word, 0).value;
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c < 0x100) return c >= 0xC0 && c <= 0xDE && c != 0xD7;
  if (c < 0x180) {  // capitals are even, but odd between U+0139 and U+0148 and from U+0179 on
    const bool odd = (c >= 0x139 && c <= 0x148) || c >= 0x179;
    return (c % 2 == 1) == odd;
  }
  if (c >= 0x1E00 && c < 0x1F00) return c % 2 == 0;
  if (c >= 0x3B1 && c <= 0x3CE) return false;
  return !(c >= 0x430 && c <= 0x45F);
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out.append(between);
    out.append(word);
  }
  return out;
}

std::string spelling_key(std::string_view folded) {
  std::string out;
  out.reserve(folded.size());
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    const char next = i + 1 < folded.size() ? folded[i + 1] : '\0';
    if (c == 'i' && next == 'j') {
      out.push_back('y');
      ++i;
    } else if (c == 'p' && next == 'h') {
      out.push_back('f');
      ++i;
    } else if (c == 't' && next == 'h') {
      out.push_back('t');
      ++i;
    } else if ((c == 'c' && next == 'k') || (c == 'd' && next == 't')) {
      out.push_back(next);
      ++i;
    } else if ((c == 'a' || c == 'o' || c == 'u') && next == 'e') {
      out.push_back(c);
      ++i;
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::string slip_key(std::string_view folded) {
  std::string out;
  out.reserve(folded.size());
  for (std::size_t i = 0; i < folded.size(); ++i) {
    char c = folded[i];
    const char next = i + 1 < folded.size() ? folded[i + 1] : '\0';
    if ((c == 'r' && next == 'n') || (c == 'v' && next == 'v')) {
      c = c == 'r' ? 'm' : 'w';
      ++i;
    } else if (c == '1' || c == 'l') {
      c = 'i';
    } else if (c == '0') {
      c = 'o';
    }
    if (out.empty() || out.back() != c) out.push_back(c);
  }
  return out;
}

bool is_slip(std::string_view one, std::string_view other) {
  if (std::min(one.size(), other.size()) < 4 || std::max(one.size(), other.size()) < 5 || one == other) return false;
  if (one.size() != other.size()) {
    const std::size_t apart = one.size() < other.size() ? other.size() - one.size() : one.size() - other.size();
    return apart == 1 && slip_key(one) == slip_key(other) && !halves_families(one, other);
  }
  const auto first = std::ranges::mismatch(one, other);
  const auto at = static_cast<std::size_t>(first.in1 - one.begin());
  const bool swapped = at + 1 < one.size() && one[at] == other[at + 1] && one[at + 1] == other[at] &&
                       one.substr(at + 2) == other.substr(at + 2);
  return swapped || slip_key(one) == slip_key(other);
}

}  // namespace schouw
