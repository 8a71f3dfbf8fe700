// Texts, names and dates that several platforms write in the same way.
//
//   "Dinsdag 7 februari 2021 om 17:13:43 UTC"  ->  2021-02-07T17:13:43Z
//   "12 Mar 2021"                              ->  2021-03-12, precision day, no zone
//
// Gap: of dates in numbers (3/4/2021) the order is the platform's affair: who knows it to be American asks for it.
// The names of months are those of month_names.cpp, and the number in 2024年2月1日.
#include "plain_text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "month_names.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"

namespace schouw {
namespace {

constexpr auto kEscapes = std::to_array<std::pair<std::string_view, char>>(
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&apos;", '\''}});

/// Half days that are glued to the date or the clock, and those that are a word: Arabic, Greek, Malay, Albanian, Hindi.
constexpr auto kAfternoons = std::to_array<std::string_view>({"下午", "午後", "오후"});
constexpr auto kForenoons = std::to_array<std::string_view>({"上午", "午前", "오전"});
constexpr auto kAfternoonWords = std::to_array<std::string_view>({"pm", "م", "μμ", "ptg", "pasdites", "अपराहन"});
constexpr auto kForenoonWords = std::to_array<std::string_view>({"am", "ص", "πμ", "pg", "paradites", "परवाहन"});
constexpr auto kZones = std::to_array<std::pair<std::string_view, int>>(
    {{"utc", 0}, {"gmt", 0}, {"z", 0}, {"cet", 60}, {"mez", 60}, {"cest", 120}, {"mesz", 120}, {"bst", 60}});

/// Words between the parts of a clock: "17 h 13 min 43 s", "17時13分43秒".
constexpr auto kHours = std::to_array<std::string_view>({"h", "時", "时", "點", "点", "시"});
constexpr auto kMinutes = std::to_array<std::string_view>({"min", "分", "분"});
/// Before a clock that is written with dots: Danish, Finnish, Indonesian, Malay.
constexpr auto kClockWords = std::to_array<std::string_view>({"kl", "klo", "pukul"});

/// "listopada" is November in Polish and October in Croatian; the day of the week tells.
constexpr auto kPolishDays =
    std::to_array<std::string_view>({"poniedzialek", "wtorek", "sroda", "czwartek", "piatek", "sobota", "niedziela"});
constexpr auto kCroatianDays =
    std::to_array<std::string_view>({"ponedjeljak", "utorak", "srijeda", "cetvrtak", "petak", "subota", "nedjelja"});

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// Folded, with ASCII digits and commas.
std::string plain_date(std::string_view text) {
  std::string plain(text);
  // Without its vowel, which fold() takes away, this is how January is shortened.
  constexpr std::string_view kHindiJune = "जून";
  if (const auto june = plain.find(kHindiJune); june != std::string::npos)
    plain.replace(june, kHindiJune.size(), "june");
  plain = fold(plain);
  std::string out;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const std::string_view rest = std::string_view(plain).substr(i);
    const auto last = rest.size() > 2 ? static_cast<unsigned char>(rest[2]) : 0u;
    const auto second = rest.size() > 1 ? static_cast<unsigned char>(rest[1]) : 0u;
    if (rest.starts_with("،")) {
      out += ',';
      i += 1;
    } else if (rest.starts_with("、")) {
      out += ',';
      i += 2;
    } else if (rest[0] == '\xD9' && second >= 0xA0 && second <= 0xA9) {  // ٠-٩
      out += static_cast<char>('0' + (second - 0xA0));
      i += 1;
    } else if (rest[0] == '\xDB' && second >= 0xB0 && second <= 0xB9) {  // ۰-۹
      out += static_cast<char>('0' + (second - 0xB0));
      i += 1;
    } else if (rest.starts_with("\xE0\xA5") && last >= 0xA6 && last <= 0xAF) {  // ०-९
      out += static_cast<char>('0' + (last - 0xA6));
      i += 2;
    } else {
      out += rest[0];
    }
  }
  return out;
}

/// "17.13.43" at the begin, or "17.13" where a word says that it is a clock: how many bytes, or 0.
std::size_t dotted_clock(std::string_view text, bool announced) {
  for (const std::string_view hour : {"00", "0"}) {
    for (const std::string_view rest : {".00.00", ".00"}) {
      const std::string shape = std::string(hour).append(rest);
      if (!has_shape(text, shape) || (rest.size() == 3 && !announced)) continue;
      const std::string_view behind = text.substr(shape.size());
      const bool goes_on =
          !behind.empty() && (is_digit(behind[0]) || (behind[0] == '.' && behind.size() > 1 && is_digit(behind[1])));
      if (!goes_on) return shape.size();
    }
  }
  return 0;
}

/// Numbers with what holds them together ("17:13:43"), and words.
std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> out;
  const std::string plain = plain_date(text);
  std::string_view rest = plain;
  bool year = false;  // 07.02.23 in front of a year would be a day
  while (!rest.empty() && out.size() < 24) {
    const bool number = is_digit(rest.front());
    std::size_t n = 0;
    const auto belongs = [&](char c) {
      const bool letter = (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
      return number ? is_digit(c) || c == ':' : letter;
    };
    const bool announced = !out.empty() && is_one_of(kClockWords, out.back());
    if (const std::size_t dots = number && year ? dotted_clock(rest, announced) : 0; dots > 0) {
      out.emplace_back(rest.substr(0, dots));
      std::ranges::replace(out.back(), '.', ':');
      rest.remove_prefix(dots);
      continue;
    }
    while (n < rest.size() && belongs(rest[n])) ++n;
    if (n > 0) out.emplace_back(rest.substr(0, n));
    year = year || (number && n == 4);
    rest.remove_prefix(std::max<std::size_t>(n, 1));
  }
  return out;
}

bool is_two_digits(std::string_view token) { return token.size() == 2 && is_digit(token[0]) && is_digit(token[1]); }

/// The same, with a clock in words made one of numbers.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> out;
  const std::vector<std::string> all = pieces_of(text);
  const auto at = [&](std::size_t i) { return i < all.size() ? std::string_view(all[i]) : std::string_view(); };
  for (std::size_t i = 0; i < all.size(); ++i) {
    out.push_back(all[i]);
    if (!is_digit(all[i].front()) || all[i].size() > 2 || !is_one_of(kHours, at(i + 1)) || !is_two_digits(at(i + 2)))
      continue;
    out.back().append(":").append(at(i + 2));
    i += 2;
    if (!is_one_of(kMinutes, at(i + 1))) continue;
    ++i;
    if (!is_two_digits(at(i + 1))) continue;
    out.back().append(":").append(at(i + 1));
    ++i;
  }
  return out;
}

std::optional<int> number_of(std::string_view digits) {
  if (digits.empty() || digits.size() > 4 || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

struct Written {
  std::optional<int> year = {}, month = {}, day = {}, hour = {}, minute = {}, second = {}, zone = {};
  std::optional<int> listopada = {};  ///< what the day of the week makes of it
  bool afternoon = false, forenoon = false, wrong = false;
  bool year_leads = false;  ///< year, month and day in this order, all as numbers

  void clock(std::string_view token) {
    std::array<std::optional<int>, 3> parts;
    std::size_t n = 0;
    while (n < parts.size()) {
      const auto colon = std::min(token.find(':'), token.size());
      parts[n++] = number_of(token.substr(0, colon));
      if (colon == token.size()) break;
      token.remove_prefix(colon + 1);
    }
    wrong = wrong || hour.has_value() || !parts[0] || !parts[1] || (n == 3 && !parts[2]);
    hour = parts[0];
    minute = parts[1];
    second = parts[2];
  }

  void number(std::string_view token) {
    const auto value = number_of(token);
    if (!value) {
      wrong = true;
    } else if (token.size() == 4) {
      wrong = wrong || year.has_value();
      year = value;
    } else if (year_leads && !month) {
      month = value;
    } else if (!day) {
      day = value;
    } else {
      wrong = true;
    }
  }

  /// `behind_clock`: German writes "am 3. Mai", and Arabic "2023 م" for a year of our calendar.
  void word(std::string_view token, std::string_view next, bool behind_clock) {
    const bool dotted = next == "m" && behind_clock;
    if (behind_clock && (is_one_of(kForenoonWords, token) || (dotted && token == "a") || (token == "π" && next == "μ")))
      forenoon = true;
    if (behind_clock &&
        (is_one_of(kAfternoonWords, token) || (dotted && token == "p") || (token == "μ" && next == "μ")))
      afternoon = true;
    const auto known = std::ranges::find(kZones, token, &std::pair<std::string_view, int>::first);
    if (known != kZones.end()) zone = known->second;
    const auto ends = [&](std::string_view half) { return token.ends_with(half); };
    if (std::ranges::any_of(kAfternoons, ends)) afternoon = true;
    if (std::ranges::any_of(kForenoons, ends)) forenoon = true;
    if (year && month && day) return;
    if (is_one_of(kPolishDays, token)) listopada = 11;
    if (is_one_of(kCroatianDays, token)) listopada = 10;
    // The last one stands: "mar. 7 févr. 2023" is a Tuesday, and in no language the day of the week follows the month.
    auto named = month_of_name(std::string(token).append(" ").append(next));
    if (!named) named = month_of_name(token);
    if (!named) return;
    month = named;
    if (named == kMonthOfTwoLanguages) month = token == "listopada" ? listopada : std::nullopt;
  }

  void read(const std::vector<std::string>& tokens) {
    bool behind_clock = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::string& token = tokens[i];
      const bool clocks = is_digit(token.front()) && token.find(':') != std::string::npos;
      if (!is_digit(token.front())) {
        word(token, i + 1 < tokens.size() ? std::string_view(tokens[i + 1]) : std::string_view(), behind_clock);
      } else if (clocks) {
        clock(token);
      } else {
        number(token);
      }
      behind_clock = clocks || (behind_clock && token == "e");  // Albanian: "5:13:43 e pasdites"
    }
  }

  Timestamp time(std::string_view raw) const {
    if (wrong || !year || !month || !day) return no_time(std::string(raw));
    Civil civil{.year = *year, .month = *month, .day = *day};
    civil.hour = hour.value_or(0);
    civil.minute = minute.value_or(0);
    civil.second = second.value_or(0);
    if (afternoon && civil.hour < 12) civil.hour += 12;
    if (forenoon && civil.hour == 12) civil.hour = 0;
    const Precision precision = !hour ? Precision::day : second ? Precision::second : Precision::minute;
    Timestamp out = local_time(civil, precision, std::string(raw));
    if (out.basis == Timestamp::Basis::none || !zone || !hour) return out;
    return instant_ms(out.ms - std::int64_t{*zone} * 60'000, precision, std::string(raw));
  }
};

}  // namespace

std::string tidy_text(std::string_view text) { return std::string(trim(nfc(strip_invisible(text)))); }

bool mentions(std::string_view head, std::initializer_list<std::string_view> words) {
  // string_view::find stops at each first character, and in JSON each word begins with a quotation mark.
  return std::ranges::any_of(words, [&](std::string_view word) {
    return ::memmem(head.data(), head.size(), word.data(), word.size()) != nullptr;
  });
}

bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() < shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i)
    if (shape[i] == '0' ? !is_digit(text[i]) : text[i] != shape[i]) return false;
  return true;
}

std::string_view without_copy_mark(std::string_view name) {
  for (const std::string_view word : {"Kopie van ", "Copy of "})
    if (name.starts_with(word)) name.remove_prefix(word.size());
  for (const std::string_view word : {" - kopie", " - Kopie", " - Copy", " copy", " kopie"})
    if (name.ends_with(word)) name.remove_suffix(word.size());
  if (!name.ends_with(')')) return name;
  const std::size_t open = name.rfind('(');
  if (open == std::string_view::npos || open == 0 || name.size() - open > 5) return name;
  const std::string_view digits = name.substr(open + 1, name.size() - open - 2);
  if (digits.empty() || !std::ranges::all_of(digits, is_digit)) return name;
  if (name[open - 1] == ' ') return name.substr(0, open - 1);
  // Firefox leaves the blank out; more than one digit there is rather a year or a number of people's own.
  return digits.size() == 1 ? name.substr(0, open) : name;
}

bool is_named(std::string_view path, std::string_view name) {
  const std::string_view file = base_name(path);
  const auto dot = std::min(file.rfind('.'), file.size()), ending = std::min(name.rfind('.'), name.size());
  if (ascii_lower(file.substr(dot)) != ascii_lower(name.substr(ending))) return false;
  const std::string stem = ascii_lower(without_copy_mark(file.substr(0, dot))),
                    wanted = ascii_lower(name.substr(0, ending));
  if (!stem.ends_with(wanted)) return false;
  const std::string_view before = trim(std::string_view(stem).substr(0, stem.size() - wanted.size()));
  return before.empty() || before.ends_with('_') || before.ends_with('-');
}

std::string unescaped_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::size_t length = 1;
    char c = text.front();
    for (const auto& [escape, meant] : kEscapes)
      if (c == '&' && length == 1 && text.starts_with(escape)) {
        length = escape.size();
        c = meant;
      }
    out += c;
    text.remove_prefix(length);
  }
  return out;
}

Timestamp parse_written_date(std::string_view text) {
  const std::string_view bare = trim(text);
  if (bare.size() > 200) return no_time(std::string(prefix(bare, 200)));
  std::string_view iso = bare;
  if (iso.ends_with(" UTC")) iso.remove_suffix(4);
  Timestamp time = parse_iso8601(iso);
  time.raw = std::string(bare);
  if (time.basis == Timestamp::Basis::local && iso.size() != bare.size()) time.basis = Timestamp::Basis::instant;
  if (time.basis != Timestamp::Basis::none) return time;
  Written written;
  written.year_leads = bare.find("年") != std::string_view::npos || bare.find("년") != std::string_view::npos;
  written.read(tokens_of(bare));
  return written.time(bare);
}

Timestamp parse_us_date(std::string_view text) {
  const std::string_view bare = trim(text);
  const auto first = bare.find('/'), second = first == std::string_view::npos ? first : bare.find('/', first + 1);
  if (second == std::string_view::npos || bare.size() > 40) return no_time(std::string(prefix(bare, 40)));
  std::size_t end = second + 1;
  while (end < bare.size() && is_digit(bare[end])) ++end;
  const auto month = number_of(bare.substr(0, first)), day = number_of(bare.substr(first + 1, second - first - 1));
  auto year = number_of(bare.substr(second + 1, end - second - 1));
  if (!month || !day || !year) return no_time(std::string(bare));
  if (*year < 100) *year += 2000;
  Written written{.year = year, .month = month, .day = day};
  written.read(tokens_of(bare.substr(end)));
  return written.time(bare);
}

std::string two_people_key(std::string_view one, std::string_view other) {
  std::string a = ascii_lower(one), b = ascii_lower(other);
  if (b < a) std::swap(a, b);
  return "two/" + a + "/" + b;
}

std::string one_sided_key(std::string_view other, std::string_view where) {
  return "with/" + ascii_lower(other) + "/of/" + std::string(where);
}

std::string_view last_of_address(std::string_view address) {
  address = address.substr(0, address.find_first_of("?#"));
  while (address.ends_with('/')) address.remove_suffix(1);
  const auto slash = address.rfind('/');
  return slash == std::string_view::npos ? address : address.substr(slash + 1);
}

}  // namespace schouw
