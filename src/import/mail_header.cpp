#include "mail_header.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>

#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxWritten = 10'000, kMaxBracketed = 1000;
constexpr std::size_t kMaxLists = 16;
constexpr int kMaxUnclosed = 100;  ///< quotes and brackets that never close; each costs a look at all the rest

/// Where what begins at `at` ends: a quoted text, a comment, an address, a domain in numbers, an encoded word. `at` for
/// what never ends.
std::size_t end_of_unit(std::string_view raw, std::size_t at) {
  constexpr std::string_view kOpen = "\"(<[", kClose = "\")>]";
  if (raw[at] == '=') {
    const auto charset = raw.find('?', at + 2);
    const auto kind = charset == raw.npos ? raw.npos : raw.find('?', charset + 1);
    const auto end = kind == raw.npos ? raw.npos : raw.find("?=", kind + 1);
    return end == raw.npos ? at : end + 1;
  }
  const char close = kClose[kOpen.find(raw[at])];
  for (std::size_t i = at + 1; i < raw.size(); ++i) {
    if (raw[i] == close) return i;
    if (raw[i] == '\\') ++i;
  }
  return at;
}

/// Of the same length, with 'x' for what stands inside an encoded word or a unit that begins with one of `openers`.
std::string address_outline(std::string_view raw, std::string_view openers) {
  std::string out(raw);
  int unclosed = 0;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const bool opens = openers.find(raw[i]) != std::string_view::npos || raw.substr(i).starts_with("=?");
    if (!opens || unclosed >= kMaxUnclosed) continue;
    const std::size_t end = end_of_unit(raw, i);
    if (end == i) ++unclosed;
    for (std::size_t inside = i + 1; inside < end; ++inside) out[inside] = 'x';
    i = end;
  }
  return out;
}

std::string_view without_mailto(std::string_view text) {
  text = trim(text);
  return ascii_lower(text.substr(0, 7)) == "mailto:" ? trim(text.substr(7)) : text;
}

/// Goes over a header once: an address in brackets takes all in front of it for its name.
class AddressReader {
 public:
  explicit AddressReader(std::string_view header) : raw_(header), shape_(address_outline(header, "\"(")) {}

  std::vector<WrittenAddress> read() {
    for (std::size_t at = 0; at < raw_.size() && out_.size() < kMaxWritten;) {
      const char c = shape_[at];
      if ((c == '<' || c == '[') && in_brackets(at, c == '<' ? '>' : ']')) continue;
      if (c == ';') give(take_name(at), {});
      if (c == ';') from_ = at + 1;
      ++at;
    }
    give(take_name(raw_.size()), {});
    return std::move(out_);
  }

 private:
  /// Steps over an address and gives it. False for brackets that are part of a name ("Karin [6B]").
  bool in_brackets(std::size_t& at, char close) {
    const auto end = std::string_view(shape_).substr(at, kMaxBracketed).find(close);
    if (end == std::string_view::npos) return false;
    const std::string_view address = without_mailto(raw_.substr(at + 1, end - 1));
    if (!address.empty() && !is_mail_address(address) && !is_exchange_address(address)) return false;
    give(take_name(at), address);
    from_ = at = at + end + 1;
    return true;
  }

  /// What stands between the address before and `end`, but for the bare addresses in it: those are given.
  std::string take_name(std::size_t end) {
    std::string name;
    for (std::size_t at = from_; at < end;) {
      const auto comma = std::min(shape_.find(',', at), end);
      std::string_view part = raw_.substr(at, comma - at);
      const auto colon = shape_.substr(at, comma - at).rfind(": ");
      if (colon != std::string::npos) part.remove_prefix(colon + 1);  // the name of a group
      if (colon != std::string::npos) name.clear();
      at = comma + 1;
      if (bare_address(trim(part), name)) continue;
      if (!trim(part).empty()) name += (name.empty() ? "" : ", ") + std::string(trim(part));
    }
    return name;
  }

  /// "k@x.example", "k@x.example (Karin)". The names in front of it, behind a comma, are of somebody else.
  bool bare_address(std::string_view part, std::string& before) {
    if (is_mail_address(part)) {
      give(std::exchange(before, {}), {});
      give({}, part);
      return true;
    }
    for (std::size_t at = 0; at < part.size();) {
      const auto end = std::min(part.find_first_of(" \t\r\n", at), part.size());
      std::string_view word = part.substr(at, end - at);
      if (word.starts_with('<')) word.remove_prefix(1);
      if (word.ends_with('>')) word.remove_suffix(1);
      word = without_mailto(word);
      if (is_mail_address(word)) {
        give(std::exchange(before, {}), {});
        std::string name = std::string(part.substr(0, at)) + std::string(part.substr(end));
        std::erase_if(name, [](char c) { return c == '(' || c == ')'; });
        give(std::string(trim(name)), word);
        return true;
      }
      at = end + 1;
    }
    return false;
  }

  void give(std::string name, std::string_view address) {
    if (address.empty() && is_exchange_address(name)) return give({}, name);
    if (!name.empty() || !address.empty()) out_.push_back({std::move(name), std::string(address)});
  }

  std::string_view raw_;
  std::string shape_;
  std::size_t from_ = 0;  ///< behind the address before
  std::vector<WrittenAddress> out_ = {};
};

/// "Ouders@lijst.example" as its List-Id has it: "ouders.lijst.example".
std::string list_name(std::string_view address) {
  std::string name = ascii_lower(address);
  std::ranges::replace(name, '@', '.');
  return name;
}

constexpr std::string_view kViaList = " via ";

/// "Ans de Wit" of "'Ans de Wit' via Ouders".
std::string before_via(const std::string& name) {
  const auto via = name.rfind(kViaList);
  return via == std::string::npos ? std::string() : without_quotes(name.substr(0, via));
}

/// Whether an address may be that of the name that the list shows.
bool fits_shown_name(const AccountRef& author, const std::string& shown) {
  const std::string& mail = author.email;
  const std::string name = author.display_name.empty() ? mail.substr(0, mail.find('@')) : author.display_name;
  return !shown.empty() && (fold(name) == fold(shown) || fold(mail) == fold(shown));
}

const AccountRef* only_one(const std::vector<AccountRef>& people) {
  return people.size() == 1 && people.front().email.find('@') != std::string::npos ? &people.front() : nullptr;
}

constexpr auto kBinLabels = std::to_array<std::string_view>({"trash", "bin", "prullenbak", "papierkorb", "corbeille"});
constexpr auto kDraftLabels = std::to_array<std::string_view>(
    {"drafts", "draft", "concepten", "entw\u00FCrfe", "brouillons", "scheduled", "gepland", "geplant"});
constexpr auto kSentLabels = std::to_array<std::string_view>({"sent", "verzonden", "gesendet", "messages envoy\u00E9s"});

bool has_label(std::string_view labels, std::span<const std::string_view> names) {
  while (!labels.empty()) {
    const auto end = std::min(labels.find(','), labels.size());
    const std::string label = ascii_lower(trim(labels.substr(0, end)));
    if (std::ranges::find(names, std::string_view(label)) != names.end()) return true;
    labels.remove_prefix(std::min(end + 1, labels.size()));
  }
  return false;
}

/// "=?utf-8?B?w6k=?=".
struct EncodedWord {
  std::string_view charset = {}, text = {};
  std::size_t end = 0;  ///< behind it; for what is none, where to look on
  bool is_base64 = false;
};

EncodedWord encoded_word(std::string_view raw, std::size_t at) {
  EncodedWord word{.end = std::min(at + 2, raw.size())};
  if (!raw.substr(at).starts_with("=?")) return word;
  const auto kind = raw.find('?', at + 2);
  const auto text = kind == raw.npos ? raw.npos : raw.find('?', kind + 1);
  const auto end = text == raw.npos ? raw.npos : raw.find('?', text + 1);
  if (end == raw.npos || !raw.substr(end).starts_with("?=")) return word;
  word = {.charset = raw.substr(at + 2, kind - at - 2), .text = raw.substr(text + 1, end - text - 1), .end = end + 2};
  word.is_base64 = ascii_lower(raw.substr(kind + 1, text - kind - 1)) == "b";
  return word;
}

/// Decodes up to the last padding, or all of it when nothing is left over.
void take_whole_base64(std::string& letters, std::string& bytes) {
  for (auto pad = letters.find('='); pad != std::string::npos; pad = letters.find('=')) {
    bytes += base64_decode(letters.substr(0, pad));
    letters.erase(0, std::min(letters.find_first_not_of('=', pad), letters.size()));
  }
  if (letters.size() % 4 != 0) return;
  bytes += base64_decode(letters);
  letters.clear();
}

}  // namespace

std::string first_mail_id(std::string_view raw) {
  const auto open = raw.find('<');
  if (open == std::string_view::npos) return {};
  raw.remove_prefix(open + 1);
  std::string id(trim(raw.substr(0, raw.find('>')).substr(0, 998)));
  repair_utf8(id);
  return id;
}

std::string own_mail_id(std::string_view raw) {
  std::string id = first_mail_id(raw);
  if (id.empty()) id = std::string(trim(raw.substr(0, 998)));
  repair_utf8(id);
  return id;
}

bool is_expunged(std::string_view status) {
  unsigned bits = 0;
  const auto [rest, error] = std::from_chars(status.data(), status.data() + status.size(), bits, 16);
  return error == std::errc() && rest == status.data() + status.size() && (bits & 8u) != 0;
}

bool in_gmail_bin(std::string_view labels) { return has_label(labels, kBinLabels); }

bool is_gmail_draft(std::string_view labels) { return has_label(labels, kDraftLabels) && !has_label(labels, kSentLabels); }

std::string with_whole_words(const std::string& raw) {
  std::string out;
  std::size_t copied = 0;
  for (auto at = raw.find("=?"); at != std::string::npos;) {
    EncodedWord word = encoded_word(raw, at);
    if (!word.is_base64) {
      at = raw.find("=?", word.end);
      continue;
    }
    const EncodedWord first = word;
    std::string bytes;
    std::string letters(word.text);
    while (true) {
      take_whole_base64(letters, bytes);
      const auto next = std::min(raw.find_first_not_of(" \t\r\n", word.end), raw.size());
      EncodedWord more = encoded_word(raw, next);
      if (!more.is_base64 || ascii_lower(more.charset) != ascii_lower(first.charset)) break;
      letters += more.text;
      word = more;
    }
    bytes += base64_decode(letters);
    out += raw.substr(copied, at - copied);
    out += "=?" + std::string(first.charset) + "?B?" + base64_encode(bytes) + "?=";
    copied = word.end;
    at = raw.find("=?", copied);
  }
  return out + raw.substr(copied);
}

bool is_mail_address(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  const bool quoted = at > 2 && text.front() == '"' && text[at - 1] == '"';
  return text.substr(quoted ? at : 0).find_first_of(" \t\r\n\"<>,;") == std::string_view::npos;
}

bool is_exchange_address(std::string_view text) { return ascii_lower(text.substr(0, 3)) == "/o="; }

bool has_semicolons(std::string_view header) {
  const std::string shape = address_outline(header, "\"(<[");
  return shape.find(';') != std::string::npos && shape.find(':') == std::string::npos;
}

std::vector<WrittenAddress> written_addresses(std::string_view header) { return AddressReader(header).read(); }

WrittenAddress address_in_name(std::string name) {
  constexpr std::string_view kAt = " at ";
  const std::string_view all = name;
  const auto open = all.rfind('<');
  if (all.ends_with('>') && open != std::string_view::npos) {
    const std::string_view address = all.substr(open + 1, all.size() - open - 2);
    if (is_mail_address(address)) return {.name = std::string(trim(all.substr(0, open))), .address = std::string(address)};
  }
  const auto at = all.find(kAt);
  if (at == 0 || at == std::string_view::npos || all.substr(0, at).find(' ') != std::string_view::npos) return {std::move(name)};
  const std::string_view behind = all.substr(at + kAt.size());
  const std::string_view domain = behind.substr(0, behind.find(' '));
  std::string_view shown = trim(behind.substr(domain.size()));
  const bool in_brackets = shown.starts_with('(') && shown.ends_with(')');
  if (domain.find('.') == std::string_view::npos || (!shown.empty() && !in_brackets)) return {std::move(name)};
  if (in_brackets) shown = shown.substr(1, shown.size() - 2);
  return {.name = std::string(shown), .address = std::string(all.substr(0, at)) + '@' + std::string(domain)};
}

std::string without_quotes(std::string name) {
  const bool quoted = name.size() > 2 && name.front() == name.back() && (name.front() == '\'' || name.front() == '"');
  if (!quoted) return name;
  return std::string(trim(std::string_view(name).substr(1, name.size() - 2)));
}

void MailList::see(std::string_view header, std::string_view value) {
  const bool is_id = header == "list-id";
  if (!is_id && header != "list-post" && header != "mailing-list" && header != "x-beenthere") return;
  if (header == "list-id" || header == "list-post") {
    const auto open = value.find('<');
    if (open != std::string_view::npos) value = value.substr(open + 1, value.find('>', open) - open - 1);
    if (value.starts_with("mailto:")) value.remove_prefix(7);
    value = value.substr(0, value.find('?'));
  } else if (value.starts_with("list ")) {
    value = value.substr(5, value.find(';') - 5);
  }
  std::string name = list_name(trim(value));
  if (!name.empty() && names.size() < kMaxLists) names.push_back(std::move(name));
}

AccountRef MailList::author(const AccountRef& from) const {
  const std::string shown = before_via(from.display_name);
  const auto is_list = [&](const AccountRef& one) { return std::ranges::find(names, list_name(one.email)) != names.end(); };
  const bool in_its_name = is_list(from) || (!names.empty() && !shown.empty());
  if (!in_its_name) return {};
  if (const AccountRef* one = only_one(original_from)) return *one;
  if (const AccountRef* one = only_one(original_sender)) {
    return {.display_name = one->display_name.empty() ? shown : one->display_name, .email = one->email};
  }
  std::vector<AccountRef> others = reply_to;
  std::erase_if(others, [&](const AccountRef& one) { return is_list(one) || one.email == from.email; });
  const AccountRef* one = only_one(others);
  return one != nullptr && fits_shown_name(*one, shown) ? *one : AccountRef();
}

}  // namespace schouw
