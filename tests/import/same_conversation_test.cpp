// One conversation in the forms that a platform has given it over the years: whatever the year, the language and the way it
// was saved, the same messages must come out of it.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "golden.h"

namespace schouw::testing {
namespace {

struct File {
  std::string_view path, bytes;
};

/// Who said what and when, to the minute: some forms have no seconds.
std::vector<std::string> said(std::string_view id, const File& file) {
  MemoryEntry entry(std::string(file.path), std::string(file.bytes));
  const Importer* importer = choose_importer(entry);
  if (importer == nullptr || importer->id != id) {
    ADD_FAILURE() << file.path << " is not read as " << id;
    return {};
  }
  std::vector<std::string> out;
  const Json records = read_all(*importer, entry);
  for (const Json& record : records.items()) {
    if (record.str("record") != "message") continue;
    const Json& time = record.at("time");
    const std::string_view when = time.find("utc") != nullptr ? time.str("utc") : time.str("local");
    const Json& sender = record.at("sender");
    std::string line(when.substr(0, 16));
    const std::string_view who = sender.find("is_owner") != nullptr ? "owner" : sender.str("display_name");
    for (const std::string_view part : {record.str("kind"), who.empty() ? sender.str("native_id") : who, record.str("text")})
      line.append(" | ").append(part);
    out.push_back(std::move(line));
  }
  return out;
}

void expect_the_same(std::string_view id, const std::vector<File>& files) {
  const std::vector<std::string> first = said(id, files.front());
  EXPECT_EQ(first.size(), 2u) << files.front().path;
  for (const File& file : files) EXPECT_EQ(said(id, file), first) << file.path << "\n" << file.bytes;
}

TEST(SameConversation, in_the_packages_of_discord) {
  expect_the_same(
      "discord-package",
      {{"messages/c1064990764406419508/messages.json",
        R"([{"ID":1064990775659729017,"Timestamp":"2023-01-17 19:33:07","Contents":"Hoi, Noor","Attachments":""},
            {"ID":1064990775659729018,"Timestamp":"2023-01-17 19:34:07","Contents":"\"ja\"","Attachments":""}])"},
       {"Berichten/c1064990764406419508/messages.json",
        R"([{"Attachments":"","Contents":"Hoi, Noor","Timestamp":"2023-01-17 19:33:07","ID":"1064990775659729017"},
            {"Attachments":"","Contents":"\"ja\"","Timestamp":"2023-01-17 19:34:07","ID":"1064990775659729018"}])"},
       {"package/messages/1064990764406419508/messages.csv",
        "ID,Timestamp,Contents,Attachments\r\n"
        "1064990775659729017,2023-01-17 19:33:07.726000+00:00,\"Hoi, Noor\",\r\n"
        "1064990775659729018,2023-01-17 19:34:07+00:00,\"\"\"ja\"\"\",\r\n"},
       {"messages/c1064990764406419508/messages.csv",
        "\xEF\xBB\xBFID;Timestamp;Contents;Attachments\n"
        "1064990775659729017;2023-01-17 19:33:07+00:00;Hoi, Noor;\n"
        "1064990775659729018;2023-01-17 19:34:07+00:00;\"\"\"ja\"\"\";\n"}});
}

TEST(SameConversation, in_the_tables_of_linkedin) {
  expect_the_same(
      "linkedin-csv",
      {{"Messages.csv",
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT\n"
        "c1,,Noor de Wit,https://www.linkedin.com/in/noordewit,Bas Visser,2025-05-15 10:30:00 UTC,,Dag Bas\n"
        "c1,,Bas Visser,https://www.linkedin.com/in/basvisser,Noor de Wit,2025-05-15 10:31:00 UTC,,\"Hoi,\nNoor\"\n"},
       {"messages.csv",
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
        "FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT\r\n"
        "c1,,Noor de Wit,https://www.linkedin.com/in/noordewit,Bas Visser,https://www.linkedin.com/in/basvisser,"
        "2025-05-15 10:30:00 UTC,,Dag Bas,INBOX,,No,No\r\n"
        "c1,,Bas Visser,https://www.linkedin.com/in/basvisser,Noor de Wit,https://www.linkedin.com/in/noordewit,"
        "2025-05-15 10:31:00 UTC,,\"Hoi,\nNoor\",INBOX,,No,No\r\n"},
       {"messages.csv",
        "CONVERSATION ID;CONVERSATION TITLE;FROM;SENDER PROFILE URL;TO;DATE;SUBJECT;CONTENT\n"
        "c1;;Noor de Wit;https://www.linkedin.com/in/noordewit;Bas Visser;2025-05-15 10:30:00 UTC;;Dag Bas\n"
        "c1;;Bas Visser;https://www.linkedin.com/in/basvisser;Noor de Wit;2025-05-15 10:31:00 UTC;;\"Hoi,\nNoor\"\n"}});
}

TEST(SameConversation, in_the_archives_of_x) {
  expect_the_same(
      "x-archive",
      {{"data/direct-messages.js",
        R"(window.YTD.direct_messages.part0 = [ { "dmConversation" : { "conversationId" : "11-22", "messages" : [
 { "messageCreate" : { "recipientId" : "22", "reactions" : [ ], "urls" : [ ], "text" : "Hoi", "mediaUrls" : [ ], "senderId" : "11", "id" : "900", "createdAt" : "2023-09-02T10:00:00.000Z", "editHistory" : [ ] } },
 { "messageCreate" : { "recipientId" : "11", "reactions" : [ ], "urls" : [ ], "text" : "Dag &amp; tot zo", "mediaUrls" : [ ], "senderId" : "22", "id" : "901", "createdAt" : "2023-09-02T10:01:00.000Z" } } ] } } ])"},
       {"data/direct-message.js",
        R"(window.YTD.direct_message.part0=[{"dmConversation":{"conversationId":"11-22","messages":[{"messageCreate":{"recipientId":"22","text":"Hoi","mediaUrls":[],"senderId":"11","id":"900","createdAt":"2023-09-02T10:00:00.000Z"}},{"messageCreate":{"recipientId":"11","text":"Dag &amp; tot zo","mediaUrls":[],"senderId":"22","id":"901","createdAt":"2023-09-02T10:01:00.000Z"}}]}}])"},
       {"data/direct-messages-part1.js",
        R"(window.YTD.direct_messages.part1 = [ { "dmConversation" : { "messages" : [
 { "messageCreate" : { "createdAt" : "2023-09-02T10:00:00.000Z", "id" : "900", "senderId" : "11", "text" : "Hoi", "recipientId" : "22" } },
 { "messageCreate" : { "createdAt" : "2023-09-02T10:01:00.000Z", "id" : "901", "senderId" : "22", "text" : "Dag &amp; tot zo", "recipientId" : "11" } } ], "conversationId" : "11-22" } } ])"}});
}

TEST(SameConversation, in_chats_of_google) {
  const auto chat = [](std::string_view one, std::string_view two) {
    return R"({"messages": [{"creator": {"name": "Bas Visser", "email": "bas@school.example", "user_type": "Human"}, "created_date": ")" +
           std::string(one) +
           R"(", "text": "Hoi Noor", "topic_id": "t1", "message_id": "a/t1/t1"}, {"creator": {"name": "Noor de Wit", "email": "noor@school.example", "user_type": "Human"}, "created_date": ")" +
           std::string(two) + R"(", "text": "Dag", "topic_id": "t1", "message_id": "a/t1/m2"}]})";
  };
  const std::vector<std::string> forms = {
      chat("Tuesday, February 7, 2023 at 5:13:43 PM UTC", "Wednesday, February 8, 2023 at 12:59:50 AM UTC"),
      chat("Tuesday, 7 February 2023 at 17:13:43 UTC", "Wednesday, 8 February 2023 at 00:59:50 UTC"),
      chat("Tuesday, February 7, 2023 at 5:13:43\xE2\x80\xAFPM UTC", "Wednesday, February 8, 2023 at 12:59:50\xE2\x80\xAF" "AM UTC"),
      chat("dinsdag 7 februari 2023 om 17:13:43 UTC", "woensdag 8 februari 2023 om 00:59:50 UTC"),
      chat("Dienstag, 7. Februar 2023 um 17:13:43 UTC", "Mittwoch, 8. Februar 2023 um 00:59:50 UTC")};
  std::vector<File> files;
  for (const std::string& form : forms) files.push_back({"Takeout/Google Chat/Groups/DM a/messages.json", form});
  expect_the_same("google-chat", files);
}

TEST(SameConversation, in_the_forms_of_discord_chat_exporter) {
  expect_the_same(
      "discord-exporter",
      {{"6B.json",
        R"({"guild":{"id":"0","name":"Direct Messages"},"channel":{"id":"5","type":"DirectTextChat","name":"Noor"},"messages":[
{"id":"1","type":"Default","timestamp":"2024-01-05T14:03:00+00:00","content":"Hoi","author":{"id":"7","name":"noor","nickname":"Noor"},"attachments":[],"reactions":[]},
{"id":"2","type":"Default","timestamp":"2024-01-05T14:04:00.5+00:00","content":"Dag","author":{"id":"8","name":"bas","nickname":"Bas"},"attachments":[],"reactions":[]}],"messageCount":2})"},
       {"6B (1).json",
        R"({"guild":{"id":"0","name":"Direct Messages","iconUrl":"x"},"channel":{"id":"5","type":"DirectTextChat","categoryId":null,"category":"Private","name":"Noor","topic":null},"dateRange":{"after":null,"before":null},"exportedAt":"2026-01-01T00:00:00+00:00","messages":[
{"id":"1","type":"Default","timestamp":"2024-01-05T15:03:00+01:00","timestampEdited":null,"callEndedTimestamp":null,"isPinned":false,"content":"Hoi","author":{"id":"7","name":"noor","discriminator":"0000","nickname":"Noor","color":null,"isBot":false,"roles":[],"avatarUrl":"x"},"attachments":[],"embeds":[],"stickers":[],"reactions":[],"mentions":[],"inlineEmojis":[]},
{"id":"2","type":"Default","timestamp":"2024-01-05T15:04:00.5+01:00","timestampEdited":null,"callEndedTimestamp":null,"isPinned":false,"content":"Dag","author":{"id":"8","name":"bas","discriminator":"0000","nickname":"Bas","color":null,"isBot":false,"roles":[],"avatarUrl":"x"},"attachments":[],"embeds":[],"stickers":[],"reactions":[],"mentions":[],"inlineEmojis":[]}],"messageCount":2})"}});
}

TEST(SameConversation, in_text_copied_from_telegram) {
  expect_the_same("telegram-text",
                  {{"a.txt", "Noor, [25-01-2026 14:03]\nhoi\n\nBas, [25-01-2026 14:04]\ndag\n"},
                   {"b.txt", "Noor, [25.01.26 14:03]\r\nhoi\r\n\r\nBas, [25.01.26 14:04]\r\ndag\r\n"},
                   {"c.txt", "\xEF\xBB\xBFNoor, [1/25/26 2:03\xE2\x80\xAFPM]\nhoi\n\nBas, [1/25/26 2:04\xE2\x80\xAFPM]\ndag"},
                   {"d.txt", "Noor, [2026-01-25 14:03]\nhoi\n\nBas, [2026-01-25 14:04]\ndag\n"}});
}

TEST(SameConversation, on_a_computer_and_a_phone_with_kakaotalk) {
  const std::string_view top = "Noor 님과 카카오톡 대화\n저장한 날짜 : 2026-01-09 16:12:30\n";
  const std::string computer =
      std::string(top) + "--------------- 2026년 1월 25일 일요일 ---------------\n[Noor] [오후 2:03] hoi\n[Bas] [오후 2:04] dag\n";
  const std::string android = std::string(top) + "\n2026년 1월 25일 오후 2:03, Noor : hoi\n2026년 1월 25일 오후 2:04, Bas : dag\n";
  const std::string iphone = std::string(top) + "\n2026. 1. 25. 오후 2:03, Noor : hoi\n2026. 1. 25. 14:04, Bas : dag\n";
  const std::string english =
      "KakaoTalk Chats with Noor\nDate Saved : Jan 26, 2026 at 1:01 AM\n\nJan 25, 2026 at 2:03 PM, Noor : hoi\n"
      "2:04pm, Jan 25, 2026, Bas : dag\n";
  expect_the_same("kakaotalk-text", {{"a.txt", computer},
                                     {"b.txt", android},
                                     {"c.txt", iphone},
                                     {"d.txt", english},
                                     {"KakaoTalk_Chat_Noor.csv",
                                      "Date,User,Message\n2026-01-25 14:03:10,\"Noor\",\"hoi\"\n2026-01-25 14:04:00,\"Bas\",\"dag\"\n"}});
}

}  // namespace
}  // namespace schouw::testing
