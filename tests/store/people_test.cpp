// Accounts, owners of exports, parties of conversations; and that every field of a message comes back.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "sample.h"
#include "schouw/base/hash.h"

namespace schouw {
namespace {

using testing::ingest;
using testing::minute;
using testing::new_case;
using testing::Script;
using testing::TempFolder;
using Texts = std::vector<std::string>;

std::vector<StoredAccount> accounts_of(const CaseStore& store) {
  std::vector<StoredAccount> all;
  store.each_account([&](StoredAccount&& a) { all.push_back(std::move(a)); });
  return all;
}

TEST(People, an_owner_gets_the_name_of_the_profile_in_either_order) {
  const std::string owner = account_id("instagram", {.is_owner = true}, "set");
  std::string first;
  for (const bool profile_first : {true, false}) {
    Script profile("profile.json", "pp"), posts("posts.json", "oo");
    profile.records.emplace_back(PreparedOwner{"set", "instagram", owner, {.handle = "juf.karin"}});
    profile.records.emplace_back(
        PreparedOwner{"set", "instagram", owner, {.display_name = "Karin", .email = "k@x.nl"}});
    profile.entry("", "instagram-json");
    PreparedMessage& post = posts.line("", 1, "x", 0, "uitje");
    post.sender_id = owner;
    post.message.sender = AccountRef{.is_owner = true};
    post.export_set = "set";
    posts.accounts = {{owner, "instagram", {.is_owner = true}}};
    posts.entry("", "instagram-json");
    const TempFolder temp;
    CaseStore store = new_case(temp / "case");
    ingest(store, profile_first ? std::vector{profile, posts} : std::vector{posts, profile});
    const auto accounts = accounts_of(store);
    ASSERT_EQ(accounts.size(), 1u);
    EXPECT_EQ(accounts[0].id, owner);
    EXPECT_EQ(accounts[0].ref.handle, "juf.karin");
    EXPECT_EQ(accounts[0].ref.email, "k@x.nl");
    EXPECT_EQ(accounts[0].display_names, Texts{"Karin"});
    EXPECT_EQ(accounts[0].owner_of, "set");
    store.each_message([&](StoredMessage&& m) {
      EXPECT_EQ(m.message.sender->display_name, "Karin");
      EXPECT_TRUE(m.message.sender->is_owner);
    });
    store.each_source([&](SourceRow&& s) { EXPECT_EQ(s.custodian, owner); });
    const std::string all = testing::dump(store);
    if (first.empty()) first = all;
    EXPECT_EQ(all, first);
  }
}

TEST(People, an_export_of_two_owners_has_no_custodian) {
  Script script("beide.zip", "bb");
  for (const char* set : {"een", "twee"})
    script.records.emplace_back(
        PreparedOwner{set, "instagram", account_id("instagram", {.is_owner = true}, set), {.handle = set}});
  script.entry("profile.json", "instagram-json");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {script});
  store.each_source([](SourceRow&& s) { EXPECT_EQ(s.custodian, ""); });
}

TEST(People, an_account_shows_its_fullest_fields_and_every_name) {
  Script script("a", "aa");
  script.accounts = {{"acc", "mail", {.display_name = "K. de Boer", .email = "k@school.nl"}},
                     {"acc", "mail", {.display_name = "Karin de Boer", .email = "k@school.nl"}},
                     {"acc", "mail", {.display_name = "Karin", .phone = "06", .email = "k@school.nl"}}};
  script.entry("", "mail-eml");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {script});
  const auto accounts = accounts_of(store);
  ASSERT_EQ(accounts.size(), 1u);
  EXPECT_EQ(accounts[0].ref, (AccountRef{.display_name = "Karin de Boer", .phone = "06", .email = "k@school.nl"}));
  EXPECT_EQ(accounts[0].display_names, (Texts{"K. de Boer", "Karin", "Karin de Boer"}));
  EXPECT_EQ(accounts[0].owner_of, "");
}

PreparedConversation members(const Script& script, std::uint64_t line, std::vector<Member> list,
                             std::vector<RecordTime> since, std::vector<RecordTime> until) {
  PreparedConversation c;
  c.id = content_id({"conversation", "whatsapp", "6B"});
  c.info.platform = "whatsapp";
  c.info.conversation = {"6B", ConversationKind::group, "6B"};
  for (const Member& member : list) c.member_ids.push_back(testing::account_of(member.account.display_name));
  c.info.members = std::move(list);
  c.since = std::move(since);
  c.until = std::move(until);
  c.origin = script.at("", line);
  return c;
}

TEST(People, parties_are_who_wrote_and_who_was_listed) {
  Script script("a", "aa");
  script.line("", 1, "Bas", 0, "een");
  script.line("", 2, "Juf Karin", 1, "twee");
  script.line("", 3, "Bas", 2, "drie");
  PreparedMessage& system = script.line("", 4, "", 3, "Bas heeft de groep verlaten");
  system.message.kind = MessageKind::system;
  system.message.sender.reset();
  system.sender_id.clear();
  script.accounts.pop_back();
  script.records.emplace_back(members(script, 9, {{.account = {.display_name = "Stil"}, .admin = true}}, {{}}, {{}}));
  script.records.emplace_back(members(script, 5, {{.account = {.display_name = "Stil"}}}, {minute(1)}, {minute(2)}));
  script.entry("", "whatsapp-text");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {script});
  const auto chat = store.conversation(content_id({"conversation", "whatsapp", "6B"}));
  ASSERT_TRUE(chat.has_value());
  EXPECT_EQ(chat->messages, 3u);
  EXPECT_EQ(chat->first.utc_ms, minute(0).utc_ms);
  EXPECT_EQ(chat->last.utc_ms, minute(2).utc_ms);
  ASSERT_EQ(chat->parties.size(), 3u);
  for (const auto& party : chat->parties) {
    if (party.account_id == testing::account_of("Bas")) {
      EXPECT_EQ(party.messages, 2u);
      EXPECT_EQ(store.message(party.first_message)->message.text, "een");
      EXPECT_EQ(store.message(party.last_message)->message.text, "drie");
      EXPECT_FALSE(party.member);
    } else if (party.account_id == testing::account_of("Stil")) {
      EXPECT_EQ(party.messages, 0u);
      EXPECT_TRUE(party.member && party.admin);
      EXPECT_EQ(party.since.utc_ms, minute(1).utc_ms);
      EXPECT_EQ(party.until.utc_ms, minute(2).utc_ms);
      EXPECT_TRUE(party.first_message.empty());
      ASSERT_TRUE(party.member_origin.has_value());
      EXPECT_EQ(party.member_origin->locator, Locator::at_line(5));
    }
  }
}

TEST(People, who_came_back_has_not_left) {
  Script script("a", "aa");
  const Member stil{.account = {.display_name = "Stil"}};
  script.records.emplace_back(members(script, 1, {stil}, {minute(1)}, {minute(2)}));
  script.records.emplace_back(members(script, 2, {stil}, {minute(5)}, {{}}));
  script.entry("", "whatsapp-text");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {script});
  store.each_conversation([](StoredConversation&& c) {
    ASSERT_EQ(c.parties.size(), 1u);
    EXPECT_EQ(c.parties[0].since.utc_ms, minute(1).utc_ms);
    EXPECT_FALSE(c.parties[0].until.utc_ms.has_value());
  });
}

Message full_message() {
  Message m;
  m.platform = "mail";
  m.kind = MessageKind::message;
  m.conversation = {"thread", ConversationKind::mail, "Onderwerp"};
  m.time = instant_ms(testing::kStart + 123, Precision::millisecond, "Mon, 18 Aug 2025 09:00:00 +0200");
  m.sender = AccountRef{.display_name = "Karin", .email = "k@school.nl", .outside_tenant = true};
  m.recipients = {{.email = "a@x.nl"}, {}, {.email = "b@x.nl"}};
  m.text = std::string("tekst met \0 en \xff\xfe", 18);
  m.title = "Re: schoolreis \"6B\"";
  m.quoted = "> eerder";
  m.tagged = {{.display_name = "Bas"}};
  m.flags = {.deleted = false, .edited = true, .forwarded = true, .imported = false, .encrypted = true};
  m.native_id = "<1@x.nl>";
  m.in_reply_to = "<0@x.nl>";
  m.version = "3";
  m.event = "e";
  m.attachments = {{.name = "caf\xe9.jpg",
                    .kind = AttachmentKind::image,
                    .mime = "image/jpeg",
                    .bytes = 12,
                    .sha256 = "ff",
                    .present = true,
                    .view_once = true,
                    .caption = "op de foto",
                    .taken = local_time({2025, 8, 17, 10, 0, 0, 0}, Precision::second, "2025:08:17"),
                    .gps = GeoPoint{52.1, -5.0000000000000123},
                    .width = 640,
                    .height = 480}};
  m.locator = Locator::with_id("x");
  return m;
}

TEST(People, every_field_of_a_message_comes_back) {
  Script script("a", "aa");
  PreparedMessage p;
  p.id = "id";
  p.conversation_id = "c";
  p.sender_id = "s";
  p.recipient_ids = {"r1", "r2"};
  p.tagged_ids = {"t"};
  p.media_ids = {"media"};
  p.message = full_message();
  p.time = {p.message.time.ms, p.message.time.ms + 7'200'000, true, Precision::millisecond, p.message.time.raw};
  p.taken = {minute(-1000)};
  p.origin = {"aa", "a", "map/een\xff.mbox", Locator::with_id("x")};
  script.records.emplace_back(p);
  script.entry("map/een\xff.mbox", "mail-mbox");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {script});
  const auto stored = store.message("id");
  ASSERT_TRUE(stored.has_value());
  const Message &in = p.message, &out = stored->message;
  EXPECT_EQ(stored->conversation_id, "c");
  EXPECT_EQ(stored->sender_id, "s");
  EXPECT_EQ(stored->recipient_ids, p.recipient_ids);
  EXPECT_EQ(stored->tagged_ids, p.tagged_ids);
  EXPECT_EQ(stored->format, "mail-mbox");
  EXPECT_EQ(stored->seen_in, std::vector<Origin>{p.origin});
  EXPECT_EQ(to_json(to_json_value(stored->time)), to_json(to_json_value(p.time)));
  EXPECT_EQ(out.time, in.time);
  EXPECT_EQ(out.sender, in.sender);
  EXPECT_EQ(out.recipients, in.recipients);
  EXPECT_EQ(out.tagged, in.tagged);
  EXPECT_EQ(out.text, in.text);
  EXPECT_EQ(Texts({out.platform, out.title, out.quoted, out.native_id, out.in_reply_to, out.version, out.event}),
            Texts({in.platform, in.title, in.quoted, in.native_id, in.in_reply_to, in.version, in.event}));
  EXPECT_EQ(out.flags, in.flags);
  EXPECT_EQ(out.locator, in.locator);
  ASSERT_EQ(out.attachments.size(), 1u);
  const Attachment &a = in.attachments[0], &b = out.attachments[0];
  EXPECT_EQ(b.name, a.name);
  EXPECT_EQ(b.sha256, a.sha256);
  EXPECT_EQ(b.bytes, a.bytes);
  EXPECT_EQ(b.caption, a.caption);
  EXPECT_EQ(b.taken, a.taken);
  EXPECT_EQ(b.gps, a.gps);
  EXPECT_TRUE(b.present && b.view_once);
  EXPECT_EQ(b.height, a.height);
  const auto media = store.media("media");
  ASSERT_TRUE(media.has_value());
  EXPECT_EQ(media->taken.utc_ms, minute(-1000).utc_ms);
  EXPECT_EQ(media->message_id, "id");
  EXPECT_EQ(media->publisher_id, "s");
  EXPECT_FALSE(media->is_public);
}

TEST(People, the_index_gets_the_row_that_the_pipeline_would_make) {
  Script script("a", "aa");
  PreparedMessage p;
  p.id = "id";
  p.conversation_id = "c";
  p.sender_id = "s";
  p.recipient_ids = {"r1", "r2"};
  p.message = full_message();
  p.message.text = "gewoon";
  p.time = minute(3);
  p.origin = script.at("", 1);
  script.records.emplace_back(p);
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  const auto rows = commit_part(store, script, 0, 1);
  const IndexRow expected = index_row(p, rows[0]);
  int seen = 0;
  store.each_index_row(0, store.last_row(), [&](IndexRow&& row) {
    ++seen;
    EXPECT_EQ(row.row, expected.row);
    EXPECT_EQ(Texts({row.id, row.platform, row.kind, row.conversation_id, row.sender_id, row.title, row.text,
                     row.attachment_text}),
              Texts({expected.id, expected.platform, expected.kind, expected.conversation_id, expected.sender_id,
                     expected.title, expected.text, expected.attachment_text}));
    EXPECT_EQ(row.recipient_ids, expected.recipient_ids);
    EXPECT_EQ(row.has, expected.has);
    EXPECT_EQ(row.local_ms, expected.local_ms);
  });
  EXPECT_EQ(seen, 1);
}

TEST(People, around_a_message_are_its_neighbours) {
  Script script("a", "aa");
  for (int i = 0; i < 9; ++i) script.line("", static_cast<std::uint64_t>(i + 1), "Bas", i, std::to_string(i));
  PreparedMessage& timeless = script.line("", 10, "Bas", 99, "zonder tijd");
  timeless.time = {};
  timeless.message.time = {};
  script.entry("", "whatsapp-text");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {script});
  const auto texts = [](const std::vector<StoredMessage>& messages) {
    Texts out;
    for (const StoredMessage& m : messages) out.push_back(m.message.text);
    return out;
  };
  std::vector<std::string> ids;
  store.each_message([&](StoredMessage&& m) { ids.push_back(m.id); });
  EXPECT_EQ(texts(store.around(ids[4], 2, 3)), (Texts{"2", "3", "4", "5", "6", "7"}));
  EXPECT_EQ(texts(store.around(ids[0], 2, 1)), (Texts{"0", "1"}));
  EXPECT_EQ(texts(store.around(ids[9], 1, 1)), (Texts{"8", "zonder tijd"}));
  EXPECT_TRUE(store.around("nergens", 2, 2).empty());
}

TEST(People, messages_come_by_time_and_id_however_few_are_put_in_order_together) {
  Script script("a", "aa");
  for (int i = 0; i < 40; ++i) {
    PreparedMessage& m = script.line("", static_cast<std::uint64_t>(i + 1), "Bas", i * 7 % 5, std::to_string(i));
    if (i % 9 != 0) continue;
    m.time = {};
    m.message.time = {};
  }
  script.entry("", "whatsapp-text");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {script});
  const auto ids = [&](std::size_t at_once) {
    std::vector<std::pair<std::int64_t, std::string>> out;
    store.each_message(
        [&](StoredMessage&& m) {
          out.emplace_back(m.time.utc_ms.value_or(std::numeric_limits<std::int64_t>::max()), std::move(m.id));
        },
        at_once);
    return out;
  };
  const auto all = ids(1'000);
  EXPECT_EQ(all.size(), 40u);
  EXPECT_TRUE(std::ranges::is_sorted(all));
  for (const std::size_t at_once : {1u, 2u, 7u, 39u, 40u}) EXPECT_EQ(ids(at_once), all) << at_once;
}

TEST(People, volume_counts_months_and_what_lies_outside_the_period) {
  Script script("a", "aa");
  script.line("", 1, "Bas", 0, "augustus");
  script.line("", 2, "Bas", 60 * 24 * 20, "september");
  PreparedMessage& old = script.line("", 3, "Bas", 7, "1969");
  old.time.local_ms = -1;
  old.time.utc_ms = -1;
  script.entry("", "whatsapp-text");
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  ingest(store, {script});
  const CaseStore::Volume volume = store.volume(Date{2025, 8, 18}, Date{2025, 9, 1});
  EXPECT_EQ(volume.per_platform.at("whatsapp"), 3u);
  EXPECT_EQ(volume.per_month.at("2025-08").at("whatsapp"), 1u);
  EXPECT_EQ(volume.per_month.at("2025-09").at("whatsapp"), 1u);
  EXPECT_EQ(volume.per_month.at("1969-12").at("whatsapp"), 1u);
  EXPECT_EQ(volume.outside_period, 2u);
  EXPECT_EQ(store.volume({}, {}).outside_period, 0u);
}

}  // namespace
}  // namespace schouw
