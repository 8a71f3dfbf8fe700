// Small things every reader of registers needs.
#include "registers_draft.h"

#include <algorithm>
#include <array>

#include "registers_words.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  return at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && text.find_first_of(" <>,;") == std::string_view::npos;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Whether every word with a number says what kind of number it is; "(moeder)" says that it is somebody else's.
bool says_only_its_kind(std::string_view written) {
  if (written.find_first_of("0123456789") == std::string_view::npos) return true;  // "niet bekend"
  constexpr std::array<std::string_view, 20> kKinds = {
      "tel",   "telefoon", "telnr", "nr",    "nummer", "mobiel", "mobile", "mob", "gsm", "thuis",
      "vast",  "werk",     "prive", "m",     "t",      "w",      "p",      "ext", "x",   "nood"};
  std::string word;
  const std::string folded = fold(written) + " ";
  for (const char c : folded) {
    if (is_letter(c)) {
      word.push_back(c);
      continue;
    }
    if (!word.empty() && std::ranges::find(kKinds, word) == kKinds.end()) return false;
    word.clear();
  }
  return true;
}

/// "06-10000001 (thuis)" has words that libphonenumber takes for digits.
std::optional<std::string> number_in(std::string_view written) {
  if (auto number = to_e164(written)) return number;
  std::string digits;
  const std::string folded = fold(written);
  for (const char c : folded)
    if (!is_letter(c)) digits.push_back(c);
  if (const auto empty = digits.find("()"); empty != std::string::npos) digits.erase(empty, 2);
  return to_e164(digits);
}

/// "Ans <a@x.example>" and "mailto:a@x.example" as mail programs copy them.
std::string bare_address(std::string_view written) {
  if (const auto open = written.find('<'), close = written.find('>'); open < close && close != std::string_view::npos)
    written = trim(written.substr(open + 1, close - open - 1));
  const std::string address = ascii_lower(written);
  return address.starts_with("mailto:") ? address.substr(7) : address;
}

}  // namespace

void RegisterDraft::fail(std::string text, std::vector<std::string> args, const RegisterPlace& where) {
  if (!error) error = Error{ErrorCode::usage, std::move(text), std::move(args), where.text()};
}

void RegisterDraft::note(std::string code, std::vector<std::string> args, const RegisterPlace& where) {
  notes.push_back({std::move(code), where.text(), std::move(args)});
}

std::vector<std::string> split_list(std::string_view text, std::string_view separators) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = text.find_first_of(separators);
    if (const std::string_view part = trim(text.substr(0, end)); !part.empty()) out.emplace_back(part);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return out;
}

std::string display_name(const PersonName& name) {
  std::string out;
  const auto add = [&](const std::string& part) {
    if (part.empty()) return;
    if (!out.empty()) out.push_back(' ');
    out += part;
  };
  add(!name.given.empty() ? name.given : !name.first_names.empty() ? name.first_names : name.initials);
  add(name.infix);
  add(name.family);
  return out;
}

void add_middle_name(PersonName& name, const std::string& middle) {
  if (middle.empty()) return;
  if (is_infix(middle)) {
    name.infix = middle;
    return;
  }
  std::string& first = name.first_names.empty() ? name.first_names = name.given : name.first_names;
  first += first.empty() ? middle : " " + middle;
}

void add_emails(RegisterDraft& draft, DraftPerson& row, std::string_view written) {
  for (const std::string& part : split_list(written, "|,;")) {
    const bool named = part.find('<') != std::string::npos;
    for (const std::string& one : split_list(part, named ? "" : " ")) {
      if (one == "/") continue;
      if (const std::string address = bare_address(one); is_email(address))
        row.person.emails.push_back(address);
      else
        draft.note("email-invalid", {one, row.person.id}, row.place);
    }
  }
}

void add_phones(RegisterDraft& draft, DraftPerson& row, std::string_view written) {
  for (const std::string& part : split_list(written, "|,;")) {
    // "0475/12 34 56" is one number; only what is none as a whole is split.
    const bool whole = number_in(part).has_value();
    for (const std::string& one : split_list(part, whole ? "" : "/")) {
      const bool own = says_only_its_kind(one);
      const auto number = own ? number_in(one) : std::nullopt;
      if (number)
        row.person.phones.push_back(*number);
      else
        draft.note(own ? "phone-invalid" : "phone-with-word", {one, row.person.id}, row.place);
    }
  }
}

}  // namespace schouw
