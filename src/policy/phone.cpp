// Phone numbers to E.164 through libphonenumber; a number without a country is read as Dutch.
//
//   "06-1234 5678", "0031612345678", "+31 (0)6 12345678"  ->  +31612345678
//
// Gap: short numbers (112, 0900 services) have no E.164 form; they give nothing.
#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>

#include <memory>

#include "schouw/base/utf8.h"
#include "schouw/policy/registers.h"

namespace schouw {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr const char* kHomeRegion = "NL";
constexpr std::size_t kMaxLength = 64;

/// The library's own log goes to stdout, which is for data.
const PhoneNumberUtil& numbers() {
  static PhoneNumberUtil* const kUtil = [] {
    PhoneNumberUtil* util = PhoneNumberUtil::GetInstance();
    util->SetLogger(std::make_unique<i18n::phonenumbers::NullLogger>().release());  // the library owns it
    return util;
  }();
  return *kUtil;
}

std::optional<std::string> valid_e164(const std::string& text) {
  PhoneNumber number;
  if (numbers().Parse(text, kHomeRegion, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return {};
  if (!numbers().IsValidNumber(number)) return {};
  std::string out;
  numbers().Format(number, PhoneNumberUtil::E164, &out);
  return out;
}

}  // namespace

std::optional<std::string> to_e164(std::string_view written) {
  std::string text(trim(strip_invisible(written)));
  if (text.empty() || text.size() > kMaxLength) return {};
  if (auto out = valid_e164(text)) return out;
  // Address books and chat ids write the country without its plus. Only for the Netherlands: with any country
  // allowed, the number of an account would pass for somebody's phone.
  const bool digits = text.find_first_not_of("0123456789 ") == std::string::npos;
  if (!digits || !text.starts_with("31")) return {};
  return valid_e164("+" + text);
}

}  // namespace schouw
