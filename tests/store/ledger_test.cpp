// The ledger: every change of what was written shows.
#include "schouw/store/ledger.h"

#include <gtest/gtest.h>

#include <fstream>

#include "sample.h"
#include "schouw/base/file.h"
#include "schouw/base/texts.h"
#include "testing.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;
using testing::slurp;
using testing::TempFolder;

LedgerEntry entry(std::string action) {
  LedgerEntry e{std::move(action), "2026-08-15T09:00:00Z", "karin@school", "0.1.0"};
  e.details["paths"] = Json(Json::Array{Json("exports/\"6B\".zip")});
  return e;
}

fs::path three_lines(const TempFolder& temp) {
  fs::path folder = temp / "case";
  EXPECT_TRUE(make_private_folder(folder).has_value());
  for (const char* action : {"init", "ingest", "audit"}) EXPECT_TRUE(append_ledger(folder, entry(action)).has_value());
  return folder;
}

void rewrite(const fs::path& folder, const std::string& bytes) {
  std::ofstream(folder / "ledger.jsonl", std::ios::binary | std::ios::trunc) << bytes;
}

/// The line at which the chain breaks; 0 when it holds.
std::string broken_at(const fs::path& folder) {
  const auto lines = verify_ledger(folder);
  if (lines) return "0";
  EXPECT_EQ(lines.error().code, ErrorCode::integrity);
  EXPECT_TRUE(has_text("error." + lines.error().text));
  return lines.error().args.at(1);
}

std::vector<std::string> lines_of(const std::string& bytes) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = bytes.find('\n', at) + 1;
    lines.push_back(bytes.substr(at, end - at));
    at = end;
  }
  return lines;
}

TEST(Ledger, holds_what_was_appended) {
  const TempFolder temp;
  const fs::path folder = three_lines(temp);
  EXPECT_EQ(verify_ledger(folder).value_or(0), 3u);
  const auto lines = lines_of(slurp(folder / "ledger.jsonl"));
  ASSERT_EQ(lines.size(), 3u);
  const auto second = parse_json_document(lines[1], "ledger");
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(second->str("action"), "ingest");
  EXPECT_EQ(second->at("n"), Json(2));
  EXPECT_EQ(second->at("details").at("paths").items()[0].str(), "exports/\"6B\".zip");
  EXPECT_EQ(second->str("previous"), parse_json_document(lines[0], "ledger")->str("hash"));
}

TEST(Ledger, no_ledger_is_an_empty_one) {
  const TempFolder temp;
  EXPECT_EQ(verify_ledger(temp / ".").value_or(9), 0u);
}

TEST(Ledger, every_changed_byte_shows) {
  const TempFolder temp;
  const fs::path folder = three_lines(temp);
  const std::string whole = slurp(folder / "ledger.jsonl");
  const auto lines = lines_of(whole);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    rewrite(folder, changed);
    const std::string expected = i < lines[0].size() ? "1" : i < lines[0].size() + lines[1].size() ? "2" : "3";
    ASSERT_EQ(broken_at(folder), expected) << "byte " << i;
  }
}

TEST(Ledger, lines_left_out_or_moved_show) {
  const TempFolder temp;
  const fs::path folder = three_lines(temp);
  const auto l = lines_of(slurp(folder / "ledger.jsonl"));
  rewrite(folder, l[1] + l[2]);
  EXPECT_EQ(broken_at(folder), "1");
  rewrite(folder, l[0] + l[2]);
  EXPECT_EQ(broken_at(folder), "2");
  rewrite(folder, l[0] + l[2] + l[1]);
  EXPECT_EQ(broken_at(folder), "2");
  rewrite(folder, l[0] + l[1] + l[1] + l[2]);
  EXPECT_EQ(broken_at(folder), "3");
  rewrite(folder, l[0] + l[1]);
  EXPECT_EQ(broken_at(folder), "3") << "the last line was cut off";
  fs::remove(folder / "ledger.jsonl");
  EXPECT_EQ(broken_at(folder), "1");
}

TEST(Ledger, a_line_that_a_power_cut_left_unfinished_gives_way_to_the_next) {
  const TempFolder temp;
  const fs::path folder = three_lines(temp);
  const std::string whole = slurp(folder / "ledger.jsonl");
  rewrite(folder, whole + "{\"n\":4,\"prev");
  EXPECT_EQ(broken_at(folder), "4");
  ASSERT_TRUE(append_ledger(folder, entry("report")).has_value());
  EXPECT_EQ(verify_ledger(folder).value_or(0), 4u);
  EXPECT_EQ(slurp(folder / "ledger.jsonl").substr(0, whole.size()), whole);
}

TEST(Ledger, nothing_is_appended_to_a_broken_chain) {
  const TempFolder temp;
  const fs::path folder = three_lines(temp);
  const auto l = lines_of(slurp(folder / "ledger.jsonl"));
  rewrite(folder, l[0] + l[2]);
  const auto appended = append_ledger(folder, entry("report"));
  ASSERT_FALSE(appended.has_value());
  EXPECT_EQ(appended.error().code, ErrorCode::integrity);
}

}  // namespace
}  // namespace schouw
