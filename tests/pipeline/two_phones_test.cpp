// The same chat out of two phones is one chat: an Android phone tells the minute, an iPhone the second.
#include <gtest/gtest.h>

#include <algorithm>

#include "schouw/pipeline/records.h"
#include "schouw/pipeline/removal.h"
#include "test_case.h"
#include "testing.h"

namespace schouw::testing {
namespace {

constexpr std::string_view kAndroid =
    "12-09-2025 16:00 - Je hebt de groep \"Klas 2c\" gemaakt\n"
    "12-09-2025 16:05 - Juf Karin: Morgen gym\n"
    "12-09-2025 16:06 - Sanne: oke\n"
    "12-09-2025 16:06 - Sanne: oke\n"
    "12-09-2025 16:07 - Sanne: oke\n"
    "12-09-2025 16:08 - Daan: Dit bericht is verwijderd\n"
    "12-09-2025 16:09 - Daan: <Media weggelaten>\n"
    "12-09-2025 16:10 - Juf Karin: IMG-20250912-WA0001.jpg (bestand bijgevoegd)\n"
    "12-09-2025 16:11 - Juf Karin: alleen hier\n";

constexpr std::string_view kIphone =
    "[12-09-2025 16:00:02] Klas 2c: \xE2\x80\x8EJuf Karin heeft de groep \"Klas 2c\" gemaakt\n"
    "[12-09-2025 16:05:41] Juf Karin: Morgen gym\n"
    "[12-09-2025 16:06:03] Sanne: oke\n"
    "[12-09-2025 16:06:30] Sanne: oke\n"
    "[12-09-2025 16:08:00] Daan: \xE2\x80\x8E" "Dit bericht is verwijderd\n"
    "[12-09-2025 16:09:20] Daan: \xE2\x80\x8E" "afbeelding weggelaten\n"
    "\xE2\x80\x8E[12-09-2025 16:10:09] Juf Karin: \xE2\x80\x8E<bijgevoegd: 00000007-PHOTO-2025-09-12-16-10-09.jpg>\n"
    "[12-09-2025 16:12:00] Sanne: morgen gym\n";

struct TwoPhones {
  TempFolder folder;
  TwoPhones() {
    write(folder / "karin/WhatsApp-chat met Klas 2c.txt", kAndroid);
    write(folder / "sanne/WhatsApp Chat - Klas 2c/_chat.txt", kIphone);
  }
  CaseStore new_case(std::string_view name) const {
    auto store = create_case(folder / name, plain_plan(folder.path()));
    EXPECT_TRUE(store.has_value()) << words(store.error());
    return std::move(*store);
  }
};

/// "16:05:41 Morgen gym", what people wrote, by time.
std::vector<std::string> said(const CaseStore& store) {
  std::vector<std::string> out;
  for (const Json& message : records(store, "messages"))
    if (message.str("kind") == "message")
      out.push_back(std::string(message.at("time").str("local").substr(11, 8)) + " " + std::string(message.str("text")));
  std::ranges::sort(out);
  return out;
}

// Of each message the copy with seconds. Media with a name stay two: the phones name them differently.
TEST(TwoPhones, give_each_message_once) {
  const TwoPhones chat;
  CaseStore store = chat.new_case("case");
  ingest_into(store, {chat.folder / "karin", chat.folder / "sanne"});
  const std::vector<std::string> expected = {"16:05:41 Morgen gym", "16:06:03 oke", "16:06:30 oke", "16:07:00 oke", "16:08:00 ",
                                             "16:09:20 ", "16:10:00 ", "16:10:09 ", "16:11:00 alleen hier",
                                             "16:12:00 morgen gym"};
  EXPECT_EQ(said(store), expected);
  const std::vector<Json> conversations = records(store, "conversations");
  ASSERT_EQ(conversations.size(), 1u);
  std::vector<std::int64_t> counts;
  for (const Json& party : conversations[0].at("participants").items()) counts.push_back(party.at("messages").integer().value_or(-1));
  std::ranges::sort(counts);
  EXPECT_EQ(counts, (std::vector<std::int64_t>{0, 2, 4, 4})) << "0: who made the group, nameless in the export";
}

// Without words the one is not a copy of the other: no deletion and no place is hidden by what else was sent in that minute.
TEST(TwoPhones, keep_apart_what_has_no_words_and_is_not_the_same) {
  TempFolder folder;
  write(folder / "a/WhatsApp-chat met Klas 2c.txt",
        "12-09-2025 16:00 - Je hebt de groep \"Klas 2c\" gemaakt\n"
        "12-09-2025 16:08 - Daan: Dit bericht is verwijderd\n"
        "12-09-2025 16:09 - Daan: live locatie gedeeld\n"
        "12-09-2025 16:09 - Daan: <Media weggelaten>\n");
  write(folder / "b/WhatsApp Chat - Klas 2c/_chat.txt",
        "[12-09-2025 16:00:02] Klas 2c: \xE2\x80\x8EJuf Karin heeft de groep \"Klas 2c\" gemaakt\n"
        "[12-09-2025 16:08:10] Daan: \xE2\x80\x8EWachten op dit bericht\n"
        "[12-09-2025 16:09:20] Daan: \xE2\x80\x8E" "afbeelding weggelaten\n");
  auto store = create_case(folder / "case", plain_plan(folder.path()));
  ASSERT_TRUE(store.has_value()) << words(store.error());
  ingest_into(*store, {folder / "a", folder / "b"});
  std::vector<std::string> found;
  for (const Json& message : records(*store, "messages")) {
    if (message.str("kind") != "message") continue;
    std::string one(message.at("time").str("local").substr(11, 8));
    for (const Json& attachment : message.at("attachments").items()) one += " " + std::string(attachment.str("kind"));
    for (const Json& flag : message.at("flags").items())
      if (flag.str() == "deleted") one += " deleted";
    found.push_back(one);
  }
  std::ranges::sort(found);
  EXPECT_EQ(found, (std::vector<std::string>{"16:08:00 deleted", "16:08:10", "16:09:00 location", "16:09:20 image"}));
}

TEST(TwoPhones, give_the_same_case_in_any_order) {
  const TwoPhones chat;
  CaseStore together = chat.new_case("together"), one = chat.new_case("one"), other = chat.new_case("other");
  ingest_into(together, {chat.folder / "karin", chat.folder / "sanne"}, 1);
  ingest_into(one, {chat.folder / "karin"});
  ingest_into(one, {chat.folder / "sanne"});
  ingest_into(other, {chat.folder / "sanne"});
  ingest_into(other, {chat.folder / "karin"});
  EXPECT_EQ(exported(one, "messages"), exported(together, "messages"));
  EXPECT_EQ(exported(other, "messages"), exported(together, "messages"));
  EXPECT_EQ(exported(other, "conversations"), exported(together, "conversations"));
}

TEST(TwoPhones, leave_the_other_when_one_is_removed) {
  const TwoPhones chat;
  CaseStore alone = chat.new_case("alone"), store = chat.new_case("case");
  ingest_into(alone, {chat.folder / "karin"});
  const std::string expected = exported(alone, "messages");
  ingest_into(store, {chat.folder / "karin", chat.folder / "sanne"});
  const auto source = source_to_remove(store, "sanne/WhatsApp Chat - Klas 2c/_chat.txt");
  ASSERT_TRUE(source.has_value()) << words(source.error());
  ASSERT_TRUE(remove_source(std::move(store), *source).has_value());
  const auto left = CaseStore::open(chat.folder / "case", StoreMode::read_only);
  ASSERT_TRUE(left.has_value());
  EXPECT_EQ(exported(*left, "messages"), expected);
}

constexpr std::string_view kClassPeople =
    "person_id;role;function;given_name;family_name;phone\n"
    "t1;staff;teacher;Karin;Zandberg;06 1000 0001\n"
    "p1;pupil;;Sanne;Oldehove;06 1000 0002\n"
    "p2;pupil;;Daan;Veltman;06 1000 0003\n";

constexpr std::string_view kClassPolicy = R"({"schema": 1, "id": "ours", "title": "Protocol", "school": "Zandpoort", "version": "1",
  "effective_from": "2025-08-01", "consent": {"giver": "parent"},
  "clauses": [
    {"id": "ours-1", "article": "1", "section": "-", "source_lines": "1", "norm": "forbidden",
     "summary": {"nl": "Geen WhatsApp.", "en": "No WhatsApp."}, "detector": "whatsapp-with-pupils-or-parents",
     "rules": [{"detector": "whatsapp-with-pupils-or-parents", "severity": "high"}]},
    {"id": "ours-2", "article": "2", "section": "-", "source_lines": "2", "norm": "forbidden",
     "summary": {"nl": "Niet dreigen.", "en": "No threats."}, "detector": "indecency-bullying-threat-sexting",
     "rules": [{"detector": "indecency-bullying-threat-sexting", "severity": "high"}]}]})";

/// Findings of "ours" over two folders of exports: detector, and of a conversation the messages of both sides.
std::vector<std::string> found_in(const TempFolder& folder) {
  write(folder / "registers/people.csv", kClassPeople);
  write(folder / "ours.json", kClassPolicy);
  Plan plan = plain_plan(folder.path());
  plan.registers.people = {folder / "registers/people.csv"};
  plan.policy = (folder / "ours.json").string();
  auto store = create_case(folder / "case", plan);
  EXPECT_TRUE(store.has_value()) << words(store.error());
  ingest_into(*store, {folder / "exports"});
  AuditOptions options;
  options.as_of = {2026, 8, 1};
  options.program_version = "test";
  EXPECT_TRUE(run_audit(*store, options).has_value());
  std::vector<std::string> found;
  for (const Json& finding : records(*store, "findings")) {
    const Json& attributes = finding.at("facts").at("attributes");
    std::string one(finding.str("detector"));
    if (one == "whatsapp-with-pupils-or-parents")
      for (const char* side : {"messages_actor", "messages_counterpart"}) one += " " + std::to_string(attributes.at(side).integer().value_or(-1));
    found.push_back(one);
  }
  std::ranges::sort(found);
  return found;
}

// The teacher's telephone knows names, that of Daan's mother numbers. Daan says the same as Sanne in the same minute.
TEST(TwoPhones, tell_one_act_of_somebody_whom_they_call_differently) {
  TempFolder folder;
  write(folder / "exports/karin/WhatsApp-chat met Klas 2c.txt",
        "12-09-2025 16:00 - Je hebt de groep \"Klas 2c\" gemaakt\n"
        "12-09-2025 16:05 - Karin Zandberg: Morgen gym\n"
        "12-09-2025 16:06 - Sanne Oldehove: oke\n"
        "12-09-2025 16:06 - Sanne Oldehove: oke\n"
        "12-09-2025 16:06 - Daan Veltman: oke\n"
        "12-09-2025 16:07 - Sanne Oldehove: Daan ik maak je dood\n");
  write(folder / "exports/moeder/WhatsApp Chat - Klas 2c/_chat.txt",
        "[12-09-2025 16:00:02] Klas 2c: \xE2\x80\x8E+31 6 10000001 heeft de groep \"Klas 2c\" gemaakt\n"
        "[12-09-2025 16:05:41] +31 6 10000001: Morgen gym\n"
        "[12-09-2025 16:06:03] +31 6 10000002: oke\n"
        "[12-09-2025 16:07:30] +31 6 10000002: Daan ik maak je dood\n"
        "[12-09-2025 16:07:50] +31 6 10000002: dus\n");
  EXPECT_EQ(found_in(folder), (std::vector<std::string>{"indecency-bullying-threat-sexting", "whatsapp-with-pupils-or-parents 1 5"}));
}

constexpr std::string_view kOfKarin =
    "12-09-2025 16:05 - Karin Zandberg: Gaat het weer?\n"
    "12-09-2025 16:06 - Sanne Oldehove: ja\n"
    "12-09-2025 16:06 - Sanne Oldehove: <Media weggelaten>\n"
    "12-09-2025 16:07 - Karin Zandberg: Fijn, tot morgen\n"
    "12-09-2025 16:09 - Sanne Oldehove: alleen bij Karin\n";

// The pupil has the number of the teacher and no name. Each has one line that the other deleted.
TEST(TwoPhones, give_a_conversation_of_two_once_with_what_either_of_them_has) {
  TempFolder folder;
  write(folder / "exports/karin/WhatsApp-chat met Sanne Oldehove.txt", kOfKarin);
  write(folder / "exports/sanne/WhatsApp Chat - +31 6 10000001/_chat.txt",
        "[12-09-2025 16:05:41] +31 6 10000001: Gaat het weer?\n"
        "[12-09-2025 16:06:03] Sanne Oldehove: ja\n"
        "[12-09-2025 16:06:30] Sanne Oldehove: \xE2\x80\x8E" "afbeelding weggelaten\n"
        "[12-09-2025 16:07:11] +31 6 10000001: Fijn, tot morgen\n"
        "[12-09-2025 16:08:00] +31 6 10000001: Sanne ik maak je dood\n");
  EXPECT_EQ(found_in(folder), (std::vector<std::string>{"indecency-bullying-threat-sexting", "whatsapp-with-pupils-or-parents 3 3"}));
}

// Sanne's phone has a place and a deletion in the minute in which Karin's has a picture: neither is a copy of it.
TEST(TwoPhones, hide_no_place_and_no_deletion_behind_a_picture_of_the_same_minute) {
  TempFolder folder;
  write(folder / "exports/karin/WhatsApp-chat met Sanne Oldehove.txt", kOfKarin);
  write(folder / "exports/sanne/WhatsApp Chat - +31 6 10000001/_chat.txt",
        "[12-09-2025 16:05:41] +31 6 10000001: Gaat het weer?\n"
        "[12-09-2025 16:06:03] Sanne Oldehove: ja\n"
        "[12-09-2025 16:06:20] Sanne Oldehove: \xE2\x80\x8ELocatie: https://maps.google.com/?q=52.1,5.1\n"
        "[12-09-2025 16:06:30] Sanne Oldehove: \xE2\x80\x8E" "Dit bericht is verwijderd\n"
        "[12-09-2025 16:07:11] +31 6 10000001: Fijn, tot morgen\n");
  EXPECT_EQ(found_in(folder), (std::vector<std::string>{"whatsapp-with-pupils-or-parents 2 5"}));
}

// The same two people, and other words: two conversations, from two telephones of hers perhaps.
TEST(TwoPhones, keep_two_conversations_that_share_no_words) {
  TempFolder folder;
  write(folder / "exports/karin/WhatsApp-chat met Sanne Oldehove.txt", kOfKarin);
  write(folder / "exports/sanne/WhatsApp Chat - +31 6 10000001/_chat.txt",
        "[12-09-2025 16:05:41] +31 6 10000001: Neem je je boek mee?\n"
        "[12-09-2025 16:06:03] Sanne Oldehove: ja\n"
        "[12-09-2025 16:06:30] Sanne Oldehove: \xE2\x80\x8E" "afbeelding weggelaten\n"
        "[12-09-2025 16:07:11] +31 6 10000001: Goed zo\n");
  EXPECT_EQ(found_in(folder), (std::vector<std::string>{"whatsapp-with-pupils-or-parents 2 2", "whatsapp-with-pupils-or-parents 2 3"}));
}

// Nobody says who "Mw. Z." is: it is no account of Karin's, so nothing is joined.
TEST(TwoPhones, join_no_conversation_with_somebody_unknown) {
  TempFolder folder;
  write(folder / "exports/karin/WhatsApp-chat met Sanne Oldehove.txt", kOfKarin);
  write(folder / "exports/sanne/WhatsApp Chat - Mw. Z./_chat.txt",
        "[12-09-2025 16:05:41] Mw. Z.: Gaat het weer?\n"
        "[12-09-2025 16:06:03] Sanne Oldehove: ja\n"
        "[12-09-2025 16:07:11] Mw. Z.: Fijn, tot morgen\n");
  EXPECT_EQ(found_in(folder), (std::vector<std::string>{"whatsapp-with-pupils-or-parents 2 3"}));
}

// What was said in one minute comes in the order of the export, not of ids.
TEST(ShowRecord, keeps_the_order_of_the_lines_within_a_minute) {
  TempFolder folder;
  std::string chat;
  const std::vector<std::string> said = {"een", "twee", "drie", "vier", "vijf", "zes", "zeven"};
  for (const std::string& word : said) chat += "12-09-2025 16:05 - Daan: " + word + "\n";
  write(folder / "exports/WhatsApp-chat met Daan.txt", chat);
  auto store = create_case(folder / "case", plain_plan(folder.path()));
  ASSERT_TRUE(store.has_value()) << words(store.error());
  ingest_into(*store, {folder / "exports"});
  for (const Json& message : records(*store, "messages")) {
    const auto shown = show_record(*store, message.str("id"), 10);
    ASSERT_TRUE(shown.has_value()) << words(shown.error());
    std::vector<std::string> order;
    for (const Json& before : shown->before) order.emplace_back(before.str("text"));
    order.emplace_back(shown->record.str("text"));
    for (const Json& after : shown->after) order.emplace_back(after.str("text"));
    EXPECT_EQ(order, said);
  }
}

}  // namespace
}  // namespace schouw::testing
