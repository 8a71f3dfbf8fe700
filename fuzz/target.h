// What is fuzzed: every importer, and every parser below them that takes bytes from outside.
//
// An importer is a target by itself, out of the registry. To add a parser: a function in parsers.cpp and a line in
// parsers.def. A target ends the process when it sees what must never be, so that libFuzzer keeps the input.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace schouw::fuzz {

struct Target {
  std::string name;                           ///< the symbol of the importer, or the name in parsers.def
  std::function<void(std::string_view)> run;
  std::vector<std::string> seeds;             ///< from the corpora of tests/
};

/// Seeds are read from disk for each call.
std::vector<Target> importer_targets();
std::vector<Target> parser_targets();
std::vector<Target> all_targets();

/// An input of an importer: the path of the entry, a new line, the bytes. Bids look at both.
std::string importer_input(std::string_view path, std::string_view bytes);

/// Says what is wrong and aborts.
[[noreturn]] void broken(std::string_view what);
inline void require(bool holds, std::string_view what) {
  if (!holds) broken(what);
}

/// A parser that has a file of its own.
void archive(std::string_view bytes);

/// The files below a folder of the source tree.
std::vector<std::string> files_of_tree(std::string_view folder);

}  // namespace schouw::fuzz
