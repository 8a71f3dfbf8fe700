// Small things every reader of registers needs.
#include "registers_draft.h"

#include "registers_words.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  return at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && text.find_first_of(" <>,;") == std::string_view::npos;
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
  for (const std::string& address : split_list(written, "|,; ")) {
    if (is_email(address))
      row.person.emails.push_back(ascii_lower(address));
    else
      draft.note("email-invalid", {address, row.person.id}, row.place);
  }
}

void add_phones(RegisterDraft& draft, DraftPerson& row, std::string_view written) {
  for (const std::string& number : split_list(written, "|,;")) {
    if (auto e164 = to_e164(number))
      row.person.phones.push_back(std::move(*e164));
    else
      draft.note("phone-invalid", {number, row.person.id}, row.place);
  }
}

}  // namespace schouw
