// Line grammar of WhatsApp text exports, any language:
//   23-03-2022 13:31 - Name: text          [2022. 3. 23. 오후 1:31:05] Name: text
//   [13:31:05, 3/23/22] Name: text         23.3.2565 BE klo 13.31 - Name: text
// Digits of any script; separators - / . and the CJK words; half-day words before or behind the time.
// Gap: dates with the month as a word are not known from any export, and are not read.
#include "whatsapp_header.h"

#include <cstdint>
#include <string>

#include "whatsapp_words.h"

namespace schouw {
namespace {

struct Decoded {
  char32_t point = 0;
  std::size_t bytes = 0;
};

// Tolerant: a byte that starts no character is itself, so that reading always advances.
Decoded decode(std::string_view text) {
  if (text.empty()) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto tail = [&](std::size_t n) {
    if (text.size() < n) return false;
    for (std::size_t i = 1; i < n; ++i)
      if ((byte(i) & 0xC0u) != 0x80u) return false;
    return true;
  };
  const unsigned lead = byte(0);
  if (lead >= 0xC2 && lead < 0xE0 && tail(2)) return {((lead & 0x1Fu) << 6) | (byte(1) & 0x3Fu), 2};
  if (lead >= 0xE0 && lead < 0xF0 && tail(3))
    return {((lead & 0x0Fu) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu), 3};
  return {lead, 1};
}

bool is_mark(char32_t c) {
  return (c >= 0x200B && c <= 0x200F && c != 0x200D) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0xFEFF || c == 0x061C;
}

bool is_space(char32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A) || c == 0x3000;
}

int digit_of(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  for (const char32_t zero : {U'\u0660', U'\u06F0', U'\u0966', U'\u09E6', U'\u0A66', U'\u0AE6', U'\u0BE6', U'\u0C66',
                              U'\u0CE6', U'\u0D66', U'\u0E50', U'\u0ED0', U'\u1040', U'\uFF10'})
    if (c >= zero && c <= zero + 9) return static_cast<int>(c - zero);
  return -1;
}

class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}
  std::size_t at() const { return at_; }
  void go(std::size_t at) { at_ = at; }
  bool done() const { return at_ >= text_.size(); }
  std::string_view rest() const { return text_.substr(at_); }
  std::string_view from(std::size_t begin) const { return text_.substr(begin, at_ - begin); }
  char32_t peek() const {
    if (is_ascii()) return static_cast<unsigned char>(text_[at_]);
    return decode(rest()).point;
  }

  char32_t take() {
    if (is_ascii()) return static_cast<unsigned char>(text_[at_++]);
    const Decoded one = decode(rest());
    at_ += one.bytes;
    return one.point;
  }
  bool eat(char32_t c) {
    if (done() || peek() != c) return false;
    take();
    return true;
  }
  void skip_blank() {
    while (!done()) {
      const char32_t c = peek();
      if (!is_space(c) && !is_mark(c)) return;
      take();
    }
  }
  /// Up to `most` digits, none behind them. Returns how many; 0 when there is no such number.
  int number(int& value, int most) {
    value = 0;
    int count = 0;
    while (!done()) {
      const int digit = digit_of(peek());
      if (digit < 0) break;
      if (++count > most) return 0;
      value = value * 10 + digit;
      take();
    }
    return count;
  }

 private:
  bool is_ascii() const { return at_ < text_.size() && static_cast<unsigned char>(text_[at_]) < 0x80; }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_date_separator(char32_t c) {
  return c == '-' || c == '/' || c == '.' || c == 0x2010 || c == 0x2011 || c == 0x060D || c == U'年' || c == U'月' ||
         c == U'년' || c == U'월';
}

bool is_time_separator(char32_t c) {
  return c == ':' || c == '.' || c == 0xFF1A || c == 'h' || c == U'時' || c == U'时' || c == U'分';
}

// An era before a year: R4, 令和4, 民國111.
void read_era(Cursor& in, WhatsAppHeader& header, int field) {
  if (in.done() || digit_of(in.peek()) >= 0) return;
  const Era* era = era_at(in.rest());
  if (era == nullptr) return;
  Cursor ahead = in;
  ahead.go(in.at() + era->text.size());
  if (ahead.done() || digit_of(ahead.peek()) < 0) return;
  in = ahead;
  header.calendar = era->calendar;
  header.era_field = field;
  header.era_offset = era->offset;
}

bool read_date(Cursor& in, WhatsAppHeader& header) {
  for (int i = 0; i < 3; ++i) {
    const auto n = static_cast<std::size_t>(i);
    in.skip_blank();
    read_era(in, header, i);
    header.digits[n] = in.number(header.field[n], 4);
    if (header.digits[n] == 0 || (header.digits[n] == 3 && header.calendar != Calendar::minguo)) return false;
    if (i == 2) break;
    in.skip_blank();
    if (in.done() || !is_date_separator(in.peek())) return false;
    header.slashes = in.take() == '/';
  }
  const auto [a, b, c] = header.digits;
  const bool years = a > 2 || c > 2 || header.era_field >= 0 || a == 2 || c == 2;
  return years && b <= 2 && (a <= 2 || c <= 2);
}

bool read_time(Cursor& in, WhatsAppHeader& header) {
  if (in.number(header.hour, 2) == 0 || header.hour > 24) return false;
  // Where hours run from 1 to 24, 24:05 is five past midnight of the same date.
  if (header.hour == 24) header.hour = 0;
  const std::size_t behind = in.at();
  in.skip_blank();
  if (in.done()) return false;
  const char32_t separator = in.peek();
  if (!is_time_separator(separator) || (in.at() != behind && separator != 'h')) return false;
  in.take();
  if (separator == 'h') in.skip_blank();
  if (in.number(header.minute, 2) != 2 || header.minute > 59) return false;
  Cursor ahead = in;
  if (!ahead.done() && is_time_separator(ahead.peek()) && ahead.take() != 'h' && ahead.number(header.second, 2) == 2) {
    if (header.second > 60) return false;
    header.has_seconds = true;
    in = ahead;
  } else {
    header.second = 0;
  }
  if (header.second == 60) header.second = 59;
  return true;
}

// What stands between date and time, or behind them, as one word: "p. m." is "pm", ", klo " is "klo".
// Nothing when it holds what no header holds.
std::optional<std::string> read_words(Cursor& in) {
  std::string word;
  while (!in.done() && word.size() <= 40) {
    const char32_t c = in.peek();
    if (digit_of(c) >= 0 || c == ']' || c == '-' || c == 0x2013 || c == 0x2014 || c == ':') return word;
    if (c == '[' || c == '(' || c == '<' || c == '"' || c == '/' || c == '!' || c == '?') return std::nullopt;
    const std::size_t begin = in.at();
    in.take();
    if (is_space(c) || is_mark(c) || c == ',' || c == '.' || c == 0x060C || c == 0x3001 || c == U'日' || c == U'일')
      continue;
    const std::string_view letter = in.from(begin);
    word += letter.size() == 1 && letter[0] >= 'A' && letter[0] <= 'Z'
                ? std::string(1, static_cast<char>(letter[0] + 32))
                : std::string(letter);
  }
  return std::nullopt;
}

enum class Strictness { known_words, any_word };

// Takes what the word means into the header. Unknown words are borne inside brackets only.
bool understand(const std::string& word, Strictness strictness, WhatsAppHeader& header) {
  if (word.empty()) return true;
  if (const auto half = half_day(word)) {
    header.half = *half;
    return true;
  }
  if (is_buddhist_mark(word)) {
    header.calendar = Calendar::buddhist;
    header.era_offset = -543;
    return true;
  }
  return is_date_word(word) || strictness == Strictness::any_word;
}

bool read_moment(Cursor& in, Strictness strictness, WhatsAppHeader& header) {
  if (!read_date(in, header)) return false;
  const auto between = read_words(in);
  return between && understand(*between, strictness, header) && read_time(in, header);
}

bool read_moment_time_first(Cursor& in, WhatsAppHeader& header) {
  in.skip_blank();
  if (!read_time(in, header)) return false;
  const auto between = read_words(in);
  return between && understand(*between, Strictness::any_word, header) && read_date(in, header);
}

// Behind the time of an Android header: perhaps half-day words, then " - " or, in old exports, ":".
bool read_dash_end(Cursor& in, WhatsAppHeader& header, std::size_t& raw_end) {
  const auto word = read_words(in);
  if (!word || in.done()) return false;
  if (!understand(*word, Strictness::known_words, header)) {
    // It may be a half day of a language that is not listed, where hours go to twelve.
    if (in.peek() != '-' || header.hour > 12 || header.has_seconds) return false;
    header.unknown_word = true;
    header.half = HalfDay::unknown;
  }
  const std::size_t end = in.at();
  const char32_t c = in.take();
  if (c == ':') {
    raw_end = end;
    return in.done() || in.eat(' ');
  }
  if (c != '-' && c != 0x2013 && c != 0x2014) return false;
  const std::size_t before = end;
  raw_end = before;
  while (raw_end > 0 && in.from(0)[raw_end - 1] == ' ') --raw_end;
  const bool blank_before = raw_end != before || (before >= 2 && in.from(before - 2).starts_with("\xC2\xA0"));
  if (!blank_before) return false;
  if (in.done()) return true;
  if (!is_space(in.peek()) && !is_mark(in.peek())) return false;
  if (is_space(in.peek())) in.take();
  return true;
}

std::optional<WhatsAppHeader> parse_bracket(Cursor in) {
  if (!in.eat('[')) return std::nullopt;
  const std::size_t begin = in.at();
  WhatsAppHeader header;
  header.shape = HeaderShape::bracket;
  Cursor attempt = in;
  if (!read_moment(attempt, Strictness::any_word, header)) {
    header = {};
    header.shape = HeaderShape::bracket_time_first;
    attempt = in;
    if (!read_moment_time_first(attempt, header)) return std::nullopt;
  }
  const auto word = read_words(attempt);
  if (!word || attempt.done()) return std::nullopt;
  if (!understand(*word, Strictness::known_words, header)) header.half = HalfDay::unknown;
  header.raw = attempt.from(begin);
  if (!attempt.eat(']')) return std::nullopt;
  if (!attempt.done() && is_space(attempt.peek())) attempt.take();
  header.body = attempt.rest();
  return header;
}

std::optional<WhatsAppHeader> parse_dash(Cursor in) {
  const std::size_t begin = in.at();
  WhatsAppHeader header;
  if (!read_moment(in, Strictness::known_words, header)) return std::nullopt;
  std::size_t end = 0;
  if (!read_dash_end(in, header, end)) return std::nullopt;
  header.raw = in.from(begin).substr(0, end - begin);
  header.body = in.rest();
  return header;
}

}  // namespace

std::size_t mark_length(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text[0]) < 0x80) return 0;
  const Decoded one = decode(text);
  return is_mark(one.point) ? one.bytes : 0;
}

std::string_view without_marks(std::string_view text) {
  while (const std::size_t n = mark_length(text)) text.remove_prefix(n);
  return text;
}

std::optional<WhatsAppHeader> parse_whatsapp_header(std::string_view line) {
  if (line.empty()) return std::nullopt;
  const char first = line[0];
  const bool ascii = static_cast<unsigned char>(first) < 0x80;
  if (ascii && first != '[' && (first < '0' || first > '9') && first != 'R' && first != 'H') return std::nullopt;
  const bool marked = mark_length(line) != 0 && !line.starts_with("\xEF\xBB\xBF");
  Cursor in(without_marks(line).substr(0, 160));
  if (in.done()) return std::nullopt;
  auto header = in.peek() == '[' ? parse_bracket(in) : parse_dash(in);
  if (!header) return std::nullopt;
  header->marked = marked;
  // The cursor saw a short copy of the view; the body runs to the end of the line.
  const auto offset = static_cast<std::size_t>(header->body.data() - line.data());
  header->body = line.substr(offset);
  return header;
}

std::optional<WhatsAppHeader> parse_phone_header(std::string_view line) {
  auto header = parse_whatsapp_header(line);
  if (header && header->shape == HeaderShape::bracket && header->body.starts_with("- ")) header->body.remove_prefix(2);
  return header;
}

bool is_cut_whatsapp_header(std::string_view line) {
  line = without_marks(line);
  if (line.empty() || line.size() > 24) return false;
  if (line[0] == '[') line.remove_prefix(1);
  std::size_t digits = 0;
  for (const char c : line) {
    if (c >= '0' && c <= '9')
      ++digits;
    else if (c != '-' && c != '/' && c != '.' && c != ':' && c != ',' && c != ' ')
      return false;
  }
  return digits >= 5 && (line.find_first_of("-/.") != std::string_view::npos);
}

}  // namespace schouw
