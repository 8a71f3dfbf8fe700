// Parties of Outlook items.
//
//   EX  /O=SCHOOL/OU=…/CN=JANSEN   "Karin Jansen"                 -> native id, until another item says
//   EX  /O=SCHOOL/OU=…/CN=JANSEN   PR_SMTP k.jansen@school.example -> that address is hers, in all items
//
// Gap: who is known by an address of Exchange alone, in the whole mailbox, is another account than the one with the mail
// address.
#include "mapi_address.h"

#include <algorithm>
#include <utility>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxParties = 10'000;
constexpr std::size_t kMaxKnown = 200'000;
constexpr std::size_t kMaxWaiting = 32u << 20;  ///< bytes of text; more, and they go as they are
constexpr MapiParty kReceivedBy{0x0040, 0x0075, 0x0076, 0x5D07};
constexpr MapiParty kReceivedFor{0x0044, 0x0077, 0x0078, 0x5D08};

/// Outlook puts what it could not look up in quotes: "'a@b.example'".
std::string_view unquoted(std::string_view text) {
  text = trim(text);
  const bool in_quotes = text.size() > 2 && text.front() == text.back() && (text.front() == '\'' || text.front() == '"');
  return in_quotes ? trim(text.substr(1, text.size() - 2)) : text;
}

/// "Carl/NA/School@School" of Notes passes; a text of several words, or in quotes, is none that anybody else has.
bool is_mail(std::string_view text) {
  return text.find('@') != std::string_view::npos && text.find_first_of(" \t\"<>") == std::string_view::npos &&
         !text.starts_with('\'');
}

/// A name that is an address and nothing else.
bool is_plain_mail(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == text.npos &&
         text.find_first_of(" \t<>()[],;:\"'/\\") == text.npos;
}

bool is_exchange(std::string_view kind, std::string_view address) {
  return ascii_lower(kind) == "ex" || address.starts_with('/');
}

/// "/O=…" within one Exchange, "c=nl;a= ;p=School;s=Jansen" within X.400. A word is neither.
bool is_native(std::string_view kind, std::string_view address) {
  return is_exchange(kind, address) || address.find('=') != std::string_view::npos;
}

bool waits(const AccountRef& one) { return one.email.empty() && one.native_id.starts_with('/'); }

}  // namespace

AccountRef mapi_account(const MapiProps& p, const MapiParty& party) {
  const std::string name = p.text(party.name), kind = p.text(party.kind), smtp = p.text(party.smtp);
  const std::string address(trim(p.text(party.address)));
  AccountRef out;
  out.display_name = std::string(unquoted(name));
  if (is_mail(unquoted(smtp))) out.email = std::string(unquoted(smtp));
  else if (is_exchange(kind, address)) out.email = is_plain_mail(unquoted(name)) ? std::string(unquoted(name)) : "";
  else if (is_mail(unquoted(address))) out.email = std::string(unquoted(address));
  if (out.email.empty() && !address.empty()) {
    if (is_native(kind, address)) out.native_id = ascii_lower(address);
    else if (out.display_name.empty()) out.display_name = std::string(unquoted(address));
  }
  if (!out.email.empty() && ascii_lower(unquoted(name)) == ascii_lower(out.email)) out.display_name.clear();
  return out;
}

AccountRef mapi_sender(const MapiProps& p) {
  AccountRef from = mapi_account(p, kMapiFor);
  if (!from.email.empty() || !from.native_id.empty()) return from;
  AccountRef sender = mapi_account(p, kMapiSender);
  const bool same = from.empty() || from.display_name == sender.display_name;
  return same && !sender.empty() ? sender : from;
}

bool same_mapi_party(const AccountRef& a, const AccountRef& b) {
  if (!a.email.empty() && !b.email.empty()) return ascii_lower(a.email) == ascii_lower(b.email);
  return !a.display_name.empty() && a.display_name == b.display_name;
}

void complete_sender(const AccountRef& from, std::vector<AccountRef>& headers) {
  if (from.empty() || (!headers.empty() && is_mail(headers.front().email))) return;
  headers = {from};
}

void complete_recipients(const std::vector<MapiProps>& table, std::vector<AccountRef>& headers) {
  if (!table.empty())
    std::erase_if(headers, [](const AccountRef& one) { return !one.email.empty() && !is_mail(one.email); });
  for (const MapiProps& p : table) {
    if (headers.size() >= kMaxParties) return;
    AccountRef one = mapi_account(p, kMapiRecipient);
    if (one.empty()) continue;
    const auto known =
        std::ranges::find_if(headers, [&](const AccountRef& other) { return same_mapi_party(one, other); });
    if (known == headers.end()) headers.push_back(std::move(one));
    else if (known->email.empty() && !one.email.empty()) *known = std::move(one);
  }
}

void ExchangeAddresses::learn(const MapiProps& p, const MapiParty& party) {
  const std::string address = ascii_lower(trim(p.text(party.address)));
  if (!address.starts_with('/')) return;
  const std::string mail = ascii_lower(mapi_account(p, party).email);
  if (mail.empty() || (mail_.size() >= kMaxKnown && !mail_.contains(address))) return;
  const auto [known, is_new] = mail_.try_emplace(address, mail);
  if (!is_new && known->second != mail) known->second.clear();
}

void ExchangeAddresses::learn(const MapiItem& item) {
  for (const MapiParty& party : {kMapiFor, kMapiSender, kReceivedBy, kReceivedFor}) learn(item.props, party);
  for (const MapiProps& one : item.recipients) learn(one, kMapiRecipient);
}

ExchangeAddresses::Known ExchangeAddresses::resolve(AccountRef& one) const {
  if (!waits(one)) return Known::all;
  const auto found = mail_.find(one.native_id);
  if (found == mail_.end()) return Known::not_all;
  if (found->second.empty()) return Known::all;
  one.email = found->second;
  one.native_id.clear();
  return Known::all;
}

ExchangeAddresses::Known ExchangeAddresses::resolve(Message& message) const {
  Known all = message.sender ? resolve(*message.sender) : Known::all;
  std::vector<AccountRef> to, resolved;
  for (AccountRef& one : message.recipients) {
    const bool waited = waits(one);
    if (resolve(one) == Known::not_all) all = Known::not_all;
    (waited && !one.email.empty() ? resolved : to).push_back(one);
  }
  if (resolved.empty()) return all;
  // One who turns out to be there already, by the headers, is not there twice.
  for (AccountRef& one : resolved) {
    const auto is_it = [&](const AccountRef& other) { return ascii_lower(other.email) == one.email; };
    if (std::ranges::none_of(to, is_it)) to.push_back(std::move(one));
  }
  message.recipients = std::move(to);
  return all;
}

void ExchangeAddresses::message(Message message) {
  if (resolve(message) == Known::all) return sink_.message(std::move(message));
  constexpr std::size_t kOfARecord = 1024;
  waiting_bytes_ += kOfARecord + message.text.size() + message.quoted.size();
  waiting_.push_back(std::move(message));
  if (waiting_bytes_ > kMaxWaiting) finish();
}

void ExchangeAddresses::finish() {
  for (Message& message : std::exchange(waiting_, {})) {
    static_cast<void>(resolve(message));
    sink_.message(std::move(message));
  }
  waiting_bytes_ = 0;
}

}  // namespace schouw
