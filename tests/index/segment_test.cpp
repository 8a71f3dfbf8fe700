// Segments, tiers and what a kill leaves behind.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "make.h"
#include "testing.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;
using testing::ids_of;
using testing::TempFolder;

std::vector<IndexRow> many_rows(int count) {
  const char* words[] = {"foto", "foto's", "strand", "bus", "school", "groep", "appen", "appjes", "juf", "meester"};
  std::vector<IndexRow> rows;
  std::uint32_t seed = 1;
  for (int i = 0; i < count; ++i) {
    std::string text;
    for (int j = 0; j < 3 + i % 9; ++j) {
      seed = seed * 1664525u + 1013904223u;
      text += std::string(words[(seed >> 16) % 10]) + " ";
    }
    IndexRow row = testing::row_of(i + 1, "id" + std::to_string(100'000 + (i * 7919) % 10'007), text);
    if (i % 5 != 0) row.local_ms = testing::noon(2025, 1 + i % 12, 1 + i % 28);
    row.sender_id = i % 2 == 0 ? "acc-A" : "acc-B";
    rows.push_back(std::move(row));
  }
  return rows;
}

std::size_t files_in(const fs::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder)) count += entry.path().filename() != "index.json" ? 1u : 0u;
  return count;
}

std::vector<std::string> answers_of(const fs::path& folder) {
  const auto reader = IndexReader::open(folder);
  EXPECT_TRUE(reader.has_value());
  std::vector<std::string> answers;
  for (const char* query : {"foto", "foto strand", "foto OR strand OR juf", "\"school groep\" OR \"groep school\"",
                            "app* -bus", "van:anna foto OR meester", "datum:2025-03..2025-06 school", "*", "NOT foto"})
    for (const bool by_time : {false, true}) {
      SearchRequest request{.query = query, .count = 1'000, .by_time = by_time, .facets = true};
      const auto answer = reader->search(request, testing::school_context());
      EXPECT_TRUE(answer.has_value());
      std::string line = answer->explained + " " + std::to_string(answer->total);
      for (const std::int64_t row : answer->rows) line += " " + std::to_string(row);
      for (const auto& [facet, counts] : answer->facets)
        for (const auto& [value, count] : counts) line += " " + facet + "=" + value + ":" + std::to_string(count);
      answers.push_back(line);
    }
  return answers;
}

TEST(Segments, do_not_change_the_answers) {
  const std::vector<IndexRow> rows = many_rows(540);
  TempFolder one, some, many;
  testing::publish_rows(one.path(), rows, 540);
  testing::publish_rows(some.path(), rows, 9);  // 60 parts: merged four times, into the same segment
  for (std::size_t at = 0; at < rows.size(); at += 60)
    testing::publish_rows(many.path(), std::span(rows).subspan(at, 60), 7);
  for (const TempFolder* folder : {&one, &some, &many}) EXPECT_EQ(files_in(folder->path()), 1u);
  const auto expected = answers_of(one.path());
  EXPECT_EQ(answers_of(some.path()), expected);
  EXPECT_EQ(answers_of(many.path()), expected);
}

// With facets the index puts all hits in order, without them only those of the page: a few of one weight ("foto strand"),
// or more than are looked at ("school").
TEST(Segments, give_the_same_pages_whether_all_hits_are_put_in_order_or_one_page) {
  const TempFolder folder;
  testing::publish_rows(folder.path(), many_rows(3'000), 700);
  const auto reader = IndexReader::open(folder.path());
  ASSERT_TRUE(reader.has_value());
  for (const char* query : {"foto strand", "foto OR strand OR juf", "school", "app* -bus", "van:anna juf", "nergens", "\"school groep\""})
    for (const std::uint64_t first : {0u, 7u, 500u, 2'900u, 9'000u})
      for (const std::uint64_t count : {0u, 1u, 10u, 4'000u}) {
        SearchRequest request{.query = query, .first = first, .count = count};
        const auto page = reader->search(request, testing::school_context());
        request.facets = true;
        const auto all = reader->search(request, testing::school_context());
        ASSERT_TRUE(page.has_value() && all.has_value());
        EXPECT_EQ(page->rows, all->rows) << query << ' ' << first << ' ' << count;
        EXPECT_EQ(page->total, all->total) << query << ' ' << first << ' ' << count;
      }
}

TEST(Segments, are_closed_when_they_are_full) {
  TempFolder folder;
  std::vector<IndexRow> rows = many_rows(85'000);
  for (IndexRow& row : rows) row.text = row.text.substr(0, row.text.find(' '));
  testing::publish_rows(folder.path(), std::span(rows).first(81'000), 81'000);
  testing::publish_rows(folder.path(), std::span(rows).subspan(81'000, 2'000), 1'000);
  testing::publish_rows(folder.path(), std::span(rows).subspan(83'000), 1'000);
  EXPECT_EQ(files_in(folder.path()), 2u);
  const auto reader = IndexReader::open(folder.path());
  ASSERT_TRUE(reader.has_value());
  EXPECT_EQ(reader->documents(), 85'000u);
  const auto last = reader->search({.query = "id:laatste"}, [] {
    QueryContext context;
    context.row_of_id = [](std::string_view) { return 85'000; };
    return context;
  }());
  EXPECT_EQ(last->rows, std::vector<std::int64_t>{85'000});
}

// Two segments are two shares. Every 400th message is long, so that weights differ; many weigh the same.
TEST(Shares, give_the_answer_of_one_segment_with_any_threads) {
  const TempFolder one, two;
  std::vector<IndexRow> rows = many_rows(84'000);
  for (IndexRow& row : rows) row.text.resize(row.row % 400 == 0 ? row.text.size() : row.text.find(' '));
  testing::publish_rows(one.path(), rows, rows.size());
  testing::publish_rows(two.path(), std::span(rows).first(81'000), 81'000);
  testing::publish_rows(two.path(), std::span(rows).subspan(81'000), 3'000);
  ASSERT_EQ(files_in(one.path()), 1u);
  ASSERT_EQ(files_in(two.path()), 2u);
  const auto alone = IndexReader::open(one.path()), shared = IndexReader::open(two.path());
  const ParallelFor backwards = [](std::size_t count, const auto& work) {
    for (std::size_t i = count; i-- > 0;) work(i);
  };
  const ParallelFor in_threads = [](std::size_t count, const auto& work) {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
  };
  for (const char* query : {"foto strand", "foto OR juf", "app*", "school -bus", "van:anna", "\"foto\"", "nergens", "datum:2025-03 juf"})
    for (const std::uint64_t first : {0u, 15u})
      for (const int how : {0, 1, 2}) {
        const SearchRequest request{.query = query, .first = first, .by_time = how == 1, .facets = how == 2};
        const auto expected = alone->search(request, testing::school_context());
        ASSERT_TRUE(expected.has_value()) << query << ' ' << expected.error().text;
        for (const ParallelFor& run : {ParallelFor(serial_for), backwards, in_threads}) {
          const auto answer = shared->search(request, testing::school_context(), run);
          ASSERT_TRUE(answer.has_value());
          EXPECT_EQ(answer->rows, expected->rows) << query << ' ' << first << ' ' << how;
          EXPECT_EQ(answer->explained, expected->explained);
          if (expected->total_is_exact) {
            EXPECT_EQ(answer->total, expected->total) << query;
          }
          EXPECT_EQ(answer->facets, expected->facets) << query;
        }
      }
}

/// What is left of `rows` as a store gives it.
IndexWriter::EachRow without(const std::vector<IndexRow>& rows, const std::vector<std::int64_t>& gone) {
  return [&](std::int64_t after, std::int64_t until, const std::function<void(IndexRow&&)>& take) {
    for (const IndexRow& row : rows)
      if (row.row > after && row.row <= until && !std::ranges::binary_search(gone, row.row)) take(IndexRow(row));
  };
}

TEST(Removal, leaves_no_word_behind) {
  TempFolder folder;
  const auto rows = testing::school_rows();
  testing::publish_rows(folder.path(), rows, 5);
  const std::vector<std::int64_t> gone = {1, 4};
  {
    auto writer = IndexWriter::open(folder.path());
    ASSERT_TRUE(writer.has_value());
    ASSERT_TRUE(writer->remove(gone, without(rows, gone), 14).has_value());
    EXPECT_EQ(writer->watermark(), 14);
  }
  EXPECT_EQ(files_in(folder.path()), 1u);
  const auto reader = IndexReader::open(folder.path());
  ASSERT_TRUE(reader.has_value());
  EXPECT_EQ(reader->documents(), 12u);
  EXPECT_EQ(ids_of(*reader, rows, "foto OR cafe"), "m1 w2");
  for (const auto& entry : fs::directory_iterator(folder.path()))
    for (const char* word : {"schoolreisje", "cafe"})
      EXPECT_EQ(testing::slurp(entry.path()).find(word), std::string::npos) << entry.path() << " " << word;
}

TEST(Removal, of_everything_leaves_an_empty_index_that_goes_on) {
  TempFolder folder;
  const auto rows = testing::school_rows();
  testing::publish_rows(folder.path(), rows, 5);
  std::vector<std::int64_t> gone;
  for (const IndexRow& row : rows) gone.push_back(row.row);
  {
    auto writer = IndexWriter::open(folder.path());
    ASSERT_TRUE(writer->remove(gone, without(rows, gone), 0).has_value());
    EXPECT_EQ(writer->watermark(), 0);
  }
  EXPECT_EQ(files_in(folder.path()), 0u);
  testing::publish_rows(folder.path(), rows, 5);
  EXPECT_EQ(IndexReader::open(folder.path())->documents(), 14u);
}

TEST(Segments, keep_the_watermark) {
  TempFolder folder;
  const auto rows = testing::school_rows();
  testing::publish_rows(folder.path(), rows, 4);
  auto writer = IndexWriter::open(folder.path());
  ASSERT_TRUE(writer.has_value());
  EXPECT_EQ(writer->watermark(), 14);
  EXPECT_EQ(writer->next_number(), 0u) << "parts are numbered by every writer";
  const auto reader = IndexReader::open(folder.path());
  ASSERT_TRUE(reader.has_value());
  EXPECT_EQ(reader->documents(), 14u);
  ASSERT_TRUE(writer->clear().has_value());
  EXPECT_EQ(writer->watermark(), 0);
  EXPECT_EQ(files_in(folder.path()), 0u);
  EXPECT_EQ(ids_of(*reader, rows, "schoolreisje"), "w1") << "a reader goes on with what it opened";
}

TEST(Segments, count_only_when_published) {
  TempFolder folder;
  const auto rows = testing::school_rows();
  testing::publish_rows(folder.path(), std::span(rows).first(5), 5);
  ASSERT_TRUE(build_part(folder.path(), 1, std::span(rows).subspan(5)).has_value());
  fs::create_directories(folder.path() / "build-000000000002");  // killed while writing
  std::ofstream(folder.path() / "build-merge") << "half";
  std::ofstream(folder.path() / "000000000009.glass") << "renamed, and killed before the manifest";
  std::ofstream(folder.path() / "index.json.tmp") << "{";
  {
    const auto reader = IndexReader::open(folder.path());
    ASSERT_TRUE(reader.has_value());
    EXPECT_EQ(reader->documents(), 5u);
  }
  const auto writer = IndexWriter::open(folder.path());
  ASSERT_TRUE(writer.has_value());
  EXPECT_EQ(writer->watermark(), 5);
  EXPECT_EQ(files_in(folder.path()), 1u);
}

TEST(Segments, are_lost_with_the_parts_that_were_not_finished) {
  TempFolder folder;
  const auto rows = testing::school_rows();
  testing::publish_rows(folder.path(), std::span(rows).first(5), 5);
  {
    auto writer = IndexWriter::open(folder.path());
    const auto part = build_part(folder.path(), writer->next_number(), std::span(rows).subspan(5));
    ASSERT_TRUE(part.has_value());
    ASSERT_TRUE(writer->publish(*part, 14).has_value());
    EXPECT_EQ(writer->watermark(), 5);
  }
  EXPECT_EQ(IndexReader::open(folder.path())->documents(), 5u);
  EXPECT_EQ(IndexWriter::open(folder.path())->watermark(), 5);
}

TEST(Parts, may_be_built_out_of_order) {
  TempFolder folder;
  const auto rows = testing::school_rows();
  auto writer = IndexWriter::open(folder.path());
  ASSERT_TRUE(writer.has_value());
  const auto second = build_part(folder.path(), 1, std::span(rows).subspan(7));
  const auto first = build_part(folder.path(), 0, std::span(rows).first(7));
  ASSERT_TRUE(first.has_value() && second.has_value());
  ASSERT_TRUE(writer->publish(*first, 7).has_value());
  ASSERT_TRUE(writer->publish(*second, 14).has_value());
  ASSERT_TRUE(writer->finish().has_value());
  EXPECT_EQ(IndexReader::open(folder.path())->documents(), 14u);
}

TEST(Parts, may_be_empty) {
  TempFolder folder;
  auto writer = IndexWriter::open(folder.path() / "index");
  ASSERT_TRUE(writer.has_value());
  const auto reader = IndexReader::open(folder.path() / "index");
  ASSERT_TRUE(reader.has_value());
  EXPECT_EQ(reader->documents(), 0u);
  EXPECT_EQ(ids_of(*reader, {}, "foto"), "");
  const auto part = build_part(folder.path() / "index", 0, {});
  ASSERT_TRUE(part.has_value()) << part.error().text;
  ASSERT_TRUE(writer->publish(*part, 3).has_value());
  ASSERT_TRUE(writer->finish().has_value());
  EXPECT_EQ(writer->watermark(), 3);
  EXPECT_EQ(ids_of(*IndexReader::open(folder.path() / "index"), {}, "foto"), "");
}

TEST(Segments, are_for_the_owner_only) {
  TempFolder folder;
  testing::publish_rows(folder.path() / "index", testing::school_rows(), 5);
  for (const auto& entry : fs::directory_iterator(folder.path() / "index"))
    EXPECT_EQ(entry.status().permissions(), fs::perms::owner_read | fs::perms::owner_write) << entry.path();
}

TEST(Damage, is_told) {
  TempFolder folder;
  EXPECT_EQ(IndexReader::open(folder.path()).error().text, "index-absent");
  testing::publish_rows(folder.path(), testing::school_rows(), 5);
  const std::string manifest = testing::slurp(folder.path() / "index.json");
  const auto with_manifest = [&](std::string_view from, std::string_view to) {
    std::string changed = manifest;
    const auto at = changed.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    std::ofstream(folder.path() / "index.json") << changed.replace(at, from.size(), to);
    const auto reader = IndexReader::open(folder.path());
    return reader ? std::string() : reader.error().text;
  };
  EXPECT_EQ(with_manifest("{", "{"), "");
  EXPECT_EQ(with_manifest("\"version\": ", "\"version\": 9"), "index-outdated");
  EXPECT_EQ(with_manifest("kraaij_pohlmann", "dutch"), "index-outdated");
  EXPECT_EQ(with_manifest("{", "["), "index-damaged");
  EXPECT_EQ(with_manifest("000000000000.glass", "../secret"), "index-damaged");
  EXPECT_EQ(with_manifest("{", "{"), "");
  fs::resize_file(folder.path() / "000000000000.glass", 100);
  const auto cut = IndexReader::open(folder.path());
  ASSERT_FALSE(cut.has_value());
  EXPECT_EQ(cut.error().text, "index-damaged");
  EXPECT_EQ(cut.error().code, ErrorCode::integrity);
  fs::remove(folder.path() / "000000000000.glass");
  EXPECT_EQ(IndexReader::open(folder.path()).error().text, "index-damaged");
}

TEST(Damage, starts_the_index_again) {
  TempFolder folder;
  const auto rows = testing::school_rows();
  testing::publish_rows(folder.path(), rows, 5);
  fs::remove(folder.path() / "000000000000.glass");
  {
    const auto writer = IndexWriter::open(folder.path());
    ASSERT_TRUE(writer.has_value());
    EXPECT_EQ(writer->watermark(), 0);
  }
  testing::publish_rows(folder.path(), rows, 5);
  EXPECT_EQ(IndexReader::open(folder.path())->documents(), 14u);
}

// A flipped bit may go unseen by the reader, not by verify, and never ends the program.
TEST(Damage, never_crashes_a_search) {
  TempFolder folder;
  testing::publish_rows(folder.path(), testing::school_rows(), 14);
  const fs::path file = folder.path() / "000000000000.glass";
  const std::string whole = testing::slurp(file);
  EXPECT_TRUE(verify_index(folder.path()).has_value());
  for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 200) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
    std::ofstream(file, std::ios::binary) << flipped;
    EXPECT_EQ(verify_index(folder.path()).error().text, "index-damaged") << at;
    const auto reader = IndexReader::open(folder.path());
    if (!reader) continue;
    const auto answer = reader->search({.query = "foto* OR \"van de bus\"", .facets = true}, {});
    if (!answer) {
      EXPECT_NE(answer.error().code, ErrorCode::usage);
    }
  }
}

TEST(LargeRows, are_taken_whole) {
  TempFolder folder;
  std::string text = "begin ";
  for (int i = 0; i < 150'000; ++i) text += "woord" + std::to_string(i % 1000) + " ";
  text += "helemaal achteraan " + std::string(5'000, 'x') + " slot";
  const std::vector<IndexRow> rows = {testing::row_of(1, "groot", text), testing::row_of(2, std::string(300, 'i'), "klein")};
  testing::publish_rows(folder.path(), rows, 2);
  const auto reader = IndexReader::open(folder.path());
  ASSERT_TRUE(reader.has_value());
  EXPECT_EQ(ids_of(*reader, rows, "achteraan slot"), "groot");
  EXPECT_EQ(ids_of(*reader, rows, std::string(5'000, 'x')), "groot");
  EXPECT_EQ(ids_of(*reader, rows, "id:" + std::string(300, 'i')), std::string(300, 'i'));
  EXPECT_EQ(ids_of(*reader, rows, "woo*"), "!query-star-many");
  EXPECT_EQ(ids_of(*reader, rows, "woord99*"), "groot");
}

}  // namespace
}  // namespace schouw
