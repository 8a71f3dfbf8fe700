#include "schouw/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace schouw {

void assertion_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: %s\n", file, line, condition);
  std::abort();
}

}  // namespace schouw
