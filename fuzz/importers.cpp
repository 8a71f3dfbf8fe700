// One target for each importer in the registry. Beside what the sanitizers see, it holds an importer to its promises: texts
// are UTF-8, the size of the pieces changes nothing, and a file that it claims never ends in silence.
#include <algorithm>

#include "golden.h"
#include "schouw/import/confined.h"
#include "target.h"
#include "testing.h"

namespace schouw::fuzz {
namespace {

namespace fs = std::filesystem;
using testing::MemoryEntry;

constexpr std::size_t kMaxPath = 500;

/// Small pieces for small files only: they are for what falls apart between two pieces, not for patience.
std::size_t small_piece(std::size_t bytes) { return bytes < 2000 ? 1 : bytes / 500 + 7; }

void read(const Importer& importer, std::string_view input) {
  const std::size_t line = std::min(input.find('\n'), std::min(input.size(), kMaxPath));
  const std::string path(input.substr(0, line));
  const std::string bytes(input.substr(std::min(input.size(), line + 1)));
  MemoryEntry entry(path, bytes);
  const Bid bid = importer.bid(entry);
  const Json records = testing::read_all(importer, entry);
  if (const std::string text = testing::broken_text(records); !text.empty()) broken("no UTF-8: " + text);
  require(bid <= Bid::weak || bytes.empty() || records.size() > 0, "claimed, and nothing said of it");
  if (is_confined(importer)) return;  // holds the whole in memory, whatever the pieces
  MemoryEntry pieces(path, bytes, {}, small_piece(bytes.size()));
  const Json again = testing::read_all(importer, pieces);
  if (again == records) return;
  for (std::size_t i = 0; i < std::min(records.size(), again.size()); ++i)
    if (!(records.items()[i] == again.items()[i]))
      broken("in pieces it reads otherwise:\n" + to_json(records.items()[i]) + "\n" + to_json(again.items()[i]));
  broken("in pieces it reads more or fewer: " + to_json(records) + "\n" + to_json(again));
}

std::vector<std::string> seeds_of(std::string_view id) {
  std::vector<std::string> seeds;
  for (const fs::path& folder : testing::folders_in(testing::source_dir() / "tests/corpus/import" / id))
    for (const fs::path& file : testing::files_below(folder / "input"))
      seeds.push_back(importer_input(fs::relative(file, folder / "input").string(), testing::slurp(file)));
  return seeds;
}

}  // namespace

std::string importer_input(std::string_view path, std::string_view bytes) {
  std::string input(path);
  std::ranges::replace(input, '\n', ' ');
  return input.append("\n").append(bytes);
}

std::vector<Target> importer_targets() {
  prepare_importers();
  std::vector<Target> out;
  for (const Importer* importer : importers()) {
    std::string name(importer->id);
    std::ranges::replace(name, '-', '_');
    out.push_back({name, [importer](std::string_view input) { read(*importer, input); }, seeds_of(importer->id)});
  }
  return out;
}

}  // namespace schouw::fuzz
