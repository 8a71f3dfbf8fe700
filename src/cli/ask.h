// Questions to a person at a terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "session.h"

namespace schouw {

/// Prints "cli.<id>" on stderr and reads one line from stdin; empty at the end of input.
std::string ask(const Session&, std::string_view id, std::vector<std::string> arguments = {});

}  // namespace schouw
