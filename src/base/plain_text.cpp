// Place by place, for a pattern's hit must be shown where it stands: "Vóór" -> "voor", with the ó one byte from two.
//
// Gap: a letter and its mark in two code points where no single one exists are folded apart; the mark is dropped.
#include <array>

#include "schouw/base/patterns.h"
#include "schouw/base/utf8.h"
#include "utf8_decode.h"

namespace schouw {
namespace {

constexpr char32_t kTable = 0x250;  // the Latin letters

bool is_blank(char32_t c) {
  return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0x2028;
}

bool is_picture(char32_t c) { return (c >= 0x1F000 && c < 0x20000) || (c >= 0x2600 && c < 0x27C0); }

std::string folded(char32_t c) {
  if (is_blank(c)) return " ";
  std::string one;
  append_utf8(one, c);
  return is_picture(c) ? one : fold(one);
}

const std::string& latin(char32_t c) {
  static const std::array<std::string, kTable> table = [] {
    std::array<std::string, kTable> out;
    for (char32_t i = 0x80; i < kTable; ++i) out[i] = folded(i);
    return out;
  }();
  return table[c];
}

class PlainWriter {
 public:
  PlainWriter(PlainText& out, std::size_t most) : out_(out), most_(most) {}

  void put(char c, std::size_t from) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '`') c = '\'';
    if (c == '\t' || c == '\r' || c == '\v' || c == '\f') c = ' ';
    if (c == ' ' && last_ == ' ') return;
    const bool letter = c >= 'a' && c <= 'z';
    run_ = letter && c == last_ ? run_ + 1 : 1;
    last_ = c;
    out_.shortened = out_.shortened || (letter && run_ > 2);
    if (letter && run_ > most_) return;
    out_.text.push_back(c);
    out_.at.push_back(static_cast<std::uint32_t>(from));
  }

 private:
  PlainText& out_;
  std::size_t most_, run_ = 0;
  char last_ = 0;
};

/// Whether nothing but the case of letters changes.
bool lower_only(std::string_view text, std::size_t most, std::string& out) {
  if (skip_ascii(text, 0) != text.size()) return false;
  std::size_t run = 0;
  char last = 0;
  out.resize(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '`') c = '\'';
    if (c == '\t' || c == '\r' || c == '\v' || c == '\f') c = ' ';
    run = c == last && c >= 'a' && c <= 'z' ? run + 1 : 1;
    if (run > most || run > 2 || (c == ' ' && last == ' ')) return false;
    last = out[i] = c;
  }
  return true;
}

}  // namespace

PlainText plain_text(std::string_view text, std::size_t most) {
  PlainText out;
  if (lower_only(text, most, out.text)) return out;
  out.text.clear();
  out.text.reserve(text.size());
  out.at.reserve(text.size() + 1);
  PlainWriter writer(out, most);
  std::size_t at = 0;
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      writer.put(text[at], at);
      ++at;
      continue;
    }
    const Utf8Step step = decode_utf8(text, at);
    if (step.code_point < kTable) {
      for (const char c : latin(step.code_point)) writer.put(c, at);
    } else {
      for (const char c : folded(step.code_point)) writer.put(c, at);
    }
    at += step.length;
  }
  out.at.push_back(static_cast<std::uint32_t>(text.size()));
  return out;
}

}  // namespace schouw
