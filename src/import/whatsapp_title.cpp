// WhatsApp names its exports after the chat: "WhatsApp-chat met Groep 6.txt", "WhatsApp Chat - Groep 6.zip".
// Gap: a file that was renamed has no title; the chat then has the title its own lines give, if any.
#include "whatsapp_title.h"

#include <algorithm>

#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "whatsapp_catalogue.h"

namespace schouw {
namespace {

// As WhatsApp calls the files, with * for the name of the chat; a longer form before a shorter one that begins so too.
constexpr std::string_view kFileNames[] = {
    "WhatsApp-chat met *", "WhatsApp-gesprek met *", "WhatsApp Chat with *", "WhatsApp Chat - *",
    "WhatsApp Chat – *", "WhatsApp-Chat mit *",
    "Discussion WhatsApp avec *", "Chat WhatsApp avec *", "Discussion WhatsApp - *", "Chat de WhatsApp con *",
    "Conversación de WhatsApp con *", "Chat de WhatsApp - *", "Chat WhatsApp con *", "Chat WhatsApp - *",
    "Xat de WhatsApp amb *",
    "Conversa do WhatsApp com *", "Conversa do WhatsApp - *", "Conversa no WhatsApp com *",
    "WhatsApp Chat com *", "Conversație WhatsApp cu *",
    "Czat WhatsApp z użytkownikiem *", "Czat WhatsApp z *", "Chat WhatsApp s uživatelem *",
    "WhatsApp chat s používateľom *", "WhatsApp razgovor s *", "WhatsApp klepet z *",
    "WhatsApp-chatt med *", "WhatsApp-chat med *", "WhatsApp-samtale med *", "WhatsApp-keskustelu - *",
    "WhatsApp-keskustelu käyttäjän *", "WhatsApp-keskustelu henkilön * kanssa",
    "WhatsApp csevegés vele: *", "Συνομιλία WhatsApp με *", "Biseda me * në WhatsApp",
    "WhatsApp'i vestlus kontaktiga *", "WhatsApp pokalbis su *", "WhatsApp sarakste ar *",
    "Чат WhatsApp с контактом *", "Чат WhatsApp с *", "Чат WhatsApp - *", "WhatsApp Чат с *",
    "Бесіда WhatsApp з *", "Чат WhatsApp з *", "WhatsApp разговор со *", "WhatsApp Ћаскање са *",
    "WhatsApp чат: *",
    "WhatsApp Sohbeti - *", "* ile WhatsApp Sohbeti", "* ilə WhatsApp Söhbəti", "* bilan WhatsApp chati",
    "دردشة واتساب مع *", "محادثة واتساب مع *", "گفتگوی WhatsApp با *", "* کے ساتھ WhatsApp بات چیت",
    "צ'אט WhatsApp עם *",
    "* के साथ WhatsApp चैट", "* सोबतच्या WhatsApp गप्पा", "* এর সাথে WhatsApp চ্যাট", "* ਨਾਲ WhatsApp ਗੱਲਬਾਤ",
    "* સાથેની WhatsApp વાત", "* உடன் WhatsApp உரையாடல்", "* తో WhatsApp సంభాషణ", "* ಜೊತೆ WhatsApp ಸಂಭಾಷಣೆ",
    "* മായുള്ള WhatsApp ചാറ്റുകൾ",
    "Chat WhatsApp dengan *", "WhatsApp Chat dengan *", "Sembang WhatsApp dengan *", "WhatsApp Chat kay *",
    "Soga za WhatsApp na *", "Trò chuyện WhatsApp với *", "แชท WhatsApp กับ *",
    "*とのWhatsAppチャット", "*님과의 WhatsApp 대화", "WhatsApp 与 * 的对话", "WhatsApp 與 * 的對話", "与\"*\"的 WhatsApp 聊天记录",
    "WhatsApp 聊天 - *",
};

// What a copy, an upload and a hand that types anew change: capitals, and the hyphen behind "WhatsApp". Keeps every byte
// in its place.
std::string comparable(std::string_view name) {
  std::string out = ascii_lower(name);
  constexpr std::string_view kHyphen = "whatsapp-";
  for (std::size_t at = out.find(kHyphen); at != std::string::npos; at = out.find(kHyphen, at + 1))
    out[at + kHyphen.size() - 1] = ' ';
  return out;
}

std::string_view title_within(std::string_view name) {
  const std::string compared = comparable(name);
  for (const std::string_view pattern : kFileNames) {
    const std::string form = comparable(pattern);
    const std::size_t star = form.find('*');
    const std::string_view before = std::string_view(form).substr(0, star);
    const std::string_view after = std::string_view(form).substr(star + 1);
    if (name.size() <= before.size() + after.size()) continue;
    if (compared.starts_with(before) && compared.ends_with(after))
      return trim(name.substr(before.size(), name.size() - before.size() - after.size()));
  }
  return {};
}

std::string title_in(std::string_view file) {
  std::string name = clean_whatsapp_text(base_name(file));
  for (const std::string_view ending : {".zip", ".txt", ".ZIP", ".TXT"})
    if (name.ends_with(ending)) name.erase(name.size() - ending.size());
  if (const std::string_view title = title_within(without_copy_mark(name)); !title.empty()) return nfc(title);
  // Mail and upload pages write _ for a blank.
  if (name.find(' ') != std::string::npos) return {};
  std::ranges::replace(name, '_', ' ');
  return nfc(title_within(without_copy_mark(name)));
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
  const std::string_view file = base_name(path);
  return file == "_chat.txt" || ascii_lower(file).find("whatsapp") != std::string::npos ||
         file.find("واتساب") != std::string_view::npos;
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
