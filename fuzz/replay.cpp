// Without libFuzzer: every seed of every target as it is, and damaged in ways that are the same on every machine.
//
//   fuzz_replay [--rounds N] [target...]           N damaged copies of each seed (default 12)
//   fuzz_replay --write FOLDER [evidence...]       the seeds as files, FOLDER/<target>/<n>, for libFuzzer; of evidence
//                                                  (files, folders, archives) each entry goes to the importer that bids for it
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <random>

#include <gtest/gtest.h>

#include "schouw/archive/archive.h"
#include "schouw/import/importer.h"
#include "target.h"
#include "testing.h"

namespace schouw::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxSeed = 1u << 20;
constexpr std::clock_t kTooSlow = 10 * CLOCKS_PER_SEC;  ///< of the processor: a busy machine is no finding

/// mt19937 gives the same numbers everywhere; the distributions of the library do not.
class Damage {
 public:
  explicit Damage(std::uint32_t seed) : random_(seed) {}

  std::string of(std::string bytes, const std::vector<std::string>& others) {
    for (std::size_t times = 1 + below(4); times > 0; --times) once(bytes, others);
    return bytes;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void once(std::string& bytes, const std::vector<std::string>& others) {
    static constexpr std::string_view kMarks = "\n\r\0\"\\<>{}[],;:&/-=%0\xFF\xE2\xC3 ";
    const std::size_t at = below(bytes.size() + 1), length = below(1 + std::min<std::size_t>(bytes.size() - at, 64));
    switch (below(7)) {
      case 0:
        if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        return;
      case 1:
        bytes.insert(at, 1 + below(3), kMarks[below(kMarks.size())]);
        return;
      case 2:
        bytes.erase(at, length);
        return;
      case 3:
        bytes.insert(below(bytes.size() + 1), bytes.substr(at, length));
        return;
      case 4:
        if (at < bytes.size()) bytes[at] = kMarks[below(kMarks.size())];
        return;
      case 5: {
        const std::string& other = others[below(others.size())];
        bytes.replace(at, length, other.substr(below(other.size() + 1), 1 + below(200)));
        return;
      }
      default:
        bytes.resize(at);
    }
  }
  std::mt19937 random_;
};

std::string g_now;  ///< the input under way, kept when the process dies over it

void keep_input() {
  std::ofstream("fuzz-found.bin", std::ios::binary) << g_now;
  static_cast<void>(std::fputs("the input is in fuzz-found.bin\n", stderr));
}

void run(const Target& target, std::string input) {
  g_now = std::move(input);
  const std::clock_t began = std::clock();
  target.run(g_now);
  require(std::clock() - began < kTooSlow, "too slow");
}

void replay(const Target& target, std::size_t rounds) {
  require(!target.seeds.empty(), target.name + " has no seeds");
  for (const std::string& seed : target.seeds) run(target, seed);
  Damage damage(20'260'105);
  for (const std::string& seed : target.seeds)
    for (std::size_t i = 0; i < rounds; ++i) run(target, damage.of(seed, target.seeds));
}

/// Gives each entry to the importer that bids for it.
class Collect : public EntryVisitor {
 public:
  explicit Collect(std::vector<Target>& targets) : targets_(targets) {}
  EntryState entry(EntryReader& reader) override {
    const Importer* importer = choose_importer(reader);
    if (importer == nullptr) return EntryState::not_recognised;
    std::string bytes;
    for (auto chunk = reader.next(); !chunk.empty() && bytes.size() < kMaxSeed; chunk = reader.next())
      bytes.append(chunk.data(), chunk.size());
    std::string name(importer->id);
    std::ranges::replace(name, '-', '_');
    const auto target = std::ranges::find(targets_, name, &Target::name);
    target->seeds.push_back(importer_input(reader.path(), bytes));
    return EntryState::read;
  }
  void done(std::string_view, EntryState) override {}
  void problem(std::string_view, Problem) override {}

 private:
  std::vector<Target>& targets_;
};

void add_evidence(std::vector<Target>& targets, const fs::path& given) {
  Collect collect(targets);
  std::vector<fs::path> files = testing::files_below(given);
  if (files.empty()) files.push_back(given);
  for (const fs::path& file : files)
    static_cast<void>(walk_source(file, fs::relative(file, given).string(), {}, collect));
}

int write_seeds(std::vector<Target> targets, const fs::path& folder, const std::vector<std::string>& evidence) {
  for (const std::string& given : evidence) add_evidence(targets, given);
  for (const Target& target : targets) {
    fs::create_directories(folder / target.name);
    for (std::size_t i = 0; i < target.seeds.size(); ++i)
      std::ofstream(folder / target.name / std::to_string(i), std::ios::binary) << target.seeds[i];
  }
  return 0;
}

int main_of(std::vector<std::string> words) {
  if (words.size() > 1 && words[0] == "--write")
    return write_seeds(all_targets(), words[1], {words.begin() + 2, words.end()});
  std::size_t rounds = 12;
  if (words.size() > 1 && words[0] == "--rounds") {
    rounds = std::stoul(words[1]);
    words.erase(words.begin(), words.begin() + 2);
  }
  std::signal(SIGABRT, [](int) { keep_input(); });
  for (const Target& target : all_targets())
    if (words.empty() || std::ranges::find(words, target.name) != words.end()) {
      static_cast<void>(std::fprintf(stderr, "%s: %zu seeds\n", target.name.c_str(), target.seeds.size()));
      replay(target, rounds);
    }
  return 0;
}

}  // namespace
}  // namespace schouw::fuzz

int main(int argc, char** argv) {
  GTEST_FLAG_SET(break_on_failure, true);  // read_all() expects things too
  return schouw::fuzz::main_of({argv + 1, argv + argc});
}
