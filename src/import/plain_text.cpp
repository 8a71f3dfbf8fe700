// Texts, names and dates that several platforms write in the same way.
//
//   "Dinsdag 7 februari 2021 om 17:13:43 UTC"  ->  2021-02-07T17:13:43Z
//   "12 Mar 2021"                              ->  2021-03-12, precision day, no zone
//
// Gap: of dates in numbers (3/4/2021) the order is the platform's affair: who knows it to be American asks for it.
// Months are known in Dutch, English, German, French, Spanish, Italian and Portuguese, and as the number in 2024年2月1日.
#include "plain_text.h"

#include <algorithm>
#include <cstring>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr auto kEscapes = std::to_array<std::pair<std::string_view, char>>(
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&apos;", '\''}});

/// Enough of each name to tell it apart: "mar" is maart, March and (with the mark taken off) März.
constexpr auto kMonths = std::to_array<std::pair<std::string_view, int>>(
    {{"jan", 1}, {"feb", 2}, {"mar", 3}, {"maa", 3}, {"mrt", 3}, {"mrz", 3}, {"apr", 4}, {"may", 5}, {"mei", 5},
     {"mai", 5}, {"jun", 6}, {"jul", 7}, {"aug", 8}, {"sep", 9}, {"oct", 10}, {"okt", 10}, {"nov", 11}, {"dec", 12},
     {"dez", 12}});
/// Whole names, French, Spanish, Italian and Portuguese, that are told by themselves or by their first letters.
constexpr auto kOtherMonths = std::to_array<std::pair<std::string_view, int>>(
    {{"fevrier", 2}, {"fevereiro", 2}, {"avril", 4}, {"abril", 4}, {"juin", 6}, {"juillet", 7}, {"aout", 8},
     {"agosto", 8}, {"enero", 1}, {"gennaio", 1}, {"maggio", 5}, {"giugno", 6}, {"luglio", 7}, {"settembre", 9},
     {"setiembre", 9}, {"setembro", 9}, {"ottobre", 10}, {"outubro", 10}, {"diciembre", 12}, {"dicembre", 12}});
/// Days of the week that begin as a month does ("maandag", "maart") are told by their end.
constexpr auto kDayEnds = std::to_array<std::string_view>({"dag", "day", "tag", "woch", "martes", "di"});
constexpr auto kAfternoons = std::to_array<std::string_view>({"下午", "午後", "오후"});
constexpr auto kZones = std::to_array<std::pair<std::string_view, int>>(
    {{"utc", 0}, {"gmt", 0}, {"z", 0}, {"cet", 60}, {"mez", 60}, {"cest", 120}, {"mesz", 120}, {"bst", 60}});

/// Numbers with what holds them together ("17:13:43"), and words.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> out;
  const std::string folded = fold(text);
  std::string_view rest = folded;
  while (!rest.empty() && out.size() < 16) {
    const bool number = is_digit(rest.front());
    std::size_t n = 0;
    const auto belongs = [&](char c) {
      const bool letter = (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
      return number ? is_digit(c) || c == ':' : letter;
    };
    while (n < rest.size() && belongs(rest[n])) ++n;
    if (n > 0) out.emplace_back(rest.substr(0, n));
    rest.remove_prefix(std::max<std::size_t>(n, 1));
  }
  return out;
}

std::optional<int> number_of(std::string_view digits) {
  if (digits.empty() || digits.size() > 4 || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::optional<int> month_of(std::string_view word) {
  if (word.size() < 3 || std::ranges::any_of(kDayEnds, [&](std::string_view end) { return word.ends_with(end); }))
    return std::nullopt;
  const auto found = std::ranges::find(kMonths, word.substr(0, 3), &std::pair<std::string_view, int>::first);
  if (found != kMonths.end()) return found->second;
  if (word == "jui") return std::nullopt;  // of two months
  const auto other =
      std::ranges::find_if(kOtherMonths, [&](const auto& month) { return month.first.starts_with(word); });
  return other == kOtherMonths.end() ? std::nullopt : std::optional(other->second);
}

struct Written {
  std::optional<int> year = {}, month = {}, day = {}, hour = {}, minute = {}, second = {}, zone = {};
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

  void word(std::string_view token, std::string_view next) {
    const bool dotted = next == "m" && (token == "a" || token == "p");
    // Only behind the clock: German writes "am 3. Mai".
    if (hour && (token == "am" || (dotted && token == "a"))) forenoon = true;
    if (hour && (token == "pm" || (dotted && token == "p"))) afternoon = true;
    const auto known = std::ranges::find(kZones, token, &std::pair<std::string_view, int>::first);
    if (known != kZones.end()) zone = known->second;
    if (std::ranges::any_of(kAfternoons, [&](std::string_view half) { return token.ends_with(half); })) afternoon = true;
    if (!month) month = month_of(token);
  }

  void read(const std::vector<std::string>& tokens) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::string& token = tokens[i];
      if (!is_digit(token.front())) {
        word(token, i + 1 < tokens.size() ? std::string_view(tokens[i + 1]) : std::string_view());
      } else if (token.find(':') != std::string::npos) {
        clock(token);
      } else {
        number(token);
      }
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
