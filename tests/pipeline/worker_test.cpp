// Importers without rights, through the whole ingest: what they say is the same as in this process; their death costs one
// entry and no more.
#include <gtest/gtest.h>

#include <set>

#include "test_case.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kMailboxes = source_dir() / "tests/corpus/import/mail-pst";

constexpr std::string_view kSameMail =
    "From bas@thuis.example Mon Jan  5 08:12:00 2026\n"
    "From: Bas de Wit <bas@thuis.example>\nTo: k.jansen@school.example\nSubject: Antw: Schoolreis\n"
    "Date: Mon, 05 Jan 2026 09:12:00 +0100\nMessage-ID: <2@thuis.example>\nReferences: <1@school.example>\n"
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    "--x\nContent-Type: text/plain\n\nTim mag mee.\n\nOp 4 jan. 2026 om 20:00 schreef Karin:\n> Mag Tim mee?\n"
    "--x\nContent-Type: text/plain; name=briefje.txt\nContent-Disposition: attachment; filename=briefje.txt\n\nCat\n--x--\n";

class InWorker : public ::testing::Test {
 protected:
  TempFolder folder;
  Result<CaseStore> store = create_case(folder / "case", plain_plan(folder.path()));
};

TEST_F(InWorker, a_mailbox_becomes_records) {
  ASSERT_TRUE(store.has_value());
  const IngestRun run = ingest_into(*store, {kMailboxes / "mails", kMailboxes / "teams-and-others"});
  EXPECT_FALSE(run.losses) << exported(*store, "problems");
  EXPECT_EQ(records(*store, "connections").size(), 2u);
  std::set<std::string> platforms;
  for (const Json& message : records(*store, "messages")) platforms.insert(std::string(message.str("platform")));
  EXPECT_EQ(platforms, (std::set<std::string>{"mail", "teams"}));
}

TEST_F(InWorker, the_same_mail_in_mbox_and_pst_is_one_message) {
  ASSERT_TRUE(store.has_value());
  write(folder / "in/post.mbox", kSameMail);
  ingest_into(*store, {folder / "in", kMailboxes / "mails"});
  int found = 0;
  for (const Json& message : records(*store, "messages")) {
    if (message.str("text") != "Tim mag mee.") continue;
    ++found;
    EXPECT_EQ(message.at("seen_in").size(), 2u);
  }
  EXPECT_EQ(found, 1) << exported(*store, "messages");
}

TEST_F(InWorker, a_mailbox_that_cannot_be_opened_is_told) {
  ASSERT_TRUE(store.has_value());
  const IngestRun run = ingest_into(*store, {kMailboxes / "damaged"});
  EXPECT_TRUE(run.losses);
  const auto problems = records(*store, "problems");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].str("code"), "pst-unreadable");
  EXPECT_EQ(records(*store, "sources").at(0).str("status"), "unread");
}

}  // namespace
}  // namespace schouw::testing
