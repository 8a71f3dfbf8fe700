// The folder of a case: rights, lock, damage, and what a user is told about them.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "sample.h"
#include "schouw/base/file.h"
#include "schouw/base/texts.h"
#include "testing.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;
using testing::ingest;
using testing::new_case;
using testing::Script;
using testing::TempFolder;

mode_t rights(const fs::path& path) {
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777 : 0;
}

Script chat(std::size_t lines) {
  Script script("a.zip", "aa");
  for (std::size_t i = 1; i <= lines; ++i)
    script.line("_chat.txt", i, "Bas", static_cast<std::int64_t>(i), "regel " + std::to_string(i));
  script.accounts.resize(1);
  script.entry("_chat.txt", "whatsapp-text");
  return script;
}

/// An error must have a text in both languages, with all its arguments.
void expect_readable(const Error& error) {
  ASSERT_TRUE(has_text("error." + error.text)) << error.text;
  for (const Lang lang : {Lang::nl, Lang::en}) {
    const std::string words = text(lang, "error." + error.text, error.args);
    EXPECT_EQ(words.find('{'), std::string::npos) << words;
  }
}

TEST(Folder, is_private_whatever_the_umask) {
  const mode_t before = ::umask(0);
  const TempFolder temp;
  {
    CaseStore store = new_case(temp / "case");
    ingest(store, {chat(3)});
    for (const auto& file : fs::directory_iterator(temp / "case")) EXPECT_EQ(rights(file.path()), 0600u) << file.path();
  }
  EXPECT_EQ(rights(temp / "case"), 0700u);
  ::umask(before);
}

TEST(Folder, a_case_is_not_made_over_another) {
  const TempFolder temp;
  new_case(temp / "case");
  const auto again = CaseStore::create(temp / "case", Json::object());
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code, ErrorCode::usage);
  expect_readable(again.error());
}

TEST(Folder, a_case_whose_making_was_broken_off_can_be_made_again) {
  const TempFolder temp;
  new_case(temp / "case");
  fs::remove(temp / "case" / "case.json");
  EXPECT_EQ(CaseStore::open(temp / "case", StoreMode::read_only).error().code, ErrorCode::integrity);
  CaseStore store = new_case(temp / "case");
  ingest(store, {chat(3)});
}

TEST(Folder, settings_and_documents_come_back) {
  const TempFolder temp;
  Json settings = Json::object();
  settings["period"]["from"] = Json("2025-08-01");
  {
    CaseStore store = new_case(temp / "case");
    ASSERT_TRUE(store.set_settings(settings).has_value());
    ASSERT_TRUE(store.put_document("registers", settings).has_value());
    ASSERT_TRUE(store.put_document("registers", Json("tweede")).has_value());
  }
  Result<CaseStore> store = CaseStore::open(temp / "case", StoreMode::read_only);
  ASSERT_TRUE(store.has_value());
  EXPECT_EQ(store->settings(), settings);
  EXPECT_EQ(store->document("registers"), Json("tweede"));
  EXPECT_FALSE(store->document("niets").has_value());
  EXPECT_EQ(store->folder(), temp / "case");
}

TEST(Folder, a_second_writer_is_told_who_holds_the_case) {
  const TempFolder temp;
  std::optional<CaseStore> store = new_case(temp / "case");
  const auto second = CaseStore::open(temp / "case", StoreMode::read_write);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::in_use);
  ASSERT_EQ(second.error().args.size(), 4u);
  EXPECT_EQ(second.error().args[1], std::to_string(::getpid()));
  EXPECT_EQ(second.error().args[3].size(), 20u) << second.error().args[3];
  expect_readable(second.error());
  store.reset();
  EXPECT_TRUE(CaseStore::open(temp / "case", StoreMode::read_write).has_value());
}

TEST(Folder, a_reader_reads_beside_a_writer) {
  const TempFolder temp;
  CaseStore writer = new_case(temp / "case");
  Result<CaseStore> reader = CaseStore::open(temp / "case", StoreMode::read_only);
  ASSERT_TRUE(reader.has_value());
  EXPECT_TRUE(testing::texts_of(*reader).empty());
  ingest(writer, {chat(3)});
  EXPECT_EQ(testing::texts_of(*reader).size(), 3u);
  EXPECT_FALSE(reader->put_document("x", Json(1)).has_value());
}

TEST(Folder, a_killed_writer_leaves_no_lock_and_no_half_batch) {
  const TempFolder temp;
  const fs::path folder = temp / "case";
  { new_case(folder); }
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    Result<CaseStore> store = CaseStore::open(folder, StoreMode::read_write);
    if (store) commit_part(*store, chat(40), 0, 30);
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  Result<CaseStore> store = CaseStore::open(folder, StoreMode::read_write);
  ASSERT_TRUE(store.has_value()) << store.error().text;
  EXPECT_EQ(store->last_row(), 30);
  EXPECT_EQ(store->known(chat(40).file), KnownSource::unfinished);
  ingest(*store, {chat(40)});
  EXPECT_EQ(testing::texts_of(*store).size(), 40u);
}

TEST(Folder, no_case_and_half_a_case_are_told_apart) {
  const TempFolder temp;
  const auto none = CaseStore::open(temp / "case", StoreMode::read_only);
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code, ErrorCode::usage);
  expect_readable(none.error());
  { new_case(temp / "case"); }
  fs::remove(temp / "case" / "case.db");
  const auto half = CaseStore::open(temp / "case", StoreMode::read_only);
  ASSERT_FALSE(half.has_value());
  EXPECT_EQ(half.error().code, ErrorCode::integrity);
  expect_readable(half.error());
}

TEST(Folder, a_newer_case_file_is_refused) {
  const TempFolder temp;
  { new_case(temp / "case"); }
  std::fstream file(temp / "case" / "case.db", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(63);
  file.put(99);  // user_version
  file.close();
  const auto newer = CaseStore::open(temp / "case", StoreMode::read_only);
  ASSERT_FALSE(newer.has_value());
  EXPECT_EQ(newer.error().text, "case-version");
  expect_readable(newer.error());
}

/// The error that reading everything ends with, if any.
std::optional<Error> trouble_with(const fs::path& folder) {
  Result<CaseStore> store = CaseStore::open(folder, StoreMode::read_write);
  if (!store) return store.error();
  if (const Result<void> sound = store->verify(); !sound) return sound.error();
  try {
    testing::dump(*store);
  } catch (const CaseFailure& failure) {
    return failure.error;
  }
  return std::nullopt;
}

TEST(Folder, a_damaged_database_is_an_integrity_error) {
  const TempFolder temp;
  {
    CaseStore store = new_case(temp / "case");
    ingest(store, {chat(500)});
  }
  ASSERT_FALSE(trouble_with(temp / "case").has_value());
  const std::string whole = testing::slurp(temp / "case" / "case.db");
  for (std::size_t page = 0; page * 4096 < whole.size(); ++page) {
    std::string torn = whole;
    for (std::size_t i = 0; i < 64 && page * 4096 + i < torn.size(); ++i)
      torn[page * 4096 + i] = static_cast<char>(~torn[page * 4096 + i]);
    ASSERT_TRUE(write_file(temp / "case" / "case.db", torn).has_value());
    const auto trouble = trouble_with(temp / "case");
    ASSERT_TRUE(trouble.has_value()) << "page " << page;
    EXPECT_EQ(trouble->code, ErrorCode::integrity) << "page " << page << ": " << trouble->text;
    expect_readable(*trouble);
  }
}

TEST(Folder, loose_records_are_found) {
  const TempFolder temp;
  CaseStore store = new_case(temp / "case");
  Script script = chat(3);
  std::get<PreparedEntry>(script.records.back()).counts.refused = 1;  // found 1, accounted for 2
  testing::read_all(store, script);
  ASSERT_TRUE(store.finish_ingest().has_value());
  const auto sound = store.verify();
  ASSERT_FALSE(sound.has_value());
  EXPECT_EQ(sound.error().text, "case-entries");
  EXPECT_EQ(sound.error().args, (std::vector<std::string>{"a.zip", "_chat.txt"}));
  expect_readable(sound.error());
}

TEST(Folder, a_full_disk_is_an_io_error_and_the_case_stays_whole) {
  const TempFolder temp;
  const fs::path folder = temp / "case";
  {
    CaseStore store = new_case(folder);
    ingest(store, {chat(20)});
  }
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{400'000, 400'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    Result<CaseStore> store = CaseStore::open(folder, StoreMode::read_write);
    Script large("b.zip", "bb");
    for (std::uint64_t i = 1; i <= 300; ++i)
      large.line("_chat.txt", i, "Karin", static_cast<std::int64_t>(i), std::string(5'000, 'x'));
    const auto source = store->begin_source(large.file);
    Batch batch;
    batch.source = source.value_or(0);
    batch.records = large.records;
    const auto rows = store->commit(batch);
    const bool told = !rows && rows.error().code == ErrorCode::io;
    ::_exit(told ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  EXPECT_FALSE(trouble_with(folder).has_value());
  Result<CaseStore> store = CaseStore::open(folder, StoreMode::read_write);
  EXPECT_EQ(testing::texts_of(*store).size(), 20u);
}

TEST(Folder, without_rights_the_path_is_named) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may do everything";
  const TempFolder temp;
  { new_case(temp / "case"); }
  fs::permissions(temp / "case", fs::perms::owner_read | fs::perms::owner_exec);
  const auto writer = CaseStore::open(temp / "case", StoreMode::read_write);
  ASSERT_FALSE(writer.has_value());
  EXPECT_EQ(writer.error().code, ErrorCode::io);
  expect_readable(writer.error());
  EXPECT_TRUE(CaseStore::open(temp / "case", StoreMode::read_only).has_value());
  fs::permissions(temp / "case", fs::perms::owner_all);
}

}  // namespace
}  // namespace schouw
