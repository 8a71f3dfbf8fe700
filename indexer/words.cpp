// Words of a text, with their place in it.
//
//   "Foto's van Zoë 👍🏽"  ->  foto's  van  zoe  👍
//
// A word is a run of letters, marks and digits; an apostrophe between letters belongs to it. Each emoji and each
// Chinese or Japanese character is a word of its own, without skin tone, so that 👍 finds all of them and a phrase
// finds the rest. Words are cut after 64 bytes, on both sides alike.
// Gap: Thai and Khmer are written without blanks; a sentence is one word there.
// Gap: phone numbers in the notation of other countries are found only as they were written.
#include "words.h"

#include <algorithm>
#include <array>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

enum class CharClass { other, letter, single, inside };  ///< inside: belongs to a word, but cannot start one

struct Step {
  char32_t code_point = 0;
  std::size_t length = 1;
};

// Texts are valid UTF-8 here; what is not is read as one byte that belongs to no word.
Step decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || at + length > text.size()) return {0, 1};
  char32_t code_point = first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0u) != 0x80u) return {0, 1};
    code_point = (code_point << 6) | (byte(at + i) & 0x3Fu);
  }
  return {code_point, length};
}

bool is_emoji(char32_t c) {
  return (c >= 0x1F000 && c < 0x1FB00) || (c >= 0x2600 && c < 0x27C0) || (c >= 0x2B00 && c < 0x2C00) ||
         (c >= 0x2300 && c < 0x2400) || (c >= 0x25A0 && c < 0x2600);
}

bool is_ideograph(char32_t c) {
  return (c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
         (c >= 0x20000 && c < 0x30000);
}

CharClass class_of(char32_t c) {
  if (c < 0x80) {
    const bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter ? CharClass::letter : CharClass::other;
  }
  if (c >= 0x1F3FB && c <= 0x1F3FF) return CharClass::other;  // skin tones
  if (is_emoji(c) || is_ideograph(c)) return CharClass::single;
  switch (Xapian::Unicode::get_category(c)) {
    case Xapian::Unicode::UPPERCASE_LETTER:
    case Xapian::Unicode::LOWERCASE_LETTER:
    case Xapian::Unicode::TITLECASE_LETTER:
    case Xapian::Unicode::MODIFIER_LETTER:
    case Xapian::Unicode::OTHER_LETTER:
    case Xapian::Unicode::DECIMAL_DIGIT_NUMBER:
    case Xapian::Unicode::LETTER_NUMBER:
    case Xapian::Unicode::OTHER_NUMBER:
      return CharClass::letter;
    case Xapian::Unicode::NON_SPACING_MARK:
    case Xapian::Unicode::COMBINING_SPACING_MARK:
    case Xapian::Unicode::FORMAT:  // a soft hyphen inside a word
      return CharClass::inside;
    case Xapian::Unicode::UNASSIGNED:
    case Xapian::Unicode::ENCLOSING_MARK:
    case Xapian::Unicode::SPACE_SEPARATOR:
    case Xapian::Unicode::LINE_SEPARATOR:
    case Xapian::Unicode::PARAGRAPH_SEPARATOR:
    case Xapian::Unicode::CONTROL:
    case Xapian::Unicode::PRIVATE_USE:
    case Xapian::Unicode::SURROGATE:
    case Xapian::Unicode::CONNECTOR_PUNCTUATION:
    case Xapian::Unicode::DASH_PUNCTUATION:
    case Xapian::Unicode::OPEN_PUNCTUATION:
    case Xapian::Unicode::CLOSE_PUNCTUATION:
    case Xapian::Unicode::INITIAL_QUOTE_PUNCTUATION:
    case Xapian::Unicode::FINAL_QUOTE_PUNCTUATION:
    case Xapian::Unicode::OTHER_PUNCTUATION:
    case Xapian::Unicode::MATH_SYMBOL:
    case Xapian::Unicode::CURRENCY_SYMBOL:
    case Xapian::Unicode::MODIFIER_SYMBOL:
    case Xapian::Unicode::OTHER_SYMBOL:
      break;
  }
  return CharClass::other;
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == '`' || c == 0xB4; }

bool letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && class_of(decode(text, at).code_point) == CharClass::letter;
}

std::string cut(std::string word) {
  if (word.size() > kMaxWordBytes) word.resize(prefix(word, kMaxWordBytes).size());
  return word;
}

// Folded already: only where a word begins and ends is left to decide.
bool find_word(std::string_view text, std::size_t& at, std::size_t& begin, std::size_t& end) {
  for (; at < text.size();) {
    const Step first = decode(text, at);
    const CharClass kind = class_of(first.code_point);
    begin = at;
    at += first.length;
    end = at;
    if (kind == CharClass::single) return true;
    if (kind != CharClass::letter) continue;
    while (at < text.size()) {
      const Step step = decode(text, at);
      const CharClass next = class_of(step.code_point);
      const bool joins = is_apostrophe(step.code_point) && letter_at(text, at + step.length);
      if (next != CharClass::letter && next != CharClass::inside && !joins) break;
      at += step.length;
      end = at;
    }
    return true;
  }
  return false;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

void WordReader::split_folded(std::size_t begin, std::size_t end) {
  // Only what can be kept is folded; a "word" of megabytes is no word.
  const std::string_view raw = prefix(text_.substr(begin, end - begin), 4 * kMaxWordBytes);
  const std::string folded = fold(raw);
  std::size_t at = 0, from = 0, to = 0;
  while (find_word(folded, at, from, to)) waiting_.push_back({cut(folded.substr(from, to - from)), begin, end});
  std::ranges::reverse(waiting_);
}

bool WordReader::next(Word& word) {
  while (waiting_.empty()) {
    std::size_t begin = 0, end = 0;
    if (!find_word(text_, at_, begin, end)) return false;
    const std::string_view raw = text_.substr(begin, end - begin);
    if (!is_ascii(raw)) {
      split_folded(begin, end);
      continue;
    }
    word.folded.assign(raw.substr(0, kMaxWordBytes));
    for (char& c : word.folded) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      if (c == '`') c = '\'';
    }
    word.begin = begin;
    word.end = end;
    return true;
  }
  word = std::move(waiting_.back());
  waiting_.pop_back();
  return true;
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  WordReader reader(text);
  for (Word word; reader.next(word);) words.push_back(word);
  return words;
}

namespace {

// "+31 (0)6 12345678", "0031612345678", "31612345678" and "06-12345678" are one number.
std::string dialled(std::string_view digits, bool plus) {
  if (digits.starts_with("0031")) digits.remove_prefix(2);
  else if (!plus && digits.starts_with("0")) return std::string(digits);
  if (!digits.starts_with("31")) return std::string(digits);
  digits.remove_prefix(2);
  if (digits.starts_with("0")) digits.remove_prefix(1);
  return digits.size() == 9 ? "0" + std::string(digits) : "31" + std::string(digits);
}

constexpr std::size_t kMinPhoneDigits = 9, kMaxPhoneDigits = 15;

// Between two digits of one number stand at most three characters: " (0" has two, ") -" too.
std::size_t next_digit(std::string_view text, std::size_t at) {
  for (std::size_t i = at; i < text.size() && i < at + 4; ++i) {
    if (is_digit(text[i])) return i;
    if (std::string_view(" -./()").find(text[i]) == std::string_view::npos) break;
  }
  return std::string_view::npos;
}

bool can_start(std::string_view text, std::size_t at) {
  if (text[at] != '0' && text[at] != '3' && (at == 0 || text[at - 1] != '+')) return false;
  if (at == 0) return true;
  const char before = text[at - 1];
  return !is_digit(before) && !(before >= 'a' && before <= 'z') && !(before >= 'A' && before <= 'Z');
}

}  // namespace

std::vector<Phone> phones_of(std::string_view text) {
  std::vector<Phone> phones;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at]) || !can_start(text, at)) continue;
    std::string digits;
    std::size_t end = at;
    for (std::size_t i = at; i != std::string_view::npos && digits.size() <= kMaxPhoneDigits; i = next_digit(text, end)) {
      digits.push_back(text[i]);
      end = i + 1;
    }
    const bool plus = at > 0 && text[at - 1] == '+';
    const bool whole = digits.size() >= kMinPhoneDigits && digits.size() <= kMaxPhoneDigits;
    if (whole && (plus || digits[0] == '0' || (digits.starts_with("31") && digits.size() == 11)))
      phones.push_back({dialled(digits, plus), plus ? at - 1 : at, end});
    at = end - 1;
  }
  return phones;
}

Stemmer::Stemmer() : stem_(std::string(name())) {}

std::string_view Stemmer::name() { return "kraaij_pohlmann"; }

std::string Stemmer::stem(const std::string& folded) const {
  if (!std::ranges::all_of(folded, [](char c) { return !is_digit(c); })) return folded;
  if (!is_ascii(folded)) return folded;
  std::string word = folded;
  if (word.ends_with("'s")) word.resize(word.size() - 2);  // foto's, oma's
  // Kraaij-Pohlmann leaves "fotos", "videos", "autos" whole; people write them without apostrophe.
  if (word.size() >= 5 && word.ends_with("os") && word[word.size() - 3] != 'o') word.resize(word.size() - 1);
  std::string stem = stem_(word);
  return stem.empty() ? folded : stem;
}

const std::string& StemCache::stem(const std::string& folded) {
  Place& place = places_[std::hash<std::string>()(folded) % kPlaces];
  if (place.word == folded && !folded.empty()) return place.stem;
  place = {folded, stemmer_.stem(folded)};
  return place.stem;
}

}  // namespace schouw
