// Help, made from the tables of commands and options.
#pragma once

#include "commands.h"
#include "output.h"

namespace schouw {

void write_overview(const Session&, Output&);
/// Of one command, or of a family such as "policy".
void write_help(const Session&, std::span<const Command>, Output&);

}  // namespace schouw
