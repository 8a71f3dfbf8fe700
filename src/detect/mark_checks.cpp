// Check digits. Nine digits pass the eleven test of a BSN by chance once in eleven, so what a number is also depends on
// the words around it; that is for the rules of the lexicon.
#include "mark_checks.h"

#include <algorithm>
#include <array>

#include "schouw/base/assert.h"
#include "schouw/base/patterns.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

/// Sum of digits by the weights 9..2 and -1.
int eleven_sum(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < 9; ++i) sum += (digits[i] - '0') * (i == 8 ? -1 : 9 - static_cast<int>(i));
  return sum;
}

bool nine_digits(std::string_view digits) { return digits.size() == 9 && std::ranges::all_of(digits, is_digit); }

/// A part of a longer number: "12345678-90", "12,123456782".
bool in_longer_number(std::string_view plain, std::uint32_t begin, std::uint32_t end) {
  const auto sign = [](char c) { return c == '-' || c == '.' || c == '/' || c == ','; };
  if (begin >= 2 && sign(plain[begin - 1]) && is_digit(plain[begin - 2])) return true;
  if (begin >= 1 && plain[begin - 1] == '+') return true;
  return end + 1 < plain.size() && sign(plain[end]) && is_digit(plain[end + 1]);
}

bool check_bsn(std::string_view plain, std::uint32_t begin, std::uint32_t end) {
  std::string digits = bare(plain.substr(begin, end - begin));
  if (digits.size() == 8) digits.insert(0, 1, '0');
  return is_bsn(digits) && !in_longer_number(plain, begin, end);
}

bool check_education(std::string_view plain, std::uint32_t begin, std::uint32_t end) {
  return is_education_number(bare(plain.substr(begin, end - begin))) && !in_longer_number(plain, begin, end);
}

/// What stands behind the check digits, by country: letters (a), digits (n), either (c), each with how many. Patterns
/// that say so take a fifth of a second to compile; without it a word, two digits and prose would pass by chance.
struct AccountForm {
  std::string_view country, parts;
};
constexpr AccountForm kAccountForms[] = {
    {"ad", "n8c12"},    {"al", "n8c16"},    {"at", "n16"},     {"ba", "n16"},      {"be", "n12"},   {"bg", "a4n6c8"},
    {"ch", "n5c12"},    {"cy", "n8c16"},    {"cz", "n20"},     {"de", "n18"},      {"dk", "n14"},   {"ee", "n16"},
    {"es", "n20"},      {"fi", "n14"},      {"fo", "n14"},     {"fr", "n10c11n2"}, {"gb", "a4n14"}, {"ge", "a2n16"},
    {"gl", "n14"},      {"gr", "n7c16"},    {"hr", "n17"},     {"hu", "n24"},      {"ie", "a4n14"}, {"is", "n22"},
    {"it", "a1n10c12"}, {"li", "n5c12"},    {"lt", "n16"},     {"lu", "n3c13"},    {"lv", "a4c13"}, {"ma", "n24"},
    {"mc", "n10c11n2"}, {"me", "n18"},      {"mk", "n3c10n2"}, {"mt", "a4n5c18"},  {"nl", "a4n10"}, {"no", "n11"},
    {"pl", "n24"},      {"pt", "n21"},      {"ro", "a4c16"},   {"rs", "n18"},      {"se", "n20"},   {"si", "n15"},
    {"sk", "n20"},      {"sm", "a1n10c12"}, {"tn", "n20"},     {"tr", "n6c16"},    {"ua", "n6c19"}, {"xk", "n16"}};

bool has_parts(std::string_view account, std::string_view parts) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < parts.size();) {
    const char kind = parts[i++];
    std::size_t count = 0;
    for (; i < parts.size() && is_digit(parts[i]); ++i) count = count * 10 + static_cast<std::size_t>(parts[i] - '0');
    for (; count > 0; --count, ++at)
      if (at >= account.size() || (kind == 'n' && !is_digit(account[at])) || (kind == 'a' && is_digit(account[at])))
        return false;
  }
  return at == account.size();
}

bool check_iban(std::string_view plain, std::uint32_t begin, std::uint32_t end) {
  const std::string account = bare(plain.substr(begin, end - begin));
  const auto form = std::ranges::find(kAccountForms, std::string_view(account).substr(0, 2), &AccountForm::country);
  return form != std::end(kAccountForms) && has_parts(std::string_view(account).substr(4), form->parts) &&
         is_iban(account);
}

bool check_card(std::string_view plain, std::uint32_t begin, std::uint32_t end) {
  const std::string digits = bare(plain.substr(begin, end - begin));
  return digits.size() >= 15 && digits.size() <= 16 && is_luhn(digits) && !in_longer_number(plain, begin, end);
}

/// "06-12-2025 14": a day with an hour behind it has ten digits too.
bool begins_with_date(std::string_view text) {
  const auto digits = [&](std::size_t at, std::size_t count) {
    return text.size() >= at + count && std::ranges::all_of(text.substr(at, count), is_digit);
  };
  const auto sign = [&](std::size_t at) { return text[at] == '-' || text[at] == '.' || text[at] == ' '; };
  if (!digits(0, 2) || !digits(3, 2) || !digits(6, 4) || !sign(2) || !sign(5)) return false;
  return text.substr(6, 2) == "20" && (text.size() == 10 || !is_digit(text[10]));
}

/// A Dutch number: 06 and eight digits, or an area code; nine digits behind the 0, and no date.
bool check_phone(std::string_view plain, std::uint32_t begin, std::uint32_t end) {
  if (begins_with_date(plain.substr(begin, end - begin))) return false;
  std::string digits;
  for (const char c : plain.substr(begin, end - begin))
    if (is_digit(c)) digits.push_back(c);
  if (digits.starts_with("0031")) digits.replace(0, 4, "0");
  if (digits.starts_with("31") && digits.size() >= 11) digits.replace(0, 2, "0");
  if (digits.starts_with("00")) digits.erase(0, 1);
  return digits.size() == 10 && digits[0] == '0' && digits[1] != '0' && !in_longer_number(plain, begin, end);
}

/// With a country code that is not ours; E.164 has at most fifteen digits.
bool check_abroad(std::string_view plain, std::uint32_t begin, std::uint32_t end) {
  const auto digits = std::ranges::count_if(plain.substr(begin, end - begin), is_digit);
  return digits >= 9 && digits <= 15 && !plain.substr(begin).starts_with("+31") && !in_longer_number(plain, begin, end);
}

bool check_date(std::string_view plain, std::uint32_t begin, std::uint32_t end) {
  return !in_longer_number(plain, begin, end);
}

struct Named {
  std::string_view name;
  ValueCheck check;
};
constexpr Named kChecks[] = {{"", nullptr},          {"bsn", &check_bsn},     {"education", &check_education},
                             {"iban", &check_iban},  {"card", &check_card},   {"phone", &check_phone},
                             {"abroad", &check_abroad}, {"alone", &check_date}};

}  // namespace

std::string bare(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (is_word_byte(c)) out.push_back(c);
  return out;
}

bool is_bsn(std::string_view digits) {
  if (!nine_digits(digits)) return false;
  const bool all_equal = std::ranges::all_of(digits, [&](char c) { return c == digits.front(); });
  return !all_equal && eleven_sum(digits) % 11 == 0;
}

bool is_education_number(std::string_view digits) {
  return nine_digits(digits) && digits.starts_with("10") && (eleven_sum(digits) % 11 + 11) % 11 == 5;
}

bool is_iban(std::string_view written) {
  if (written.size() < 15 || written.size() > 34) return false;
  int rest = 0;
  const std::string turned = std::string(written.substr(4)) + std::string(written.substr(0, 4));
  for (const char c : turned) {
    if (!is_word_byte(c)) return false;
    const int value = is_digit(c) ? c - '0' : c - 'a' + 10;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest == 1;
}

bool is_luhn(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (auto it = digits.rbegin(); it != digits.rend(); ++it, twice = !twice) {
    const int value = (*it - '0') * (twice ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return !digits.empty() && sum % 10 == 0;
}

ValueCheck check_named(std::string_view name) {
  const auto found = std::ranges::find(kChecks, name, &Named::name);
  SCHOUW_ASSERT(found != std::end(kChecks));
  return found->check;
}

}  // namespace schouw
