#include "gmime_header.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "gmime_part.h"
#include "mail_header.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr int kMaxGroups = 64;

bool is_nobody(const AccountRef& person) {
  // "Undisclosed recipients" is what a mail says when it does not say to whom it went.
  if (ascii_lower(std::string_view(person.email).substr(0, 21)) == "undisclosed-recipient") return true;
  const std::string& name = person.display_name;
  return person.email.empty() && person.native_id.empty() &&
         (ascii_lower(std::string_view(name).substr(0, 11)) == "undisclosed" ||
          name.find_first_not_of("<>()[],;:\"' ") == std::string::npos);
}

void add_person(AccountRef person, std::vector<AccountRef>& out) {
  // The kind of the address, as Exchange writes it.
  if (ascii_lower(std::string_view(person.email).substr(0, 5)) == "smtp:") person.email.erase(0, 5);
  if (person.display_name == person.email) person.display_name.clear();
  if (!person.empty() && !is_nobody(person) && out.size() < kMaxAddresses) out.push_back(std::move(person));
}

/// False when something among them is no address.
bool collect(InternetAddressList* list, int depth, std::vector<AccountRef>& out) {
  const int count = internet_address_list_length(list);
  for (int i = 0; i < count && out.size() < kMaxAddresses; ++i) {
    InternetAddress* address = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_GROUP(address)) {
      InternetAddressList* members = internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address));
      if (members != nullptr && depth < kMaxGroups && !collect(members, depth + 1, out)) return false;
      continue;
    }
    if (!INTERNET_ADDRESS_IS_MAILBOX(address)) return false;
    std::string mail = without_quotes(tidy(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address))));
    if (!is_mail_address(mail)) return false;
    add_person({.display_name = without_quotes(tidy(internet_address_get_name(address))), .email = std::move(mail)}, out);
  }
  return true;
}

}  // namespace

std::string tidy(const char* text) {
  if (text == nullptr) return {};
  std::string out(text);
  repair_utf8(out);
  std::ranges::replace_if(
      out, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return std::string(trim(nfc(strip_invisible(out))));
}

std::string decoded_header(const std::string& raw, GMimeParserOptions* options) {
  const GText unfolded(g_mime_utils_header_unfold(raw.c_str()));
  const GText text(g_mime_utils_header_decode_text(options, unfolded.get()));
  return tidy(text.get());
}

std::vector<AccountRef> header_addresses(const std::string& raw, GMimeParserOptions* options) {
  std::vector<AccountRef> out;
  const Held<InternetAddressList> list(internet_address_list_parse(options, raw.c_str()));
  const bool read = list && internet_address_list_length(list.get()) > 0;
  if (read && collect(list.get(), 0, out) && !has_semicolons(raw)) return out;
  // In no form that RFC 5322 has. An address is sure; what else stands there is a name.
  out.clear();
  for (WrittenAddress one : written_addresses(raw)) {
    one.name = decoded_header(one.name, options);
    if (one.address.empty()) one = address_in_name(std::move(one.name));
    AccountRef person{.display_name = std::move(one.name)};
    std::erase_if(person.display_name, [](char c) { return c == '"' || c == '\\'; });
    person.display_name = without_quotes(std::move(person.display_name));
    const std::string address = tidy(one.address.c_str());
    if (is_mail_address(address)) person.email = address;
    else person.native_id = ascii_lower(address);
    add_person(std::move(person), out);
  }
  return out;
}

}  // namespace schouw
