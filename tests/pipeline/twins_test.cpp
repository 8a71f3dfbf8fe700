// The same bytes in the downloads of two people, in copies, and where nothing shows which of both it is.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "test_case.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

CaseStore case_in(const TempFolder& folder, std::string_view name = "case") {
  auto store = create_case(folder / name, plain_plan(folder.path()));
  EXPECT_TRUE(store.has_value()) << words(store.error());
  return std::move(*store);
}

/// Two people's downloads of Instagram, unpacked, in which the list of whom they follow is the same to the byte.
void write_download(const TempFolder& folder, const std::string& name) {
  const fs::path root = folder / ("exports/" + name);
  write(root / "personal_information/personal_information/personal_information.json",
        R"({"profile_user": [{"string_map_data": {"Username": {"value": ")" + name + R"("}}}]})");
  write(root / "connections/followers_and_following/following.json",
        R"({"relationships_following": [{"title": "noor_h", "string_list_data": [{"timestamp": 1714550000}]}]})");
}

std::vector<std::string> who_follows(const CaseStore& store) {
  std::map<std::string, std::string> names;
  for (const Json& account : records(store, "accounts")) names[std::string(account.str("id"))] = account.str("handle");
  std::vector<std::string> out;
  for (const Json& one : records(store, "connections"))
    out.push_back(names[std::string(one.str("owner"))] + " " + std::string(one.str("kind")) + " " +
                  names[std::string(one.str("other"))]);
  std::ranges::sort(out);
  return out;
}

TEST(TwoOwners, a_list_that_two_people_have_to_the_byte_is_a_list_of_both) {
  const TempFolder folder;
  write_download(folder, "karin");
  write_download(folder, "bas");
  const std::vector<std::string> both = {"bas follows noor_h", "karin follows noor_h"};
  CaseStore at_once = case_in(folder, "at-once");
  ingest_into(at_once, {folder / "exports"});
  EXPECT_EQ(who_follows(at_once), both);
  EXPECT_EQ(records(at_once, "sources").size(), 3u) << "the same bytes count once";
  for (const auto& [first, second] : {std::pair("karin", "bas"), std::pair("bas", "karin")}) {
    CaseStore later = case_in(folder, std::string(first) + "-first");
    ingest_into(later, {folder / "exports" / first});
    EXPECT_EQ(who_follows(later).size(), 1u);
    ingest_into(later, {folder / "exports" / second});
    EXPECT_EQ(who_follows(later), both);
    ingest_into(later, {folder / "exports"});
    EXPECT_EQ(who_follows(later), both);
  }
}

/// Reddit's list of the communities that somebody looks after; `statistics` says who that is.
void write_moderated(const TempFolder& folder, const std::string& name, bool with_statistics) {
  const fs::path root = folder / ("exports/" + name);
  write(root / "moderated_subreddits.csv", "subreddit\nzandpoort\n");
  if (with_statistics) write(root / "statistics.csv", "statistic,value\naccount name," + name + "\n");
}

TEST(TwoOwners, a_list_of_a_table_that_two_people_have_to_the_byte_is_a_list_of_both) {
  const TempFolder folder;
  write_moderated(folder, "karin", true);
  write_moderated(folder, "bas", true);
  CaseStore store = case_in(folder);
  ingest_into(store, {folder / "exports"});
  EXPECT_EQ(who_follows(store), (std::vector<std::string>{"bas admin ", "karin admin "}));
  EXPECT_TRUE(problems_of(store, "list-in-two-places").empty());
}

TEST(TwoOwners, a_list_in_two_folders_of_nobody_counts_once_and_says_so) {
  const TempFolder folder;
  write_moderated(folder, "karin", false);
  write_moderated(folder, "bas", false);
  CaseStore at_once = case_in(folder, "at-once");
  ingest_into(at_once, {folder / "exports"});
  const auto said = problems_of(at_once, "list-in-two-places");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_NE(said[0].find("exports/karin/moderated_subreddits.csv"), std::string::npos) << said[0];
  EXPECT_EQ(records(at_once, "connections").size(), 1u) << "the same bytes count once";
  for (const auto& [first, second] : {std::pair("karin", "bas"), std::pair("bas", "karin")}) {
    CaseStore later = case_in(folder, std::string(first) + "-first");
    ingest_into(later, {folder / "exports" / first});
    EXPECT_TRUE(problems_of(later, "list-in-two-places").empty());
    for (int times = 0; times < 2; ++times) {
      ingest_into(later, {folder / "exports" / second});
      EXPECT_EQ(records(later, "connections").size(), 1u);
      EXPECT_EQ(problems_of(later, "list-in-two-places").size(), 1u);
    }
  }
}

TEST(TwoOwners, a_list_in_two_folders_is_of_who_is_said_in_one_of_them) {
  const TempFolder folder;
  write_moderated(folder, "karin", true);
  write_moderated(folder, "bas", false);
  const std::vector<std::string> hers{"karin admin "};
  CaseStore at_once = case_in(folder, "at-once");
  ingest_into(at_once, {folder / "exports"});
  EXPECT_EQ(who_follows(at_once), hers);
  EXPECT_EQ(problems_of(at_once, "list-in-two-places").size(), 1u);
  CaseStore hers_first = case_in(folder, "hers-first");
  ingest_into(hers_first, {folder / "exports/karin"});
  ingest_into(hers_first, {folder / "exports/bas"});
  EXPECT_EQ(who_follows(hers_first), hers);
  EXPECT_EQ(problems_of(hers_first, "list-in-two-places").size(), 1u);
  CaseStore hers_last = case_in(folder, "hers-last");
  ingest_into(hers_last, {folder / "exports/bas"});
  ingest_into(hers_last, {folder / "exports/karin"});
  const std::vector<std::string> all = who_follows(hers_last);
  EXPECT_NE(std::ranges::find(all, hers.front()), all.end());
  EXPECT_EQ(problems_of(hers_last, "list-in-two-places").size(), 1u);
}

TEST(TwoOwners, settings_that_two_people_have_to_the_byte_are_told) {
  const TempFolder folder;
  for (const std::string name : {"karin", "bas"}) {
    const fs::path data = folder / ("exports/" + name + "/data");
    write(data / "account.js", R"(window.YTD.account.part0 = [{"account": {"username": ")" + name + R"(", "accountId": "1)" + std::to_string(name.size()) + R"("}}])");
    write(data / "protected-history.js", R"(window.YTD.protected_history.part0 = [
      {"protectedHistory": {"protectedAt": "2024-05-01T08:00:00.000Z", "action": "Unprotect"}}])");
  }
  CaseStore store = case_in(folder);
  ingest_into(store, {folder / "exports"});
  EXPECT_EQ(problems_of(store, "list-in-two-places").size(), 1u);
}

TEST(TwoOwners, a_copy_of_a_download_is_nobody_elses) {
  const TempFolder folder;
  write_download(folder, "karin");
  fs::copy(folder / "exports/karin", folder / "exports/kopie", fs::copy_options::recursive);
  CaseStore store = case_in(folder);
  ingest_into(store, {folder / "exports"});
  EXPECT_EQ(who_follows(store), std::vector<std::string>{"karin follows noor_h"});
  EXPECT_TRUE(problems_of(store, "list-in-two-places").empty());
}

}  // namespace
}  // namespace schouw::testing
