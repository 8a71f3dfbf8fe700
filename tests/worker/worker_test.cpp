// A child that dies, and one that has too little: told, and the next entry is read as if nothing had been.
#include "schouw/worker/worker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "schouw/base/file.h"
#include "schouw/import/confined.h"
#include "schouw/import/null_sink.h"
#include "testing.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

class Said : public NullSink {
 public:
  int messages = 0;
  std::vector<std::string> problems;
  void message(Message) override { ++messages; }
  void problem(Problem p) override { problems.push_back(p.code + "/" + std::string(name_of(p.loss))); }
};

class Nowhere : public EntryReader {
 public:
  std::string_view path() const override { return "postvak.pst"; }
  std::string_view source_name() const override { return "postvak.pst"; }
  std::string_view head() const override { return {}; }
  std::span<const char> next() override { return {}; }
  void rewind() override {}
  std::uint64_t stated_size() const override { return 0; }
};

const Importer& pst() { return **std::ranges::find(importers(), std::string_view("mail-pst"), &Importer::id); }

fs::path mailbox() { return testing::source_dir() / "tests/corpus/import/mail-pst/mails/input/postvak.pst"; }

Said read_with(Worker& worker, const fs::path& file, const std::function<bool()>& stop = {}) {
  Said said;
  const auto input = InputFile::open(file);
  EXPECT_TRUE(input.has_value());
  if (input) worker.read(pst(), Nowhere(), WorkerInput::descriptor(input->descriptor()), said, stop);
  return said;
}

TEST(Worker, reads) {
  Worker worker;
  for (int again = 0; again < 3; ++again) {
    const Said said = read_with(worker, mailbox());
    EXPECT_EQ(said.messages, 2);
    EXPECT_TRUE(said.problems.empty()) << said.problems.front();
  }
}

TEST(Worker, a_death_costs_one_entry) {
  Importer unheard_of = pst();
  unheard_of.id = "not-registered";  // its child ends at once, without a word
  Worker worker;
  Said said;
  const auto input = InputFile::open(mailbox());
  ASSERT_TRUE(input.has_value());
  worker.read(unheard_of, Nowhere(), WorkerInput::descriptor(input->descriptor()), said, {});
  EXPECT_EQ(said.messages, 0);
  EXPECT_EQ(said.problems, std::vector<std::string>{"worker-died/whole"});
  EXPECT_EQ(read_with(worker, mailbox()).messages, 2);
}

TEST(Worker, stops_when_asked) {
  Worker worker;
  const Said said = read_with(worker, mailbox(), [] { return true; });
  EXPECT_EQ(said.messages, 0);
  EXPECT_TRUE(said.problems.empty());
  EXPECT_EQ(read_with(worker, mailbox()).messages, 2);
}

TEST(Worker, silence_is_a_time_out) {
  WorkerLimits limits;
  limits.no_progress_seconds = 0;
  limits.seconds = 0;
  Worker worker(limits);
  const Said said = read_with(worker, mailbox());
  ASSERT_EQ(said.problems.size(), 1u);
  EXPECT_TRUE(said.problems[0].starts_with("worker-timeout/")) << said.problems[0];
}

TEST(Worker, an_entry_of_an_archive_is_copied) {
  class Held : public Nowhere {
   public:
    std::string bytes = testing::slurp(mailbox());
    bool given = false;
    std::span<const char> next() override {
      if (given) return {};
      given = true;
      return bytes;
    }
  };
  Held held;
  const auto in_memory = WorkerInput::copy(held, 1 << 20, {});
  ASSERT_TRUE(in_memory.has_value());
  Worker worker;
  Said said;
  worker.read(pst(), held, *in_memory, said, {});
  EXPECT_EQ(said.messages, 2);
  Held again;
  EXPECT_FALSE(WorkerInput::copy(again, 16, {}).has_value()) << "there is no place to copy it to";
}

/// What a library says of damage must not end the child: it would be taken for a crash.
TEST(Worker, complaints_of_a_library_are_no_crash) {
  const std::string whole = testing::slurp(testing::source_dir() / "tests/corpus/import/mail-msg/mail/input/mail.msg");
  const Importer& msg = **std::ranges::find(importers(), std::string_view("mail-msg"), &Importer::id);
  class Held : public Nowhere {
   public:
    std::string bytes;
    bool given = false;
    std::span<const char> next() override { return std::exchange(given, true) ? std::string_view() : std::string_view(bytes); }
  };
  Worker worker;
  for (std::size_t size = 512; size < whole.size(); size += 448) {
    Held held;
    held.bytes = whole.substr(0, size);
    const auto input = WorkerInput::copy(held, 1 << 20, {});
    ASSERT_TRUE(input.has_value());
    Said said;
    worker.read(msg, held, *input, said, {});
    for (const std::string& problem : said.problems) EXPECT_FALSE(problem.starts_with("worker-")) << size << ": " << problem;
  }
}

TEST(Worker, those_with_libraries_that_crash_are_confined) {
  for (const Importer* importer : importers()) {
    const bool should = importer->id == "mail-pst" || importer->id == "mail-msg";
    EXPECT_EQ(is_confined(*importer), should) << importer->id;
  }
}

}  // namespace
}  // namespace schouw
