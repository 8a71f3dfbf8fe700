// By form alone: a date is no number of seven digits, and an address of a street stays readable, for without it nobody could
// tell what a finding is about.
//
//   "BSN 1112.22.333, mail tom@voorbeeld.example"  ->  "BSN ····.··.·33, mail ···@··············le"
#include "schouw/detect/masking.h"

#include <algorithm>
#include <vector>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kLongNumber = 6;  // digits; years and marks are shorter
constexpr std::size_t kShown = 2;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool joins(char c) { return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')'; }
bool in_address(char c) { return is_digit(c) || is_letter(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%'; }

class Masker {
 public:
  explicit Masker(std::string_view text) : text_(text), hide_(text.size(), false) {}

  std::string run() {
    numbers();
    addresses();
    passwords();
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
