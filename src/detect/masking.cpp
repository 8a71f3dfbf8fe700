// By form alone: a date is no number of seven digits. Of an address the street and the town stay readable, for without them
// nobody could tell what a finding is about; the number of the house and the postcode, which lead to one door, do not.
//
//   "BSN 1112.22.333, mail tom@voorbeeld.example"  ->  "BSN ····.··.·33, mail ···@··············le"
//   "woont op Wilgenlaan 12, 3811 ZZ Amersfoort"   ->  "woont op Wilgenlaan ··, ···· ·· Amersfoort"
#include "schouw/detect/masking.h"

#include <algorithm>
#include <vector>

#include "mark_checks.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kLongNumber = 6;  // digits; years and marks are shorter
constexpr std::size_t kShown = 2;
constexpr std::size_t kShortestAccount = 15, kLongestAccount = 34;
constexpr std::size_t kAccountDigits = 10;  // with fewer, prose would pass the check by chance: "om 12 uur gaan we"

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool joins(char c) { return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')'; }
bool in_address(char c) { return is_digit(c) || is_letter(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%'; }

class Masker {
 public:
  explicit Masker(std::string_view text) : text_(text), hide_(text.size(), false) {}

  std::string run() {
    accounts();
    numbers();
    addresses();
    passwords();
    postcodes();
    house_numbers();
    std::string out;
    for (std::size_t i = 0; i < text_.size(); ++i)
      if (hide_[i])
        out += "\u00B7";
      else
        out += text_[i];
    return out;
  }

 private:
  void hide(std::size_t begin, std::size_t end, std::size_t shown) {
    for (std::size_t i = end; i-- > begin;) {
      if (!is_digit(text_[i]) && !is_letter(text_[i])) continue;
      if (shown > 0)
        --shown;
      else
        hide_[i] = true;
    }
  }

  /// Bank accounts of any country, whatever stands between their parts: "GB82.WEST.1234.5698.7654.32".
  void accounts() {
    for (std::size_t i = 0; i + kShortestAccount <= text_.size(); ++i) {
      if (!is_letter(text_[i]) || !is_letter(text_[i + 1])) continue;
      if (i > 0 && (is_letter(text_[i - 1]) || is_digit(text_[i - 1]))) continue;
      if (const std::size_t end = account_end(i); end > i) hide(i, end, kShown);
    }
  }

  /// Behind the longest account that begins here; 0: none.
  std::size_t account_end(std::size_t begin) const {
    std::string so_far;
    std::size_t digits = 0, end = 0;
    for (std::size_t i = begin; i < text_.size() && so_far.size() < kLongestAccount; ++i) {
      const char c = text_[i];
      if (c == ' ' || c == '.' || c == '-') continue;
      if (!is_letter(c) && !is_digit(c)) break;
      if ((so_far.size() == 2 || so_far.size() == 3) && !is_digit(c)) break;
      digits += is_digit(c) ? 1u : 0u;
      so_far += ascii_lower(std::string_view(&c, 1));
      if (digits >= kAccountDigits && is_iban(so_far)) end = i + 1;
    }
    return end;
  }

  /// Groups of digits with one sign between them; the letters of a bank account in front belong to it.
  void numbers() {
    std::size_t i = 0;
    while (i < text_.size()) {
      if (!is_digit(text_[i])) {
        ++i;
        continue;
      }
      const std::size_t begin = i;
      std::size_t end = i, digits = 0;
      while (i < text_.size() && (is_digit(text_[i]) || (joins(text_[i]) && i + 1 < text_.size() && is_digit(text_[i + 1])) ||
                                  bank_letters(begin, i))) {
        digits += is_digit(text_[i]) ? 1u : 0u;
        end = ++i;
      }
      if (digits >= kLongNumber && !is_date(text_.substr(begin, end - begin))) hide(begin, end, kShown);
    }
  }

  /// "NL91ABNA0417164300": the four letters behind two digits.
  bool bank_letters(std::size_t begin, std::size_t at) const {
    if (begin < 2 || !is_letter(text_[begin - 1]) || !is_letter(text_[begin - 2])) return false;
    if (begin > 2 && is_letter(text_[begin - 3])) return false;
    return at >= begin + 2 && at < begin + 8 && (is_letter(text_[at]) || text_[at] == ' ');
  }

  static bool is_date(std::string_view written) {
    const auto signs = std::ranges::count_if(written, [](char c) { return c == '-' || c == '/' || c == '.'; });
    return signs == 2 && written.size() <= 10 && written.size() >= 6 && written.find(' ') == std::string_view::npos;
  }

  void addresses() {
    for (std::size_t at = text_.find('@'); at != std::string_view::npos; at = text_.find('@', at + 1)) {
      std::size_t begin = at, end = at + 1;
      while (begin > 0 && in_address(text_[begin - 1])) --begin;
      while (end < text_.size() && in_address(text_[end])) ++end;
      if (begin < at && text_.substr(at, end - at).find('.') != std::string_view::npos) hide(begin, end, kShown);
    }
  }

  bool letter_or_digit(std::size_t at) const { return at < text_.size() && (is_letter(text_[at]) || is_digit(text_[at])); }
  static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

  /// "3811 ZZ", "3811ZZ"; in small letters it is a weight or a year with a word.
  void postcodes() {
    for (std::size_t at = 0; at + 6 <= text_.size(); ++at) {
      if (text_[at] < '1' || text_[at] > '9' || (at > 0 && letter_or_digit(at - 1))) continue;
      if (!std::ranges::all_of(text_.substr(at, 4), is_digit)) continue;
      const std::size_t letters = at + (text_[at + 4] == ' ' ? 5 : 4);
      if (letters + 2 > text_.size() || !is_capital(text_[letters]) || !is_capital(text_[letters + 1]) || letter_or_digit(letters + 2)) continue;
      hide(at, letters + 2, 0);
    }
  }

  /// "Wilgenlaan 12", "Dorpsstraat 7a": the number behind a word that ends as streets do.
  void house_numbers() {
    constexpr std::string_view kEnds[] = {"straat", "straatje", "laan", "weg", "plein", "gracht", "kade", "singel", "dreef", "hof", "pad", "steeg", "dijk"};
    const std::string folded = ascii_lower(text_);
    for (const std::string_view end : kEnds)
      for (std::size_t at = folded.find(end); at != std::string::npos; at = folded.find(end, at + end.size())) {
        std::size_t first = at;
        while (first > 0 && is_letter(text_[first - 1])) --first;
        std::size_t digit = at + end.size();
        if (!is_capital(text_[first]) || digit >= text_.size() || text_[digit] != ' ' || ++digit >= text_.size() || !is_digit(text_[digit])) continue;
        std::size_t stop = digit;
        while (stop < text_.size() && is_digit(text_[stop])) ++stop;
        if (stop < text_.size() && is_letter(text_[stop])) ++stop;
        if (stop - digit <= 5 && !letter_or_digit(stop)) hide(digit, stop, 0);
      }
  }

  void passwords() {
    constexpr std::string_view kWords[] = {"wachtwoord", "ww", "password", "inlogcode", "pincode", "toegangscode", "passwoord", "pw"};
    const std::string folded = ascii_lower(text_);
    for (const std::string_view word : kWords)
      for (std::size_t at = folded.find(word); at != std::string::npos; at = folded.find(word, at + word.size())) {
        const bool whole = (at == 0 || !is_letter(folded[at - 1])) &&
                           (at + word.size() >= folded.size() || !is_letter(folded[at + word.size()]));
        if (whole) value_behind(at + word.size());
      }
  }

  /// "is X", ": X", "= X", "van Magister is X": what stands last before the sentence ends, when it follows such a sign.
  void value_behind(std::size_t at) {
    const std::size_t stop = std::min(text_.find('\n', at), text_.size());
    for (const std::string_view sign : {" is ", ": ", ":", "= ", "="}) {
      const std::size_t found = text_.find(sign, at);
      if (found == std::string_view::npos || found > std::min(stop, at + 40)) continue;
      const std::size_t begin = found + sign.size();
      const std::size_t end = std::min(text_.find_first_of(" \n", begin), text_.size());
      hide(begin, end, 0);
      return;
    }
  }

  std::string_view text_;
  std::vector<bool> hide_;
};

}  // namespace

std::string masked_values(std::string_view text) { return Masker(text).run(); }

}  // namespace schouw
