#include <cstdio>
#include <cstdlib>

#include "target.h"
#include "testing.h"

namespace schouw::fuzz {

void broken(std::string_view what) {
  static_cast<void>(std::fprintf(stderr, "fuzz: %.*s\n", static_cast<int>(what.size()), what.data()));
  std::abort();
}

std::vector<std::string> files_of_tree(std::string_view folder) {
  std::vector<std::string> out;
  for (const auto& file : testing::files_below(testing::source_dir() / folder)) out.push_back(testing::slurp(file));
  return out;
}

std::vector<Target> all_targets() {
  std::vector<Target> all = importer_targets();
  for (Target& parser : parser_targets()) all.push_back(std::move(parser));
  return all;
}

}  // namespace schouw::fuzz
