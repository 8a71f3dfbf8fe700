// Lines that WhatsApp writes itself, and lines of people that look like them: nobody may lose their words.
#include "whatsapp_catalogue.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "golden.h"
#include "schouw/base/utf8.h"
#include "whatsapp_phrases.h"
#include "whatsapp_templates.h"
#include "whatsapp_title.h"

namespace schouw {
namespace {

struct Line {
  std::string_view text, event, actor = {}, object = {}, subject = {};
};

TEST(WhatsAppCatalogue, knows_system_lines) {
  constexpr Line kLines[] = {
      {"Jan heeft Piet toegevoegd", "member-added", "Jan", "Piet"},
      {"Je hebt Piet toegevoegd", "member-added", "Je", "Piet"},
      {"+31 6 12345678 heeft +31 6 87654321 toegevoegd", "member-added", "+31 6 12345678", "+31 6 87654321"},
      {"Jan heeft de groep verlaten", "member-left", "", "Jan"},
      {"Jan heeft Piet verwijderd.", "member-removed", "Jan", "Piet"},
      {"Je hebt de groep \"Klas: 6\" gemaakt", "group-created", "Je", "", "Klas: 6"},
      {"Jan heeft de groepsnaam gewijzigd in \"Klas 6\"", "subject-changed", "Jan", "", "Klas 6"},
      {"Jan heeft de groep 'Klas: 6' gemaakt", "group-created", "Jan", "", "Klas: 6"},
      {"Jan heeft het onderwerp gewijzigd naar 'Klas 7'", "subject-changed", "Jan", "", "Klas 7"},
      {"Jan is nu beheerder", "admin-added", "", "Jan"},
      {"Jan is deelnemer geworden via de uitnodigingslink van deze groep", "joined-by-link", "", "Jan"},
      {"Jan neemt deel via uw uitnodiging", "joined-by-link", "", "Jan"},
      {"Jan heeft deze groep en de bijbehorende deelnemers aan de community De School toegevoegd", "settings-changed",
       "Jan"},
      {"You're now an admin", "admin-added", "", "You"},
      {"Jan is now an admin", "admin-added", "", "Jan"},
      {"Jan was added by Piet", "member-added", "Piet", "Jan"},
      {"Jan ist jetzt Admin", "admin-added", "", "Jan"},
      {"Du bist jetzt Admin", "admin-added", "", "Du"},
      {"Se añadió a Jan", "member-added", "", "Jan"},
      {"Użytkownik Jan dodał użytkownika Piet", "member-added", "Jan", "Piet"},
      {"Użytkownik Jan opuścił grupę", "member-left", "", "Jan"},
      {"Jan kişisi Piet kişisini ekledi", "member-added", "Jan", "Piet"},
      {"Jan, bu grubun davet bağlantısını kullanarak katıldı", "joined-by-link", "", "Jan"},
      {"Jan a changé le sujet de « 6B » à « 6C »", "subject-changed", "Jan", "", "6C"},
      {"Jan ha cambiato l'oggetto da \"6B\" a \"6C\"", "subject-changed", "Jan", "", "6C"},
      {"Jan added Aunt May", "member-added", "Jan", "Aunt May"},
      {"You removed Jan", "member-removed", "You", "Jan"},
      {"Jan left", "member-left", "", "Jan"},
      {"Jan created group \"A: b\"", "group-created", "Jan", "", "A: b"},
      {"Jan hat Piet hinzugefügt", "member-added", "Jan", "Piet"},
      {"Jan a ajouté Piet", "member-added", "Jan", "Piet"},
      {"Jan ha aggiunto Piet", "member-added", "Jan", "Piet"},
      {"Jan adicionou Piet", "member-added", "Jan", "Piet"},
      {"Jan lade till Piet", "member-added", "Jan", "Piet"},
      {"Je beveiligingscode voor Jan is gewijzigd. Tik voor meer informatie.", "security-code-changed", "", "Jan"},
      {"Jan added Piet. Tap to change who can add other members.", "member-added", "Jan", "Piet"},
      {"You joined a group via invite in the community: School: ouders", "member-joined", "", "You"},
      {"Je hebt Piet toegevoegd. Tik om te wijzigen wie andere leden kan toevoegen.", "member-added", "Je", "Piet"},
      {"Piet is verwijderd door Jan", "member-removed", "Jan", "Piet"},
      {"Jan heeft Piet verwijderd als beheerder", "admin-removed", "Jan", "Piet"},
      {"Jan made Piet an admin", "admin-added", "Jan", "Piet"},
      {"Jan removed Piet as admin", "admin-removed", "Jan", "Piet"},
      {"Jan changed the group name to '6B'", "subject-changed", "Jan", "", "6B"},
      {"Du bist jetzt ein Admin.", "admin-added", "", "Du"},
      {"Jan ist über den Einladungslink dieser Gruppe beigetreten.", "joined-by-link", "", "Jan"},
      {"Jan grubu oluşturdu", "group-created", "Jan"},
      {"Jan gruptan ayrıldı", "member-left", "", "Jan"},
      {"Janがグループ名を「6C」に変更しました", "subject-changed", "Jan", "", "6C"},
      {"Jan Bos, Piet'i gruba ekledi", "member-added", "Jan Bos", "Piet"},
      {"Jan, \"6B\" olan grup adını \"6C\" olarak değiştirdi", "subject-changed", "Jan", "", "6C"},
  };
  for (const Line& line : kLines) {
    SCOPED_TRACE(line.text);
    const auto found = match_system_line(line.text);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->event, line.event);
    EXPECT_EQ(found->actor, line.actor);
    EXPECT_EQ(found->object, line.object);
    EXPECT_EQ(found->subject, line.subject);
  }
}

TEST(WhatsAppCatalogue, does_not_take_the_words_of_people) {
  for (const std::string_view text :
       {"Jan Bos Piet Kok kişisini ekledi", "Jan heeft de groep", "heeft toegevoegd", "Ik kom morgen", "Jan: Piet heeft Klaas toegevoegd"})
    EXPECT_FALSE(match_system_line(text)) << text;
  for (const std::string_view text :
       {"Dit bericht is verwijderd geweest", "Is dit bericht verwijderd?", "ik heb dit bericht verwijderd"})
    EXPECT_EQ(deletion_of(text), Deletion::none) << text;
  EXPECT_FALSE(omitted_media("Media weggelaten"));
  EXPECT_FALSE(omitted_media("de afbeelding weggelaten"));
  EXPECT_FALSE(call_of("Gemiste spraakoproep van wie?").certain);
  EXPECT_TRUE(call_of("Spraakoproepen zijn duur").event.empty());
  EXPECT_FALSE(is_location("kijk hier: of daar https://example.nl"));
  std::string words = "dit is < Dit bericht is leuk>";
  EXPECT_FALSE(strip_edited(words));
}

TEST(WhatsAppCatalogue, knows_what_a_person_sent_by_its_form) {
  EXPECT_TRUE(omitted_by_form("View once voice message omitted"));
  EXPECT_TRUE(omitted_by_form("Eenmalige foto weggelaten")->view_once);
  for (const std::string_view text : {"weggelaten", "kijk: foto weggelaten", "hij is \"weggelaten\"", "weggelaten foto"})
    EXPECT_FALSE(omitted_by_form(text)) << text;
  EXPECT_TRUE(is_not_received("Wachten op dit bericht. Dit kan even duren."));
  EXPECT_FALSE(is_not_received("Wachten op dit bericht duurt lang"));
  for (const std::string_view text : {"EVENEMENT: Ouderavond", "UMFRAGE:", "ÉVÉNEMENT: fête", "СОБЫТИЕ: да", "POLL:\nja"})
    EXPECT_TRUE(is_made_with_app(text)) << text;
  for (const std::string_view text : {"Evenement: ja", "OK: ja", "TIJD:12", "EVENEMENT", "", ": x", "A1B2: x", "تنبيه: x"})
    EXPECT_FALSE(is_made_with_app(text)) << text;
}

TEST(WhatsAppCatalogue, knows_attached_and_omitted_files) {
  for (const std::string_view words : {"bestand bijgevoegd", "archivo adjuntado", "załączony plik", "vedlagt fil",
                                       "קובץ מצורף", "फाइल अटैच कर दी गई है", "tệp đính kèm", "添付ファイル有り"})
    EXPECT_TRUE(is_attached_words(words)) << words;
  EXPECT_FALSE(is_attached_words("zie bijlage"));
  EXPECT_TRUE(omitted_media("<Arquivo de mídia oculto>"));
}

TEST(WhatsAppCatalogue, knows_the_notice_that_opens_a_chat) {
  for (const std::string_view text :
       {"الرسائل والمكالمات مشفرة تماما بين الطرفين.", "Zprávy a hovory jsou opatřeny koncovým šifrováním.",
        "As mensagens e as chamadas são criptografadas de ponta a ponta.", "Meddelanden och samtal är komplett krypterade.",
        "Mesajlar ve aramalar uçtan uca şifrelidir.", "Повідомлення й дзвінки захищено наскрізним шифруванням."})
    EXPECT_TRUE(opens_chat(text)) << text;
  EXPECT_FALSE(opens_chat("Zijn berichten hier end-to-end versleuteld?"));
  EXPECT_FALSE(opens_chat("Zprávy a hovory dnes nefungují"));
}

TEST(WhatsAppCatalogue, nobody_adds_salt_to_a_group) {
  const auto deed = [](std::string_view text) {
    const auto line = match_system_line(text);
    return line && tells_own_deed(*line, "Els");
  };
  EXPECT_TRUE(deed("Els heeft Bas toegevoegd"));
  EXPECT_TRUE(deed("Els heeft +31 6 10000201 toegevoegd"));
  EXPECT_FALSE(deed("Els heeft zout toegevoegd"));
  EXPECT_FALSE(deed("Jan heeft Bas toegevoegd"));
  EXPECT_TRUE(deed("Els heeft de groep verlaten"));
  EXPECT_FALSE(deed("Jan heeft de groep verlaten"));
}

TEST(WhatsAppCatalogue, a_changed_code_is_told_in_two_sentences) {
  EXPECT_TRUE(is_code_notice("Je beveiligingscode voor Jan is gewijzigd. Tik voor meer informatie."));
  EXPECT_TRUE(is_code_notice("Votre code de sécurité avec Jan a changé. Appuyez pour en savoir plus."));
  EXPECT_FALSE(is_code_notice("Je beveiligingscode voor Magister is gewijzigd"));
}

TEST(WhatsAppCatalogue, holds_no_text_twice_with_two_meanings) {
  std::set<std::string_view> deleted;
  for (const DeletedPhrase& phrase : deleted_phrases()) EXPECT_TRUE(deleted.insert(phrase.text).second) << phrase.text;
  std::set<std::string_view> calls;
  for (const CallPhrase& phrase : call_phrases()) EXPECT_TRUE(calls.insert(phrase.text).second) << phrase.text;
  std::set<std::string_view> attached;
  for (const std::string_view phrase : attached_phrases()) EXPECT_TRUE(attached.insert(phrase).second) << phrase;
  std::set<std::string_view> templates;
  for (const auto& some : {system_templates(), other_system_templates()}) {
    for (const SystemTemplate& one : some) EXPECT_TRUE(templates.insert(one.text).second) << one.text;
    for (const SystemTemplate& one : some) EXPECT_EQ(clean_whatsapp_text(one.text), one.text);
  }
}

const Importer* whatsapp() {
  for (const Importer* importer : importers())
    if (importer->id == "whatsapp-text") return importer;
  return nullptr;
}

std::string key_of(std::string name, std::string bytes) {
  testing::MemoryEntry entry(std::move(name), std::move(bytes));
  const Json records = testing::read_all(*whatsapp(), entry);
  for (const Json& record : records.items())
    if (record.str("record") == "conversation") return std::string(record.at("conversation").str("key"));
  return {};
}

TEST(WhatsAppConversation, has_one_key_in_every_export_of_it) {
  const std::string first = "18-03-2022 14:56 - Jan: hoi\n18-03-2022 14:57 - Els: hoi\n";
  const std::string later = first + "19-03-2022 09:00 - Jan: dag\n";
  const std::string others = "18-03-2022 14:56 - Jan: hoi\n18-03-2022 14:57 - Bea: hoi\n";
  EXPECT_EQ(key_of("WhatsApp-chat met Jan.txt", first), key_of("WhatsApp-chat met Jan (1).txt", later));
  EXPECT_EQ(key_of("WhatsApp-chat met Jan.txt", first), key_of("WhatsApp-chat met Els.txt", first))
      << "from both phones";
  EXPECT_NE(key_of("WhatsApp-chat met Jan.txt", first), key_of("WhatsApp-chat met Jan.txt", others));
  EXPECT_EQ(key_of("WhatsApp-chat met Jan.txt", "18-03-2022 14:56 - Els: hoi\n"),
            key_of("WhatsApp-chat met Jan.txt", first));
  const std::string group = "18-03-2022 14:00 - Jan heeft Els toegevoegd\n";
  EXPECT_EQ(key_of("WhatsApp-chat met Klas 6.txt", group + first),
            key_of("WhatsApp Chat - Klas 6.txt", group + others));
  EXPECT_NE(key_of("WhatsApp-chat met Klas 6.txt", group), key_of("WhatsApp-chat met Klas 7.txt", group));
}

TEST(WhatsAppTitle, is_in_the_name_of_the_file_in_many_languages) {
  for (const std::string_view file :
       {"WhatsApp-chat met Klas 6.txt", "Whatsapp-chat met Klas 6.txt", "WhatsApp chat - Klas 6.zip",
        "WhatsApp_Chat_with_Klas_6.txt", "WhatsApp-chat_met_Klas_6.txt", "Kopie van WhatsApp-chat met Klas 6.txt",
        "WhatsApp Chat with Klas 6 (2).txt", "Klas 6 ile WhatsApp Sohbeti.txt", "Бесіда WhatsApp з Klas 6.txt",
        "محادثة واتساب مع Klas 6.txt", "Klas 6 के साथ WhatsApp चैट.txt", "WhatsApp-keskustelu henkilön Klas 6 kanssa.txt",
        "Klas 6とのWhatsAppチャット.txt", "WhatsApp 与 Klas 6 的对话.txt", "与“Klas 6”的 WhatsApp 聊天记录.txt",
        "Czat WhatsApp z użytkownikiem Klas 6.txt"}) {
    EXPECT_EQ(title_from_names(file, {}), "Klas 6") << file;
    EXPECT_TRUE(is_export_name(file)) << file;
  }
  EXPECT_EQ(title_from_names("WhatsApp Chat with Klas_6.txt", {}), "Klas_6") << "the blanks are there";
  for (const std::string_view file : {"klas_6.txt", "whatsapp.txt", "WhatsApp-chat met .txt", " ile WhatsApp Sohbeti.txt"})
    EXPECT_EQ(title_from_names(file, {}), "") << file;
}

TEST(WhatsAppEncoding, chats_saved_anew_are_read) {
  const std::string utf8 = "18-03-2022 14:56 - Zoë: café €5\n19-03-2022 14:57 - Jan: hé\n";
  std::string wide = "\xFF\xFE";
  std::string latin;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    auto c = static_cast<unsigned char>(utf8[i]);
    if (c >= 0xE0) {
      wide += "\xAC\x20";
      latin += '\x80';
      i += 2;
      continue;
    }
    if (c >= 0xC0) c = static_cast<unsigned char>(((c & 3u) << 6) | (static_cast<unsigned char>(utf8[++i]) & 0x3Fu));
    wide += static_cast<char>(c);
    wide += '\0';
    latin += static_cast<char>(c);
  }
  testing::MemoryEntry plain("a.txt", utf8);
  const std::string expected = to_json(testing::read_all(*whatsapp(), plain));
  EXPECT_NE(expected.find("café €5"), std::string::npos);
  for (const std::string& bytes : {wide, latin})
    for (const std::size_t piece : {1u, 3u, 4096u}) {
      testing::MemoryEntry entry("a.txt", bytes, {}, piece);
      EXPECT_NE(whatsapp()->bid(entry), Bid::no);
      EXPECT_EQ(to_json(testing::read_all(*whatsapp(), entry)), expected);
    }
}

TEST(WhatsAppLimits, a_long_line_is_cut_and_told) {
  std::string bytes = "18-03-2022 14:56 - Jan: ";
  bytes.append((std::size_t{16} << 20) + 100, 'x');
  bytes += "\n18-03-2022 14:57 - Els: hoi\n";
  testing::MemoryEntry entry("a.txt", bytes);
  const Json records = testing::read_all(*whatsapp(), entry);
  std::size_t messages = 0, problems = 0;
  for (const Json& record : records.items()) {
    if (record.str("record") == "message") ++messages;
    if (record.str("code") == "line-too-long") ++problems;
  }
  EXPECT_EQ(messages, 2u);
  EXPECT_EQ(problems, 1u);
}

TEST(WhatsAppBid, leaves_other_texts_alone) {
  for (const std::string_view text :
       {"Beste ouders,\n\n18-03-2022 is er gym.\n", "datum;tijd\n18-03-2022;14:56\n",
        "12-3-2024 9:30 gym - Juf Els: zaal 2\n12-3-2024 10:30 gym - Juf Els: zaal 3\n12-3-2024 11:30 gym - Bas: x\n",
        "2024-01-01 12:00:00 - INFO: started\n2024-01-01 12:00:01 - ERROR: stopped\n", ""}) {
    testing::MemoryEntry entry("notitie.txt", std::string(text));
    EXPECT_EQ(whatsapp()->bid(entry), Bid::no) << text;
  }
}

}  // namespace
}  // namespace schouw
