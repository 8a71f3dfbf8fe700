// "Download everything": one folder with an export of every platform at once, given with one command. Built from the
// corpora of the importers, so that a new importer is in it by itself.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "schouw/import/importer.h"
#include "test_case.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

bool is_whole(const fs::path& folder) {
  const std::string name = folder.filename();
  return std::ranges::none_of(std::to_array<std::string_view>({"truncated", "drifted", "damaged", "empty"}),
                              [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

/// The first case that is neither cut nor drifted, and holds something.
fs::path whole_case(std::string_view importer) {
  for (const fs::path& folder : folders_in(source_dir() / "tests/corpus/import" / importer))
    if (is_whole(folder)) return folder / "input";
  return {};
}

class Everything : public ::testing::Test {
 protected:
  /// expected[path] = what the table of sources must call it
  void put(const fs::path& file, std::string_view bytes, std::string_view format) {
    write(folder_ / "alles" / file, bytes);
    expected_[(fs::path("alles") / file).generic_string()] = format;
  }

  void put_all(const fs::path& from, const fs::path& to, std::string_view format) {
    for (const fs::path& file : files_below(from)) put(to / fs::relative(file, from), slurp(file), format);
  }

  TempFolder folder_;
  std::map<std::string, std::string> expected_;
};

TEST_F(Everything, in_one_folder_is_named_right) {
  for (const Importer* importer : importers()) {
    const fs::path from = whole_case(importer->id);
    ASSERT_FALSE(from.empty()) << importer->id << " has no whole case";
    put_all(from, fs::path(importer->id), importer->id);
  }
  for (const char* name : {"sds1", "sds21", "oneroster12", "edexml", "uwlr"})
    put_all(source_dir() / "tests/corpus/registers" / name, fs::path("registers") / name, "register");
  put("skype-in-tar/8_live_export.tar", tar_of("messages.json", slurp(whole_case("skype-json") / "messages.json")),
      "skype-json");
  put("LEESMIJ.txt", "Dit hoort nergens bij.\n", "");

  auto store = create_case(folder_ / "case", plain_plan(folder_.path()));
  ASSERT_TRUE(store.has_value()) << words(store.error());
  ingest_into(*store, {folder_ / "alles"});
  std::size_t seen = 0;
  for (const Json& source : records(*store, "sources")) {
    const std::string path(source.str("path"));
    ASSERT_TRUE(expected_.contains(path)) << path;
    EXPECT_EQ(source.str("format"), expected_[path]) << path;
    if (expected_[path].empty()) {
      EXPECT_EQ(source.str("status"), "unread") << path;
    }
    ++seen;
  }
  EXPECT_EQ(seen, expected_.size()) << "a file is in no record of a source";
}

/// Of the records that a case of the corpora must give.
void add_platforms(const fs::path& golden, std::set<std::string>& to) {
  const auto all = parse_json_document(slurp(golden), "expected.json");
  ASSERT_TRUE(all.has_value()) << golden;
  for (const auto& [file, entries] : all->members())
    for (const Json& record : entries.items())
      if (record.str("record") == "message" || record.str("record") == "connection")
        to.insert(std::string(record.str("platform")));
}

TEST_F(Everything, gives_records_of_every_platform) {
  std::set<std::string> wanted, given;
  for (const Importer* importer : importers())
    for (const fs::path& folder : folders_in(source_dir() / "tests/corpus/import" / importer->id)) {
      if (!is_whole(folder)) continue;
      put_all(folder / "input", fs::path(importer->id) / folder.filename(), importer->id);
      add_platforms(folder / "expected.json", wanted);
    }
  auto store = create_case(folder_ / "case", plain_plan(folder_.path()));
  ASSERT_TRUE(store.has_value()) << words(store.error());
  ingest_into(*store, {folder_ / "alles"});
  for (const char* kind : {"messages", "connections"})
    for (const Json& record : records(*store, kind)) given.insert(std::string(record.str("platform")));
  for (const std::string& platform : wanted) EXPECT_TRUE(given.contains(platform)) << platform;
}

}  // namespace
}  // namespace schouw::testing
