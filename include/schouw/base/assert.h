// Checks for errors in the program, never in its input. Also active in release builds.
#pragma once

namespace schouw {
/// Prints the condition and its place on stderr and aborts.
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);
}  // namespace schouw

#define SCHOUW_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::schouw::assertion_failed(#condition, __FILE__, __LINE__))
