// What libFuzzer calls. The target is the name by which the program was called: fuzz_<target>.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "target.h"

namespace {

std::function<void(std::string_view)> g_run;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char*** argv) {
  GTEST_FLAG_SET(break_on_failure, true);  // read_all() expects things too
  const std::string name = std::filesystem::path((*argv)[0]).filename().string();
  for (schouw::fuzz::Target& target : schouw::fuzz::all_targets())
    if (name == "fuzz_" + target.name) g_run = std::move(target.run);
  if (!g_run) schouw::fuzz::broken("call me fuzz_<target>");
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const void* bytes = data;
  g_run({static_cast<const char*>(bytes), size});
  return 0;
}
