// Takes every right from this process that reading bytes does not need.
#pragma once

#include <cstdint>

#include "schouw/worker/worker.h"

namespace schouw {

/// For the host, before it does anything: no core dumps, no new rights, nobody may look into it.
void become_unremarkable();

/// For a child, before it looks at a byte: no file can be opened, no socket made, no program started; memory and time
/// are limited. False when the kernel does not do this: then nothing may be read.
bool enter_sandbox(const WorkerLimits&, std::uint64_t input_bytes);

}  // namespace schouw
