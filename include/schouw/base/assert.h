// A broken program, never a broken input: also checked in release.
#pragma once

namespace schouw {
/// Prints the condition and its place on stderr and aborts.
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);
}  // namespace schouw

#define SCHOUW_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::schouw::assertion_failed(#condition, __FILE__, __LINE__))
