// Properties of an ingest: incremental, idempotent, the same for any number of threads and any order of paths.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>

#include "schouw/base/hash.h"
#include "schouw/index/index.h"
#include "test_case.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kChat =
    "12-09-2025 16:05 - Juf Karin: Morgen gym, denk aan de schoenen\n"
    "12-09-2025 16:06 - Mama van Tom: Dank u!\n"
    "12-09-2025 16:06 - Mama van Tom: Dank u!\n"
    "13-09-2025 08:00 - Juf Karin: Tot straks\n";
constexpr std::string_view kMail =
    "From: Karin <karin@school.example>\r\nTo: ouder@example.org\r\nSubject: Gym\r\n"
    "Date: Fri, 12 Sep 2025 16:05:00 +0200\r\nMessage-ID: <1@school.example>\r\n\r\nDenk aan de schoenen.\r\n";

struct Exports {
  TempFolder folder;
  Exports() {
    write(folder / "exports/WhatsApp-chat met Groep 6B.txt", kChat);
    write(folder / "exports/bericht.eml", kMail);
    write(folder / "exports/LEESMIJ.txt", "Dit is geen export.\n");
  }
  fs::path path() const { return folder / "exports"; }
};

CaseStore new_case(const TempFolder& folder, std::string_view name = "case") {
  auto store = create_case(folder / name, plain_plan(folder.path()));
  EXPECT_TRUE(store.has_value()) << words(store.error());
  return std::move(*store);
}

TEST(Ingest, equal_lines_are_two_records_and_every_file_is_listed) {
  const Exports exports;
  CaseStore store = new_case(exports.folder);
  const IngestRun run = ingest_into(store, {exports.path()});
  EXPECT_EQ(run.totals.files, 3u);
  EXPECT_EQ(run.totals.messages, 5u);
  EXPECT_FALSE(run.losses);
  EXPECT_EQ(records(store, "messages").size(), 5u);
  const std::vector<Json> sources = records(store, "sources");
  ASSERT_EQ(sources.size(), 3u);
  EXPECT_EQ(sources[0].str("path"), "exports/LEESMIJ.txt");
  EXPECT_EQ(sources[0].str("status"), "unread");
  EXPECT_EQ(sources[0].at("entries").at("not_recognised").integer(), 1);
  EXPECT_EQ(sources[1].str("path"), "exports/WhatsApp-chat met Groep 6B.txt");
  EXPECT_EQ(sources[1].str("status"), "read");
}

TEST(Ingest, a_second_time_reads_nothing_and_changes_nothing) {
  const Exports exports;
  CaseStore store = new_case(exports.folder);
  ingest_into(store, {exports.path()});
  const std::string before = exported_whole(store);
  const IngestRun again = ingest_into(store, {exports.path()});
  EXPECT_EQ(again.totals.read, 0u);
  EXPECT_EQ(again.totals.unchanged, 3u);
  EXPECT_EQ(exported_whole(store), before);
}

TEST(Ingest, threads_and_order_do_not_matter) {
  const Exports exports;
  CaseStore one = new_case(exports.folder, "one"), many = new_case(exports.folder, "many");
  ingest_into(one, {exports.path() / "bericht.eml", exports.path()}, 1);
  ingest_into(many, {exports.path(), exports.path() / "bericht.eml"}, 8);
  EXPECT_EQ(exported_whole(one), exported_whole(many));
}

TEST(Ingest, the_same_file_under_two_names_counts_once) {
  const Exports exports;
  write(exports.path() / "kopie.txt", kChat);
  CaseStore store = new_case(exports.folder);
  ingest_into(store, {exports.path()});
  EXPECT_EQ(records(store, "messages").size(), 5u);
}

TEST(Ingest, a_chat_in_two_folders_is_one_chat) {
  const Exports exports;
  write(exports.folder / "exports/kopie/WhatsApp-chat met Groep 6B.txt", kChat);
  CaseStore store = new_case(exports.folder);
  ingest_into(store, {exports.path()});
  EXPECT_EQ(records(store, "messages").size(), 5u);
  EXPECT_TRUE(problems_of(store, "list-in-two-places").empty());
}

TEST(Ingest, a_longer_export_of_the_same_chat_adds_what_is_new) {
  const Exports exports;
  CaseStore store = new_case(exports.folder);
  ingest_into(store, {exports.path()});
  write(exports.folder / "later/WhatsApp-chat met Groep 6B.txt",
        std::string(kChat) + "14-09-2025 09:00 - Juf Karin: Nieuw\n");
  ingest_into(store, {exports.folder / "later"});
  const std::vector<Json> messages = records(store, "messages");
  ASSERT_EQ(messages.size(), 6u);
  int twice = 0;
  for (const Json& message : messages) twice += message.at("seen_in").size() == 2 ? 1 : 0;
  EXPECT_EQ(twice, 4);
}

TEST(Ingest, stopped_and_resumed_is_the_same_as_whole) {
  const Exports exports;
  CaseStore whole = new_case(exports.folder, "whole"), parts = new_case(exports.folder, "parts");
  ingest_into(whole, {exports.path()});
  int asked = 0;
  IngestOptions options;
  options.jobs = 1;
  std::atomic<bool> stop = false;
  options.progress = [&](const IngestProgress&) { stop = ++asked == 1; };
  options.stop = [&] { return stop.load(); };
  const auto first = ingest(parts, std::vector<fs::path>{exports.path()}, options);
  ASSERT_TRUE(first.has_value());
  EXPECT_TRUE(first->stopped);
  ingest_into(parts, {exports.path()});
  EXPECT_EQ(exported_whole(parts), exported_whole(whole));
}

/// Mails that are handed over together, and between them a chat that is handed over in pieces.
fs::path many_small_and_one_large(const TempFolder& folder) {
  for (int i = 0; i < 150; ++i) {
    const std::string number = std::to_string(1000 + i);
    write(folder / "exports" / ("m" + number + ".eml"),
          "From: Karin <karin@school.example>\r\nTo: ouder" + number + "@example.org\r\nSubject: Gym " + number +
              "\r\nDate: Fri, 12 Sep 2025 16:05:00 +0200\r\nMessage-ID: <" + number + "@school.example>\r\n\r\nDenk eraan.\r\n");
  }
  std::string chat;
  for (int i = 0; i < 4000; ++i) chat += "12-09-2025 16:05 - Juf Karin: Regel " + std::to_string(i) + "\n";
  write(folder / "exports/m1070 WhatsApp-chat met Groep 6B.txt", chat);
  return folder / "exports";
}

TEST(Ingest, small_files_together_are_what_they_are_alone) {
  const TempFolder folder;
  const fs::path exports = many_small_and_one_large(folder);
  CaseStore one = new_case(folder, "one");
  ingest_into(one, {exports}, 1);
  const std::string whole = exported_whole(one);
  EXPECT_EQ(records(one, "messages").size(), 4150u);
  for (const int jobs : {2, 8}) {
    CaseStore many = new_case(folder, "many" + std::to_string(jobs));
    ingest_into(many, {exports}, jobs);
    EXPECT_EQ(exported_whole(many), whole) << jobs;
  }
}

TEST(Ingest, stopped_between_small_files_it_goes_on_where_it_was) {
  const TempFolder folder;
  const fs::path exports = many_small_and_one_large(folder);
  CaseStore one = new_case(folder, "one");
  ingest_into(one, {exports}, 1);
  const std::string whole = exported_whole(one);
  for (const int after : {1, 40, 71, 73, 120}) {
    CaseStore parts = new_case(folder, "parts" + std::to_string(after));
    std::atomic<int> asked = 0;
    std::atomic<bool> stop = false;
    IngestOptions options;
    options.jobs = 2;
    options.progress = [&](const IngestProgress&) { stop = ++asked >= after; };
    options.stop = [&] { return stop.load(); };
    const auto first = ingest(parts, std::vector<fs::path>{exports}, options);
    ASSERT_TRUE(first.has_value()) << words(first.error());
    EXPECT_TRUE(first->stopped);
    ingest_into(parts, {exports}, 2);
    EXPECT_EQ(exported_whole(parts), whole) << after;
  }
}

TEST(Ingest, a_message_is_found_and_the_index_can_be_rebuilt) {
  const Exports exports;
  CaseStore store = new_case(exports.folder);
  ingest_into(store, {exports.path()});
  const auto count = [&] {
    const auto found = search_case(store, {.query = "schoen"});
    EXPECT_TRUE(found.has_value()) << words(found.error());
    return found ? found->records.size() : 0;
  };
  EXPECT_EQ(count(), 2u);
  fs::remove_all(index_folder(store));
  ASSERT_TRUE(rebuild_index(store).has_value());
  EXPECT_EQ(count(), 2u);
}

TEST(Ingest, a_path_that_is_not_there_is_an_error) {
  const Exports exports;
  CaseStore store = new_case(exports.folder);
  const auto totals = ingest(store, std::vector<fs::path>{exports.folder / "weg"}, {});
  ASSERT_FALSE(totals.has_value());
  EXPECT_EQ(totals.error().text, "path-not-found");
}

TEST(Ingest, a_link_in_a_folder_is_listed_and_not_followed) {
  const Exports exports;
  fs::create_symlink("/etc/hostname", exports.path() / "link.txt");
  CaseStore store = new_case(exports.folder);
  const IngestRun run = ingest_into(store, {exports.path()});
  EXPECT_TRUE(run.losses);
  bool listed = false;
  for (const Json& source : records(store, "sources"))
    listed = listed || (source.str("path") == "exports/link.txt" && source.at("entries").at("refused").integer() == 1);
  EXPECT_TRUE(listed);
}

/// A zip with one stored entry, encrypted by PKWARE's old method under the passphrase "geheim".
std::string locked_zip() {
  static constexpr std::string_view kHex =
      "504b03040a00090000007a17795d750a885b54000000480000001900000057686174734170702d63686174206d6574204b69"
      "6d2e747874fe65c02597bd6dce680e845b1033ab0a37de76eeae5b45523126d0b4d51dc5728257c3d43799fc49dd89011424"
      "134cc5e43c810cbd1426fe7fd67b039b00aa9c3028c91da0d1647fb39b329abf29006fff82fd24504b0708750a885b540000"
      "0048000000504b01021e030a00090000007a17795d750a885b5400000048000000190000000000000000000000a481000000"
      "0057686174734170702d63686174206d6574204b696d2e747874504b05060000000001000100470000009b0000000000";
  std::string out;
  for (std::size_t i = 0; i + 1 < kHex.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(kHex.substr(i, 2)), nullptr, 16));
  return out;
}

TEST(Ingest, a_locked_archive_is_read_again_when_the_passphrase_is_there) {
  const Exports exports;
  write(exports.folder / "locked/chat.zip", locked_zip());
  CaseStore store = new_case(exports.folder);
  const std::vector<fs::path> paths{exports.folder / "locked"};
  EXPECT_TRUE(ingest_into(store, paths).losses);
  EXPECT_TRUE(records(store, "messages").empty());
  IngestOptions options;
  options.archive.passphrases = {"geheim"};
  const auto again = ingest(store, paths, options);
  ASSERT_TRUE(again.has_value()) << words(again.error());
  EXPECT_EQ(again->read, 1u);
  EXPECT_EQ(records(store, "messages").size(), 2u);
  for (const Json& problem : records(store, "problems")) EXPECT_NE(problem.str("code"), "encrypted-entry");
  EXPECT_FALSE(has_losses(store));
}

TEST(Ingest, a_mail_without_a_sender_has_a_nameless_account) {
  const Exports exports;
  write(exports.path() / "zonder.eml", "To: ouder@example.org\r\nSubject: Leeg\r\n"
        "Date: Fri, 12 Sep 2025 16:05:00 +0200\r\nMessage-ID: <2@school.example>\r\n\r\nWie schreef dit?\r\n");
  CaseStore store = new_case(exports.folder);
  ingest_into(store, {exports.path() / "zonder.eml"});
  const std::vector<Json> messages = records(store, "messages");
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].at("sender").str("account_id").size(), 32u);
  EXPECT_TRUE(messages[0].at("sender").at("display_name").is_null());
}

TEST(Ingest, a_time_that_cannot_be_right_is_flagged_and_kept) {
  const Exports exports;
  write(exports.path() / "WhatsApp-chat met Later.txt",
        "12-09-2025 16:05 - Juf Karin: nu\n13-09-2031 16:05 - Juf Karin: straks\n");
  CaseStore store = new_case(exports.folder);
  ingest_into(store, {exports.path()});
  EXPECT_EQ(records(store, "messages").size(), 7u);
  const std::vector<Json> problems = records(store, "problems");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].str("code"), "time-not-credible");
}


TEST(Ingest, an_hour_that_comes_twice_or_never_is_said_once_a_file) {
  TempFolder folder;
  write(folder / "exports/WhatsApp-chat met Nacht.txt",
        "26-10-2025 01:59 - Karin: nog zomer\n26-10-2025 02:30 - Karin: welke?\n26-10-2025 02:31 - Bas: weet niet\n"
        "26-10-2025 03:00 - Bas: winter\n29-03-2026 02:30 - Karin: bestaat niet\n29-03-2026 12:30 - Karin: middag\n");
  CaseStore store = new_case(folder);
  const IngestRun run = ingest_into(store, {folder / "exports"});
  EXPECT_FALSE(run.losses);
  EXPECT_EQ(run.totals.messages, 6u);
  const auto twice = problems_of(store, "time-ambiguous"), never = problems_of(store, "time-skipped");
  ASSERT_EQ(twice.size(), 1u);
  EXPECT_TRUE(twice[0].starts_with("2 times")) << twice[0];
  ASSERT_EQ(never.size(), 1u);
  EXPECT_TRUE(never[0].starts_with("1 time ")) << never[0];
}

TEST(Ingest, a_document_beside_its_chat_has_a_hash_and_is_not_said_to_be_read) {
  constexpr std::string_view kWithDocument = "[01-06-2026 12:31:00] Karin Jansen: \u200e<bijgevoegd: brief.pdf>\n";
  constexpr std::string_view kPdf = "%PDF-1.4\n%%EOF\n";
  TempFolder folder;
  write(folder / "in/_chat.txt", kWithDocument);
  write(folder / "in/brief.pdf", kPdf);
  CaseStore store = new_case(folder);
  ingest_into(store, {folder / "in"});
  const auto messages = records(store, "messages");
  ASSERT_EQ(messages.size(), 1u);
  const Json& document = messages[0].at("attachments").items().at(0);
  EXPECT_EQ(document.str("sha256"), sha256_hex(kPdf));
  EXPECT_EQ(document.at("bytes").integer(), static_cast<std::int64_t>(kPdf.size()));
  for (const Json& source : records(store, "sources"))
    EXPECT_EQ(source.str("status"), source.str("path").ends_with(".pdf") ? "unread" : "read");
}

TEST(Ingest, says_which_files_of_its_own_list_an_export_lacks) {
  constexpr std::string_view kList =
      "Row_number,File_class,Export_native_path,Error_code\n1,Email,NativeFiles\\a.eml,\n2,Email,NativeFiles\\b.eml,\n";
  TempFolder folder;
  write(folder / "zaak/Export_load_file.csv", kList);
  write(folder / "zaak/NativeFiles/A.eml", kMail);
  write(folder / "lijst.tar", tar_of("zaak/Export_load_file.csv", kList));
  CaseStore store = new_case(folder);
  const IngestRun run = ingest_into(store, {folder / "zaak", folder / "lijst.tar"});
  EXPECT_FALSE(run.losses);
  auto said = problems_of(store, "stated-files-missing");
  std::ranges::sort(said);
  ASSERT_EQ(said.size(), 2u);
  EXPECT_TRUE(said[0].starts_with("The export itself names 2 files; 1 of them") && said[0].ends_with("NativeFiles/b.eml"));
  EXPECT_TRUE(said[1].starts_with("The export itself names 2 files; 2 of them")) << said[1];
}

/// As the new eDiscovery delivers: the report in one archive, the items in another, some in one within that.
TEST(Ingest, finds_the_files_of_a_list_in_the_other_parts_of_the_export) {
  constexpr std::string_view kList =
      "Status,Custodian,Subject/Title,Target path\nSuccess,Bas,Hoi,Exchange/b@school.example/Inbox/m.eml\n"
      "Success,Bas,Dag,Exchange/b@school.example/Inbox/weg.eml\n";
  TempFolder folder;
  write(folder / "in/Reports-Zaak.tar", tar_of("Items_0.csv", kList));
  write(folder / "in/Items.1.001.Zaak.tar",
        tar_of("Bundle/Items.1.002.tar", tar_of("Exchange/b@school.example/Inbox/m.eml", kMail)));
  write(folder / "elders/Items.1.001.tar", tar_of("Exchange/b@school.example/Inbox/weg.eml", kMail));
  CaseStore store = new_case(folder);
  ingest_into(store, {folder / "in", folder / "elders"});
  const auto said = problems_of(store, "stated-files-missing");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_TRUE(said[0].starts_with("The export itself names 2 files; 1 of them") && said[0].ends_with("Inbox/weg.eml"))
      << said[0];
}

/// ASCII as PowerShell's Out-File writes it.
std::string in_utf16(std::string_view text) {
  std::string out = "\xFF\xFE";
  for (const char c : text) out += {c, '\0'};
  return out;
}

TEST(Ingest, what_was_saved_anew_in_utf16_is_read_whatever_its_importer_looks_for) {
  constexpr std::string_view kLists =
      R"({"postvakIn": [{"id": 1, "onderwerp": "Gym", "afzender": {"id": 5, "naam": "K. Zandberg"}, )"
      R"("verzondenOp": "2026-01-07T08:00:00Z"}]})";
  constexpr std::string_view kVisit =
      R"({"log": {"version": "1.2", "creator": {"name": "x"}, "entries": [{"request": {"url": )"
      R"("https://school.magister.net/api/berichten/postvakin/berichten"}, "response": {"content": {"text": )"
      R"("{\"items\": [{\"id\": 71, \"onderwerp\": \"Excursie\", \"afzender\": {\"id\": 5, \"naam\": \"K. Jansen\"}, )"
      R"(\"verzondenOp\": \"2026-01-05T07:12:00Z\"}]}"}}}]}})";
  TempFolder folder;
  write(folder / "in/lijsten.json", in_utf16(kLists));
  write(folder / "in/bezoek.har", in_utf16(kVisit));
  CaseStore store = new_case(folder);
  ingest_into(store, {folder / "in"});
  std::vector<std::string> titles;
  for (const Json& message : records(store, "messages")) titles.emplace_back(message.str("title"));
  std::ranges::sort(titles);
  EXPECT_EQ(titles, (std::vector<std::string>{"Excursie", "Gym"}));
}

/// By their names these are taken by who reads UTF-8 alone.
TEST(Ingest, pages_and_xml_that_were_saved_anew_in_utf16_are_read) {
  constexpr std::string_view kFollowing =
      R"(<html><body><main><section class="pam _a6-g uiBoxWhite noborder"><div class="_a6-p"><div><div>)"
      R"(<a href="https://www.instagram.com/noor_h">noor_h</a></div><div>Jan 05, 2026 1:00 pm</div></div></div></section>)"
      R"(</main></body></html>)";
  constexpr std::string_view kSite =
      R"(<?xml version="1.0" encoding="UTF-16"?><rss xmlns:wp="http://wordpress.org/export/1.2/" )"
      R"(xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>6B</title>)"
      R"(<wp:wxr_version>1.2</wp:wxr_version><item><title>Sportdag</title><wp:post_date_gmt>2026-01-05 08:00:00)"
      R"(</wp:post_date_gmt><content:encoded>Kom kijken</content:encoded><wp:post_type>post</wp:post_type>)"
      R"(<wp:status>publish</wp:status></item></channel></rss>)";
  TempFolder folder;
  write(folder / "in/connections/followers_and_following/following.html", in_utf16(kFollowing));
  write(folder / "in/site.xml", in_utf16(kSite));
  CaseStore store = new_case(folder);
  ingest_into(store, {folder / "in"});
  const std::vector<Json> connections = records(store, "connections"), messages = records(store, "messages");
  ASSERT_EQ(connections.size(), 1u);
  EXPECT_EQ(connections[0].str("platform"), "instagram");
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].str("format"), "wordpress-wxr");
  EXPECT_EQ(messages[0].str("text"), "Kom kijken");
}

/// Apple Mail keeps large attachments in a folder beside the mails.
TEST(Ingest, finds_what_apple_mail_left_out_of_a_mail) {
  constexpr std::string_view kPartial =
      "From: Bas <bas@thuis.example>\nTo: karin@school.example\nSubject: Brief\nDate: Mon, 5 Jan 2026 08:12:00 +0100\n"
      "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nZie brief.\n--x\n"
      "Content-Type: application/pdf; name=\"brief.pdf\"\nContent-Disposition: attachment; filename=\"brief.pdf\"\n"
      "X-Apple-Content-Length: 9\n\n--x--\n";
  TempFolder folder;
  write(folder / "in/Data/Messages/71.partial.emlx", std::to_string(kPartial.size()) + "\n" + std::string(kPartial));
  write(folder / "in/Data/Attachments/71/2/brief.pdf", "%PDF-1.4 a");
  write(folder / "in/Data/Attachments/72/2/brief.pdf", "%PDF-1.4 b");
  CaseStore store = new_case(folder);
  ingest_into(store, {folder / "in"});
  const std::vector<Json> messages = records(store, "messages");
  ASSERT_EQ(messages.size(), 1u);
  const Json& file = messages[0].at("attachments").items().front();
  EXPECT_EQ(file.str("name"), "brief.pdf");
  EXPECT_TRUE(file.at("present").boolean().value_or(false));
  EXPECT_EQ(file.str("sha256"), sha256_hex("%PDF-1.4 a"));
}

}  // namespace
}  // namespace schouw::testing
