#include "phone_key.h"

#include <algorithm>

#include "plain_text.h"
#include "schouw/base/utf8.h"

namespace schouw {

std::string phone_key(std::string_view written) {
  constexpr std::size_t kOwnDigits = 9;  // behind the country and the zero
  std::string digits;
  for (const char c : written)
    if (is_digit(c)) digits += c;
  const bool letters = std::ranges::any_of(written, [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
  if (letters || digits.empty()) return fold(written);
  return digits.size() > kOwnDigits ? digits.substr(digits.size() - kOwnDigits) : digits;
}

AccountRef phone_account(std::string_view address, std::string_view name) {
  AccountRef out{.display_name = std::string(name)};
  const std::string written = tidy_text(address);
  const bool withheld = written.starts_with('-');
  if (written.find('@') != std::string::npos)
    out.email = written;
  else if (!withheld && !written.empty() && written.find_first_not_of("+0123456789 -().*#") == std::string::npos)
    out.phone = written;
  else if (!withheld && out.display_name.empty())
    out.display_name = written;
  return out;
}

}  // namespace schouw
