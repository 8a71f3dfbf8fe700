// A mail that was sent in pieces is one mail, wherever the pieces stand and whenever they come.
#include <gtest/gtest.h>

#include <algorithm>

#include "schouw/base/utf8.h"
#include "schouw/index/index.h"
#include "schouw/pipeline/removal.h"
#include "test_case.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

struct Sent {
  int number = 1;
  std::string total = "3";
  std::string from = "Bas Visser <bas@thuis.example>";
  std::string id = "groot@thuis.example";
};

std::string piece(std::string_view body, const Sent& sent) {
  const std::string number = std::to_string(sent.number);
  std::string out = "From: " + sent.from + "\nTo: Karin Jansen <k.jansen@school.example>\nSubject: Brief (" + number +
                    ")\nDate: Mon, 05 Jan 2026 08:12:0" + number + " +0100\nMessage-ID: <7" + number +
                    "@thuis.example>\nMIME-Version: 1.0\nContent-Type: message/partial; number=" + number + ";\n id=\"" + sent.id + "\"";
  if (!sent.total.empty()) out += "; total=" + sent.total;
  return out + "\n\n" + std::string(body);
}

constexpr std::string_view kFirst =
    "Subject: Brief\nMessage-ID: <70@thuis.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nWij komen met de trein.\n";
constexpr std::string_view kSecond = "Oma neemt de pannenkoeken mee.\n";
constexpr std::string_view kThird = "Tot zaterdag op het schoolplein.\n";
constexpr const char* kWhole = "Wij komen met de trein.\nOma neemt de pannenkoeken mee.\nTot zaterdag op het schoolplein.";

std::string part(int number) {
  return piece(number == 1 ? kFirst : number == 2 ? kSecond : kThird, {.number = number});
}

struct MailExports {
  TempFolder folder;

  CaseStore new_case(std::string_view name) const {
    auto store = create_case(folder / name, plain_plan(folder.path()));
    EXPECT_TRUE(store.has_value()) << words(store.error());
    return std::move(*store);
  }
  fs::path put(const std::string& path, std::string_view bytes) const {
    write(folder / path, bytes);
    return folder / path;
  }
  std::vector<fs::path> maildir() const {
    return {put("post/cur/a.host:2,S", part(1)), put("post/cur/b.host:2,S", part(2)), put("post/cur/c.host:2,S", part(3))};
  }
};

std::vector<std::string> texts(const CaseStore& store) {
  std::vector<std::string> out;
  for (const Json& record : records(store, "messages")) out.emplace_back(trim(record.str("text")));
  return out;
}

std::size_t places(const CaseStore& store) {
  const auto all = records(store, "messages");
  return all.size() == 1 ? all.front().at("seen_in").size() : 0;
}

std::size_t hits(const CaseStore& store, const std::string& query) {
  const auto answer = search_case(store, {.query = query});
  EXPECT_TRUE(answer.has_value());
  return answer ? answer->records.size() : 99;
}

void expect_whole(const CaseStore& store, std::size_t places_of_it = 3) {
  EXPECT_EQ(texts(store), std::vector<std::string>{kWhole});
  EXPECT_EQ(places(store), places_of_it);
  EXPECT_TRUE(records(store, "problems").empty());
  EXPECT_EQ(hits(store, "pannenkoeken"), 1u);
  EXPECT_EQ(store.coverage().messages, 1u) << "counted once";
  EXPECT_TRUE(store.verify().has_value());
}

TEST(MailPieces, in_a_maildir_make_one_mail_for_any_number_of_threads_and_any_order) {
  const MailExports exports;
  std::vector<fs::path> files = exports.maildir();
  std::string expected;
  for (const int jobs : {1, 2, 8}) {
    CaseStore store = exports.new_case("jobs" + std::to_string(jobs));
    EXPECT_EQ(ingest_into(store, files, jobs).totals.messages, 1u);
    expect_whole(store);
    const Json mail = records(store, "messages").front();
    EXPECT_EQ(mail.str("title"), "Brief");
    EXPECT_EQ(mail.at("time").str("raw"), "Mon, 05 Jan 2026 08:12:01 +0100");
    if (expected.empty()) expected = exported_whole(store);
    EXPECT_EQ(exported_whole(store), expected) << jobs;
    std::rotate(files.begin(), files.begin() + 1, files.end());
  }
}

TEST(MailPieces, find_each_other_in_an_mbox_a_file_and_an_archive) {
  const MailExports exports;
  const std::string box = "From bas@thuis.example Mon Jan  5 08:12:02 2026\n" + part(2) + "\n";
  const std::vector<fs::path> files{exports.put("a/1.eml", part(1)), exports.put("b/box.mbox", box),
                                    exports.put("c/post.tar", tar_of("map/3.eml", part(3)))};
  CaseStore store = exports.new_case("case");
  ingest_into(store, files);
  EXPECT_TRUE(records(store, "problems").empty());
  EXPECT_EQ(places(store), 3u);
  EXPECT_EQ(hits(store, "trein pannenkoeken schoolplein"), 1u);
}

TEST(MailPieces, in_one_mbox_keep_the_place_of_each) {
  const MailExports exports;
  std::string box;
  for (const int number : {3, 1, 2}) box += "From bas@thuis.example Mon Jan  5 08:12:02 2026\n" + part(number) + "\n";
  CaseStore store = exports.new_case("case");
  ingest_into(store, {exports.put("box.mbox", box)});
  EXPECT_EQ(places(store), 3u);
  EXPECT_EQ(store.coverage().messages, 1u);
  EXPECT_TRUE(store.verify().has_value());
}

TEST(MailPieces, that_come_in_several_ingests_make_what_one_ingest_makes) {
  const MailExports exports;
  const std::vector<fs::path> files = exports.maildir();
  CaseStore at_once = exports.new_case("at once");
  ingest_into(at_once, files);
  CaseStore store = exports.new_case("one by one");
  ingest_into(store, {files[2]});
  EXPECT_TRUE(texts(store).empty());
  EXPECT_EQ(problems_of(store, "mail-in-pieces").size(), 1u);
  ingest_into(store, {files[0]});
  EXPECT_EQ(texts(store), std::vector<std::string>{"Wij komen met de trein."});
  EXPECT_EQ(problems_of(store, "mail-in-pieces").size(), 1u);
  EXPECT_EQ(hits(store, "trein"), 1u);
  EXPECT_TRUE(store.verify().has_value());
  ingest_into(store, {files[1]});
  expect_whole(store);
  EXPECT_EQ(hits(store, "trein"), 1u) << "not also what was read before";
  EXPECT_EQ(exported_whole(store), exported_whole(at_once));
}

// Rows of what was read before are taken back while other rows come in: each word finds its own mail, once.
TEST(MailPieces, among_other_mails_leave_the_index_right) {
  const MailExports exports;
  const std::vector<fs::path> files = exports.maildir();
  const auto other = [&](const std::string& word) {
    return exports.put("post/new/" + word, "From: Juf Karin <k.jansen@school.example>\nTo: bas@thuis.example\nSubject: Nieuws\nDate: Tue, 06 Jan "
                                           "2026 09:00:00 +0100\nMessage-ID: <" + word + "@school.example>\n\nOver het " + word + ".\n");
  };
  CaseStore store = exports.new_case("case");
  ingest_into(store, {other("gymlokaal"), files[0]});
  EXPECT_EQ(hits(store, "trein"), 1u);
  EXPECT_EQ(hits(store, "gymlokaal"), 1u);
  ingest_into(store, {other("zwembad"), other("zwemdiploma"), files[1], files[2]});
  ingest_into(store, {other("tekenlokaal")});
  for (const char* word : {"trein", "schoolplein", "gymlokaal", "zwembad", "zwemdiploma", "tekenlokaal"}) EXPECT_EQ(hits(store, word), 1u) << word;
  EXPECT_EQ(hits(store, "*"), 5u);
  EXPECT_TRUE(store.verify().has_value());
}

TEST(MailPieces, read_again_unchanged_cost_nothing) {
  const MailExports exports;
  const std::vector<fs::path> files = exports.maildir();
  CaseStore store = exports.new_case("case");
  ingest_into(store, files);
  const std::int64_t last = store.last_row();
  const IngestRun again = ingest_into(store, files);
  EXPECT_EQ(again.totals.read, 0u);
  EXPECT_EQ(again.totals.messages, 0u);
  EXPECT_EQ(store.last_row(), last);
  expect_whole(store);
}

TEST(MailPieces, that_are_missing_are_named_and_what_stands_before_them_is_kept) {
  const MailExports exports;
  std::vector<fs::path> files = exports.maildir();
  files.erase(files.begin() + 1);
  CaseStore store = exports.new_case("case");
  const IngestRun run = ingest_into(store, files);
  EXPECT_TRUE(run.losses);
  EXPECT_EQ(texts(store), std::vector<std::string>{"Wij komen met de trein."});
  EXPECT_EQ(problems_of(store, "mail-in-pieces"),
            std::vector<std::string>{"A mail that was sent in pieces is not whole: 2 of 3 pieces are in the exports. Missing: 2."});
  EXPECT_EQ(records(store, "problems").size(), 1u);
  EXPECT_TRUE(store.verify().has_value());
}

TEST(MailPieces, of_a_total_that_cannot_be_are_one_problem) {
  const MailExports exports;
  CaseStore store = exports.new_case("case");
  ingest_into(store, {exports.put("1.eml", piece(kFirst, {.number = 1, .total = "1000000000"})),
                      exports.put("9.eml", piece(kThird, {.number = 9, .total = "1000000000"}))});
  EXPECT_EQ(problems_of(store, "mail-in-pieces"),
            std::vector<std::string>{
                "A mail that was sent in pieces is not whole: 2 of 1000000000 pieces are in the exports. Missing: 2-8, 10-1000000000."});
}

TEST(MailPieces, without_a_total_are_never_called_whole) {
  const MailExports exports;
  CaseStore store = exports.new_case("case");
  ingest_into(store, {exports.put("1.eml", piece(kFirst, {.number = 1, .total = ""})),
                      exports.put("2.eml", piece(kSecond, {.number = 2, .total = ""}))});
  EXPECT_EQ(problems_of(store, "mail-in-pieces"),
            std::vector<std::string>{"A mail that was sent in pieces is not whole: 2 of ? pieces are in the exports. Missing: 3-?."});
  EXPECT_EQ(texts(store), std::vector<std::string>{"Wij komen met de trein.\nOma neemt de pannenkoeken mee."});
}

TEST(MailPieces, with_one_number_and_two_contents_are_not_joined) {
  const MailExports exports;
  std::vector<fs::path> files = exports.maildir();
  files.push_back(exports.put("post/cur/d.host:2,S", piece("Oma komt niet.\n", {.number = 2})));
  CaseStore store = exports.new_case("case");
  ingest_into(store, files);
  EXPECT_EQ(texts(store), std::vector<std::string>{"Wij komen met de trein."});
  EXPECT_EQ(problems_of(store, "mail-pieces-differ").size(), 1u);
  EXPECT_TRUE(store.verify().has_value());
}

TEST(MailPieces, of_two_senders_are_never_one_mail) {
  const MailExports exports;
  CaseStore store = exports.new_case("case");
  ingest_into(store, {exports.put("1.eml", piece(kFirst, {.number = 1, .total = "2"})),
                      exports.put("2.eml", piece(kSecond, {.number = 2, .total = "2", .from = "Opa Wubbo <wubbo@elders.example>"}))});
  EXPECT_EQ(texts(store), std::vector<std::string>{"Wij komen met de trein."});
  EXPECT_EQ(problems_of(store, "mail-in-pieces").size(), 2u);
}

// Both parents hand in the same mail; the copies went through other servers.
TEST(MailPieces, that_two_exports_have_are_one_mail) {
  const MailExports exports;
  std::vector<fs::path> files = exports.maildir();
  for (const int number : {1, 2, 3}) {
    std::string copy = "Received: by mx.school.example; Mon, 05 Jan 2026 08:13:00 +0100\n" + part(number);
    for (std::size_t at = 0; (at = copy.find('\n', at)) != std::string::npos; at += 2) copy.insert(at, 1, '\r');
    files.push_back(exports.put("school/" + std::to_string(number) + ".eml", copy));
  }
  CaseStore store = exports.new_case("case");
  ingest_into(store, files);
  EXPECT_EQ(texts(store).size(), 1u);
  EXPECT_EQ(places(store), 6u);
  EXPECT_TRUE(records(store, "problems").empty());
  EXPECT_TRUE(store.verify().has_value());
}

TEST(MailPieces, taken_out_leave_no_trace_in_what_was_joined) {
  const MailExports exports;
  const std::vector<fs::path> files = exports.maildir();
  CaseStore without = exports.new_case("without");
  ingest_into(without, {files[0], files[2]});
  const std::string expected = exported_whole(without);
  {
    CaseStore store = exports.new_case("case");
    ingest_into(store, files);
    const auto source = source_to_remove(store, "b.host:2,S");
    ASSERT_TRUE(source.has_value()) << words(source.error());
    ASSERT_TRUE(remove_source(std::move(store), *source).has_value());
  }
  for (const fs::path& file : files_below(exports.folder / "case"))
    for (const char* trace : {"pannenkoeken", "Pannenkoeken", "pannenkoek", "b.host"})
      EXPECT_EQ(slurp(file).find(trace), std::string::npos) << file << ": " << trace;
  auto store = CaseStore::open(exports.folder / "case", StoreMode::read_write);
  ASSERT_TRUE(store.has_value());
  EXPECT_TRUE(store->verify().has_value());
  EXPECT_EQ(exported_whole(*store), expected);
  EXPECT_EQ(hits(*store, "trein"), 1u);
  EXPECT_EQ(hits(*store, "pannenkoeken"), 0u);
  ingest_into(*store, {files[1]});
  expect_whole(*store);
}

// Killed after the files were read and before the mail was put together.
TEST(MailPieces, that_were_left_lying_are_joined_by_the_next_ingest) {
  const MailExports exports;
  const std::vector<fs::path> files = exports.maildir();
  CaseStore store = exports.new_case("case");
  ingest_into(store, files);
  ASSERT_TRUE(store.remove_source(*source_to_remove(store, "c.host:2,S")).has_value());
  EXPECT_TRUE(store.has_mails_to_join());
  ingest_into(store, {files[2]});
  EXPECT_FALSE(store.has_mails_to_join());
  ASSERT_TRUE(finish_removal(std::move(store)).has_value());
  const auto again = CaseStore::open(exports.folder / "case", StoreMode::read_only);
  ASSERT_TRUE(again.has_value());
  expect_whole(*again);
}

}  // namespace
}  // namespace schouw::testing
