// WhatsApp names its exports after the chat: "WhatsApp-chat met Groep 6.txt", "WhatsApp Chat - Groep 6.zip".
// Gap: a file that was renamed has no title; the chat then has the title its own lines give, if any.
#include "whatsapp_title.h"

#include <algorithm>
#include <array>

#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "whatsapp_catalogue.h"

namespace schouw {
namespace {

constexpr std::string_view kPrefixes[] = {"WhatsApp-chat met ",
                                          "WhatsApp-gesprek met ",
                                          "WhatsApp Chat met ",
                                          "WhatsApp Chat with ",
                                          "WhatsApp Chat - ",
                                          "WhatsApp chat with ",
                                          "WhatsApp-Chat mit ",
                                          "WhatsApp Chat mit ",
                                          "Discussion WhatsApp avec ",
                                          "Chat WhatsApp avec ",
                                          "Chat de WhatsApp con ",
                                          "Conversación de WhatsApp con ",
                                          "Chat WhatsApp con ",
                                          "Conversa do WhatsApp com ",
                                          "Conversa do WhatsApp - ",
                                          "Czat WhatsApp z użytkownikiem ",
                                          "Czat WhatsApp z ",
                                          "WhatsApp-chatt med ",
                                          "WhatsApp-chat med ",
                                          "WhatsApp-chat - ",
                                          "WhatsApp-keskustelu - ",
                                          "WhatsApp-keskustelu käyttäjän ",
                                          "Chat WhatsApp s uživatelem ",
                                          "Чат WhatsApp с контактом ",
                                          "Чат WhatsApp с ",
                                          "Чат WhatsApp - ",
                                          "WhatsApp Sohbeti - ",
                                          "Chat WhatsApp dengan ",
                                          "WhatsApp Chat dengan ",
                                          "与",
                                          "WhatsApp 聊天 - ",
                                          "Chat WhatsApp - ",
                                          "WhatsApp Chat – ",
                                          "Discussion WhatsApp - ",
                                          "Chat de WhatsApp - ",
                                          "WhatsApp Chat com "};

// "X.txt (1)", "X (2).zip": what browsers and file managers add to a second copy.
std::string_view without_copy_number(std::string_view name) {
  if (!name.ends_with(')')) return name;
  const std::size_t open = name.rfind(" (");
  if (open == std::string_view::npos || name.size() - open > 6) return name;
  const std::string_view digits = name.substr(open + 2, name.size() - open - 3);
  const bool number = !digits.empty() && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  return number ? name.substr(0, open) : name;
}

std::string title_in(std::string_view file) {
  std::string name = clean_whatsapp_text(base_name(file));
  for (const std::string_view ending : {".zip", ".txt", ".ZIP", ".TXT"})
    if (name.ends_with(ending)) name.erase(name.size() - ending.size());
  const std::string_view rest = without_copy_number(name);
  for (const std::string_view prefix : kPrefixes)
    if (rest.starts_with(prefix) && rest.size() > prefix.size() && prefix.find("WhatsApp") != std::string_view::npos)
      return nfc(trim(rest.substr(prefix.size())));
  return {};
}

// +31 6 12345678, with any blanks, marks and hyphens; nothing when it is no number.
std::string phone_in(std::string_view clean) {
  std::string digits;
  std::size_t count = 0;
  for (const char c : clean) {
    if (c >= '0' && c <= '9') {
      digits += c;
      ++count;
    } else if (c == '+' && digits.empty()) {
      digits += c;
    } else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.') {
      return {};
    }
  }
  return count >= 7 && count <= 15 ? digits : std::string{};
}

}  // namespace

bool is_export_name(std::string_view path) {
  return base_name(path) == "_chat.txt" || ascii_lower(base_name(path)).find("whatsapp") != std::string::npos;
}

std::string title_from_names(std::string_view path, std::string_view source_name) {
  const std::string_view folder = path.substr(0, path.size() - base_name(path).size());
  const std::string_view parent = folder.empty() ? folder : folder.substr(0, folder.size() - 1);
  for (const std::string_view name : {path, parent, source_name}) {
    std::string title = title_in(name);
    if (!title.empty()) return title;
  }
  return {};
}

AccountRef account_of(std::string_view written) {
  const std::string clean = clean_whatsapp_text(written);
  std::string_view name = trim(clean);
  if (name.starts_with('~')) name = trim(name.substr(1));
  AccountRef account;
  account.phone = phone_in(name);
  if (account.phone.empty()) account.display_name = nfc(name.empty() ? trim(clean) : name);
  return account;
}

AccountRef AccountBook::of(std::string_view written) {
  constexpr std::size_t kMost = 4096;
  const auto found = known_.find(written);
  if (found != known_.end()) return found->second;
  AccountRef account = account_of(written);
  if (known_.size() < kMost) known_.emplace(std::string(written), account);
  return account;
}

}  // namespace schouw
