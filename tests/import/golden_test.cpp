// Every case below tests/corpus/import/<importer>/<case>/input/ is read as one entry per file, in order of path,
// and compared with expected.json beside it. Then the same bytes again under harder conditions.
#include "golden.h"

#include <gtest/gtest.h>

#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

struct GoldenCase {
  std::string importer;
  fs::path folder;
};

std::vector<GoldenCase> cases() {
  std::vector<GoldenCase> found;
  for (const fs::path& importer : folders_in(source_dir() / "tests/corpus/import"))
    for (const fs::path& folder : folders_in(importer)) found.push_back({importer.filename(), folder});
  return found;
}

const Importer* by_id(std::string_view id) {
  for (const Importer* importer : importers())
    if (importer->id == id) return importer;
  return nullptr;
}

class ImportGolden : public ::testing::TestWithParam<GoldenCase> {};

TEST_P(ImportGolden, reads_what_is_expected) {
  const auto& [id, folder] = GetParam();
  const Importer* importer = by_id(id);
  ASSERT_NE(importer, nullptr) << id << " is not in importers.def";
  Json all = Json::object();
  std::vector<MailPiece> pieces;
  for (const fs::path& file : files_below(folder / "input")) {
    const std::string path = fs::relative(file, folder / "input").string();
    MemoryEntry entry(path, slurp(file));
    expect_chosen(id, entry);
    all[path] = read_all(*importer, entry, &pieces);
    EXPECT_EQ(broken_text(all[path]), "") << path;
  }
  if (!pieces.empty()) all["pieces put together"] = join_all(std::move(pieces));
  expect_golden(folder / "expected.json", to_pretty_json(all) + "\n");
}

TEST_P(ImportGolden, gives_the_same_in_pieces_of_any_size) {
  const auto& [id, folder] = GetParam();
  const Importer* importer = by_id(id);
  ASSERT_NE(importer, nullptr);
  for (const fs::path& file : files_below(folder / "input")) {
    const std::string bytes = slurp(file);
    MemoryEntry whole("f", bytes);
    const std::string expected = to_json(read_all(*importer, whole));
    for (const std::size_t piece : {1u, 7u, 4096u}) {
      MemoryEntry pieces("f", bytes, {}, piece);
      EXPECT_EQ(to_json(read_all(*importer, pieces)), expected) << file << " in pieces of " << piece;
    }
  }
}

TEST_P(ImportGolden, survives_a_cut_anywhere_and_a_flipped_bit) {
  const auto& [id, folder] = GetParam();
  const Importer* importer = by_id(id);
  ASSERT_NE(importer, nullptr);
  for (const fs::path& file : files_below(folder / "input")) {
    const std::string bytes = slurp(file);
    const std::size_t step = std::max<std::size_t>(1, bytes.size() / 300);
    for (std::size_t at = 0; at < bytes.size(); at += step) {
      MemoryEntry cut("f", bytes.substr(0, at));
      EXPECT_EQ(broken_text(read_all(*importer, cut)), "") << file << " cut at " << at;
      std::string flipped = bytes;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
      MemoryEntry entry("f", flipped);
      EXPECT_EQ(broken_text(read_all(*importer, entry)), "") << file << " flipped at " << at;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Corpus, ImportGolden, ::testing::ValuesIn(cases()), [](const auto& one) {
  std::string name = one.param.importer + "_" + one.param.folder.filename().string();
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
});
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ImportGolden);

}  // namespace
}  // namespace schouw::testing
