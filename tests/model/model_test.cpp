#include <gtest/gtest.h>

#include "schouw/model/prepared.h"

namespace schouw {
namespace {

TEST(Accounts, the_strongest_key_decides) {
  const auto id = [](const AccountRef& ref) { return account_id("whatsapp", ref, "set"); };
  EXPECT_EQ(id({.phone = "+31 6 12345678"}), id({.display_name = "Anna", .phone = "+31612345678"}));
  EXPECT_EQ(id({.email = "Anna@Example.nl"}), id({.email = "anna@example.nl "}));
  EXPECT_EQ(id({.display_name = "Zoë"}), id({.display_name = "ZOE"}));
  EXPECT_EQ(id({.handle = "anna", .native_id = "1"}), id({.display_name = "B", .native_id = "1"}));
  EXPECT_NE(id({.native_id = "31612345678"}), id({.phone = "+31612345678"}));
  EXPECT_NE(id({.handle = "anna"}), id({.display_name = "anna"}));
  EXPECT_NE(account_id("x", {.handle = "a"}, "s"), account_id("tiktok", {.handle = "a"}, "s"));
}

TEST(Accounts, an_unnamed_owner_belongs_to_one_download) {
  EXPECT_NE(account_id("facebook", {.is_owner = true}, "a"), account_id("facebook", {.is_owner = true}, "b"));
  EXPECT_EQ(account_id("facebook", {.handle = "x", .is_owner = true}, "a"),
            account_id("facebook", {.handle = "x"}, "b"));
  EXPECT_EQ(account_key({.phone = "onbekend"}, ""), "");
}

TEST(Persons, staff_comes_before_parent_on_a_day_both_hold) {
  Person person;
  person.roles = {{.role = Role::parent}, {.role = Role::staff, .from = Date{2025, 8, 1}, .until = Date{2026, 7, 31}}};
  EXPECT_EQ(person.role_on({2026, 7, 31})->role, Role::staff);
  EXPECT_EQ(person.role_on({2026, 8, 1})->role, Role::parent);
  EXPECT_TRUE(person.has_role(Role::parent, {2026, 1, 1}));
  EXPECT_FALSE(person.has_role(Role::staff, {2025, 7, 31}));
  EXPECT_EQ(Person{}.role_on({2026, 1, 1}), nullptr);
}

TEST(RecordTimes, tell_whether_the_zone_was_stated) {
  const Zone zone = *Zone::open("Europe/Amsterdam");
  const auto shown = [&](const Timestamp& time) { return to_json(to_json_value(resolve(time, zone))); };
  EXPECT_EQ(
      shown(parse_iso8601("2026-07-01T10:00:00Z")),
      R"({"utc":"2026-07-01T10:00:00Z","local":"2026-07-01T12:00:00","zone_known":true,"precision":"second","raw":"2026-07-01T10:00:00Z"})");
  EXPECT_EQ(
      shown(local_time({2026, 3, 29, 2, 30}, Precision::minute, "29-03-2026 02:30")),
      R"({"utc":"2026-03-29T01:30:00Z","local":"2026-03-29T03:30:00","zone_known":false,"precision":"minute","raw":"29-03-2026 02:30"})");
  EXPECT_EQ(shown(no_time("?")), R"({"utc":null,"local":null,"zone_known":false,"precision":"second","raw":"?"})");
}

TEST(Attachments, are_known_by_type_or_ending) {
  struct Row {
    std::string_view name, mime;
    AttachmentKind expected;
  };
  for (const Row& row :
       {Row{"IMG-1.JPG", "", AttachmentKind::image}, Row{"x/PTT-1.opus", "", AttachmentKind::audio},
        Row{"STK-1.webp", "", AttachmentKind::sticker}, Row{"foto.webp", "", AttachmentKind::image},
        Row{"a.bin", "video/mp4", AttachmentKind::video}, Row{"Anna.vcf", "", AttachmentKind::contact},
        Row{"a.jpg", "application/octet-stream", AttachmentKind::image}, Row{"brief.pdf", "", AttachmentKind::document},
        Row{"", "", AttachmentKind::document}, Row{"map.jpg/x", "", AttachmentKind::document}})
    EXPECT_EQ(attachment_kind_of(row.name, row.mime), row.expected) << row.name;
}

TEST(Names, go_there_and_back) {
  for (const std::string_view name : {"message", "system", "call", "post", "comment", "story", "event"})
    EXPECT_EQ(name_of(*message_kind_from(name)), name);
  for (const std::string_view name : {"direct", "group", "channel", "meeting", "mail", "public"})
    EXPECT_EQ(name_of(*conversation_kind_from(name)), name);
  EXPECT_EQ(role_from("Leerling"), Role::pupil);
  EXPECT_EQ(role_from("medewerker"), Role::staff);
  EXPECT_FALSE(role_from("conrector").has_value());
  EXPECT_EQ(norm_from("allowed-if"), Norm::allowed_if);
  EXPECT_FALSE(message_kind_from("Message").has_value());
}

TEST(IndexRows, do_not_hold_what_was_quoted) {
  PreparedMessage prepared;
  prepared.id = "m";
  prepared.sender_id = "a";
  prepared.recipient_ids = {"b", ""};
  prepared.message.sender = AccountRef{.display_name = "Anna", .email = "anna@example.nl"};
  prepared.message.text = "ja";
  prepared.message.quoted = "kom je?";
  prepared.message.attachments = {{.name = "b.jpg", .kind = AttachmentKind::image},
                                  {.name = "a.jpg", .kind = AttachmentKind::image}};
  const IndexRow row = index_row(prepared, 7);
  EXPECT_EQ(row.row, 7);
  EXPECT_EQ(row.sender_id, "a");
  EXPECT_EQ(row.recipient_ids, (std::vector<std::string>{"b"}));
  EXPECT_EQ(row.text, "ja");
  EXPECT_EQ(row.has, (std::vector<std::string>{"image"}));
  EXPECT_EQ(row.attachment_text, "b.jpg a.jpg");
}

/// An answer goes back to who wrote what it quotes; a forwarded mail goes to somebody new.
TEST(Said, holds_what_a_forwarded_mail_passes_on) {
  Message mail;
  mail.platform = "mail";
  mail.title = "FW: zorg";
  mail.text = "Ter info.";
  mail.quoted = "Van: Ineke <i@school.example>\n> Aan: Karin\nOnderwerp: zorg\n\nTom is ziek.";
  EXPECT_EQ(said_in(mail), "FW: zorg\nTer info.\nOnderwerp: zorg\nTom is ziek.");
  EXPECT_EQ(said_in(mail).substr(0, own_size(mail)), "FW: zorg\nTer info.");
  mail.title = "Re: FW: zorg";
  EXPECT_EQ(said_in(mail), "Re: FW: zorg\nTer info.");
  EXPECT_EQ(own_size(mail), said_in(mail).size());
  mail.title = "FW: zorg";
  mail.platform = "teams";
  EXPECT_EQ(said_in(mail), "FW: zorg\nTer info.");
}

/// Chats give what is passed on as a quotation too, and say so; a quotation in an answer stays out.
TEST(Said, holds_what_a_platform_marks_as_forwarded) {
  Message chat;
  chat.platform = "telegram";
  chat.quoted = "niet doorsturen, dit is mijn dagboek";
  EXPECT_EQ(said_in(chat), "");
  chat.flags.forwarded = true;
  EXPECT_EQ(said_in(chat), "niet doorsturen, dit is mijn dagboek");
  EXPECT_EQ(own_size(chat), 0u);
  chat.text = "kijk";
  EXPECT_EQ(said_in(chat), "kijk\nniet doorsturen, dit is mijn dagboek");
  EXPECT_EQ(own_size(chat), 4u);
}

}  // namespace
}  // namespace schouw
