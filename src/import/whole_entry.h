// A file in memory, for formats that cannot be read piece by piece.
#pragma once

#include <string>

#include "schouw/import/importer.h"

namespace schouw {

/// At most `most` bytes; what is over is a problem (entry-size) with its number of bytes.
std::string whole_entry(EntryReader&, std::size_t most, RecordSink&);

/// The same as UTF-8: by BOM, the pattern of UTF-16 (PowerShell writes it), or windows-1252 where it is no UTF-8.
std::string whole_text(EntryReader&, std::size_t most, RecordSink&);

}  // namespace schouw
