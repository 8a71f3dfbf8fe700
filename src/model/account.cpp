// What makes two mentions one account. "+31 6 12345678" and "+31612345678" are one key; so are "Anna" and "ANNA".
// The first letter of a key says what it is, so that a phone number never equals a native id of digits.
#include "schouw/model/account.h"

#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits.push_back(c);
  return digits;
}

}  // namespace

std::string account_key(const AccountRef& ref, std::string_view set_key) {
  if (!ref.native_id.empty()) return "n:" + ref.native_id;
  if (const std::string digits = digits_of(ref.phone); !digits.empty()) return "p:" + digits;
  if (!ref.email.empty()) return "e:" + ascii_lower(trim(ref.email));
  if (const std::string handle = fold(ref.handle); !handle.empty()) return "h:" + handle;
  if (const std::string name = fold(ref.display_name); !name.empty()) return "d:" + name;
  if (ref.is_owner) return "o:" + std::string(set_key);
  return {};
}

std::string account_id(std::string_view platform, const AccountRef& ref, std::string_view set_key) {
  return content_id({"account", platform, account_key(ref, set_key)});
}

}  // namespace schouw
