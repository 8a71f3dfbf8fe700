// One conversation of two people as Facebook gave it in 2019, in 2022, in 2024, in HTML and in the download of encrypted
// chats: the same messages, apart from what a form does not have. HTML has no seconds and a clock without a zone; the
// encrypted download has no shares.
#include <gtest/gtest.h>

#include <algorithm>

#include "golden.h"
#include "schouw/base/time.h"

namespace schouw::testing {
namespace {

constexpr std::string_view k2019 = R"({"participants": [{"name": "Noor Bakker"}, {"name": "Bas Visser"}], "messages": [
 {"sender_name": "Bas Visser", "timestamp_ms": 1644488054912, "content": "Tot maandag, Jos\u00c3\u00a9\nof later",
  "type": "Generic", "reactions": [{"reaction": "\u00f0\u009f\u0091\u008d", "actor": "Noor Bakker"}]},
 {"sender_name": "Noor Bakker", "timestamp_ms": 1644487000000, "photos": [{"uri":
  "messages/inbox/NoorBakker_ab12Cd34eF/photos/1_n_2.jpg", "creation_timestamp": 1644486999}], "type": "Generic"},
 {"sender_name": "Bas Visser", "timestamp_ms": 1627800000000, "content": "Kijk eens", "share": {"link":
  "https://example.org/uitje", "share_text": "Op schoolreis"}, "type": "Share"}],
 "title": "Noor Bakker", "is_still_participant": true, "thread_type": "Regular",
 "thread_path": "inbox/NoorBakker_ab12Cd34eF"})";

constexpr std::string_view k2022 = R"({"participants": [{"name": "Noor Bakker"}, {"name": "Bas Visser"}], "messages": [
 {"sender_name": "Bas Visser", "timestamp_ms": 1644488054912, "content": "Tot maandag, Jos\u00c3\u00a9\nof later",
  "type": "Generic", "is_unsent": false, "is_taken_down": false, "bumped_message_metadata": {"is_bumped": false}},
 {"sender_name": "Noor Bakker", "timestamp_ms": 1644487000000, "photos": [{"uri":
  "messages/inbox/noorbakker_2qr6kux07q/photos/1_n_2.jpg", "creation_timestamp": 1644486999}], "is_unsent": false},
 {"sender_name": "Bas Visser", "timestamp_ms": 1627800000000, "content": "Kijk eens", "share": {"link":
  "https://example.org/uitje", "share_text": "Op schoolreis"}, "type": "Share", "is_unsent": false}],
 "title": "Noor Bakker", "is_still_participant": true, "thread_path": "inbox/noorbakker_2qr6kux07q",
 "magic_words": [], "joinable_mode": 1})";

constexpr std::string_view k2024 = R"({"participants": [{"name": "Noor Bakker"}, {"name": "Bas Visser"}], "messages": [
 {"sender_name": "Bas Visser", "timestamp_ms": 1644488054912, "content": "Tot maandag, Jos\u00c3\u00a9\nof later",
  "is_geoblocked_for_viewer": false, "is_unsent_image_by_messenger_kid_parent": false},
 {"sender_name": "Noor Bakker", "timestamp_ms": 1644487000000, "photos": [{"uri":
  "your_facebook_activity/messages/inbox/noorbakker_2233445566/photos/1_n_2.jpg", "creation_timestamp": 1644486999}]},
 {"sender_name": "Bas Visser", "timestamp_ms": 1627800000000, "content": "Kijk eens", "share": {"link":
  "https://example.org/uitje", "share_text": "Op schoolreis"}}],
 "title": "Noor Bakker", "is_still_participant": true, "thread_path": "inbox/noorbakker_2233445566", "magic_words": []})";

constexpr std::string_view kEncrypted = R"({"participants": ["Bas Visser", "Noor Bakker"], "threadName": "Noor Bakker_3",
 "messages": [{"isUnsent": false, "media": [], "reactions": [], "senderName": "Bas Visser",
  "text": "Tot maandag, José\nof later", "timestamp": 1644488054912, "type": "text"},
 {"isUnsent": false, "media": [{"uri": "./media/1_n_2.jpg"}], "reactions": [], "senderName": "Noor Bakker", "text": "",
  "timestamp": 1644487000000, "type": "media"}]})";

constexpr std::string_view kHtml =
    R"(<html><head><title>Noor Bakker</title></head><body><div role="main">
<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_2ph_ _a6-p">Deelnemers: Noor Bakker en Bas Visser</div></div>
<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_2ph_ _a6-h _a6-i">Bas Visser</div><div class="_2ph_ _a6-p">
<div><div></div><div>Tot maandag, José<br />of later</div><div></div><div></div><div><ul class="_a6-q"><li>👍Noor Bakker</li></ul>
</div></div></div><div class="_3-94 _a6-o">10 feb. 2022 11:14</div></div>
<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_2ph_ _a6-h _a6-i">Noor Bakker</div><div class="_2ph_ _a6-p">
<div><div></div><div></div><div></div><div><div><a target="_blank"
href="your_facebook_activity/messages/inbox/noorbakker_2233445566/photos/1_n_2.jpg"><img
src="your_facebook_activity/messages/inbox/noorbakker_2233445566/photos/1_n_2.jpg" /></a></div></div></div></div>
<div class="_3-94 _a6-o">10 feb. 2022 10:56</div></div>
<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_2ph_ _a6-h _a6-i">Bas Visser</div><div class="_2ph_ _a6-p">
<div><div></div><div>Kijk eens</div><div><div>Op schoolreis</div><div><a target="_blank" href="https://example.org/uitje">https://example.org/uitje</a></div></div>
<div></div></div></div><div class="_3-94 _a6-o">1 aug. 2021 08:40</div></div>
</div></body></html>)";

/// Conversation, sender, recipient, words, files and the minute on the clock of Amsterdam: what all forms have.
std::vector<std::string> said(std::string path, std::string_view bytes) {
  MemoryEntry entry(std::move(path), std::string(bytes));
  const Importer* importer = choose_importer(entry);
  EXPECT_NE(importer, nullptr);
  if (importer == nullptr) return {};
  EXPECT_EQ(importer->platform, "facebook");
  const auto zone = Zone::open("Europe/Amsterdam");
  EXPECT_TRUE(zone.has_value());
  std::vector<std::string> out;
  const Json records = read_all(*importer, entry);
  for (const Json& record : records.items()) {
    if (record.str("record") != "message") continue;
    std::string line(record.at("conversation").str("key"));
    line += " | " + std::string(record.at("conversation").str("kind")) + " | " + std::string(record.str("kind"));
    const Json& time = record.at("time");
    std::string minute(time.str("local"));
    if (minute.empty()) minute = format_local(zone->to_local(parse_iso8601(std::string(time.str("utc")) + "Z").ms), Precision::minute);
    line += " | " + minute.substr(0, 16);
    line += " | " + std::string(record.at("sender").str("display_name"));
    for (const Json& to : record.at("recipients").items()) line += " > " + std::string(to.str("display_name"));
    line += " | " + std::string(record.str("text")) + " | " + std::string(record.str("quoted"));
    for (const Json& file : record.at("attachments").items())
      line += " | " + std::string(file.str("kind")) + " " + std::string(file.str("name")) +
              std::string(file.str("kind") == "link" ? file.str("caption") : "");
    out.push_back(std::move(line));
  }
  return out;
}

TEST(MetaSameThread, every_form_gives_the_same_messages) {
  const std::vector<std::string> expected = said("messages/inbox/NoorBakker_ab12Cd34eF/message_1.json", k2019);
  ASSERT_EQ(expected.size(), 3u);
  EXPECT_EQ(expected[0],
            "two/bas visser/noor bakker | direct | message | 2022-02-10T11:14 | Bas Visser > Noor Bakker | Tot maandag, "
            "José\nof later | ");
  EXPECT_EQ(expected[2],
            "two/bas visser/noor bakker | direct | message | 2021-08-01T08:40 | Bas Visser > Noor Bakker | Kijk eens | Op "
            "schoolreis | link https://example.org/uitje");
  EXPECT_EQ(said("facebook-bas/messages/inbox/noorbakker_2qr6kux07q/message_1.json", k2022), expected);
  EXPECT_EQ(said("your_facebook_activity/messages/inbox/noorbakker_2233445566/message_1.json", k2024), expected);
  EXPECT_EQ(said("your_facebook_activity/messages/inbox/noorbakker_2233445566/message_1.html", kHtml), expected);
  EXPECT_EQ(said("Noor Bakker_3.json", kEncrypted), std::vector<std::string>(expected.begin(), expected.begin() + 2));
}

}  // namespace
}  // namespace schouw::testing
