// Chats of programs that no importer reads are nobody's: read as another program's, they would name the wrong people.
#include <gtest/gtest.h>

#include <string>

#include "golden.h"

namespace schouw::testing {
namespace {

std::string chosen(std::string_view name, std::string_view text) {
  const Importer* importer = choose_importer(MemoryEntry(std::string(name), std::string(text)));
  return importer == nullptr ? std::string{} : std::string(importer->id);
}

TEST(ForeignChats, a_list_with_senders_is_no_list_of_posts) {
  EXPECT_EQ(chosen("chat.json", R"([{"timestamp": 1704100000, "sender": "Noor", "text": "hoi", "attachments": []}])"),
            "");
  EXPECT_EQ(chosen("chat.json", R"([{"timestamp": 1704100000, "user": "noor", "text": "hoi", "data": [{"x": 1}]}])"),
            "");
  EXPECT_EQ(chosen("chat.json", R"([{"timestamp": 1704100000, "data": [{"post": "hoi"}], "attachments": []}])"),
            "facebook-json");
}

TEST(ForeignChats, a_log_with_names_in_angle_brackets_is_no_whatsapp) {
  EXPECT_EQ(chosen("bob.txt", "[2023-07-10 01:26] <bob> hoi: allen\n[2023-07-10 01:27] *** <bob> sent file\n"), "");
}

TEST(ForeignChats, the_owner_tells_threema_from_whatsapp) {
  constexpr std::string_view kThreema = "[12-3-2024, 13:31] Ik: Hoi\n[12-3-2024, 13:32] Noor: dag\n";
  constexpr std::string_view kSeconds = "[12-3-2024, 13:31:00] Ik: Hoi\n[12-3-2024, 13:32:00] Noor: dag\n";
  EXPECT_EQ(chosen("chat.txt", kThreema), "threema-text");
  EXPECT_EQ(chosen("_chat.txt", kSeconds), "whatsapp-text");
  // Ben is a name too, whatever a Turkish phone means by it.
  EXPECT_EQ(chosen("chat.txt", "[12-3-2024, 13:31] Ben: Hoi\n[12-3-2024, 13:32] Noor: dag\n"), "whatsapp-text");
  EXPECT_EQ(chosen("messages.txt", "[12-3-2024, 13:31] Bas: Hoi\n[12-3-2024, 13:32] Noor: dag\n"), "threema-text");
}

TEST(ForeignChats, other_apps_are_not_read) {
  EXPECT_EQ(chosen("kakao.txt", "Noor\nSaved Date: 2024. 3. 12. 13:40\n\n2024. 3. 12. 13:31, Noor : hoi\n"), "");
  EXPECT_EQ(chosen("kakao.txt", "2024. 3. 12. 오후 1:31, Noor : hoi\n2024. 3. 12. 오후 1:32, Bas : dag\n"), "kakaotalk-text");
  EXPECT_EQ(chosen("chat.txt", "2024. 3. 12. 오후 1:31 - Noor: hoi\n2024. 3. 12. 오후 1:32 - Bas: dag\n"), "whatsapp-text");
  EXPECT_EQ(chosen("viber.csv", "12/03/2024, 13:31:05, Noor, +31610000201, hoi\n"), "");
  EXPECT_EQ(chosen("sigtop.txt", "2024-01-01 10:00 Noor: hoi\n"), "");
  EXPECT_EQ(chosen("Noor (+31610000201).json", R"([{"id": "a1", "conversationId": "c1", "type": "incoming", "body": "hoi",
                    "timestamp": 1704448862000, "attachments": []}])"),
            "");
  EXPECT_EQ(chosen("x.json", R"([{"timestamp": 1704448862000, "attachments": [], "text": "hoi", "user_id": 3}])"), "");
}

TEST(ForeignChats, a_text_with_times_is_line_or_zoom_only_by_their_own_marks) {
  EXPECT_EQ(chosen("line.txt", "[LINE] Chat history with Noor\nSaved on: 2024/03/12 13:40\n\n13:31\tNoor\thoi\n"),
            "line-text");
  EXPECT_EQ(chosen("pc.txt", "2024.03.12 Tuesday\n13:31 Noor hoi\n13:32 Bas dag\n13:33 Noor ja\n13:34 Bas nee\n"), "line-text");
  EXPECT_EQ(chosen("plan.txt", "2024.03.12 Tuesday\n09:00 Rekenen groep 6\n10:00 Pauze\n10:15 Gym groep 6\n"), "");
  EXPECT_EQ(chosen("plan.txt", "2024.03.12\n09:00\tRekenen\tgroep 6\n"), "");
  EXPECT_EQ(chosen("brief.txt", "Chat history with Noor\nIk schrijf op wat wij zeiden\n"), "");
  EXPECT_EQ(chosen("log.txt", "00:01:02\tNoor:\thoi\n00:01:05\tBas:\tdag\n"), "");
  EXPECT_EQ(chosen("log.txt", "10:01:02 From the start we were late\n"), "");
  EXPECT_EQ(chosen("dagboek.txt", "May 17, 2022  5:29:42 PM, a Tuesday\nHoi\n"), "");
}

TEST(ForeignChats, other_xml_is_no_backup_of_a_phone) {
  EXPECT_EQ(chosen("calls.xml", "<calls><call id=\"1\" to=\"helpdesk\"/></calls>"), "");
  EXPECT_EQ(chosen("x.xml", "<backup><smses count=\"1\"/></backup>"), "");
  EXPECT_EQ(chosen("sms-1.xml", "<?xml version='1.0'?>\n<!-- <calls> -->\n<smses count=\"0\"></smses>"), "sms-backup");
}

TEST(ForeignChats, a_page_with_messages_is_of_imessage_only_by_its_parts) {
  EXPECT_EQ(chosen("chat.html", "<html><div class=\"message\"><span class=\"sender\">Noor</span> <span "
                                "class=\"timestamp\">5 jan</span> Hoi</div></html>"),
            "");
}

TEST(ForeignChats, lists_with_like_keys_are_not_of_mastodon_element_or_bereal) {
  EXPECT_EQ(chosen("outbox.json", R"({"type": "list", "orderedItems": ["a"]})"), "");
  EXPECT_EQ(chosen("room.json", R"({"room_name": "6B", "messages": [{"text": "hoi"}]})"), "");
  EXPECT_EQ(chosen("posts.json", R"([{"primary": true, "secondary": false, "text": "hoi"}])"), "");
  EXPECT_EQ(chosen("comments.json", R"([{"postId": 1, "id": 1, "name": "x", "email": "a@b.example", "body": "c"}])"), "");
  EXPECT_EQ(chosen("adressen.csv", "naam,Account address\nNoor,noor@other.example\n"), "");
}

TEST(ForeignChats, posts_that_somebody_gathered_are_not_of_the_owner) {
  constexpr std::string_view kOwn =
      "tweet_id,in_reply_to_status_id,timestamp,text\n301,,2013-05-20 12:34:56 +0000,Hoi\n";
  constexpr std::string_view kGathered =
      "tweet_id,in_reply_to_status_id,timestamp,screen_name,text\n301,,2013-05-20 12:34:56 +0000,noor,Hoi\n";
  EXPECT_EQ(chosen("tweets.csv", kOwn), "x-csv");
  EXPECT_EQ(chosen("tweets.csv", kGathered), "");
}

TEST(ForeignChats, tables_of_reddit_are_of_no_other_platform) {
  EXPECT_EQ(chosen("friends.csv", "username,note,class\nnoor,,6B\n"), "");
  EXPECT_EQ(chosen("leden.csv", "username,note\nnoor,\n"), "");
  constexpr std::string_view kMessages =
      "id,permalink,thread_id,date,ip,from,to,subject,body\nm1,x,t1,2026-01-01,,noor,bas,Hoi,Dag\n";
  constexpr std::string_view kComments =
      "id,permalink,date,ip,subreddit,gildings,link,parent,body,media\nc1,x,2026-01-01,,leraren,0,x,t3_p1,Hoi,\n";
  EXPECT_EQ(chosen("messages.csv", kMessages), "reddit-csv");
  EXPECT_EQ(chosen("comments.csv", kComments), "reddit-csv");
}

TEST(ForeignChats, a_table_of_messages_is_teams_only_where_it_says_so) {
  constexpr std::string_view kAny = "Timestamp,Sender,MessageType,Content,MessageId\n2026-01-05 09:00:00,Noor,text,Hoi,1\n";
  EXPECT_EQ(chosen("chat.csv", kAny), "");
  EXPECT_EQ(chosen("teams-chat-export-2026-02-01-0900.csv", kAny), "teams-script");
  EXPECT_EQ(chosen("chat.csv", "Date,From,ChatId,Body\n2026-01-05,Noor,19:6b@thread.v2,Hoi\n"), "teams-script");
  EXPECT_EQ(chosen("chat.csv", "Date,From,ChatId,Body\n2026-01-05,Noor,-1001234,Hoi\n"), "");
  EXPECT_EQ(chosen("mail.csv", "createdDateTime,from,toRecipients,body\n2026-01-05T08:00:00Z,Noor,Bas,Hoi\n"), "");
  EXPECT_EQ(chosen("teams.csv", "Date,Team,Coach\n2026-01-05,D1,Noor\n"), "");
}

TEST(ForeignChats, a_table_with_threads_is_yammer_only_with_its_columns) {
  EXPECT_EQ(chosen("messages.csv", "id,thread_id,sender_id,body,created_at,in_private_group\n1,1,2,Hoi,2026-01-05,false\n"),
            "yammer-csv");
  EXPECT_EQ(chosen("messages.csv", "id,thread_id,sender_id,body,created_at\n1,1,2,Hoi,2026-01-05\n"), "");
}

TEST(ForeignChats, subtitles_of_a_film_are_no_transcript) {
  constexpr std::string_view kFilm = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nNoor: Hoi\n";
  EXPECT_EQ(chosen("film.vtt", kFilm), "");
  EXPECT_EQ(chosen("GMT20260105-090012_Recording.transcript.vtt", kFilm), "teams-transcript");
  EXPECT_EQ(chosen("Mentoruur-20260105_090012-Meeting Transcript.vtt", kFilm), "teams-transcript");
  EXPECT_EQ(chosen("Cijfers 2026.docx", "PK\x03\x04"), "");
}

}  // namespace
}  // namespace schouw::testing
